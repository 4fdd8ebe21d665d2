"""The course of a solve: which way of searching comes when, level by level."""

from __future__ import annotations

import logging

import numpy as np

from planner.engine.beginning import Beginning
from planner.engine.rolling import rolling
from planner.engine.search import Search
from planner.engine.whole import whole
from planner.engine.windows import windows

log = logging.getLogger(__name__)

WHOLE_SHARE = 0.1
"""Share of a level's time that goes to HiGHS on the whole of a small model."""

ROLLING_SHARE = {True: 0.25, False: 0.7}
"""Share of the time that a first plan window by window may take, if there is a plan and if not."""

SHARE = 0.6
"""Share of the time left that a level gets which is not the last."""

DESCENT_SHARE = {True: 0.15, False: 0.5}
"""Share of a level's time that descending may take before the search begins to wander, from a
start of the application and from the idle plan."""


HELD = 0.2
"""Factor of the levels before in the weighted sum while a level is minimised that time is kept
for: they are held anyway, and what their tolerances allow it may use up."""


class Course:
    """One solve: it leaves the best plan and the levels' bounds in the search."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._beginning = Beginning(search)
        self.impossible = False
        """It is proven that there is no plan."""

    def run(self) -> None:
        """Minimise the levels in order."""
        search, beginning = self._search, self._beginning
        resumed = beginning.resume()
        if not beginning.small and search.limits.prove:
            search.bounds.begin()
            self._bound()
        if not resumed:
            if not beginning.relax():
                return
            beginning.begin()
        self._weights, self._local = beginning.weights, beginning.local
        search.bounds.tighten()
        for number, aim in enumerate(search.aims):
            search.level = number
            idle = search.aim.enough(search.value)
            self._minimise()
            if search.plan is None:
                return
            search.turns = search.turns + 1 if idle else 1
            search.at_most[number] = aim.most(aim.value(search.plan))

    def _minimise(self) -> None:
        """Improve the best plan in one level within its share of the time."""
        search = self._search
        self._weigh()
        self._first()
        if search.plan is None:
            return
        until = search.elapsed + search.left * self._share
        search.span = (search.elapsed, until)
        self._bound()
        self._near(until)
        if self._beginning.small:
            self._all(WHOLE_SHARE * (until - search.elapsed))
            if not self._done and search.limits.work is None:
                self._prove()
        elif self._exchanges and not self._done:
            self._local.anneal(until)
        if not self._done and (self._beginning.small or search.limits.work is None):
            windows(search, self._weights, until)
        if not self._done and search.limits.work is None:
            self._all(until - search.elapsed)
        search.await_proof()

    def _weigh(self) -> None:
        """Weigh the levels before anew: by the room left in them if one was good enough, and less
        for a level that time is kept for."""
        search, found = self._search, self._weights
        before = np.arange(len(search.aims)) < search.level
        if search.plan is not None and not search.reached:
            values = [aim.value(search.plan) for aim in search.aims]
            enough = [aim.enough(value) for aim, value in zip(search.aims, values, strict=True)]
            if before[enough].any():
                tolerances = [aim.level.tolerance for aim in search.aims]
                left = np.where(before, search.at_most - values, 0.0)
                found = self._beginning.weighed(
                    np.array(values), np.maximum(tolerances, left).tolist()
                )
        if search.aim.level.kept_for:
            found = found * np.where(before, HELD, 1.0)
        if found is not self._weights:
            self._weights = found
            self._local.weigh(found)

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
        later = self._search.aims[self._search.level + 1 :]
        return SHARE * (1.0 - max(aim.level.kept_for for aim in later)) if later else 1.0

    def _first(self) -> None:
        """A first plan window by window where the application makes none, or from HiGHS if
        nothing else has found one."""
        search = self._search
        if (
            search.level == 0
            and not self._beginning.started
            and not self._exchanges
            and not self._done
        ):
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
    def _done(self) -> bool:
        return self._search.over or self._search.reached

    def _bound(self) -> None:
        """Have the level bounded, earlier ones held where they are: by the process, or by the
        relaxation."""
        search, level = self._search, self._search.level
        if not search.limits.prove and not self._beginning.small:
            return
        if search.bounds.proving:
            search.bounds.ask(level, search.at_most, search.cuts)
        elif not np.isfinite(search.bound) and not search.over:
            answer = search.relaxed()
            if answer.status == "optimal":
                search.bounds.add(level, search.at_most, answer.bound)

    def _near(self, until: float) -> None:
        """Descend from the best plan."""
        search = self._search
        local = self._beginning.small or self._exchanges
        if local and not self._done and search.following.sought.any():
            share = DESCENT_SHARE[self._beginning.started]
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
