"""A model as plain arrays in a file: what every side but ours is given.

Here is neither Pyomo nor HiGHS: CP-SAT cannot be in one process with highspy.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WORTH = 10.0
"""How many tolerances of a level are worth one tolerance of the level before."""


@dataclass(frozen=True)
class Problem:
    """Minimise `cost @ x + offset` over lower <= x <= upper, rows in compressed form."""

    lower: Floats
    upper: Floats
    integer: NDArray[np.bool_]
    row_lower: Floats
    row_upper: Floats
    starts: NDArray[np.int32]
    columns: NDArray[np.int32]
    coefficients: Floats
    cost: Floats
    offset: float
    start: Floats
    """A plan that does nothing: every integer as low as it may be."""

    integers: NDArray[np.str_]
    """Names of the integer columns, in their order."""

    def save(self, path: Path) -> None:
        arrays: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        np.savez(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> Problem:
        with np.load(path) as kept:
            found = {name: kept[name] for name in kept.files}
        return cls(**{**found, "offset": float(found["offset"])})


def weights(tolerances: list[float]) -> list[float]:
    """What a unit of each level weighs in the sum that every side minimises and is measured
    by: a tolerance of the last level weighs 1, of each level before `WORTH` times more."""
    last = len(tolerances) - 1
    return [WORTH ** (last - n) / tolerance for n, tolerance in enumerate(tolerances)]
