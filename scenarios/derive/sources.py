"""The public figures, as copied into `public/` (see `public/ORIGIN.md`)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "public"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `public/<name>.csv`, as text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def parameter(name: str, column: str = "typical") -> float:
    """A value of `process_parameters.csv`: low, typical or high."""
    for row in table("process_parameters"):
        if row["parameter"] == name:
            return float(row[column])
    raise KeyError(name)


def countries() -> tuple[dict[str, str], ...]:
    """The proposed 44 countries."""
    return table("countries44")
