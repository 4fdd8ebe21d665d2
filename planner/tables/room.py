"""Whether one batch more might have been filled, and what stops it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import inf

from models.batches import BatchKind
from models.states import state_of
from planner.tables.facts import Facts, work_h
from planner.tables.thaw_room import ThawRoom

FULL = 0.95
"""Share of the offered hours from which a resource counts as full."""


@dataclass(frozen=True)
class Chance:
    """One batch more of a kind in a bucket, and what stops it."""

    kind: BatchKind
    bucket: int
    full: tuple[str, ...]
    """Of its suite and line those without room."""

    change: tuple[str, ...]
    """Of these, those that have room for the batch, but not for the change it needs as well."""

    missing_kg: float
    instruction: int | None
    """Index of an `at_most` that allows no more."""

    frozen: bool


class Room:
    """What is left for one batch more."""

    def __init__(self, facts: Facts) -> None:
        self._facts, self._thaw = facts, ThawRoom(facts)
        self._states = facts.indices.states
        self._chance = cache(self._look)

    def chances(self, kinds: Iterable[BatchKind], span: range) -> list[Chance]:
        """Every kind and bucket."""
        return [self._chance(kind, bucket, span) for kind in kinds for bucket in span]

    def substance(self, chances: Iterable[Chance]) -> str:
        """Why there is no substance for them."""
        found = list(chances)
        buckets = [chance.bucket for chance in found]
        span = range(min(buckets), max(buckets) + 1)
        return self._thaw.reason((chance.kind for chance in found), span)

    def share(self, resource: str, span: range) -> float:
        """Share of the offered hours that is worked; infinite where none is offered."""
        load = self._facts.load
        rows = [load[resource, bucket] for bucket in span if (resource, bucket) in load]
        offered = sum(row["offered_h"] for row in rows)
        idle = sum(row["idle_h"] for row in rows)
        return inf if offered <= 0 else float((offered - idle) / offered)

    def _look(self, kind: BatchKind, bucket: int, span: range) -> Chance:
        full, change = [], []
        for resource in kind.route:
            room_h = self.free_h(kind, resource, bucket)
            needed_h = work_h(kind, resource)
            crowded = self.share(resource, span) >= FULL
            if crowded or room_h < needed_h:
                full.append(resource)
            elif room_h < needed_h + self._change_h(kind, resource, bucket):
                full.append(resource)
                change.append(resource)
        return Chance(
            kind,
            bucket,
            tuple(full),
            tuple(change),
            self._thaw.missing_kg(kind, bucket),
            next(self._stopped(kind, bucket), None),
            bucket in self._facts.indices.frozen,
        )

    def free_h(self, kind: BatchKind, resource: str, bucket: int) -> float:
        """Idle hours that the batch may use, those over the border included."""
        here = self._idle(resource, bucket)
        other = bucket - 1 if resource == kind.suite else bucket + 1
        border = max(bucket, other)
        own = 1.0 if resource == kind.suite else kind.set_up_h + 1.0
        if here < own or (resource, border) not in self._facts.indices.hours.open_border:
            return here
        return here + self._idle(resource, other)

    def _idle(self, resource: str, bucket: int) -> float:
        row = self._facts.load.get((resource, bucket))
        return max(0.0, float(row["idle_h"])) if row else 0.0

    def _change_h(self, kind: BatchKind, resource: str, bucket: int) -> float:
        """Hours of going to the batch's state and back; 0 if the resource is in it anyway.

        A stay of its own also holds the batches of the shortest campaign, and ends with a
        decontamination.
        """
        visited = self._facts.paths.get((resource, bucket), ())
        state = state_of(kind, resource)
        if not visited or state in visited:
            return 0.0
        changes, last = self._states.changes, visited[-1]
        both = [changes.get(key) for key in ((resource, last, state), (resource, state, last))]
        hours = sum(row.hours for row in both if row) + self._states.decontamination_h(
            resource, state
        )
        row = self._states.campaigns.get((resource, state))
        return hours + (row.min_batches - 1 if row else 0) * work_h(kind, resource)

    def _stopped(self, kind: BatchKind, bucket: int) -> Iterator[int]:
        """Instructions that allow no batch more."""
        calendar = self._facts.indices.calendar
        for index, row in enumerate(self._facts.plant.instructions):
            buckets = calendar.touched(row.from_, row.until)
            if row.at_most is None or bucket not in buckets or not row.means(kind.key):
                continue
            made = sum(t in buckets and row.means(each.key) for _, each, t in self._facts.made)
            if made >= row.at_most:
                yield index
