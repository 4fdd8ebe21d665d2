"""Simulated annealing on whole numbers: random changes, now and then for the worse.

Where every resource is full, next to no single change helps, and what helps takes several
that do not. A worse plan is accepted with a chance that falls with what it costs and with
time, so the search wanders between plans that are nearly as good.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.engine.arrays import Floats
from planner.engine.descent import Descent
from planner.engine.parts import State
from planner.engine.places import NOWHERE
from planner.engine.promises import Change

Positions = NDArray[np.integer[Any]]
"""Some of the integers."""

COLD = 0.1
"""What a change may cost on average at last, as a share of what it may cost at first."""

REACH = 4
"""Buckets across which something is shifted or swapped."""

SHIFTS, SWAPS, REPLACED, LESS = 0.35, 0.6, 0.9, 0.95
"""Of the changes drawn, which shift, swap and replace, and make less or more."""


class Annealing:
    """Random changes of one descent's states."""

    def __init__(self, descent: Descent, heat: float, random: Random) -> None:
        """`heat` is what a change may cost on average at first."""
        self._descent, self._heat, self._random = descent, heat, random
        places = descent.places
        self._group, self._slot, self._at = places.group, places.slot, places.at
        self._bucket = places.bucket
        placed = np.flatnonzero(places.group != NOWHERE)
        last = int(places.bucket[placed].max(initial=-1))
        self._in_bucket = [placed[places.bucket[placed] == t] for t in range(last + 1)]
        self._in_group = [
            placed[places.group[placed] == g]
            for g in range(int(places.group[placed].max(initial=-1)) + 1)
        ]

    @property
    def possible(self) -> bool:
        """Whether anything can be exchanged."""
        return bool(self._in_group)

    def walk(self, state: State, at_most: Floats, going: Callable[[State], float | None]) -> State:
        """The state where a walk ends.

        Parameters
        ----------
        state
            Where the walk begins.
        at_most
            What levels may not exceed, unless they do so already.
        going
            Told the best state on the way before each change; how much of the time has
            passed, from 0 to 1, or None to end the walk.
        """
        best, slopes = state, self._descent.slopes(state)
        while (passed := going(best)) is not None:
            change = self._drawn(state)
            heat = self._heat * COLD**passed
            allowed = -heat * log(1 - self._random.random())
            if change is None or self._descent.at_least(state, change, slopes) > allowed:
                continue
            after = self._descent.tried(state, change, allowed)
            if after is None or (after.levels > np.maximum(at_most, state.levels)).any():
                continue
            state, slopes = after, self._descent.slopes(after)
            if state.value < best.value:
                best = state
        return state

    def _drawn(self, state: State) -> Change | None:
        """A random change; None if the one drawn is none."""
        used = self._descent.used(state)
        if not len(used):
            return self._more()
        one, kind = self._one(used), self._random.random()
        if kind < SHIFTS:
            return self._shift(one)
        if kind < SWAPS:
            return self._swap(one, used)
        if kind < REPLACED:
            other = self._one(self._in_bucket[self._bucket[one]])
            return None if other == one else ((one, -1), (other, 1))
        return ((one, -1),) if kind < LESS else self._more()

    def _more(self) -> Change | None:
        """One more of anything, anywhere."""
        there = self._in_bucket[self._random.randrange(len(self._in_bucket))]
        return ((self._one(there), 1),) if len(there) else None

    def _shift(self, one: int) -> Change | None:
        """One batch elsewhere: near in time, or in the same bucket."""
        other = self._one(self._near(one, self._in_group[self._group[one]]))
        return None if other == one else ((one, -1), (other, 1))

    def _swap(self, one: int, used: Positions) -> Change | None:
        """Two batches of different groups in each other's place."""
        other = self._one(self._near(one, used))
        to_one = int(self._at[self._group[other], self._slot[one]])
        to_other = int(self._at[self._group[one], self._slot[other]])
        if self._group[one] == self._group[other] or min(to_one, to_other) < 0:
            return None
        return ((one, -1), (other, -1), (to_one, 1), (to_other, 1))

    def _near(self, one: int, among: Positions) -> Positions:
        near: Positions = among[np.abs(self._bucket[among] - self._bucket[one]) <= REACH]
        return near

    def _one(self, positions: Positions) -> int:
        return int(positions[self._random.randrange(len(positions))])
