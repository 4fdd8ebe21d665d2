"""A linear model that stays in HiGHS between solves.

A solve that starts from the last basis takes hundredths of a second where a new object
takes half a second: separation, completing plans and local search are many solves of
nearly the same model.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import highspy
import numpy as np

from planner.engine.arrays import Arrays, Floats, Row
from planner.engine.highs import INFEASIBLE, Answer, Runner, Task, loaded

ENOUGH = 0.01
"""Shortest time limit handed to HiGHS, s."""

LONG = 20_000
"""Nonzeros from which on a run may take seconds: it gets a thread, so that Ctrl-C ends it."""


class Session:
    """The relaxation of a model, changed in place: bounds, costs, rows that only grow."""

    def __init__(self, arrays: Arrays, threads: int = 1, seed: int = 0) -> None:
        cost = np.zeros(arrays.shape[1])
        self._solver: Any = loaded(Task(arrays, cost, whole=False, threads=threads, seed=seed))
        self._lower, self._upper = arrays.lower.copy(), arrays.upper.copy()
        self._cost = cost
        self._long = arrays.shape[2] >= LONG
        self.rows = arrays.shape[0]

    @cached_property
    def _threaded(self) -> Runner:
        """Runs in threads of their own, which Ctrl-C ends."""
        return Runner(self._solver)

    def add(self, rows: Sequence[Row]) -> None:
        """Add rows at the end."""
        if not rows:
            return
        sizes = [len(row.columns) for row in rows]
        self._solver.addRows(
            len(rows),
            np.array([row.lower for row in rows]),
            np.array([row.upper for row in rows]),
            sum(sizes),
            np.cumsum([0, *sizes[:-1]], dtype=np.int32),
            np.concatenate([row.columns for row in rows]).astype(np.int32),
            np.concatenate([row.coefficients for row in rows]),
        )
        self.rows += len(rows)

    def allow(self, row: int, lower: float, upper: float) -> None:
        """Change the bounds of a row."""
        self._solver.changeRowBounds(row, lower, upper)

    def bound(self, lower: Floats, upper: Floats) -> None:
        """Set the bounds of all columns."""
        changed = np.flatnonzero((self._lower != lower) | (self._upper != upper))
        if len(changed):
            self._solver.changeColsBounds(
                len(changed), changed.astype(np.int32), lower[changed], upper[changed]
            )
            self._lower, self._upper = lower.copy(), upper.copy()

    def minimise(self, cost: Floats, offset: float) -> None:
        """Set the objective."""
        changed = np.flatnonzero(self._cost != cost)
        if len(changed):
            self._solver.changeColsCost(len(changed), changed.astype(np.int32), cost[changed])
            self._cost = cost.copy()
        self._solver.changeObjectiveOffset(offset)

    def forget(self) -> None:
        """Solve from nothing next time: after a new objective presolve is faster than a basis."""
        self._solver.clearSolver()

    def run(self, seconds: float = float("inf"), enough: float = float("inf")) -> Answer:
        """Solve from the last basis, without reading the values of columns.

        Parameters
        ----------
        seconds
            Time limit.
        enough
            Stop once the value is proven to be above this: status "above", and `value`
            is a bound.
        """
        solver = self._solver
        # HiGHS counts the time of all runs of an object against the limit.
        limit = solver.getRunTime() + max(seconds, ENOUGH) if np.isfinite(seconds) else np.inf
        solver.setOptionValue("time_limit", limit)
        solver.setOptionValue("objective_bound", enough)
        if self._long:
            self._threaded.finish()
        else:
            solver.run()
        status = solver.getModelStatus()
        value = solver.getInfo().objective_function_value
        if status == highspy.HighsModelStatus.kOptimal:
            return Answer("optimal", None, value, value)
        if status == highspy.HighsModelStatus.kObjectiveBound:
            return Answer("above", None, enough, enough)
        if status in INFEASIBLE:
            return Answer("infeasible", None, np.inf, np.inf)
        return Answer("limit", None, np.inf, -np.inf)

    def solved(self, seconds: float = float("inf")) -> Answer:
        """Solve from the last basis, with values if there are any."""
        answer = self.run(seconds)
        if answer.status != "optimal":
            return answer
        return Answer("optimal", self.values(), answer.value, answer.bound)

    def values(self) -> Floats:
        """Columns after a run."""
        return np.array(self._solver.getSolution().col_value)

    def slopes(self) -> Floats:
        """What one more of each column would cost after a run, at least."""
        return np.array(self._solver.getSolution().col_dual)
