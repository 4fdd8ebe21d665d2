"""The best plan so far, and what every way to improve it needs.

`Search` keeps one hot linear model (`planner.engine.session`) with the rows found so
far; every plan it keeps has passed the separators and checks of the application.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
import pyomo.environ as pyo

from planner.engine.aim import SAME, Aim, better
from planner.engine.arrays import Arrays, Floats, Row
from planner.engine.contract import Hints, Limits, Moment, Progress
from planner.engine.following import Following
from planner.engine.highs import Answer, Improved, Task, run
from planner.engine.relaxation import Relaxation
from planner.engine.session import Session

ROUNDS = 60
"""Most rounds of separation on one plan; each adds the most broken rows."""

GUIDE_SHARE = 0.15
"""Share of the time that a relaxation of all levels may take: where a lot is late it takes long,
and guides little better than that of the first level."""


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
        self.plan: Floats | None = None
        self.history: list[Moment] = []
        self.interrupted = False
        self.random = Random(limits.seed)
        self._tests = (*hints.separators, *hints.checks)
        self._progress, self._begun = progress, begun
        self._session = Session(arrays, limits.threads, limits.seed)
        self._relaxation = Relaxation(arrays, aims, hints, limits)
        self.following = Following(arrays, hints.followers, np.array([aim.cost for aim in aims]))
        self.tags: list[tuple[str, ...]] = [()] * arrays.shape[1]
        for variable, tags in hints.tags.items():
            self.tags[arrays.index[id(variable)]] = tags
        self.bucket = np.full(arrays.shape[1], -1, dtype=np.int32)
        for variable, bucket in hints.bucket.items():
            self.bucket[arrays.index[id(variable)]] = bucket

    @property
    def aim(self) -> Aim:
        return self.aims[self.level]

    @property
    def value(self) -> float:
        """Of the best plan in the level that is minimised; infinite without one."""
        return np.inf if self.plan is None else self.aim.value(self.plan)

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self._begun

    @property
    def left(self) -> float:
        """Seconds left; endless under a work limit."""
        endless = self.limits.work is not None
        return float("inf") if endless else self.limits.seconds - self.elapsed

    @property
    def over(self) -> bool:
        """Whether nothing more may be tried."""
        return self.interrupted or self.left <= 0

    def relaxed(self) -> Answer:
        """The linear relaxation of the level, with the rows that its solution breaks added."""
        aim = self.aim
        scale = aim.level.scale
        answer = self._relaxed(aim.cost * scale, aim.offset * scale, self.left)
        return Answer(answer.status, answer.values, answer.value / scale, answer.bound / scale)

    def guided(self, weights: Floats, *, usable: bool = False) -> Answer:
        """The relaxation of the weighted levels, if it does not take too long; if asked, of
        what whole plans can use."""
        cost = weights @ np.array([aim.cost for aim in self.aims])
        seconds = min(self.left, GUIDE_SHARE * self.limits.seconds)
        if self.limits.work is not None:
            seconds = float("inf")
        if not usable:
            return self._relaxed(cost, 0.0, seconds)
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
        lower, upper = self.fixed(plan, self.arrays.integer)
        self._session.bound(lower, upper)
        cost = weights @ np.array([aim.cost for aim in self.aims])
        answer = self._separated(self._session, cost, 0.0, self._tests, float("inf"))
        if answer.values is not None:
            self._keep(answer.values)
        return answer.values

    def begun(self, plan: Floats) -> None:
        """Complete and keep a first plan, apart from the hot model.

        HiGHS presolves nearly all of a model away whose integers are fixed, and the hot
        model better begins at a relaxation.
        """
        filled = self.following.filled(plan)
        if filled is None:
            return
        lower, upper = self.fixed(filled, self.arrays.integer)
        for _ in range(ROUNDS):
            rows, cost = list(self.cuts), self.aim.cost * self.aim.level.scale
            answer = run(Task(self.arrays, cost, 0.0, rows, lower, upper, whole=False))
            if answer.values is None:
                return
            if not self._separate(answer.values, self._tests):
                self._keep(answer.values)
                return

    def fixed(self, plan: Floats, columns: Any) -> tuple[Floats, Floats]:
        """Bounds that fix some columns to whole numbers of a plan."""
        lower, upper = self.arrays.lower.copy(), self.arrays.upper.copy()
        lower[columns] = upper[columns] = np.round(plan[columns])
        return lower, upper

    def solved(
        self,
        weights: Floats,
        seconds: float,
        nodes: int | None,
        bounds: tuple[Floats, Floats] | None = None,
        heard: Improved | None = None,
        *,
        first: bool = False,
    ) -> Answer:
        """HiGHS on the whole model from the best plan, in the unit of the level; with `first`
        only until it has a plan."""
        aim, scale = self.aim, self.aim.level.scale
        held = [a.held(most) for a, most in zip(self.aims, self.at_most, strict=True)]
        task = Task(
            self.arrays,
            aim.cost * scale,
            aim.offset * scale,
            rows=[*self.cuts, *(row for row in held if np.isfinite(row.upper))],
            lower=bounds[0] if bounds else None,
            upper=bounds[1] if bounds else None,
            start=self.plan,
            seconds=seconds if self.limits.work is None else float("inf"),
            gap=self.goal * scale / 2,
            nodes=nodes,
            first=first,
            seed=self.limits.seed,
            threads=self.limits.threads,
        )
        listen = heard and (lambda value, bound: heard(value / scale, bound / scale))
        answer = run(task, listen)
        self.interrupted |= answer.status == "interrupted"
        if answer.values is not None and self._better(answer.values):
            self._completed(answer.values, weights)
            # Weighted, a level gives back what its tolerance would allow the next one.
            if self._better(answer.values) and not self._separate(answer.values, self._tests):
                self._keep(answer.values)
        return Answer(answer.status, answer.values, answer.value / scale, answer.bound / scale)

    def reached(self, bound: float) -> bool:
        """Whether the best plan is as near to the bound as the level asks."""
        return self.plan is not None and self.aim.value(self.plan) - bound <= self.goal + SAME

    @property
    def goal(self) -> float:
        """Gap at which a level is good enough, in its unit."""
        level = self.aim.level
        if self.limits.gap is None or level.gap_base == "absolute" or self.plan is None:
            return level.tolerance
        return max(level.tolerance, self.limits.gap * abs(self.aim.value(self.plan)))

    def tell(self, stage: str, value: float, bound: float) -> None:
        """Report a value and a bound."""
        moment = Moment(self.elapsed, self.aim.level.name, stage, value, bound)
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
