"""The course of a solve: which way of searching comes when, level by level."""

from __future__ import annotations

import logging

import numpy as np
import pyomo.environ as pyo

from planner.engine.aim import weights
from planner.engine.arrays import Floats
from planner.engine.highs import Answer
from planner.engine.local import Local
from planner.engine.search import Search
from planner.engine.windows import windows

log = logging.getLogger(__name__)

WHOLE_SHARE = 0.3
"""Share of a level's time that goes to HiGHS on the whole model, for its bound."""

HEAVY = 200
"""Runs of the relaxation that the root node of the whole model takes at least."""

LARGE = 30_000
"""Nonzeros up to which HiGHS on the whole model is worth a try; above, work is not spent on it."""

LAST_SHARE = 0.4
"""Share of the time that the last level gets at least: all descend on the same sum."""

RACE_SHARE = 0.25
"""Share of the time left in which the starts race."""

RACERS = 4
"""Starts that race."""


class Course:
    """One solve: it leaves the best plan in the search and the levels' bounds here."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._relaxations: list[Answer] = []
        """Relaxed plans that guide the starts."""
        self._starts: list[tuple[float, Floats]] = []
        """Value of the weighted sum, and plan."""
        self._seconds = 0.0
        """What a relaxation takes."""
        self._raced = False
        self.impossible = False
        """It is proven that there is no plan."""
        self.bounds = [-np.inf] * len(search.aims)

    def run(self) -> None:
        """Minimise the levels in order."""
        search = self._search
        idle = np.where(np.isfinite(search.arrays.lower), search.arrays.lower, 0.0)
        search.begun(np.minimum(idle, search.arrays.upper))
        if not self._relax():
            return
        self._local = Local(search, self._weights)
        self._begin(idle)
        for number, aim in enumerate(search.aims):
            search.level = number
            self._minimise()
            if search.plan is None:
                return
            search.at_most[number] = aim.value(search.plan) + aim.level.tolerance

    def _relax(self) -> bool:
        """The relaxation of the first level, then one of all levels weighted, which guides the
        search. False if there is none, hence no plan."""
        search = self._search
        self._weights = weights(search.aims, [0.0] * len(search.aims))
        if search.over and search.plan is not None:
            return True
        begun = search.elapsed
        first = search.relaxed()
        self._seconds = search.elapsed - begun
        if first.values is None:
            return first.status != "infeasible" or search.plan is not None
        self._relaxations.append(first)
        self.bounds[0] = first.bound
        search.tell("relaxation", np.inf, first.bound)
        if len(search.aims) > 1 and not search.over:
            self._weigh(first.values)
            guide = search.guided(self._weights)
            if guide.values is not None:
                self._relaxations = [guide]
                self._weigh(guide.values)
        if search.hints.usable and not search.over:
            guide = search.guided(self._weights, usable=True)
            if guide.values is not None:
                self._relaxations.append(guide)
        return True

    def _weigh(self, plan: Floats) -> None:
        """Weigh the levels by what they are worth in a relaxed plan."""
        search = self._search
        self._weights = weights(search.aims, [aim.value(plan) for aim in search.aims])

    def _begin(self, idle: Floats) -> None:
        """What the hints make of the relaxations, the best first."""
        search = self._search
        for answer in self._relaxations:
            if answer.values is None:
                continue
            for start in search.hints.starts:
                if search.over and self._starts:
                    return
                search.arrays.load(answer.values, exact=True)
                plan = idle.copy()
                for column, value in search.arrays.vector(start(pyo.value)).items():
                    plan[column] = value
                worth = self._local.worth(plan)
                if worth is not None:
                    self._starts.append((worth, plan))
        self._starts.sort(key=lambda start: start[0])
        if self._starts:
            search.completed(self._starts[0][1], self._weights)

    def _minimise(self) -> None:
        """Improve the best plan in one level within its share of the time."""
        search = self._search
        self._first()
        if search.plan is None:
            return
        until = search.elapsed + search.left * self._share
        self._bound()
        self._near(until)
        light = self._light(until)
        if light:
            self._all(WHOLE_SHARE * (until - search.elapsed))
            if not self._done:
                half = search.elapsed + (until - search.elapsed) / 2
                windows(search, self._weights, self.bounds[search.level], half)
        if not self._done and self._local.kick(self.bounds[search.level], until) and not light:
            return
        if not self._done and search.limits.work is None:
            windows(search, self._weights, self.bounds[search.level], until)
            self._all(until - search.elapsed)

    @property
    def _share(self) -> float:
        """Share of the time left that the level gets."""
        levels = len(self._search.aims)
        last = max(LAST_SHARE, 1 / levels)
        early = (1 - last) / max(1, levels - 1)
        before = levels - 1 - self._search.level
        return early / (early * before + last) if before else 1.0

    def _first(self) -> None:
        """A first plan from HiGHS if nothing else has found one."""
        search = self._search
        while search.plan is None and not search.over:
            cuts, work = len(search.cuts), search.limits.work
            answer = search.solved(self._weights, search.left, work, first=True)
            self.impossible = answer.status == "infeasible"
            if len(search.cuts) == cuts:  # the checks cut nothing off: there is no other plan
                return

    def _light(self, until: float) -> bool:
        """Whether HiGHS on the whole model gets somewhere in a share of the time."""
        search = self._search
        if search.limits.work is not None or search.arrays.shape[2] <= LARGE:
            return search.arrays.shape[2] <= LARGE
        return (until - search.elapsed) * WHOLE_SHARE >= HEAVY * self._seconds

    @property
    def _done(self) -> bool:
        return self._search.over or self._search.reached(self.bounds[self._search.level])

    def _bound(self) -> None:
        """The bound that the relaxation gives the level, earlier ones held where they are."""
        search, level = self._search, self._search.level
        if not np.isfinite(self.bounds[level]) and not search.over:
            answer = search.relaxed()
            if answer.status == "optimal":
                self.bounds[level] = answer.bound

    def _near(self, until: float) -> None:
        """Race the starts once, then descend from the best."""
        search = self._search
        if self._done or not search.following.sought.any():
            return
        bound = self.bounds[search.level]
        if not self._raced and self._starts:
            self._raced = True
            end = search.elapsed + RACE_SHARE * search.left
            self._local.race([plan for _, plan in self._starts[:RACERS]], end)
        self._local.descend(bound, search.elapsed + (until - search.elapsed) * (1 - WHOLE_SHARE))

    def _all(self, seconds: float) -> None:
        """HiGHS on the whole model."""
        search, level = self._search, self._search.level
        if self._done or seconds <= 0:
            return

        def heard(value: float, bound: float) -> None:
            search.tell("whole", value, max(self.bounds[level], bound))

        answer = search.solved(self._weights, seconds, search.limits.work, None, heard)
        self.bounds[level] = max(self.bounds[level], answer.bound)
