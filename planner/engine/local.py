"""Local search on the best plan: race the starts, descend, kick, descend again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.engine.arrays import Floats
from planner.engine.descent import Descent
from planner.engine.kicks import kicked
from planner.engine.parts import Parts, State
from planner.engine.search import Search

SLICE = 3.0
"""Seconds of local search after which its plan is checked and kept."""

PAUSE = 500
"""Changes known to fail between two looks at the clock."""

SOLVES_A_NODE = 20
"""Parts asked that count as one branch-and-bound node under a work limit."""

KICKS = 3
"""Most random swaps between two descents."""

GIVE_UP = 5
"""Kicks without any possible swap after which there are none."""


class Local:
    """Local search of one search; it remembers what failed until rows are added."""

    def __init__(self, search: Search, weights: Floats) -> None:
        self._search, self._weights = search, weights
        self._whole = np.flatnonzero(search.arrays.integer)
        self._offsets = np.array([aim.offset for aim in search.aims])
        self._cuts = -1
        self._descent: Descent
        self._best: State | None = None
        self._solves = 0

    def race(self, starts: Sequence[Floats], until: float) -> None:
        """Descend a little from each start; the best one stays.

        None stops because the level is reached: the start that reaches it first is
        seldom the one that serves the later levels best.
        """
        for number, start in enumerate(starts):
            share = (until - self._search.elapsed) / (len(starts) - number)
            self._solves = 0
            self._descend(start[self._whole], -np.inf, self._search.elapsed + share)

    def descend(self, bound: float, until: float) -> None:
        """Descend from the best plan found."""
        self._solves = 0
        if self._best is not None:
            self._descend(self._best.whole, bound, until)
        elif self._search.plan is not None:
            self._descend(np.round(self._search.plan[self._whole]), bound, until)

    def kick(self, bound: float, until: float) -> None:
        """Change the best plan at random and descend again, until time is up or no change
        is possible."""
        self._solves = 0
        search, inside = self._search, self._whole
        lower, bucket = search.arrays.lower[inside], search.bucket[inside]
        failed = 0
        while self._best is not None and failed < GIVE_UP and not self._stop(bound, until):
            times = 1 + search.random.randrange(KICKS)
            after = kicked(self._descent, self._best, lower, bucket, search.random, times)
            self._solves += 1
            failed = failed + 1 if after is self._best else 0
            if not failed:
                self._descend(after.whole, bound, until)

    def _descend(self, whole: Floats, bound: float, until: float) -> None:
        """Descend from whole numbers, slice by slice, checking what is kept."""
        state = self._entered(whole)
        while state is not None and not self._stop(bound, until):
            before = state
            state = self._sliced(before, bound, until)
            beaten = self._best is not None and state.value >= self._best.value
            if not beaten and state is not self._best:
                state = self._kept(state)
            if state is before and self._descent.settled:
                return

    def _sliced(self, state: State, bound: float, until: float) -> State:
        """Descend for one slice; Ctrl-C keeps what it has reached."""
        slice_end = min(until, self._search.elapsed + SLICE)
        newest, asked, calls = state, self._descent.solves, 0

        def going(now: State) -> bool:
            nonlocal newest, asked, calls
            newest, calls = now, calls + 1
            if self._descent.solves == asked and calls % PAUSE:
                return True  # most changes are known to fail: asking the time is dearer
            self._solves += self._descent.solves - asked
            asked = self._descent.solves
            return not self._stop(bound, slice_end, now)

        try:
            return self._descent.improve(state, self._search.at_most - self._offsets, going)
        except KeyboardInterrupt:
            self._search.interrupted = True
            return newest

    def _kept(self, state: State) -> State | None:
        """The state checked against separators and checks; it becomes the best one."""
        plan = np.zeros(self._search.arrays.shape[1])
        plan[self._whole] = state.whole
        values = self._search.completed(plan, self._weights)
        if values is None:
            return None
        if len(self._search.cuts) != self._cuts:  # rows were found: values have changed
            best, self._best = self._best, None
            found = self._entered(state.whole)
            old = self._entered(best.whole) if best is not None else None
            if old is not None and (found is None or old.value < found.value):
                self._best = old
                return found
            state = found or state
        self._best = state
        return state

    def _entered(self, whole: Floats) -> State | None:
        """Whole numbers as a state of a descent that knows all rows found so far."""
        search = self._search
        known, self._cuts = self._cuts, len(search.cuts)
        if known < 0 or not self._descent.add(search.cuts[known:]):
            costs = np.array([aim.cost for aim in search.aims])
            arrays = search.arrays.with_rows(search.cuts)
            parts = Parts(arrays, costs, self._weights, search.limits.seed)
            inside = self._whole
            bounds = arrays.lower[inside], arrays.upper[inside]
            self._descent = Descent(parts, *bounds, search.bucket[inside])
        return self._descent.state(whole)

    def _stop(self, bound: float, until: float, state: State | None = None) -> bool:
        search = self._search
        if search.over:
            return True
        if search.limits.work is not None:
            late = self._solves >= search.limits.work * SOLVES_A_NODE
        else:
            late = search.elapsed >= until
        last = search.level == len(search.aims) - 1
        if late or (last and state is not None):
            return late
        if state is None:
            return search.reached(bound)
        level = search.level
        return bool(state.levels[level] + self._offsets[level] - bound <= search.goal)
