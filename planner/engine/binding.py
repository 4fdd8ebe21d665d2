"""Which rows of a model columns bind together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.engine.arrays import Arrays


def bound_together(
    arrays: Arrays, entries: NDArray[np.int64], followed: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Number of the part of each row: rows that share a continuous column, directly or not;
    those of followers stand alone. `entries` says in which row each entry stands."""
    free = ~arrays.integer[arrays.columns] & ~followed[entries]
    rows, columns = entries[free], arrays.columns[free]
    part = np.arange(arrays.shape[0])
    lowest = np.full(arrays.shape[1], arrays.shape[0])
    while True:
        np.minimum.at(lowest, columns, part[rows])
        smaller = part.copy()
        np.minimum.at(smaller, rows, lowest[columns])
        smaller = smaller[smaller]
        if (smaller == part).all():
            return part
        part = smaller


def groups(part_of: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The rows of each part."""
    order = np.argsort(part_of, kind="stable")
    ends = np.flatnonzero(np.diff(part_of[order])) + 1
    return np.split(order, ends)
