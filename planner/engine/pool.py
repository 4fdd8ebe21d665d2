"""Rows that hold for every plan, too many to hold all: a relaxation is given those it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from planner.engine.arrays import Floats, Row

BROKEN = 1e-4
"""Least distance of a solution from a row, over the row's norm, at which the row is added."""

ALIKE = 0.5
"""Share of its columns that a row may have in common with others added with it: rows that are
alike lift the bound once and slow the relaxation each."""


class Pool:
    """Rows, and which of them a relaxation has."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Rows without columns are not allowed."""
        self.rows = rows
        sizes = np.array([len(row.columns) for row in self.rows], dtype=np.int64)
        self._starts = np.cumsum(sizes) - sizes
        nothing = np.zeros(0)
        self._columns = np.concatenate([row.columns for row in self.rows] or [nothing.astype(int)])
        self._coefficients = np.concatenate([row.coefficients for row in self.rows] or [nothing])
        self._lower = np.array([row.lower for row in self.rows])
        self._upper = np.array([row.upper for row in self.rows])
        self._norms = np.sqrt(self._sums(self._coefficients**2))
        self._inside = np.zeros(len(self.rows), dtype=bool)

    def broken(self, values: Floats, most: int) -> list[int]:
        """Numbers of the rows that values break, farthest first, at most so many; they count as
        the relaxation's from now on."""
        if not len(self.rows):
            return []
        sums = self._sums(self._coefficients * values[self._columns])
        beyond = np.maximum(self._lower - sums, sums - self._upper) / self._norms
        beyond[self._inside] = 0.0
        found = np.flatnonzero(beyond > BROKEN)
        worst = found[np.argsort(-beyond[found], kind="stable")]
        chosen = self._unlike(worst, most, len(values))
        self._inside[chosen] = True
        return chosen

    def _unlike(self, numbers: NDArray[np.int64], most: int, columns: int) -> list[int]:
        """The first rows that share few columns with those chosen before."""
        used = np.zeros(columns, dtype=bool)
        chosen: list[int] = []
        for number in numbers:
            mine = self.rows[number].columns
            if np.mean(used[mine]) <= ALIKE:
                chosen.append(int(number))
                used[mine] = True
            if len(chosen) == most:
                break
        return chosen

    def give_back(self, numbers: Iterable[int]) -> None:
        """The relaxation has these rows no more."""
        self._inside[list(numbers)] = False

    def _sums(self, terms: Floats) -> Floats:
        """Terms summed row by row."""
        if not len(terms):
            return np.zeros(0)
        sums: Floats = np.add.reduceat(terms, self._starts)
        return sums
