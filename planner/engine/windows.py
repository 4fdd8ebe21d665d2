"""Large neighbourhood search: HiGHS on one small part of the plan after another.

Each sub-model frees the integers of a neighbourhood (`planner.engine.neighbourhoods`),
holds the others as they are in the best plan and is cut out of the model. What has paid
is tried more often; a kind's neighbourhoods grow while they are solved to the end without
a gain, and shrink when they are not.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

import numpy as np

from planner.engine.arrays import Arrays, Floats
from planner.engine.cutout import cut_out
from planner.engine.highs import Answer, Task, run
from planner.engine.neighbourhoods import Neighbourhoods
from planner.engine.search import Search

log = logging.getLogger(__name__)

LONGEST, SHORTEST = 6.0, 1.0
"""Time limits of a sub-model, in seconds: on long runs, and on short ones."""

SUB_MODELS = 30
"""Sub-models that a run should have time for."""

LEAST_SECONDS = 0.3
"""Time worth beginning a sub-model."""

QUICK = 0.5
"""Share of the time limit within which a sub-model counts as small."""

GROWTH = 1.3
"""Factor by which a kind's neighbourhoods grow and shrink."""

FIRST_SHARE = 0.15
"""Share of the integers that a neighbourhood frees at first."""

FORGET = 0.85
"""Weight of what a kind has gained before, each time it is tried again."""

EVEN = 0.3
"""Share of the draws that try any kind, whatever it has brought."""

AGAIN = 10
"""Draws in a row of neighbourhoods known to hold nothing, after which a kind grows."""

GAP = 1e-5
"""Share of the value at which a sub-model stops."""


HEAVY = 50_000
"""Nonzeros from which on a window leaves what is far from it in time as it is."""

REACH = 6
"""Buckets on either side of a window in which continuous columns are free then."""

LITTLE = 1e-3
"""Share of the value that a distance from the bound counts as, at least."""


@dataclass
class Arm:
    """A kind of neighbourhood and what it has brought."""

    kind: str
    size: float
    gain: float = 0.0
    spent: float = 1e-3
    """Seconds, or sub-models under a work limit."""

    tries: int = 0
    nothing: set[bytes] = field(default_factory=set)
    """Neighbourhoods of the best plan that are known to hold nothing better."""

    @property
    def pays(self) -> float:
        return self.gain / self.spent


def windows(search: Search, weights: Floats, until: float) -> None:
    """Improve the best plan in its neighbourhoods until time is up, the level is reached or
    nothing is left to try."""
    Windows(search, weights).run(until)


