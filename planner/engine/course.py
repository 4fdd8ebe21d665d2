"""The course of a solve: which way of searching comes when, level by level."""

from __future__ import annotations

import logging

import numpy as np
import pyomo.environ as pyo

from planner.engine.aim import weights
from planner.engine.arrays import Floats
from planner.engine.highs import Answer
from planner.engine.local import Local
from planner.engine.search import SAME, Search
from planner.engine.windows import windows

log = logging.getLogger(__name__)

WHOLE_SHARE = 0.3
"""Share of a level's time that goes to HiGHS on the whole model, for its bound."""

HEAVY = 200
"""Runs of the relaxation that the root node of the whole model takes at least."""

LARGE = 30_000
"""Nonzeros above which work is not spent on the whole model."""

RACE_SHARE = 0.25
"""Share of the time left in which the starts race."""

RACERS = 4
"""Starts that race."""


class Course:
    """One solve: it leaves the best plan in the search and the levels' bounds here."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._relaxations: list[Answer] = []
        self._starts: list[tuple[float, Floats]] = []
        """Value of the weighted sum, and plan."""
        self._seconds = 0.0
        """What a relaxation takes."""
        self._raced = False
        self.bounds = [-np.inf] * len(search.aims)

    def run(self) -> None:
        """Minimise the levels in order."""
        search = self._search
        idle = np.where(np.isfinite(search.arrays.lower), search.arrays.lower, 0.0)
        search.begun(np.minimum(idle, search.arrays.upper))
        self._relax()
        values = [answer.value for answer in self._relaxations]
        values += [0.0] * (len(search.aims) - len(values))
        self._weights = weights(search.aims, values)
        self._local = Local(search, self._weights)
        self._begin(idle)
        for number, aim in enumerate(search.aims):
            search.level = number
            self._minimise()
            if search.plan is None:
                return
            search.at_most[number] = aim.value(search.plan) + aim.level.tolerance

    def _relax(self) -> None:
        """The relaxation of each level, earlier ones held; fewer if time runs out."""
        search = self._search
        for number, aim in enumerate(search.aims):
            if search.over:
                break
            search.level, begun = number, search.elapsed
            answer = search.relaxed()
            if answer.values is None:
                break
            self._seconds = max(self._seconds, search.elapsed - begun)
            self._relaxations.append(answer)
            search.at_most[number] = answer.value + aim.level.tolerance
        search.level = 0
        search.at_most[:] = np.inf
        if self._relaxations:
            self.bounds[0] = self._relaxations[0].bound
            search.tell("relaxation", np.inf, self.bounds[0])

    def _begin(self, idle: Floats) -> None:
        """Complete what the hints make of the relaxations."""
        search = self._search
        costs = self._weights @ np.array([aim.cost for aim in search.aims])
        for answer in self._relaxations:
            if answer.values is None:
                continue
            for start in search.hints.starts:
                if search.over and search.plan is not None:
                    return
                search.arrays.load(answer.values, exact=True)
                plan = idle.copy()
                for column, value in search.arrays.vector(start(pyo.value)).items():
                    plan[column] = value
                values = search.completed(plan, self._weights)
                if values is not None:
                    self._starts.append((float(costs @ values), values))

    def _minimise(self) -> None:
        """Improve the best plan in one level within its share of the time."""
        search = self._search
        until = search.elapsed + search.left / (len(search.aims) - search.level)
        self._bound()
        self._near(until)
        if self._light(until) or search.plan is None:
            share = WHOLE_SHARE if search.plan is not None else 1.0
            self._all(share * (until - search.elapsed))
            if not self._done:
                half = search.elapsed + (until - search.elapsed) / 2
                windows(search, self._weights, self.bounds[search.level], half)
        if not self._done:
            self._local.kick(self.bounds[search.level], until)
        if not self._done and search.limits.work is None:
            windows(search, self._weights, self.bounds[search.level], until)
            self._all(until - search.elapsed)

    def _light(self, until: float) -> bool:
        """Whether HiGHS on the whole model gets somewhere in a share of the time."""
        search = self._search
        if search.limits.work is not None:
            return search.arrays.shape[2] <= LARGE
        return (until - search.elapsed) * WHOLE_SHARE >= HEAVY * self._seconds

    @property
    def _done(self) -> bool:
        return self._search.over or self._search.reached(self.bounds[self._search.level])

    def _bound(self) -> None:
        """The best bound that the relaxation gives the level."""
        search, level = self._search, self._search.level
        if level < len(self._relaxations) and search.plan is not None:
            # It held the earlier levels at their relaxations' values and tolerances: a
            # bound for what is sought now only if that is not less than is held now.
            before = zip(self._relaxations[:level], search.aims[:level], strict=True)
            held = [answer.value + aim.level.tolerance + SAME for answer, aim in before]
            if (search.at_most[:level] <= held).all():
                self.bounds[level] = max(self.bounds[level], self._relaxations[level].bound)
        if not np.isfinite(self.bounds[level]) and not search.over:
            answer = search.relaxed()
            if answer.status == "optimal":
                self.bounds[level] = answer.bound

    def _near(self, until: float) -> None:
        """Race the starts once, then descend from the best."""
        search = self._search
        if self._done or not search.arrays.integer.any():
            return
        bound = self.bounds[search.level]
        if not self._raced and self._starts:
            self._raced = True
            best = sorted(range(len(self._starts)), key=lambda n: self._starts[n][0])[:RACERS]
            end = search.elapsed + RACE_SHARE * search.left
            self._local.race([self._starts[n][1] for n in best], end)
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
