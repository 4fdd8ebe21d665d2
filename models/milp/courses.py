"""Courses: the way of one resource through its states, and how it was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from models.milp.bucket_steps import EVEN, Bucket, Label, Step


@dataclass(frozen=True)
class Border:
    """The labels at a border, and what came of them in the next bucket."""

    labels: tuple[Label, ...]
    after: dict[Bucket, Passage] = field(default_factory=dict)


@dataclass(frozen=True)
class Passage:
    """A bucket passed: the next border (without labels: no way), cost of its cheapest label."""

    border: Border
    eur: float
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Course:
    """The course of a resource over the planned buckets."""

    cost_eur: float
    """Changes and decontaminations."""

    rows: tuple[int, ...]
    """Rows of the resource in `media_fills`, in the order in which they are done."""

    buckets: tuple[Bucket, ...]
    _passages: tuple[Passage, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The states, by number."""
        return self.buckets[0].facts.names

    @cached_property
    def trail(self) -> tuple[tuple[Label, Step], ...]:
        """The step of each bucket, and the label to which it led."""
        last = self._passages[-1].border.labels
        at = min(range(len(last)), key=lambda number: last[number].eur)
        found = []
        for passage in reversed(self._passages):
            found.append((passage.border.labels[at], passage.steps[at]))
            at = passage.steps[at].parent
        return tuple(reversed(found))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The step of each bucket."""
        return tuple(step for _, step in self.trail)

    @cached_property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """States that are visited in each bucket, in order, the one at its beginning first."""
        return tuple(
            tuple(self.names[state] for state in step.choice.path.states) for step in self.steps
        )

    @cached_property
    def decontaminations(self) -> dict[tuple[str, int], int]:
        """(state, bucket): decontaminations within a stay, above 0."""
        found: dict[tuple[str, int], int] = {}
        for t, (step, bucket) in enumerate(zip(self.steps, self.buckets, strict=True)):
            first, *others = step.choice.path.states
            own = {s: bucket.facts.own(s, bucket.load.counts[s]) for s in others}
            own[first] = step.own
            own[step.choice.last] += step.choice.early
            found |= {(self.names[s], t): count for s, count in own.items() if count}
        return found

    @cached_property
    def media_fills(self) -> dict[int, int]:
        """Row of the plant's `media_fills`: bucket."""
        found: dict[int, int] = {}
        for t, step in enumerate(self.steps):
            next_row = len(self.rows) - step.due
            found |= dict.fromkeys(self.rows[next_row : next_row + step.fills], t)
        return found

    @cached_property
    def shifts(self) -> dict[int, float]:
        """Border, by the bucket after it: hours moved over it, the least that do; above 0."""
        facts, steps, over = self.buckets[0].facts, self.steps, 0.0
        numbers = range(len(steps))
        found = {}
        for t in reversed(numbers) if facts.suite else numbers:
            over = max(0.0, over + steps[t].hours - facts.offered[t])
            if over > EVEN:
                found[t if facts.suite else t + 1] = over
        return found

    def leader(self, border: int) -> tuple[str, float]:
        """State, and hours that it may move, of the batch that moves hours over a border."""
        suite = self.buckets[0].facts.suite
        t = border if suite else border - 1
        state = self.steps[t].choice.path.states[0 if suite else -1]
        return self.names[state], self.buckets[t].load.movable[state]
