"""Local search on the best plan: race the starts, descend, kick, descend again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.engine.aim import SAME
from planner.engine.arrays import Floats
from planner.engine.descent import Descent
from planner.engine.kicks import kicked
from planner.engine.parts import Parts, State
from planner.engine.search import Search

SLICE = 3.0
"""Shortest stretch of local search, in seconds, after which its plan is checked and kept."""

PACE = 6
"""Times a check's own length that passes before the next one: a check solves the whole model
with its integers fixed."""

PAUSE = 500
"""Changes known to fail between two looks at the clock."""

SOLVES_A_NODE = 20
"""Parts asked that count as one branch-and-bound node under a work limit."""

KICKS = 3
"""Most random swaps between two descents."""

STALE = 40
"""Kicks that bring a level nothing after which the next level's turn comes."""

GIVE_UP = 5
"""Kicks without any possible swap after which there are none."""


class Local:
    """Local search of one search; it remembers what failed until rows are added."""

    def __init__(self, search: Search, weights: Floats) -> None:
        self._search, self._weights = search, weights
        self._whole = np.flatnonzero(search.following.sought)
        self._tags = [search.tags[column] for column in self._whole]
        self._offsets = np.array([aim.offset for aim in search.aims])
        self._cuts = -1
        self._descent: Descent
        self._best: State | None = None
        self._unchecked = False
        """Whether the best state is not yet a plan of the search."""
        self._next_check = 0.0
        self._seen: tuple[int, int] | None = None
        """Level and plan of the search that were looked at last."""
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
        self._check()

    def worth(self, plan: Floats) -> float | None:
        """The weighted levels of a plan with these integers; None: there is none."""
        state = self._entered(np.round(plan[self._whole]) + 0.0)
        return None if state is None else state.value

    def descend(self, bound: float, until: float) -> None:
        """Descend from the best plan found."""
        self._solves = 0
        self._look()
        if self._best is not None:
            self._descend(self._best.whole, bound, until)
            self._check()

    def kick(self, bound: float, until: float) -> bool:
        """Change the best plan at random and descend again, until time is up or no change
        is possible. True: it ends because the level stays as it is and others follow."""
        try:
            return self._kick(bound, until)
        finally:
            self._check()

    def _kick(self, bound: float, until: float) -> bool:
        self._solves = 0
        self._look()
        search, inside = self._search, self._whole
        lower, bucket = search.arrays.lower[inside], search.bucket[inside]
        failed = stale = 0
        last = search.level == len(search.aims) - 1
        while self._best is not None and failed < GIVE_UP and not self._stop(bound, until):
            if stale >= STALE and not last:
                return True
            value = self._level_of(self._best)
            times = 1 + search.random.randrange(KICKS)
            after = kicked(self._descent, self._best, lower, bucket, search.random, times)
            self._solves += 1
            failed = failed + 1 if after is self._best else 0
            if not failed:
                self._descend(after.whole, bound, until)
            gained = value - self._level_of(self._best)
            stale = 0 if gained > search.aim.level.tolerance / 10 else stale + 1
        return False

    def _look(self) -> None:
        """Take over the plan of the search if that is better: HiGHS may have found it, and
        the best one so far may give up more of an earlier level than is allowed now."""
        plan, seen = self._search.plan, (self._search.level, id(self._search.plan))
        if plan is None or seen == self._seen:
            return
        self._seen = seen
        found = self._entered(np.round(plan[self._whole]) + 0.0)
        again = None if self._best is None else self._descent.state(self._best.whole)
        if found is not None and (again is None or self._before(found, again)):
            again = found
        self._best = again

    def _before(self, one: State, other: State) -> bool:
        """Whether a state is better: one that keeps what the levels may not exceed is."""
        most = self._search.at_most - self._offsets + SAME
        excess = [bool((state.levels > most).any()) for state in (one, other)]
        return excess[0] < excess[1] if excess[0] != excess[1] else one.value < other.value

    def _descend(self, whole: Floats, bound: float, until: float) -> None:
        """Descend from whole numbers, slice by slice, checking what is kept."""
        search, state = self._search, self._entered(whole)
        while state is not None and not self._stop(bound, until):
            before = state
            state = self._sliced(before, bound, until)
            if self._best is None or self._before(state, self._best):
                self._best, self._unchecked = state, True
                if search.elapsed >= self._next_check:
                    state = self._check()
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

    def _check(self) -> State | None:
        """The best state checked against separators and checks, kept as a plan; None if it
        is none."""
        search, state = self._search, self._best
        if state is None or not self._unchecked:
            return state
        begun, self._unchecked = search.elapsed, False
        plan = np.zeros(search.arrays.shape[1])
        plan[self._whole] = state.whole
        values = search.completed(plan, self._weights)
        self._next_check = search.elapsed + max(SLICE, PACE * (search.elapsed - begun))
        if values is None:
            self._best = None
        elif len(search.cuts) != self._cuts:  # rows were found: values have changed
            self._best = self._entered(state.whole)
        return self._best

    def _entered(self, whole: Floats) -> State | None:
        """Whole numbers as a state of a descent that knows all rows found so far."""
        search = self._search
        known, self._cuts = self._cuts, len(search.cuts)
        if known < 0 or not self._descent.add(search.cuts[known:]):
            costs = np.array([aim.cost for aim in search.aims])
            arrays = search.arrays.with_rows(search.cuts)
            parts = Parts(arrays, costs, self._weights, search.following, search.limits.seed)
            inside = self._whole
            bounds = arrays.lower[inside], arrays.upper[inside]
            self._descent = Descent(parts, *bounds, search.bucket[inside], self._tags)
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
        state = state or self._best
        if state is None:
            return search.reached(bound)
        return self._level_of(state) - bound <= search.goal

    def _level_of(self, state: State | None) -> float:
        """Value of the level that is minimised now."""
        level = self._search.level
        return np.inf if state is None else float(state.levels[level] + self._offsets[level])
