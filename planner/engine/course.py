"""The course of a solve: which way of searching comes when, level by level."""

from __future__ import annotations

import logging

import numpy as np
import pyomo.environ as pyo

from planner.engine.aim import weights
from planner.engine.arrays import Floats
from planner.engine.local import Local
from planner.engine.rolling import rolling
from planner.engine.search import GUIDE_SHARE, Search
from planner.engine.whole import whole
from planner.engine.windows import windows

log = logging.getLogger(__name__)

WHOLE_SHARE = 0.1
"""Share of a level's time that goes to HiGHS on the whole of a small model."""

ROLLING_SHARE = {True: 0.25, False: 0.7}
"""Share of the time that a first plan window by window may take, if there is a plan and if not."""

SMALL = 30_000
"""Nonzeros up to which HiGHS on the whole model is worth a try."""

IDLE = 30.0
"""Times what the idle plan costs that a plan is taken to cost before there is one: plans of
le-trait cost 30 times as much, of le-trait-weekly 11 and of le-trait-capacity 61 times."""

SHARE = 0.6
"""Share of the time left that a level gets which is not the last."""

DESCENT_SHARE = {True: 0.15, False: 0.5}
"""Share of a level's time that descending may take before the search begins to wander, from a
start of the application and from the idle plan."""


