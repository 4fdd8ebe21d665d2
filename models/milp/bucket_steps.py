"""One bucket of the dynamic program over the states of a resource (docs/rules.md, R6, R7).

What a resource carries over a border between buckets is a label; a step takes labels over
a bucket, by each path that the bucket's batches allow, and keeps those that may be best.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from models.milp.bucket_paths import Path, members
from models.milp.resources import Facts, Load

EVEN = 1e-9
"""Hours that count as none."""


class Label(NamedTuple):
    """A resource at a border; less is better in everything but the state."""

    state: int
    eur: float
    """Cost so far, less that of the cheapest label at the border."""

    carry: float
    """Hours of the bucket before that a line still has to work; of a suite, less its idle
    hours there."""

    since: int
    """Batches since the last decontamination."""

    lack: int
    """Batches that the stay needs before it may end."""

    due: int
    """Media fills still to be done."""


class Choice(NamedTuple):
    """A path through a bucket, and the label's values at its end."""

    last: int
    eur: float
    hours: float
    since: int
    lack: int
    out: float
    """Most hours that may cross the border after the bucket."""

    stays: bool
    early: bool
    """With a decontamination more than are needed, at the end."""

    path: Path


class Step(NamedTuple):
    """How a label came from one at the border before."""

    parent: int
    choice: Choice
    own: int
    """Decontaminations in the first state, apart from the one of an early choice."""

    due: int
    fills: int
    hours: float


@dataclass(frozen=True, eq=False)
class Bucket:
    """A bucket with given batches; the states that are made next are given too."""

    facts: Facts
    number: int
    load: Load
    following: int
    made: int
    """States with a batch, as a bit mask."""

    _choices: dict[int, list[Choice]] = field(default_factory=dict)
    _fills: dict[int, list[tuple[int, float]]] = field(default_factory=dict)

    @cached_property
    def hopeless(self) -> bool:
        """Whether no path can hold the batches."""
        facts, t, made = self.facts, self.number, members(self.made)
        moved = max(self.load.movable) if facts.open[t if facts.suite else t + 1] else 0.0
        if t < facts.weeks and len(made) > 2:
            return True
        least = min(facts.changes.hours.values(), default=0.0) * max(0, len(made) - 1)
        return self.load.hours + least > facts.offered[t] + moved + EVEN

    def choices(self, first: int) -> list[Choice]:
        """What may be done from a state at the beginning of the bucket."""
        found = self._choices.get(first)
        if found is None:
            facts, counts, made = self.facts, self.load.counts, self.made
            short = sum(1 << s for s in members(made) if counts[s] < facts.least[s])
            week = self.number < facts.weeks
            paths = facts.changes.paths(first, made, self.following, short, week=week)
            found = [self._choice(path, first, early=False) for path in paths]
            if facts.early:
                found += [
                    self._choice(path, first, early=True)
                    for path in paths
                    if facts.limited(path.states[-1])
                ]
            self._choices[first] = found
        return found

    def _choice(self, path: Path, first: int, *, early: bool) -> Choice:
        facts, counts, last = self.facts, self.load.counts, path.states[-1]
        own = {s: facts.own(s, counts[s]) for s in path.states if s != first}
        if early:
            own[last] = own.get(last, 0) + 1
        since = 0
        if last != first and not early and facts.limited(last):
            since = counts[last] - own[last] * facts.most[last]
        after = facts.open[self.number + 1] and not facts.suite
        return Choice(
            last=last,
            eur=path.eur + sum(facts.decontamination_eur[s] * n for s, n in own.items()),
            hours=path.hours + sum(facts.decontamination_h[s] * n for s, n in own.items()),
            since=since,
            lack=max(0, facts.least[last] - counts[last]),
            out=self.load.movable[last] if after else 0.0,
            stays=last == first,
            early=early,
            path=path,
        )

    def fills(self, due: int) -> list[tuple[int, float]]:
        """Numbers of media fills that may be done here, the next ones first, and their hours."""
        found = self._fills.get(due)
        if found is None:
            rows = self.facts.fills[len(self.facts.fills) - due :]
            found, hours = [], 0.0
            for number in range(due + 1):
                if all(max(buckets) > self.number for buckets, _ in rows[number:]):
                    found.append((number, hours))
                if number < due and self.number not in rows[number][0]:
                    break
                hours += rows[number][1] if number < due else 0.0
            self._fills[due] = found
        return found

    def carried(self, carry: float, hours: float, movable: float, out: float) -> float | None:
        """What is carried over the next border; None if the hours do not suffice.

        Parameters
        ----------
        carry, hours
            What came over the border before; what the bucket's own work takes.
        movable, out
            Most hours that a suite may borrow, and that a line may leave.
        """
        facts, t = self.facts, self.number
        if facts.suite:
            idle = facts.offered[t] - hours + min(-carry, movable)
            if idle < -EVEN:
                return None
            return -round(min(idle, facts.longest), 9) if facts.open[t + 1] and idle > 0 else 0.0
        over = carry + hours - facts.offered[t]
        if over <= EVEN:
            return 0.0
        return None if over > out + EVEN else round(over, 9)

    def steps(self, labels: tuple[Label, ...]) -> list[tuple[Label, Step]]:
        """The labels at the next border that may be best, each with its step."""
        facts, load = self.facts, self.load
        borrows = facts.suite and facts.open[self.number]
        found: dict[int, list[tuple[Label, Step]]] = {}
        for parent, (first, eur, carry, since, lack, due) in enumerate(labels):
            batches = since + load.counts[first]
            own = facts.own(first, batches)
            left = batches - own * facts.most[first] if facts.limited(first) else 0
            lack = max(0, lack - load.counts[first])
            paid = eur + own * facts.decontamination_eur[first]
            work = load.hours + own * facts.decontamination_h[first]
            movable = load.movable[first] if borrows else 0.0
            for fills, fill_h in self.fills(due):
                for choice in self.choices(first):
                    if lack and not choice.stays:
                        continue
                    hours = work + fill_h + choice.hours
                    moved = self.carried(carry, hours, movable, choice.out)
                    if moved is None:
                        continue
                    stay = (0 if choice.early else left, lack) if choice.stays else choice[3:5]
                    label = Label(choice.last, paid + choice.eur, moved, *stay, due - fills)
                    step = Step(parent, choice, own, due, fills, hours)
                    found.setdefault(choice.last, []).append((label, step))
        return [kept for last in sorted(found) for kept in _best(found[last], facts.keep)]


def _best(found: list[tuple[Label, Step]], keep: int) -> list[tuple[Label, Step]]:
    """The labels of one state that no other beats in all respects, at most so many.

    Of too many the cheapest stay, and the one that leaves most hours.
    """
    if len(found) == 1:
        return found
    found.sort(key=lambda each: each[0])
    kept: list[tuple[Label, Step]] = []
    for each in found:
        _, _, carry, since, lack, due = each[0]
        for other in kept:
            label = other[0]
            if label[2] <= carry and label[3] <= since and label[4] <= lack and label[5] <= due:
                break
        else:
            kept.append(each)
    if len(kept) > keep:
        roomiest = min(kept[keep - 1 :], key=lambda each: each[0].carry)
        kept = [*kept[: keep - 1], roomiest]
    return kept
