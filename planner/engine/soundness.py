"""Whether a plan keeps the rows of a model, in one look at all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.engine.arrays import Arrays, Floats, Row

FEASIBLE = 1e-6
"""How far a plan may break a row or a bound."""


def sound(arrays: Arrays, cuts: Sequence[Row], values: Floats) -> bool:
    """Whether values keep bounds and rows of a model, and rows found on the way."""
    body: Floats = np.zeros(arrays.shape[0])
    rows = np.repeat(np.arange(arrays.shape[0]), np.diff(arrays.starts))
    np.add.at(body, rows, arrays.coefficients * values[arrays.columns])
    return (
        _within(values, arrays.lower, arrays.upper)
        and _within(body, arrays.row_lower, arrays.row_upper)
        and all(
            row.lower - FEASIBLE <= row.coefficients @ values[row.columns] <= row.upper + FEASIBLE
            for row in cuts
        )
    )


def _within(numbers: Floats, lower: Floats, upper: Floats) -> bool:
    return bool(((numbers >= lower - FEASIBLE) & (numbers <= upper + FEASIBLE)).all())
