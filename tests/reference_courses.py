"""The cheapest course of each resource through a batch plan (docs/rules.md, R6, R7).

A course says, bucket by bucket, which states are visited in which order, how often the
resource decontaminates within a stay, and which media fills are done. All courses are
tried, from the first bucket on. Suites keep as many hours as possible for the next
bucket's batch, lines leave as few as possible to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise, product
from math import inf

from models.plant import Plant
from tests.reference_hours import SLACK_H, Hours
from tests.reference_states import Path, Sequencing, carried
from tests.reference_time import Buckets


@dataclass(frozen=True, order=True)
class Job:
    """What a batch takes of one resource."""

    state: str
    hours: float
    movable_h: float
    """Most hours that may be worked on the other side of a border."""


Jobs = tuple[tuple[Job, ...], ...]
"""The batches of a resource in each planned bucket."""


@dataclass(frozen=True)
class Place:
    """Where a resource is at a border between buckets."""

    bucket: int
    state: str | None
    """None: it has made nothing yet."""

    stay: int | None
    """Batches since the state was entered; None: it was under way at the start."""

    campaign: int
    """Batches since the last decontamination."""

    moving_h: float
    """Suites: free hours of the bucket before; lines: hours left from it."""

    media: frozenset[int]
    """Rows of media_fills that are still to be done."""


@dataclass(frozen=True)
class Taken:
    """What a way through a bucket takes, and where it ends."""

    stay: int | None
    campaign: int
    hours: float = 0.0
    eur: float = 0.0


class Courses:
    """All courses of every resource."""

    def __init__(
        self, plant: Plant, buckets: Buckets, hours: Hours, sequencing: Sequencing
    ) -> None:
        self._hours, self._sequencing = hours, sequencing
        self._planned = buckets.planned
        end = buckets.last(buckets.planned - 1)
        self._media = {
            number: (row, {t for t in range(self._planned) if hours.may_hold(row, t)})
            for number, row in enumerate(plant.media_fills)
            if buckets.start <= row.latest <= end
        }
        self._least: dict[tuple[str, Jobs, bool], float] = {}
        self._known: dict[Place, float] = {}

    def least_eur(self, resource: str, jobs: Jobs, *, strict: bool) -> float:
        """Least cost of changes and decontaminations; inf if the batches do not fit.

        Without `strict` stays may have too few batches: what does not fit then does not
        fit with more batches either.
        """
        key = resource, jobs, strict
        if key not in self._least:
            self._known = {}
            begun = self._sequencing.initial.get(resource)
            known = begun is not None and self._sequencing.sequenced(resource)
            place = Place(
                bucket=0,
                state=begun.state if known and begun else None,
                stay=None if known else 0,
                campaign=begun.batches if known and begun else 0,
                moving_h=0.0,
                media=frozenset(n for n, (row, _) in self._media.items() if row.line == resource),
            )
            self._least[key] = self._from(place, resource, jobs, strict)
        return self._least[key]

    def _from(self, place: Place, resource: str, jobs: Jobs, strict: bool) -> float:
        """Least cost from a border to the end of the plan."""
        if place.bucket == self._planned:
            return inf if place.media else 0.0
        if place not in self._known:
            here, least = jobs[place.bucket], inf
            for path in self._sequencing.paths(resource, place.state, place.bucket):
                if not {job.state for job in here} <= set(path):
                    continue
                for taken in self._ways(place, resource, path, here, strict):
                    for done in self._fills(place):
                        after = self._after(place, resource, path, here, taken, done)
                        if after is not None and taken.eur < least:
                            rest = self._from(after, resource, jobs, strict)
                            least = min(least, taken.eur + rest)
            self._known[place] = least
        return self._known[place]

    def _fills(self, place: Place) -> Iterator[frozenset[int]]:
        """Media fills that may be done in the bucket."""
        may = sorted(n for n in place.media if place.bucket in self._media[n][1])
        sizes = range(len(may) + 1)
        return map(frozenset, chain.from_iterable(combinations(may, size) for size in sizes))

    def _ways(
        self, place: Place, resource: str, path: Path, here: tuple[Job, ...], strict: bool
    ) -> Iterator[Taken]:
        """What the states of a bucket may take, by the number of own decontaminations."""
        counts = [sum(job.state == state for job in here) for state in path]
        rows = [self._sequencing.campaign(resource, state) for state in path]
        own = [range(max(n, 1) + 1 if row else 1) for n, row in zip(counts, rows, strict=True)]
        changes = [self._sequencing.change(resource, *pair) for pair in pairwise(path)]
        for decontaminations in product(*own):
            taken = Taken(place.stay, place.campaign)
            for at, state in enumerate(path):
                if at:
                    change = changes[at - 1]
                    taken = Taken(0, 0, taken.hours + change.hours, taken.eur + change.eur)
                leaves = at < len(path) - 1
                after = self._stay(
                    taken, resource, state, counts[at], decontaminations[at], leaves, strict
                )
                if after is None:
                    break
                taken = after
            else:
                yield taken

    def _stay(
        self,
        before: Taken,
        resource: str,
        state: str,
        batches: int,
        own: int,
        leaves: bool,
        strict: bool,
    ) -> Taken | None:
        """One state of a bucket; None if its campaigns are too long or its stay too short."""
        row = self._sequencing.campaign(resource, state)
        if row is None:
            return replace(before, stay=0, campaign=0)
        stay = None if before.stay is None else before.stay + batches
        campaign = carried(before.campaign, batches, own, row.max_batches)
        short = strict and leaves and stay is not None and stay < row.min_batches
        if campaign is None or short:
            return None
        count = own + leaves
        return Taken(
            stay,
            campaign,
            before.hours + count * row.decontamination_h,
            before.eur + count * row.decontamination_eur,
        )

    def _after(
        self,
        place: Place,
        resource: str,
        path: Path,
        here: tuple[Job, ...],
        taken: Taken,
        done: frozenset[int],
    ) -> Place | None:
        """The next border; None if the bucket's hours do not suffice."""
        t = place.bucket
        work = taken.hours + sum(job.hours for job in here)
        work += sum(self._media[number][0].hours for number in done)
        suite = resource in self._hours.suites
        border, state = (t, path[0]) if suite else (t + 1, path[-1])
        movable = [job.movable_h for job in here if job.state == state]
        most = max([0.0, *movable]) if self._hours.open(resource, border) else 0.0
        free = self._hours.offered[resource, t] - work
        if suite:
            moving = free + min(place.moving_h, most)
            fits = moving >= -SLACK_H
        else:
            moving = place.moving_h - free
            fits = moving <= most + SLACK_H
        if not fits:
            return None
        return Place(
            t + 1,
            path[-1],
            taken.stay,
            taken.campaign,
            round(max(0.0, moving), 9),
            place.media - done,
        )
