"""A model cut down to its free columns: what is fixed is counted into the rows and left out.

HiGHS would find the same in its presolve, but is handed all of the model first; cut out, a
window of a large model is a small model from the start.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.engine.arrays import Arrays, Floats

KEPT = 1e-6
"""How far a row without free columns may be broken, as a share of its numbers."""


@dataclass(frozen=True)
class Cutout:
    """The free part of a model."""

    arrays: Arrays
    """Rows that hold free columns, and these; for solving only."""

    columns: NDArray[np.int64]
    """Which columns of the model these are."""

    cost: Floats
    offset: float
    """What the fixed columns cost, and what was there before."""

    possible: bool
    """Whether the fixed columns keep the rows that hold nothing else."""

    _values: Floats
    """Of all columns, right for those that are fixed."""

    def inside(self, plan: Floats) -> Floats:
        """Values of the free columns in a plan of the whole model."""
        return plan[self.columns]

    def whole(self, inside: Floats) -> Floats:
        """A plan of the whole model from the values of the free columns."""
        values = self._values.copy()
        values[self.columns] = inside
        return values


def cut_out(arrays: Arrays, cost: Floats, offset: float, lower: Floats, upper: Floats) -> Cutout:
    """The model without the columns whose bounds are equal.

    Parameters
    ----------
    arrays
        The whole model, extra rows included (`Arrays.with_rows`).
    cost, offset
        What is minimised, by column of the model.
    lower, upper
        Bounds of the columns, in the place of the model's own.
    """
    free = lower < upper
    fixed = np.where(free, 0.0, lower)
    rows = np.repeat(np.arange(arrays.shape[0]), np.diff(arrays.starts))
    known: Floats = np.bincount(
        rows, weights=arrays.coefficients * fixed[arrays.columns], minlength=arrays.shape[0]
    ).astype(np.float64)
    inside = free[arrays.columns]
    sizes = np.bincount(rows[inside], minlength=arrays.shape[0])
    held = sizes > 0
    place = np.cumsum(free) - 1
    small = copy(arrays)
    small.lower, small.upper = lower[free], upper[free]
    small.integer = arrays.integer[free]
    small.row_lower = (arrays.row_lower - known)[held]
    small.row_upper = (arrays.row_upper - known)[held]
    small.starts = np.concatenate(([0], np.cumsum(sizes[held]))).astype(np.int32)
    small.columns = place[arrays.columns[inside]].astype(np.int32)
    small.coefficients = arrays.coefficients[inside]
    return Cutout(
        arrays=small,
        columns=np.flatnonzero(free),
        cost=cost[free],
        offset=offset + float(cost @ fixed),
        possible=bool((lower <= upper).all()) and _kept(arrays, known, ~held),
        _values=fixed,
    )


def _kept(arrays: Arrays, known: Floats, alone: NDArray[np.bool_]) -> bool:
    """Whether rows of fixed columns only are kept."""
    value, lower, upper = known[alone], arrays.row_lower[alone], arrays.row_upper[alone]
    slack = KEPT * np.maximum(1.0, np.abs(value))
    return bool(((value >= lower - slack) & (value <= upper + slack)).all())
