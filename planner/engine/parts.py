"""A model that falls into parts once its integers are fixed.

Rows bind continuous columns together; what no row binds can be solved apart. With
whole numbers given, each part is a small linear model of its own: a change of a few
integers needs only the parts in which they stand, hot from their last basis.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.engine.arrays import Arrays, Floats, Ints, Row
from planner.engine.highs import Answer
from planner.engine.session import Session

KEPT = 5_000
"""Most values of a part that are remembered."""


@dataclass(frozen=True)
class Worth:
    """What a part is worth for given integers."""

    value: float
    """Of the weighted objective; infinite if no plan has these integers."""

    levels: Floats
    """Of each level."""

    slopes: Floats
    """Change of the value by each of the part's integers, at best."""


@dataclass
class State:
    """Whole numbers and what they are worth, part by part."""

    whole: Floats
    worths: list[Worth]
    versions: tuple[int, ...]
    """By part: a number for its integers, the same whenever these are."""

    value: float
    levels: Floats


class Part:
    """Columns that rows bind together, with the integers in these rows."""

    def __init__(self, arrays: Arrays, costs: Floats, weights: Floats, seed: int) -> None:
        self._arrays, self._costs = arrays, costs
        self._whole = np.flatnonzero(arrays.integer)
        self._session = Session(arrays, seed=seed)
        self._session.minimise(weights @ costs, 0.0)
        self._known: dict[bytes, tuple[float, bool]] = {}
        """By integers: value, and whether it is more than a bound."""

    def add(self, row: Row, columns: Ints) -> None:
        """Add a row whose columns have these numbers in the part."""
        self._session.add([replace(row, columns=columns)])
        self._known.clear()

    @property
    def size(self) -> int:
        """Nonzeros."""
        return self._arrays.shape[2]

    def value(self, whole: Floats, enough: float) -> tuple[float, bool]:
        """The weighted objective with these integers, and whether it is at most `enough`;
        if it is above, the value is a lower bound."""
        key = whole.tobytes()
        known, exact = self._known.get(key, (-np.inf, False))
        if exact or known >= enough:
            return known, exact and known <= enough
        if len(self._known) > KEPT:
            self._known.clear()
        answer = self._run(whole, enough)
        self._known[key] = known, exact = answer.value, answer.status != "above"
        return known, exact and known <= enough

    def worth(self, whole: Floats) -> Worth:
        """All about these values of the part's integers."""
        answer = self._run(whole, np.inf)
        if answer.status != "optimal":
            return Worth(np.inf, np.zeros(len(self._costs)), np.zeros(len(whole)))
        slopes = self._session.slopes()[self._whole]
        return Worth(answer.value, self._costs @ self._session.values(), slopes)

    def _run(self, whole: Floats, enough: float) -> Answer:
        lower, upper = self._arrays.lower.copy(), self._arrays.upper.copy()
        lower[self._whole] = upper[self._whole] = whole
        self._session.bound(lower, upper)
        return self._session.run(enough=enough)


class Parts:
    """All parts of a model; integers count outside them, with their own costs."""

    def __init__(self, arrays: Arrays, costs: Floats, weights: Floats, seed: int = 0) -> None:
        self.costs, self.weights = costs, weights
        self.whole = np.flatnonzero(arrays.integer)
        part_of = _bound_together(arrays)
        free = np.where(arrays.integer, 0.0, costs)
        place = np.full(arrays.shape[1], -1)
        place[self.whole] = np.arange(len(self.whole))
        self.parts: list[Part] = []
        self.members: list[Ints] = []
        """Positions in `whole` of each part's integers."""
        self._owner = np.full(arrays.shape[1], -1)
        self._within: list[Ints] = []
        for rows in _groups(part_of):
            small, columns = arrays.part(rows)
            if small.integer.any() or free[:, columns].any():
                self._owner[columns[~small.integer]] = len(self.parts)
                self._within.append(columns.astype(np.int32))
                self.parts.append(Part(small, free[:, columns], weights, seed))
                self.members.append(place[columns[small.integer]].astype(np.int32))
        self._integer = arrays.integer

    def add(self, row: Row) -> int | None:
        """Add a row to the part in which its columns stand; None if they stand in several."""
        owners = np.unique(self._owner[row.columns[~self._integer[row.columns]]])
        if len(owners) != 1 or owners[0] < 0:
            return None
        number = int(owners[0])
        within = self._within[number]
        at = np.minimum(np.searchsorted(within, row.columns), len(within) - 1)
        if (within[at] != row.columns).any():
            return None
        self.parts[number].add(row, at.astype(np.int32))
        return number


def _bound_together(arrays: Arrays) -> NDArray[np.int64]:
    """Number of the part of each row: rows that share a continuous column, directly or not."""
    free = ~arrays.integer[arrays.columns]
    rows = np.repeat(np.arange(arrays.shape[0]), np.diff(arrays.starts))[free]
    columns = arrays.columns[free]
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


def _groups(part_of: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    order = np.argsort(part_of, kind="stable")
    ends = np.flatnonzero(np.diff(part_of[order])) + 1
    return np.split(order, ends)
