"""Local search on the best plan: descend, then anneal, checking on the way."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.engine.aim import SAME
from planner.engine.annealing import Annealing
from planner.engine.arrays import Floats
from planner.engine.descent import Descent
from planner.engine.parts import Parts, State
from planner.engine.search import Search

SLICE = 3.0
"""Shortest stretch of local search, in seconds, after which its plan is checked and kept."""

PACE = 6
"""Times a check's own length that passes before the next one."""

HEAT = 1.5e-3
"""What a random change may cost at first, as a share of the weighted sum. In 35 CPU s on le-trait
it came to 1.63 d, half as much heat to 1.76 (one run each)."""

PAUSE = 500
"""Changes known to fail between two looks at the clock."""

SOLVES_A_NODE = 20
"""Parts asked that count as one branch-and-bound node under a work limit."""

SOLVES_A_SECOND = 1_000
"""Parts asked that count as a second under a work limit, where slices are concerned."""

Improved = Callable[[State, Callable[[State], float | None]], State]
"""Improves a state and calls the other function with the best so far, which says how much of
the time has passed, 0 to 1, or None to end it. It answers the state where it ends."""


class Local:
    """Local search of one search; it remembers what failed until rows are added."""

    def __init__(self, search: Search, weights: Floats) -> None:
        self._search, self._weights = search, weights
        self._whole = np.flatnonzero(search.following.sought)
        self._tags = [search.tags[column] for column in self._whole]
        self._offsets = np.array([aim.offset for aim in search.aims])
        self._cuts = 0
        """Rows found that the descent knows."""
        self._best: State | None = None
        self._unchecked = False
        """Whether the best state is not yet a plan of the search."""
        self._next_check = 0.0
        self._seen: tuple[int, int] | None = None
        """Level and plan of the search that were looked at last."""
        self._solves = 0
        """Parts asked since a search began."""
        self._bind()

    def weigh(self, weights: Floats) -> None:
        """Weigh the levels anew; what was tried is forgotten."""
        self._weights, self._best, self._seen = weights, None, None
        self._parts.weigh(weights)
        self._descent = self._descends(self._parts)

    def enter(self, plan: Floats) -> None:
        """Keep the best plan with the integers of this one, if there is one."""
        state = self._entered(np.round(plan[self._whole]) + 0.0)
        if state is not None:
            self._best, self._unchecked = state, True
            self._check()

    def worth(self, plan: Floats) -> float | None:
        """The weighted levels of a plan with these integers; None: there is none."""
        state = self._entered(np.round(plan[self._whole]) + 0.0)
        return None if state is None else state.value

    def levels(self, plan: Floats) -> Floats | None:
        """The levels of a plan with these integers; None: there is none."""
        state = self._entered(np.round(plan[self._whole]) + 0.0)
        return None if state is None else state.levels + self._offsets

    def descend(self, until: float) -> None:
        """Descend from the best plan until no change helps."""

        def improved(state: State, going: Callable[[State], float | None]) -> State:
            return self._descent.improve(state, self._at_most, lambda s: going(s) is not None)

        self._run(improved, until)

    def anneal(self, until: float) -> None:
        """Wander from the best plan, hot at first and cold at last."""

        def improved(state: State, going: Callable[[State], float | None]) -> State:
            value = state.value + float(self._weights @ self._offsets)
            walk = Annealing(self._descent, HEAT * abs(value), self._search.random)
            if not walk.possible:
                return state
            return walk.walk(state, self._at_most, going)

        self._run(improved, until)

    @property
    def _at_most(self) -> Floats:
        most: Floats = self._search.at_most - self._offsets
        return most

    def _run(self, improved: Improved, until: float) -> None:
        """Improve the best state slice by slice, checking what is kept."""
        self._solves = 0
        self._next_check = self._clock
        self._look()
        begun, state, before = self._clock, self._best, None
        while state is not None and state is not before and not self._stop(until):
            before = state
            self._search.attend()
            state = self._sliced(improved, before, (begun, until))
            if self._unchecked and self._clock >= self._next_check:
                cuts = self._cuts
                self._check()
                if self._cuts != cuts:  # rows were found: values have changed
                    state = self._entered(state.whole)
        self._check()

    def _sliced(self, improved: Improved, state: State, span: tuple[float, float]) -> State:
        """Improve for one slice; Ctrl-C keeps what it has reached."""
        slice_end = self._clock + SLICE
        asked, calls, passed = self._descent.solves, 0, self._passed(span)

        def going(now: State) -> float | None:
            nonlocal asked, calls, passed
            calls += 1
            self._take(now)
            if self._descent.solves == asked and calls % PAUSE:
                return passed  # most changes are known to fail: asking the time is dearer
            self._solves += self._descent.solves - asked
            asked, passed = self._descent.solves, self._passed(span)
            over = self._stop(span[1], now) or self._clock >= slice_end
            return None if over else passed

        try:
            return improved(state, going)
        except KeyboardInterrupt:
            self._search.interrupted = True
            return state

    def _take(self, state: State) -> None:
        """Remember a state if it is the best so far."""
        if state is not self._best and (self._best is None or self._before(state, self._best)):
            self._best, self._unchecked = state, True

    @property
    def _clock(self) -> float:
        """Seconds, or what counts as some under a work limit."""
        timed = self._search.limits.work is None
        return self._search.elapsed if timed else self._solves / SOLVES_A_SECOND

    def _passed(self, span: tuple[float, float]) -> float:
        """Share of a search's time or work that has passed."""
        if self._search.limits.work is not None:
            return min(1.0, self._solves / max(1, self._most_solves))
        return min(1.0, (self._search.elapsed - span[0]) / max(1e-9, span[1] - span[0]))

    @property
    def _most_solves(self) -> int:
        """Parts that a search may ask under a work limit."""
        return (self._search.limits.work or 0) * self._search.turns * SOLVES_A_NODE

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
        most = self._at_most + SAME
        excess = [bool((state.levels > most).any()) for state in (one, other)]
        return excess[0] < excess[1] if excess[0] != excess[1] else one.value < other.value

    def _check(self) -> None:
        """The best state checked against separators and checks and kept as a plan."""
        begun = self._clock
        while self._best is not None and self._unchecked:
            self._unchecked = False
            self._best = self._checked(self._best)
        self._next_check = self._clock + max(SLICE, PACE * (self._clock - begun))

    def _checked(self, state: State) -> State | None:
        """A state kept as a plan, or what the rows that it breaks make of it; None: no plan."""
        search = self._search
        plan = np.zeros(search.arrays.shape[1])
        plan[self._whole] = state.whole
        filled = search.following.filled(plan)
        if filled is None:
            return None
        kept = search.kept(self._parts.assembled(filled))
        if kept:
            return state
        if kept is None and search.completed(plan, self._weights) is None:
            return None
        self._unchecked = kept is False
        return self._entered(state.whole)

    def _entered(self, whole: Floats) -> State | None:
        """Whole numbers as a state of a descent that knows all rows found so far."""
        search = self._search
        new, self._cuts = search.cuts[self._cuts :], len(search.cuts)
        if not self._descent.add(new):
            self._bind()
        return self._descent.state(whole)

    def _bind(self) -> None:
        """The model's parts, and a descent that has tried nothing yet."""
        search = self._search
        arrays = search.arrays.with_rows(search.cuts)
        costs = np.array([aim.cost for aim in search.aims])
        parts = Parts(arrays, costs, self._weights, search.following, search.limits.seed)
        self._parts, self._descent = parts, self._descends(parts)

    def _descends(self, parts: Parts) -> Descent:
        search, inside = self._search, self._whole
        bounds = search.arrays.lower[inside], search.arrays.upper[inside]
        return Descent(parts, *bounds, search.bucket[inside], self._tags)

    def _stop(self, until: float, state: State | None = None) -> bool:
        search = self._search
        if search.over:
            return True
        counted = search.limits.work is not None
        late = self._solves >= self._most_solves if counted else search.elapsed >= until
        last = search.level == len(search.aims) - 1
        if late or (last and state is not None):
            return late
        state = state or self._best
        if state is None:
            return search.reached
        near = self._level_of(state) - search.bound <= search.goal
        return near or search.aim.enough(self._level_of(state))

    def _level_of(self, state: State | None) -> float:
        """Value of the level that is minimised now."""
        level = self._search.level
        return np.inf if state is None else float(state.levels[level] + self._offsets[level])
