"""The forms of the model that the sides are given, and the judge of what they bring back.

The light form leaves two kinds of rows to separators: `connected` (paths without circles, in
months) and `young` (pegging of young supply). The other sides do not separate, so:

- of `connected` they are given those of two states up front, the only ones a circle of two
  can break; the plain form has order variables instead;
- of `young` they are given none. Their plans are completed afterwards: the integers are
  fixed, and a linear program with all broken rows added gives the true values. Integers
  that break a longer circle have no completion and count as no plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyomo.environ as pyo

from benchmarks import plain
from benchmarks.problem import Floats, Problem, weights
from models.milp import FAMILIES, HEAVY, build, changeovers, young
from models.milp.followers import followers
from models.plant import Plant
from planner.engine import Level
from planner.engine.aim import Aim
from planner.engine.arrays import Arrays, Row
from planner.engine.highs import Task, run
from planner.pipeline import levels

Model = Any

FORMS = {"light": FAMILIES, "heavy": HEAVY, "plain": plain.FAMILIES}
ROUNDS = 60
START = ("lateness", "cost")
"""Levels that the plan which does nothing minimises. Its backorders are whole units then: to
share them fairly takes fractions, and CP-SAT has none."""


class Form:
    """A model in one of the forms, as arrays, with the weighted sum of its levels."""

    def __init__(self, plant: Plant, name: str = "light") -> None:
        self.model = build(plant, FORMS[name])
        self.arrays = Arrays(self.model)
        if name != "plain":
            rows = [self.arrays.relation(row) for row in _pairs(self.model)]
            self.arrays = self.arrays.with_rows(rows) if rows else self.arrays
        self.levels: list[Level] = levels(self.model, plant)
        self.aims = [Aim.of(level, self.arrays) for level in self.levels]
        self.weights = weights([level.tolerance for level in self.levels])
        self._plant = plant
        self._cuts: list[Row] = []
        self._place = {v.name: j for j, v in enumerate(self.arrays.variables)}
        self._tests: list[Callable[[Any], Any]] = [
            partial(young.violated, self.model),
            partial(changeovers.violated, self.model),
        ]

    @property
    def cost(self) -> Floats:
        """Of the weighted sum."""
        return self._weighted([level.name for level in self.levels])

    def _weighted(self, names: Sequence[str]) -> Floats:
        pairs = zip(self.weights, self.aims, strict=True)
        costs = [weight * aim.cost for weight, aim in pairs if aim.level.name in names]
        found: Floats = np.sum(costs, axis=0)
        return found

    def problem(self) -> Problem:
        """What a side is given.

        Raises
        ------
        ValueError
            If the plan that does nothing breaks an instruction.
        """
        a = self.arrays
        start = self.completed(self.idle(), self._weighted(START))
        if start is None:
            raise ValueError("the plan that does nothing is none")
        whole = np.flatnonzero(a.integer)
        return Problem(
            a.lower,
            a.upper,
            a.integer,
            a.row_lower,
            a.row_upper,
            a.starts,
            a.columns,
            a.coefficients,
            self.cost,
            float(sum(w * aim.offset for w, aim in zip(self.weights, self.aims, strict=True))),
            start,
            np.array([a.variables[j].name for j in whole]),
        )

    def idle(self) -> Floats:
        """No batch, states as they are, media fills where they fit."""
        a = self.arrays
        plan = np.where(np.isfinite(a.lower), a.lower, 0.0)
        for follower in followers(self.model, self._plant, level=len(self.levels) - 1):
            found = follower.best(np.zeros(len(follower.leaders)))
            if found is not None:
                for variable, value in zip(follower.followers, found.values(), strict=True):
                    plan[a.index[id(variable)]] = value
        return plan

    def taken(self, names: Any, integers: Any) -> Floats:
        """The integers of another form, by name; those that this form has."""
        plan = self.idle()
        for name, value in zip(names.tolist(), integers.tolist(), strict=True):
            if name in self._place:
                plan[self._place[name]] = value
        return plan

    def completed(self, plan: Floats, cost: Floats | None = None) -> Floats | None:
        """The best plan with the integers of `plan`, by default in the weighted sum; None: there
        is none."""
        cost = self.cost if cost is None else cost
        lower, upper = self.arrays.lower.copy(), self.arrays.upper.copy()
        whole = self.arrays.integer
        lower[whole] = upper[whole] = np.round(plan[whole])
        for _ in range(ROUNDS):
            task = Task(self.arrays, cost, 0.0, self._cuts, lower, upper, whole=False)
            values = run(task).values
            if values is None:
                return None
            self.arrays.load(values, exact=True)
            broken = [row for test in self._tests for row in test(pyo.value)]
            if not broken:
                return values
            self._cuts += [self.arrays.relation(row) for row in broken]
        return None

    def values(self, plan: Floats) -> tuple[float, ...]:
        """The levels of a plan."""
        return tuple(aim.value(plan) for aim in self.aims)


def _pairs(m: Model) -> Iterator[Any]:
    """The rows `connected` of two states, in months."""
    b = m.changeovers
    for resource, f, g, t in b.CHANGES:
        if t >= m.indices.weeks and f < g and (resource, g, f, t) in b.CHANGES:
            both = b.change[resource, f, g, t] + b.change[resource, g, f, t]
            yield both <= b.visit[resource, f, t]
            yield both <= b.visit[resource, g, t]
