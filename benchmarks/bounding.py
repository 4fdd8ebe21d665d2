"""Finite bounds for every column, from the rows: some solvers have no unbounded integers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.problem import Floats, Problem

Entries = NDArray[Any]
"""One number for each coefficient of the rows."""

ROUNDS = 120
"""Most rounds; a bound travels one bucket a round along a balance."""

ENOUGH = 1e-6
AMPLE = 2.0
"""Columns have at most so many times the largest value of the plan that does
nothing, where everything is owed; no sensible plan has more anywhere."""


def bounded(problem: Problem) -> tuple[Floats, Floats]:
    """Lower and upper bounds of all columns, none infinite."""
    lower, upper = problem.lower.copy(), problem.upper.copy()
    for _ in range(ROUNDS):
        low, up = _tightened(problem, lower, upper)
        moved = np.isfinite(up) & ~np.isfinite(upper) | (np.isfinite(low) & ~np.isfinite(lower))
        done = not moved.any()
        # Only what was endless is taken: finite bounds stay as the model gives them.
        lower = np.where(np.isfinite(lower), lower, low)
        upper = np.where(np.isfinite(upper), upper, up)
        if done:
            break
    most = AMPLE * float(np.abs(problem.start).max(initial=1.0))
    return np.maximum(lower, -most), np.minimum(upper, most)


def _tightened(problem: Problem, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """One round: what each row says about each of its columns."""
    sizes = np.diff(problem.starts)
    row = np.repeat(np.arange(len(sizes)), sizes)
    factor, column = problem.coefficients, problem.columns
    least = np.where(factor > 0, factor * lower[column], factor * upper[column])
    most = np.where(factor > 0, factor * upper[column], factor * lower[column])
    low, up = lower.copy(), upper.copy()
    rest = _without(row, least, len(sizes), -np.inf)
    room = np.where(np.isfinite(rest), problem.row_upper[row] - rest, np.inf)
    _take(low, up, column, factor, room)
    rest = _without(row, most, len(sizes), np.inf)
    room = np.where(np.isfinite(rest), problem.row_lower[row] - rest, -np.inf)
    _take(low, up, column, -factor, -room)
    return low, up


def _without(row: Entries, ends: Entries, rows: int, endless: float) -> Entries:
    """By entry: the sum of the row's other ends, endless if one of them is."""
    finite = np.isfinite(ends)
    sums = np.bincount(row, np.where(finite, ends, 0.0), rows)
    others = np.bincount(row, ~finite, rows)[row] - ~finite
    return np.where(others > 0, endless, sums[row] - np.where(finite, ends, 0.0))


def _take(low: Floats, up: Floats, column: Entries, factor: Entries, room: Entries) -> None:
    """factor * x <= room, entry by entry; columns without a finite bound take it."""
    known = np.isfinite(room) & (factor != 0)
    at, ends = column[known], room[known] / factor[known]
    slack = ENOUGH * np.maximum(1.0, np.abs(ends))
    above = factor[known] > 0
    np.minimum.at(up, at[above], (ends + slack)[above])
    np.maximum.at(low, at[~above], (ends - slack)[~above])
