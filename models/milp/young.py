"""Hall's rows for young supply: found where a plan breaks them.

    young   sum of ship over shipments that may take only positions first .. last
            <= supply at positions first .. last

Rows with first = 0 stand in the model already (`models.milp.stock`, balance and
reserved). All are valid for every plan, so they may be added at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.milp.stock import Taker, _units

Model = Any

TOLERANCE = 1e-4
"""Thousands of units by which a row may be broken before it is added."""


def violated(m: Model, value: Callable[[Any], float]) -> list[Any]:
    """The broken rows, as Pyomo relations; at most one for each first position.

    Parameters
    ----------
    m
        The model.
    value
        Value of a variable or expression under the plan that is looked at, in the
        model's units.
    """
    rows = []
    for name, takers in m.stock.takers.items():
        supply = m.stock.supply[name]
        size = len(supply.flavour.positions(m.indices.calendar))
        shipped = np.zeros((size, size))
        for oldest, newest, shipment in takers:
            shipped[oldest, newest] += value(m.stock.ship[shipment])
        if not shipped[1:].any():
            continue
        there = np.array([value(_units(m, supply, range(p, p + 1))) for p in range(size)])
        rows += [_row(m, name, takers, *ends) for ends in _broken(shipped, there)]
    return rows


def _broken(shipped: NDArray[Any], there: NDArray[Any]) -> list[tuple[int, int]]:
    """(first, last) of the most broken row for each first position above 0."""
    # inside[a, b]: shipments that may take only positions a .. b
    inside = np.cumsum(np.cumsum(shipped[::-1], axis=0)[::-1], axis=1)
    upto = np.concatenate(([0.0], np.cumsum(there)))
    found = []
    for first in range(1, len(there)):
        over = inside[first, first:] - (upto[first + 1 :] - upto[first])
        last = int(np.argmax(over))
        if over[last] > TOLERANCE:
            found.append((first, first + last))
    return found


def _row(m: Model, name: str, takers: list[Taker], first: int, last: int) -> Any:
    inside = [s for oldest, newest, s in takers if oldest >= first and newest <= last]
    supply = m.stock.supply[name]
    return sum(m.stock.ship[s] for s in inside) <= _units(m, supply, range(first, last + 1))
