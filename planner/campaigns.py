"""Campaigns: what sequenced resources go through beside their batches (docs/rules.md, R6).

Each of them is walked through time along the states that the model decided. A
decontamination within a stay is done when the campaign has its `max_batches`, or else after
the last batch of its state in the bucket; one that no batch precedes is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from math import inf
from typing import Literal

from models.calendar import Calendar
from models.equipment import Changeover
from models.milp.decisions import Decisions
from models.plant import Plant
from models.states import States, state_of
from planner.pegging import Supply

Ending = Literal["change", "decontamination", "open"]
OTHER_H = ("changeover_h", "decontamination_h", "media_fill_h")
"""What takes hours beside batches: columns of `capacity.csv`."""


@dataclass(frozen=True)
class Change:
    """A change of state that is worked in a bucket."""

    resource: str
    bucket: int
    order: int
    """Place among the changes of the bucket, from 1."""

    leave: str
    enter: str
    row: Changeover


@dataclass(frozen=True)
class WorkedCampaign:
    """The batches between two decontaminations."""

    resource: str
    number: int
    state: str
    began_in: int | None
    """None: it was under way at the start."""

    ended_in: int | None
    """None: it is open at the end."""

    batches: int
    batches_before: int
    """Batches before the start, of `initial_states`."""

    ended_by: Ending
    decontamination_h: float
    decontamination_eur: float


@dataclass(frozen=True)
class Course:
    """What resources do beside their batches, and in which order states come."""

    paths: dict[tuple[str, int], tuple[str, ...]]
    """(sequenced resource, bucket): the states it visits, in order."""

    changes: tuple[Change, ...]
    campaigns: tuple[WorkedCampaign, ...]
    numbers: dict[tuple[str, int, str], tuple[int, ...]]
    """(sequenced resource, bucket, state): campaign of each batch made there, in order."""

    other_h: dict[tuple[str, int], dict[str, float]]
    """(resource, bucket): hours by column of OTHER_H; absent: none."""

    def place(self, resource: str, bucket: int, state: str) -> int:
        """Place of a state among those of the bucket; 0 on resources without states."""
        path = self.paths.get((resource, bucket))
        return path.index(state) if path else 0

    def hours(self, resource: str, bucket: int) -> float:
        """Hours that are not those of batches."""
        return sum(self.other_h.get((resource, bucket), {}).values())


def course_of(
    plant: Plant, calendar: Calendar, decisions: Decisions, found: Iterable[Supply]
) -> Course:
    """Walk every sequenced resource through the plan.

    Raises
    ------
    ValueError
        If a batch is made in a state that its resource does not visit then.
    """
    states = States.of_plant(plant)
    made = _made(states, found)
    _all_visited(made, decisions, calendar)
    numbers = {}
    walks = [Walk(states, resource) for resource in states.of]
    for walk in walks:
        for bucket in calendar.planned:
            for state in decisions.paths[walk.resource, bucket]:
                key = walk.resource, bucket, state
                walk.enter(state, bucket)
                own = decisions.decontaminations.get((walk.resource, state, bucket), 0)
                numbers[key] = walk.make(bucket, made[key], own)
        walk.close()
    changes = tuple(chain.from_iterable(walk.changes for walk in walks))
    campaigns = tuple(chain.from_iterable(walk.campaigns for walk in walks))
    other_h = _other_h(plant, decisions, changes, campaigns)
    return Course(decisions.paths, changes, campaigns, numbers, other_h)


def _made(states: States, found: Iterable[Supply]) -> Counter[tuple[str, int, str]]:
    """Batches by sequenced resource, bucket and state; prepared ones need no suite."""
    made: Counter[tuple[str, int, str]] = Counter()
    for batch in found:
        if batch.kind is None or batch.bucket is None:
            continue
        for resource in batch.route[batch.status == "in_process" :]:
            if resource in states.of:
                made[resource, batch.bucket, state_of(batch.kind, resource)] += 1
    return made


def _all_visited(
    made: Counter[tuple[str, int, str]], decisions: Decisions, calendar: Calendar
) -> None:
    for resource, bucket, state in sorted(made):
        path = decisions.paths[resource, bucket]
        if state not in path:
            raise ValueError(
                f"{resource} makes {state} in the bucket of {calendar.first(bucket)}, where it"
                f" visits {', '.join(path)} only"
            )


def _other_h(
    plant: Plant,
    decisions: Decisions,
    changes: Iterable[Change],
    campaigns: Iterable[WorkedCampaign],
) -> dict[tuple[str, int], dict[str, float]]:
    hours: dict[tuple[str, int], dict[str, float]] = defaultdict(
        lambda: dict.fromkeys(OTHER_H, 0.0)
    )
    for change in changes:
        hours[change.resource, change.bucket]["changeover_h"] += change.row.hours
    for each in campaigns:
        if each.ended_in is not None:
            hours[each.resource, each.ended_in]["decontamination_h"] += each.decontamination_h
    for index, bucket in decisions.media_fills.items():
        row = plant.media_fills[index]
        hours[row.line, bucket]["media_fill_h"] += row.hours
    return dict(hours)


class Walk:
    """One resource on its way through the plan."""

    def __init__(self, states: States, resource: str) -> None:
        self.resource = resource
        self.changes: list[Change] = []
        self.campaigns: list[WorkedCampaign] = []
        self._states = states
        self._state = states.initial.get(resource)
        self._began: int | None = None
        self._before = states.before.get(resource, 0)
        self._batches = 0

    def enter(self, state: str, bucket: int) -> None:
        """Be in a state; a change ends the campaign of the one before."""
        if self._state is None:
            self._state, self._began = state, bucket
        if state == self._state:
            return
        row = self._states.changes[self.resource, self._state, state]
        order = 1 + sum(change.bucket == bucket for change in self.changes)
        self.changes.append(Change(self.resource, bucket, order, self._state, state, row))
        self._end(bucket, "change")
        self._state = state

    def make(self, bucket: int, batches: int, own: int) -> tuple[int, ...]:
        """Make batches and do decontaminations; the campaign of each batch."""
        row = self._states.campaigns.get((self.resource, self._state or ""))
        most = row.max_batches if row else inf
        numbers = []
        for _ in range(batches):
            if own and self._before + self._batches >= most:
                self._end(bucket, "decontamination")
                own -= 1
            self._batches += 1
            numbers.append(len(self.campaigns) + 1)
        if own and self._before + self._batches:
            self._end(bucket, "decontamination")
        return tuple(numbers)

    def close(self) -> None:
        """The plan is over; the campaign goes on."""
        self._end(None, "open")

    def _end(self, bucket: int | None, by: Ending) -> None:
        """Write a campaign down, unless it leaves no trace, and begin anew."""
        state = self._state or ""
        row = None if by == "open" else self._states.campaigns.get((self.resource, state))
        if row is not None or self._before or self._batches:
            self.campaigns.append(
                WorkedCampaign(
                    resource=self.resource,
                    number=len(self.campaigns) + 1,
                    state=state,
                    began_in=self._began,
                    ended_in=bucket,
                    batches=self._batches,
                    batches_before=self._before,
                    ended_by=by,
                    decontamination_h=row.decontamination_h if row else 0.0,
                    decontamination_eur=row.decontamination_eur if row else 0.0,
                )
            )
        self._began, self._batches, self._before = bucket, 0, 0
