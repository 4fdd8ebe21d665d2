"""Placing batches one by one: what hours, states and campaigns still allow (R5, R6, R7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from models.batches import BatchKind
from models.milp.commitments import Commitments
from models.milp.courses import Course
from models.milp.free_hours import FreeHours
from models.milp.indices import Indices
from models.milp.resources import Load
from models.milp.sequencing import Sequencer
from models.states import state_of


class Placing:
    """Batches that are placed in any order, on resources that keep a course.

    Parameters
    ----------
    indices
        The plant; its fixed batches are placed already.
    sequencers
        By resource on which states count or that has media fills.
    commitments
        Substance and instructions.
    """

    def __init__(
        self,
        indices: Indices,
        sequencers: Mapping[str, Sequencer],
        commitments: Commitments,
    ) -> None:
        self._indices, self._commitments = indices, commitments
        self._sequencers = sequencers
        self.free = FreeHours(indices)
        self.counts: dict[tuple[BatchKind, int], int] = defaultdict(int)
        self.ordered: dict[tuple[BatchKind, int], int] = defaultdict(int)
        """Of these, what instructions ask for."""
        self._kinds = {
            name: [kind for kind in indices.kinds.values() if name in kind.route]
            for name in sequencers
        }
        self._loads = {name: list(each.fixed) for name, each in sequencers.items()}
        self._courses = {name: each.course(self._loads[name]) for name, each in sequencers.items()}

    def take(self, kind: BatchKind, bucket: int) -> bool:
        """Place a batch if hours, courses and commitments allow it; whether they do."""
        if not self.fits(kind, bucket):
            return False
        courses: dict[str, Course] = {}
        loads = {name: self._changed(name, kind, bucket, 1) for name in self._ways(kind)}
        for name, each in loads.items():
            course = self._sequencers[name].course(each)
            if course is None:
                return False
            courses[name] = course
        self._loads.update(loads)
        self._courses.update(courses)
        self._count(kind, bucket, 1)
        self.free.take(kind, bucket)
        return True

    def fits(self, kind: BatchKind, bucket: int) -> bool:
        """Whether hours and commitments allow one more batch, states apart."""
        return self.free.fits(kind, bucket) and self._commitments.allow(kind, bucket)

    def obey(self, may: Collection[tuple[BatchKind, int]]) -> None:
        """Place what instructions ask for at least, among the batches that may be placed."""
        for order, missing in list(self._commitments.missing()):
            for kind, bucket in sorted(may, key=lambda each: (each[1], each[0].key)):
                while missing and bucket in order.inside and order.row.means(kind.key):
                    if not self.take(kind, bucket):
                        break
                    self.ordered[kind, bucket] += 1
                    missing -= 1

    def _count(self, kind: BatchKind, bucket: int, more: int) -> None:
        self.counts[kind, bucket] += more
        self._commitments.change(kind, bucket, more)

    def put(self, kind: BatchKind, bucket: int) -> None:
        """Place a batch that hours allow, whatever it does to courses; `mend` is to follow."""
        self.free.take(kind, bucket)
        self._loads |= {n: self._changed(n, kind, bucket, 1) for n in self._ways(kind)}
        self._count(kind, bucket, 1)

    def mend(self, least: Mapping[tuple[BatchKind, int], int]) -> bool:
        """Take batches out where a resource has no course, until each has one; whether any.

        Parameters
        ----------
        least
            Batches that have to stay.
        """
        mended = False
        while stuck := self._stuck():
            mended = True
            resource, bucket = stuck
            kind = self._spare(resource, bucket, least)
            if kind is None:
                break
            self._loads |= {n: self._changed(n, *kind, -1) for n in self._ways(kind[0])}
            self._count(*kind, -1)
        self.free = FreeHours(self._indices)
        for (each, t), count in sorted(self.counts.items(), key=lambda item: item[0][1]):
            for _ in range(count):
                self.free.take(each, t)
        for name, sequencer in self._sequencers.items():
            self._courses[name] = sequencer.course(self._loads[name])
        return mended

    @property
    def horizon(self) -> int:
        """Planned buckets."""
        return self._indices.calendar.horizon

    def least(self, kind: BatchKind) -> int:
        """Batches of a stay on suite and line at least."""
        rows = self._indices.states.campaigns
        found = (rows.get((name, state_of(kind, name))) for name in kind.route)
        return max((row.min_batches for row in found if row), default=1)

    def changes(self, kind: BatchKind, bucket: int) -> int:
        """On how many of suite and line a batch needs a state that is not visited."""
        found = 0
        for name in self._ways(kind):
            course = self._courses[name]
            if course is not None:
                state = self._sequencers[name].facts.state(kind)
                found += state not in course.steps[bucket].choice.path.states
        return found

    def _ways(self, kind: BatchKind) -> Iterator[str]:
        return (name for name in kind.route if name in self._sequencers)

    def _changed(self, name: str, kind: BatchKind, bucket: int, more: int) -> list[Load]:
        """The loads of a resource with so many more of a batch."""
        sequencer = self._sequencers[name]
        there = {
            each: self.counts.get((each, bucket), 0) + (more if each == kind else 0)
            for each in self._kinds[name]
        }
        loads = list(self._loads[name])
        loads[bucket] = sequencer.joined(bucket, sequencer.facts.load(there))
        return loads

    def _stuck(self) -> tuple[str, int] | None:
        """A resource without a course, and the bucket that stops it."""
        for name, sequencer in self._sequencers.items():
            bucket = sequencer.stuck(self._loads[name])
            if bucket is not None:
                return name, bucket
        return None

    def _spare(
        self, resource: str, bucket: int, least: Mapping[tuple[BatchKind, int], int]
    ) -> tuple[BatchKind, int] | None:
        """The batch to take out: near the bucket, of the state with fewest batches there."""
        for t in (*range(bucket, -1, -1), *range(bucket + 1, self._indices.calendar.horizon)):
            there = [
                kind
                for kind in self._kinds[resource]
                if self.counts.get((kind, t), 0)
                > max(least.get((kind, t), 0), self.ordered.get((kind, t), 0))
            ]
            if there:
                facts, counts = self._sequencers[resource].facts, self._loads[resource][t].counts
                return min(there, key=lambda kind: (counts[facts.state(kind)], kind.key)), t
        return None
