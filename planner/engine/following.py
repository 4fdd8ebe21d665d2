"""Variables that follow from the integers searched over: the application decides them.

A move that changes one integer would fail wherever others (which state a machine is in)
have to change with it. So the search moves the leaders only and asks the application's
followers for the rest; the model's rows check whatever comes back.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from planner.engine.arrays import Arrays, Floats, Ints
from planner.engine.contract import Followed, Follower

KEPT = 2_000
"""Most answers of a follower that are remembered."""


class Asked:
    """A follower with its columns and the answers it gave."""

    def __init__(self, arrays: Arrays, follower: Follower) -> None:
        self.level = follower.level
        self.leaders: Ints = _columns(arrays, follower.leaders)
        self.columns: Ints = _columns(arrays, follower.followers)
        self._follower = follower
        self._known: dict[bytes, Followed | None] = {}

    def best(self, whole: Floats) -> Followed | None:
        """What follows from the leaders' values; None: no plan has them."""
        key = whole.tobytes()
        if key not in self._known:
            if len(self._known) >= KEPT:
                self._known.clear()
            self._known[key] = self._follower.best(whole.copy())
        return self._known[key]


class Following:
    """All followers of a model, and the columns that are left to search over."""

    def __init__(self, arrays: Arrays, followers: Sequence[Follower], costs: Floats) -> None:
        """`costs` are those of the levels, by column.

        Raises
        ------
        ValueError
            If a follower does not keep what `Follower` says.
        """
        self.asked = tuple(Asked(arrays, follower) for follower in followers)
        self.decided: NDArray[np.bool_] = np.zeros(arrays.shape[1], dtype=bool)
        for asked in self.asked:
            twice = asked.columns[self.decided[asked.columns]]
            if len(twice):
                raise ValueError(f"{_name(arrays, twice)} belongs to two followers")
            self.decided[asked.columns] = True
        self.sought: NDArray[np.bool_] = arrays.integer & ~self.decided
        """Integers that a search may change."""
        for asked in self.asked:
            wrong = asked.leaders[~self.sought[asked.leaders]]
            if len(wrong):
                raise ValueError(
                    f"{_name(arrays, wrong)} leads a follower, but it is not whole or follows, too"
                )
            others = np.delete(costs, asked.level, axis=0)[:, asked.columns]
            dear = asked.columns[others.any(axis=0)]
            if len(dear):
                raise ValueError(f"{_name(arrays, dear)} costs in more than its follower's level")
            _check_rows(arrays, asked)

    def filled(self, plan: Floats) -> Floats | None:
        """A plan with the values that follow from its integers; None: there are none."""
        filled = plan.copy()
        for asked in self.asked:
            found = asked.best(np.round(plan[asked.leaders]) + 0.0)  # no -0.0: keys are bytes
            if found is None:
                return None
            filled[asked.columns] = found.values()
        return filled


def _columns(arrays: Arrays, variables: Sequence[object]) -> Ints:
    return np.array([arrays.index[id(variable)] for variable in variables], dtype=np.int32)


def _name(arrays: Arrays, columns: Ints) -> str:
    return f"variable {arrays.variables[int(columns[0])].name}"


def _check_rows(arrays: Arrays, asked: Asked) -> None:
    """Rows that hold followers hold nothing but these and their leaders."""
    within = np.zeros(arrays.shape[1], dtype=bool)
    within[asked.columns] = True
    allowed = within.copy()
    allowed[asked.leaders] = True
    rows = np.repeat(np.arange(arrays.shape[0]), np.diff(arrays.starts))
    holds = np.zeros(arrays.shape[0], dtype=bool)
    holds[rows[within[arrays.columns]]] = True
    strange = np.flatnonzero(holds[rows] & ~allowed[arrays.columns])
    if len(strange):
        entry = strange[0]
        raise ValueError(
            f"constraint {arrays.names[rows[entry]]} holds followers and "
            f"{_name(arrays, arrays.columns[[entry]])}, which is not one of their leaders"
        )
