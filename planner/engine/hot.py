"""A relaxation whose solves can be left at any time, with rows that come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import highspy
import numpy as np

from planner.engine.aim import Aim
from planner.engine.arrays import Arrays, Floats
from planner.engine.highs import INFEASIBLE, Answer, Runner
from planner.engine.session import Session

Stale = Callable[[], bool]
"""Whether a solve is to be left."""

GLANCE = 0.02
"""Seconds between two looks at what has come in."""

SAFETY = 1e-7
"""Share of a relaxation's value that its bound gives away to the solver's tolerances."""


class Hot(Session):
    """A session for one level at a time, the earlier ones held."""

    def __init__(self, arrays: Arrays, aims: Sequence[Aim], seed: int) -> None:
        super().__init__(arrays, seed=seed)
        self._runner = Runner(self._solver)
        self._aims = aims
        self._first = self.rows
        """Row that holds the first level."""
        self.add([aim.held(float("inf")) for aim in aims])

    def aim(self, level: int, at_most: Floats) -> None:
        """Minimise a level, the earlier ones held, from nothing: presolve is faster than the
        basis of another level."""
        for number, aim in enumerate(self._aims):
            row = aim.held(at_most[number] if number < level else float("inf"))
            self.allow(self._first + number, row.lower, row.upper)
        aim = self._aims[level]
        self.minimise(aim.cost * aim.level.scale, aim.offset * aim.level.scale)
        self.forget()

    def drop(self, rows: Sequence[int]) -> None:
        """Take rows out; those behind move up."""
        self._solver.deleteRows(len(rows), np.array(rows, dtype=np.int32))
        self.rows -= len(rows)

    def sums(self) -> Floats:
        """Of each row after a solve."""
        return np.array(self._solver.getSolution().row_value)

    def reached(self, stale: Stale) -> Answer | None:
        """Solve to the end; None if it was left before, or HiGHS gave up. The value is that of
        the relaxation, the bound a little below."""
        self._runner.start()
        while not self._runner.wait(GLANCE):
            if stale():
                self._runner.cancel()
        status = self._solver.getModelStatus()
        if status in INFEASIBLE:
            return Answer("infeasible", None, np.inf, np.inf)
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        value = self._solver.getInfo().objective_function_value
        bound = value - SAFETY * max(1.0, abs(value))
        return Answer("optimal", self.values(), value, bound)