class Windows:
    """One run of the search; what it learns about kinds ends with it."""

    def __init__(self, search: Search, weights: Floats) -> None:
        self._search, self._weights = search, weights
        scale = search.aim.level.scale
        self._cost = search.aim.cost * scale
        self._near = Neighbourhoods(search.arrays, self._cost, search.bucket, search.tags)
        first = max(2.0, FIRST_SHARE * self._near.most)
        self.arms = [Arm(kind, first) for kind in self._near.kinds]
        self._arrays, self._rows = search.arrays, -1
        self._spent: set[str] = set()
        """Kinds that have nothing left to try around the best plan."""
        self._heavy = search.arrays.shape[2] > HEAVY

    def run(self, until: float) -> None:
        """Sub-model after sub-model."""
        search, work = self._search, self._search.limits.work
        tries = 0
        seconds = min(LONGEST, max(SHORTEST, (until - search.elapsed) / SUB_MODELS))
        while len(self._spent) < len(self.arms) and search.plan is not None:
            left = until - search.elapsed if work is None else float("inf")
            if search.over or left < LEAST_SECONDS or search.reached:
                break
            if work is not None and tries >= work:
                break
            tries += 1
            search.attend()
            self._try(self._drawn(), min(seconds, left))
        for arm in self.arms:
            log.info("%s: %d tries, size %.0f", arm.kind, arm.tries, arm.size)

    def _drawn(self) -> Arm:
        """A kind, by what it pays."""
        random, arms = self._search.random, [a for a in self.arms if a.kind not in self._spent]
        pays = [arm.pays for arm in arms]
        if random.random() < EVEN or sum(pays) <= 0:
            return random.choice(arms)
        return random.choices(arms, pays)[0]

    def _try(self, arm: Arm, seconds: float) -> None:
        """One neighbourhood of a kind."""
        search = self._search
        assert search.plan is not None
        for _ in range(AGAIN):
            drawn = self._near.drawn(arm.kind, int(arm.size), search.plan, search.random)
            lower, upper, free = drawn
            key = np.packbits(free).tobytes()
            if free.any() and key not in arm.nothing:
                break
        else:
            self._exhaust(arm)
            return
        before, begun, rows = search.value, search.elapsed, len(search.cuts)
        answer = self._solved(lower, upper, seconds)
        gain, took = before - search.value, search.elapsed - begun
        timed = search.limits.work is None
        arm.tries += 1
        arm.gain = arm.gain * FORGET + gain / max(before - search.bound, abs(before) * LITTLE)
        arm.spent = arm.spent * FORGET + (took if timed else 1.0)
        if gain > 0:
            self._spent.clear()
            for each in self.arms:
                each.nothing.clear()
        elif answer.status == "limit":
            arm.size = max(2.0, arm.size / GROWTH)
        elif len(search.cuts) == rows:  # what it found was not cut off: it found nothing
            arm.nothing.add(key)
            if self._all(lower, upper):
                self._spent = {each.kind for each in self.arms}
            if not timed or took < QUICK * seconds:
                self._grow(arm)

    def _grow(self, arm: Arm) -> None:
        arm.size = min(arm.size * GROWTH, float(self._near.most))

    def _exhaust(self, arm: Arm) -> None:
        """A kind draws only what is known to hold nothing: it grows, or there is no more."""
        if arm.size >= self._near.most:
            self._spent.add(arm.kind)
        self._grow(arm)

    def _all(self, lower: Floats, upper: Floats) -> bool:
        """Whether a neighbourhood was all of the model: nothing better is left."""
        arrays = self._search.arrays
        free = (lower <= arrays.lower) & (upper >= arrays.upper)
        return bool(free[arrays.integer].all())

    def _near_in_time(self, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
        """The bounds, with continuous columns far in time from what is free as they are: a
        large model is small then."""
        search = self._search
        arrays, bucket = search.arrays, search.bucket
        assert search.plan is not None
        free = bucket[arrays.integer & (lower < upper) & (bucket >= 0)]
        if not self._heavy or not len(free):
            return lower, upper
        outside = (bucket < free.min() - REACH) | (bucket > free.max() + REACH)
        far = ~arrays.integer & (bucket >= 0) & outside
        lower, upper = np.where(far, search.plan, lower), np.where(far, search.plan, upper)
        return lower, upper

    def _solved(self, lower: Floats, upper: Floats, seconds: float) -> Answer:
        """HiGHS on what is free; the better plan is kept."""
        search, limits = self._search, self._search.limits
        assert search.plan is not None
        bounds = self._near_in_time(lower, upper)
        small = cut_out(self._whole(), self._cost, 0.0, *bounds)
        goal = max(
            search.goal * search.aim.level.scale / 2, GAP * abs(float(self._cost @ search.plan))
        )
        task = Task(
            small.arrays,
            small.cost,
            small.offset,
            start=small.inside(search.plan),
            seconds=seconds if limits.work is None else float("inf"),
            gap=goal,
            nodes=limits.work,
            seed=search.random.randrange(1 << 30),
            threads=limits.threads,
        )
        answer = run(task)
        search.interrupted |= answer.status == "interrupted"
        if answer.values is not None:
            search.offered(small.whole(answer.values), self._weights)
        return answer

    def _whole(self) -> Arrays:
        """The model with all rows found so far and the levels before held."""
        search = self._search
        if self._rows != len(search.cuts):
            self._rows = len(search.cuts)
            self._arrays = search.arrays.with_rows([*search.cuts, *search.held()])
        return self._arrays