class Course:
    """One solve: it leaves the best plan and the levels' bounds in the search."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._guide: Floats | None = None
        """The relaxed plan that guides the starts."""
        self._starts: list[tuple[float, Floats]] = []
        """Value of the weighted sum, and plan."""
        self.impossible = False
        """It is proven that there is no plan."""

    def run(self) -> None:
        """Minimise the levels in order."""
        search = self._search
        idle = np.where(np.isfinite(search.arrays.lower), search.arrays.lower, 0.0)
        idle = np.minimum(idle, search.arrays.upper)
        self._weights = weights(search.aims, [0.0] * len(search.aims))
        self._local = Local(search, self._weights)
        self._local.enter(idle)
        if not self._small:
            search.bounds.begin()
            self._bound()
        if not self._relax():
            return
        self._begin(idle)
        search.bounds.tighten()
        for number, aim in enumerate(search.aims):
            search.level = number
            self._minimise()
            if search.plan is None:
                return
            search.at_most[number] = aim.value(search.plan) + aim.level.tolerance

    def _relax(self) -> bool:
        """The relaxation that guides the starts: of all levels weighted, or of the first. False
        if there is none, hence no plan."""
        search = self._search
        if search.over and search.plan is not None:
            return True
        if search.plan is not None:
            self._weigh(search.plan, IDLE)
        if self._small:
            first = search.relaxed()
            if first.values is None:
                return first.status != "infeasible" or search.plan is not None
            self._guide = first.values
            search.bounds.add(0, search.at_most, first.bound)
            search.tell("relaxation", np.inf, first.bound)
            self._weigh(first.values)
        if search.hints.starts and not search.over:
            guide = search.guided(self._weights)
            if guide.values is None and self._guide is None:
                guide = search.relaxed(GUIDE_SHARE)
            if guide.values is not None:
                self._guide = guide.values
                self._weigh(guide.values)
        return True

    def _weigh(self, plan: Floats, times: float = 1.0) -> None:
        """Weigh the levels by what the last is worth in a plan, so many times; what those
        between are worth says nothing yet."""
        search = self._search
        values = [0.0] * (len(search.aims) - 1) + [times * search.aims[-1].value(plan)]
        self._weights = weights(search.aims, values)
        self._local.weigh(self._weights)

    def _begin(self, idle: Floats) -> None:
        """What the hints make of the relaxation, the best first."""
        search = self._search
        if self._guide is None:
            return
        for start in search.hints.starts:
            if search.over and self._starts:
                return
            search.arrays.load(self._guide, exact=True)
            plan = idle.copy()
            for column, value in search.arrays.vector(start(pyo.value)).items():
                plan[column] = value
            worth = self._local.worth(plan)
            if worth is not None:
                self._starts.append((worth, plan))
        self._starts.sort(key=lambda start: start[0])
        if self._starts:
            self._local.enter(self._starts[0][1])

    def _minimise(self) -> None:
        """Improve the best plan in one level within its share of the time."""
        search = self._search
        self._first()
        if search.plan is None:
            return
        until = search.elapsed + search.left * self._share
        search.span = (search.elapsed, until)
        self._bound()
        self._near(until)
        if self._small:
            self._all(WHOLE_SHARE * (until - search.elapsed))
            if not self._done and search.limits.work is None:
                self._prove()
        elif self._exchanges and not self._done:
            self._local.anneal(until)
        if not self._done and (self._small or search.limits.work is None):
            windows(search, self._weights, until)
        if not self._done and search.limits.work is None:
            self._all(until - search.elapsed)
        search.await_proof()

    def _prove(self) -> None:
        """Let the process go on where HiGHS on the whole model has not come to an end."""
        search = self._search
        if not search.bounds.proving:
            search.bounds.begin()
            search.bounds.tighten()
        search.bounds.ask(search.level, search.at_most, search.cuts)

    @property
    def _exchanges(self) -> bool:
        """Whether the application says what may be exchanged, or what follows from what."""
        return bool(self._search.hints.tags) or bool(self._search.following.asked)

    @property
    def _share(self) -> float:
        """Share of the time left that the level gets: all levels are improved at once by the
        weighted sum, and the first leaves it the most room."""
        return 1.0 if self._search.level == len(self._search.aims) - 1 else SHARE

    def _first(self) -> None:
        """A first plan window by window where the application makes none, or from HiGHS if
        nothing else has found one."""
        search = self._search
        if search.level == 0 and not self._starts and not self._exchanges and not self._done:
            share = ROLLING_SHARE[search.plan is not None]
            seconds = share * search.left if search.limits.work is None else np.inf
            rolling(search, self._weights, search.elapsed + seconds)
        while search.plan is None and not search.over:
            cuts = len(search.cuts)
            answer = whole(search, self._weights, search.left, first=True)
            self.impossible = answer.status == "infeasible"
            if len(search.cuts) == cuts:  # the checks cut nothing off: there is no other plan
                return

    @property
    def _small(self) -> bool:
        """Whether HiGHS on the whole model is worth a try."""
        return self._search.arrays.shape[2] <= SMALL

    @property
    def _done(self) -> bool:
        return self._search.over or self._search.reached

    def _bound(self) -> None:
        """Have the level bounded, earlier ones held where they are: by the process, or by the
        relaxation."""
        search, level = self._search, self._search.level
        if search.bounds.proving:
            search.bounds.ask(level, search.at_most, search.cuts)
        elif not np.isfinite(search.bound) and not search.over:
            answer = search.relaxed()
            if answer.status == "optimal":
                search.bounds.add(level, search.at_most, answer.bound)

    def _near(self, until: float) -> None:
        """Descend from the best plan."""
        search = self._search
        local = self._small or self._exchanges
        if local and not self._done and search.following.sought.any():
            share = DESCENT_SHARE[bool(self._starts)]
            end = search.elapsed + (until - search.elapsed) * share
            self._local.descend(end)

    def _all(self, seconds: float) -> None:
        """HiGHS on the whole model."""
        search = self._search
        until, cuts = search.elapsed + seconds, -1

        def heard(value: float, bound: float) -> None:
            search.tell("whole", value, max(search.bound, bound))

        # Again where the application has cut off what was found.
        while not self._done and search.elapsed < until and len(search.cuts) > cuts:
            cuts = len(search.cuts)
            answer = whole(search, self._weights, until - search.elapsed, heard)
            search.bounds.add(search.level, search.at_most, answer.bound)
