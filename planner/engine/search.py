"""The best plan so far, and what every way to improve it needs.

`Search` keeps one hot linear model (`planner.engine.session`) with the rows found so
far; every plan it keeps has passed the separators and checks of the application.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property
from random import Random
from typing import Any

import numpy as np
import pyomo.environ as pyo

from planner.engine.aim import SAME, Aim, better
from planner.engine.arrays import Arrays, Floats, Row
from planner.engine.bounds import Bounds
from planner.engine.contract import Hints, Limits, Moment, Progress
from planner.engine.following import Following
from planner.engine.highs import Answer
from planner.engine.messages import Bound
from planner.engine.relaxation import Relaxation
from planner.engine.session import Session
from planner.engine.soundness import sound

ROUNDS = 60
"""Most rounds of separation on one plan; each adds the most broken rows."""

GUIDE_SHARE = 0.35
"""Share of the time that a relaxation of all levels may take; after that the first level's, which
guides far worse but is sooner there, has to do."""


class Search:
    """The best plan so far, for the levels in order."""

    def __init__(
        self,
        arrays: Arrays,
        aims: Sequence[Aim],
        hints: Hints,
        limits: Limits,
        progress: Progress | None,
        begun: float,
    ) -> None:
        self.arrays, self.aims, self.hints, self.limits = arrays, aims, hints, limits
        self.cuts: list[Row] = []
        """Rows of the separators and checks: they hold for every plan."""
        self.at_most: Floats = np.full(len(aims), np.inf)
        """What the levels may not exceed while later ones are minimised."""
        self.level = 0
        """The level that is minimised now."""
        self.turns = 1
        """Times the work that local search may use: levels good enough leave it theirs."""
        self.plan: Floats | None = None
        self.history: list[Moment] = []
        self.interrupted = False
        self.random = Random(limits.seed)
        self._tests = (*hints.separators, *hints.checks)
        self._progress, self._begun = progress, begun
        self._relaxation = Relaxation(arrays, aims, hints, limits)
        self.bounds = Bounds(arrays, aims, hints, limits)
        self.span = (0.0, np.inf)
        """When the level was begun and when its time is up."""
        self.following = Following(arrays, hints.followers, np.array([aim.cost for aim in aims]))
        self.tags: list[tuple[str, ...]] = [()] * arrays.shape[1]
        for variable, tags in hints.tags.items():
            self.tags[arrays.index[id(variable)]] = tags
        self.bucket = np.full(arrays.shape[1], -1, dtype=np.int32)
        for variable, bucket in hints.bucket.items():
            self.bucket[arrays.index[id(variable)]] = bucket

    @cached_property
    def _session(self) -> Session:
        """The whole model, hot."""
        session = Session(self.arrays, self.limits.threads, self.limits.seed)
        session.add(self.cuts)
        return session

    @property
    def aim(self) -> Aim:
        return self.aims[self.level]

    @property
    def value(self) -> float:
        """Of the best plan in the level that is minimised; infinite without one."""
        return np.inf if self.plan is None else self.aim.value(self.plan)

    @property
    def bound(self) -> float:
        """Of the level that is minimised."""
        return self.bounds.of(self.level, self.at_most)

    def attend(self) -> None:
        """Hear what the proof has found, tell it the best plan and what to do next."""
        if not self.bounds.proving or self.limits.work is not None:
            return
        self._hear(self.bounds.heard(self.plan))
        if self.plan is not None:
            begun, until = self.span
            passed = (self.elapsed - begun) / max(1e-9, until - begun)
            values = np.array([aim.value(self.plan) for aim in self.aims])
            self.bounds.ahead(passed, self.level, values, self.cuts)

    def await_proof(self) -> None:
        """Under a work limit: hear what the proof has found of the level."""
        self._hear(self.bounds.wait())

    def _hear(self, news: Sequence[Bound]) -> None:
        for each in news:
            if each.plan is not None:
                self.kept(each.plan)
            if each.level == self.level:
                self.tell(each.stage, np.inf, self.bound)

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self._begun

    @property
    def left(self) -> float:
        """Seconds left; endless under a work limit."""
        return self.limits.seconds - self.elapsed if self.limits.work is None else float("inf")

    @property
    def over(self) -> bool:
        """Whether nothing more may be tried."""
        return self.interrupted or self.left <= 0

    def relaxed(self, share: float = 1.0) -> Answer:
        """The linear relaxation of the level, with the rows that its solution breaks added,
        within a share of the time left."""
        aim = self.aim
        scale = aim.level.scale
        answer = self._relaxed(aim.cost * scale, aim.offset * scale, share * self.left)
        return Answer(answer.status, answer.values, answer.value / scale, answer.bound / scale)

    def guided(self, weights: Floats) -> Answer:
        """The relaxation of the weighted levels, of what whole plans can use, if it does not
        take too long."""
        cost = weights @ np.array([aim.cost for aim in self.aims])
        seconds = min(self.left, GUIDE_SHARE * self.limits.seconds)
        seconds = seconds if self.limits.work is None else float("inf")
        with self._relaxation.shared():
            return self._relaxed(cost, 0.0, seconds)

    def _relaxed(self, cost: Floats, offset: float, seconds: float) -> Answer:
        self._relaxation.hold(self.at_most)
        session, tests = self._relaxation.session, self.hints.separators
        return self._separated(session, cost, offset, tests, seconds)

    def completed(self, plan: Floats, weights: Floats) -> Floats | None:
        """The best plan with the integers searched over as in `plan`, levels weighted; kept
        if it is better. What follows from them is asked."""
        filled = self.following.filled(plan)
        return None if filled is None else self._completed(filled, weights)

    def _completed(self, plan: Floats, weights: Floats) -> Floats | None:
        """The best plan with all integers of `plan`."""
        lower, upper = self.arrays.fixed(plan, self.arrays.integer)
        self._session.bound(lower, upper)
        cost = weights @ np.array([aim.cost for aim in self.aims])
        answer = self._separated(self._session, cost, 0.0, self._tests, float("inf"))
        if answer.values is not None:
            self._keep(answer.values)
        return answer.values

    def kept(self, values: Floats) -> bool | None:
        """Keep values that are feasible if they are better. False: they break rows of the
        application, which were added; None: rows of the model, so they are no plan."""
        if not sound(self.arrays, self.cuts, values):
            return None
        if self._separate(values, self._tests):
            return False
        self._keep(values)
        return True

    def offered(self, values: Floats, weights: Floats) -> None:
        """Complete and keep a plan from outside if it is better."""
        if self._better(values):
            rows = len(self.cuts)
            self._completed(values, weights)
            # Weighted, a level gives back what its tolerance would allow the next one.
            if rows < len(self.cuts) or not self._better(values):
                return
            if not self._separate(values, self._tests):
                self._keep(values)

    def held(self) -> list[Row]:
        """Rows that hold the levels before."""
        held = [a.held(most) for a, most in zip(self.aims, self.at_most, strict=True)]
        return [row for row in held if np.isfinite(row.upper)]

    @property
    def reached(self) -> bool:
        """Whether the best plan is as near to the bound as the level asks, or good enough."""
        near = self.plan is not None and self.value - self.bound <= self.goal + SAME
        return near or self.aim.enough(self.value)

    @property
    def goal(self) -> float:
        """Gap at which a level is good enough, in its unit."""
        level = self.aim.level
        if self.limits.gap is None or level.gap_base == "absolute" or self.plan is None:
            return level.tolerance
        return max(level.tolerance, self.limits.gap * abs(self.aim.value(self.plan)))

    def tell(self, stage: str, value: float, bound: float) -> None:
        """Report a value and a bound."""
        plan = self.plan
        values = () if plan is None else tuple(aim.value(plan) for aim in self.aims)
        moment = Moment(self.elapsed, self.aim.level.name, stage, value, bound, values)
        self.history.append(moment)
        if self._progress is not None:
            self._progress(moment)

    def _separated(
        self, session: Session, cost: Floats, offset: float, tests: Sequence[Any], seconds: float
    ) -> Answer:
        """Solve hot, repeatedly, with the rows that the solution breaks until it breaks none."""
        session.minimise(cost, offset)
        until = self.elapsed + seconds
        for _ in range(ROUNDS):
            answer = session.solved(until - self.elapsed)
            if answer.values is None or not self._separate(answer.values, tests):
                return answer
        return Answer("limit", None, np.inf, -np.inf)

    def _separate(self, values: Floats, tests: Sequence[Any]) -> bool:
        """Add the rows that values break; True if there were any."""
        if not tests:
            return False
        self.arrays.load(values, exact=True)
        found = [self.arrays.relation(row) for test in tests for row in test(pyo.value)]
        if "_session" in self.__dict__:
            self._session.add(found)
        self._relaxation.session.add(found)
        self.cuts += found
        return bool(found)

    def _better(self, values: Floats) -> bool:
        """Whether values are better than the best plan."""
        now = self.plan
        return now is None or better(self.aims, self.level, self.at_most, values, now)

    def _keep(self, values: Floats) -> None:
        if self._better(values):
            self.plan = values
            self.tell("plan", self.aim.value(values), -np.inf)
