"""Levels as arrays, and one weighted sum that stands for all of them in the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.engine.arrays import Arrays, Floats, Row
from planner.engine.contract import Level

WORTH = 0.02
"""Share of a level's value that a whole tolerance of the level before is worth."""

SUM = 50.0
"""Value of the last level's relaxation in the weighted sum, at most."""


SAME = 1e-9
"""Difference of values that counts as none."""


@dataclass(frozen=True)
class Aim:
    """A level as arrays: minimise cost @ x + offset."""

    level: Level
    cost: Floats
    offset: float

    @classmethod
    def of(cls, level: Level, arrays: Arrays) -> Aim:
        columns, coefficients, constant = arrays.terms(level.expr)
        cost = np.zeros(arrays.shape[1])
        np.add.at(cost, columns, coefficients)
        return cls(level, cost, constant)

    def value(self, plan: Floats) -> float:
        return float(self.cost @ plan) + self.offset

    def enough(self, value: float) -> bool:
        """Whether a value is as good as the level needs to be."""
        return self.level.enough is not None and value <= self.level.enough

    def most(self, value: float) -> float:
        """What later levels may not exceed if this one has come to a value."""
        if self.level.enough is not None and value <= self.level.enough:
            return self.level.enough
        return value + self.level.tolerance

    def held(self, at_most: float) -> Row:
        """The row that holds this level while later ones are minimised."""
        columns = np.flatnonzero(self.cost).astype(np.int32)
        scale = self.level.scale
        return Row(columns, self.cost[columns] * scale, -np.inf, (at_most - self.offset) * scale)


def weights(
    aims: Sequence[Aim], values: Sequence[float], rooms: Sequence[float] | None = None
) -> Floats:
    """Factors of the levels in a sum whose minimum is nearly the levels' in order.

    Each level weighs so much that its room, or without one its tolerance, is worth WORTH of all
    that follows. The last one's relaxed value counts as SUM: HiGHS compares with absolute
    tolerances and takes far longer over large numbers.
    """
    if rooms is None:
        rooms = [aim.level.tolerance for aim in aims]
    found = np.zeros(len(aims))
    scale = aims[-1].level.scale
    found[-1] = scale * min(1.0, SUM / max(abs(values[-1]) * scale, 1e-9))
    after = 0.0
    for number in range(len(aims) - 1, -1, -1):
        level = aims[number].level
        if number < len(aims) - 1:
            found[number] = WORTH * after / max(rooms[number], 1e-9)
        after += max(abs(values[number]), rooms[number], 1 / level.scale) * found[number]
    between = max(abs(found[:-1] * np.array(values[:-1])), default=0.0)
    return found * min(1.0, SUM / between) if between else found


def better(aims: Sequence[Aim], level: int, at_most: Floats, values: Floats, now: Floats) -> bool:
    """Whether values keep the levels before and are better than a plan in this one, or as good
    and better in a later one."""
    for number, aim in enumerate(aims):
        value, before = aim.value(values), aim.value(now)
        same = SAME * max(1.0, abs(before))
        if number < level:
            if value > max(before, at_most[number]) + same:
                return False
        elif abs(value - before) > same:
            return value < before
    return False
