"""How a solve begins: from a finished plan, or from what a relaxation guides to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyomo.environ as pyo

from planner.engine.aim import weights
from planner.engine.arrays import Floats
from planner.engine.contract import Variable
from planner.engine.local import Local
from planner.engine.search import GUIDE_SHARE, Search

SMALL = 30_000
"""Nonzeros up to which HiGHS on the whole model is worth a try."""

IDLE = 30.0
"""Times what the idle plan costs that a plan is taken to cost before there is one: plans of
le-trait cost 30 times as much, of le-trait-weekly 11 and of le-trait-capacity 61 times."""

KEPT = 0.9
"""Share of a finished plan that must be left of it to begin there without a guide. On le-trait
97 % began better than any start of a guide (7.9 d late against 10.0), 85 % worse (88.8, 41.1)."""

LATE = 0.2
"""Share of what the idle plan has in the first level that such a beginning may have. On le-trait
with a fifth more demand it has 9 %, and is better than the starts of a guide of 27 s."""


class Beginning:
    """The plans that a solve begins from, and the weights of the levels that they suggest."""

    def __init__(self, search: Search) -> None:
        arrays = search.arrays
        self._search = search
        idle = np.where(np.isfinite(arrays.lower), arrays.lower, 0.0)
        self._idle: Floats = np.minimum(idle, arrays.upper)
        self._guide: Floats | None = None
        """The relaxed plan that guides the starts."""
        self._starts: list[Floats] = []
        """Plans to begin from, the best first."""
        self.weights: Floats = weights(search.aims, [0.0] * len(search.aims))
        self.local = Local(search, self.weights)

    @property
    def small(self) -> bool:
        """Whether HiGHS on the whole model is worth a try."""
        return self._search.arrays.shape[2] <= SMALL

    @property
    def started(self) -> bool:
        """Whether the application has made a plan to begin from."""
        return bool(self._starts)

    def resume(self) -> bool:
        """Begin from a finished plan, if it is one here, else from the idle one; whether no guide
        is needed."""
        search, kept, best = self._search, 0.0, np.inf
        for made in search.hints.resumed:
            resumed = made()
            plan = self._filled(resumed.values)
            levels = self.local.levels(plan)
            if levels is None:
                continue
            if not self._starts:
                # In their order: the sum that is searched over gives some of a level for a later.
                self.local.weigh(weights(search.aims, levels.tolist()))
                self.local.enter(plan)
                self._weigh(levels)
            worth = self.local.worth(plan)
            if worth is not None and worth < best:
                best, kept, self._starts = worth, resumed.kept, [plan]
            if resumed.kept >= 1:
                break
        if not self._starts:
            self.local.enter(self._idle)
            return False
        self.local.enter(self._starts[0])
        nothing = self.local.levels(self._idle)
        late = np.inf if nothing is None else LATE * float(nothing[0])
        value = np.inf if search.plan is None else search.aims[0].value(search.plan)
        return kept >= KEPT and value <= late

    def _filled(self, values: Mapping[Variable, float]) -> Floats:
        """The idle plan with some integers of another."""
        plan = self._idle.copy()
        for column, value in self._search.arrays.vector(values).items():
            plan[column] = value
        return plan

    def relax(self) -> bool:
        """The relaxation that guides the starts: of all levels weighted, or of the first. False
        if there is none, hence no plan."""
        search = self._search
        if search.over and search.plan is not None:
            return True
        if search.plan is not None:
            self._weigh(self._levels(search.plan) * (1.0 if self._starts else IDLE))
        if self.small:
            first = search.relaxed()
            if first.values is None:
                return first.status != "infeasible" or search.plan is not None
            self._guide = first.values
            search.bounds.add(0, search.at_most, first.bound)
            search.tell("relaxation", np.inf, first.bound)
            self._weigh(self._levels(first.values))
        if search.hints.starts and not search.over:
            guide = search.guided(self.weights)
            if guide.values is None and self._guide is None:
                guide = search.relaxed(GUIDE_SHARE)
            if guide.values is not None:
                self._guide = guide.values
                self._weigh(self._levels(guide.values))
        return True

    def _levels(self, plan: Floats) -> Floats:
        return np.array([aim.value(plan) for aim in self._search.aims])

    def _weigh(self, levels: Floats) -> None:
        """Weigh the levels by what the last ones are worth; what those are worth that can come
        down to nothing says nothing yet."""
        self.weights = self.weighed(levels)
        self.local.weigh(self.weights)

    def weighed(self, levels: Floats, rooms: Sequence[float] | None = None) -> Floats:
        """Weights by what the levels are worth and the rooms that later ones have in them."""
        aims = self._search.aims
        counts = [aim is aims[-1] or aim.level.gap_base == "value" for aim in aims]
        return weights(aims, np.where(counts, levels, 0.0).tolist(), rooms)

    def begin(self) -> None:
        """What the hints make of the relaxation, the best first; and a finished plan, if any."""
        search = self._search
        if self._guide is None:
            return
        for start in search.hints.starts:
            if search.over and self._starts:
                break
            search.arrays.load(self._guide, exact=True)
            self._starts.append(self._filled(start(pyo.value)))
        worths = [(self.local.worth(plan), plan) for plan in self._starts]
        known = [(worth, plan) for worth, plan in worths if worth is not None]
        self._starts = [plan for _, plan in sorted(known, key=lambda each: each[0])]
        if self._starts:
            self.local.enter(self._starts[0])
