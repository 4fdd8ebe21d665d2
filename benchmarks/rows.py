"""Results as tidy rows: one value each."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from math import isfinite
from pathlib import Path
from statistics import median

CSV = "results.csv"
ENDED = "ended"
"""Measure that says how a run ended, in words."""
DONE = "done"


@dataclass(frozen=True)
class Row:
    """One value. Blank cells are what does not apply, or a value that there is not."""

    part: str
    case: str
    side: str
    seed: str
    at_seconds: str
    measure: str
    value: str
    unit: str

    @classmethod
    def of(
        cls,
        run: tuple[str, str, str, str],
        measure: str,
        value: float | str | None,
        unit: str = "",
        at: float | None = None,
    ) -> Row:
        """A row of a run: (part, case, side, seed)."""
        seconds = "" if at is None else f"{at:.6g}"
        text = value if isinstance(value, str) else _text(value)
        return cls(*run, seconds, measure, text, unit)

    @property
    def run(self) -> tuple[str, str, str, str]:
        return self.part, self.case, self.side, self.seed

    @property
    def number(self) -> float | None:
        """The value; None if there is none."""
        try:
            return float(self.value)
        except ValueError:
            return None


def read(path: Path) -> list[Row]:
    """The rows of a file; none if there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(**line) for line in csv.DictReader(file)]


def write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields(Row)])
        writer.writerows(astuple(row) for row in rows)


class Results:
    """All rows: those of earlier calls, until the same case and side is measured again."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self._begun: set[tuple[str, str, str]] = set()

    def add(self, rows: Sequence[Row]) -> None:
        """Rows of a run. The first of a part, case and side in a call drop what earlier calls
        left of it; runs of the same call are kept beside one another."""
        again = {row.run[:3] for row in rows} - self._begun
        self._begun |= again
        runs = {row.run for row in rows}
        kept = [row for row in self.rows if row.run[:3] not in again and row.run not in runs]
        order = list(dict.fromkeys(row.part for row in (*kept, *rows)))
        self.rows = sorted((*kept, *rows), key=lambda row: order.index(row.part))

    def derive(self, measure: str, rows: Sequence[Row]) -> None:
        """Rows that follow from others, instead of those of the same measure."""
        kept = [row for row in self.rows if row.measure != measure]
        order = list(dict.fromkeys(row.part for row in kept))
        self.rows = sorted((*kept, *rows), key=lambda row: order.index(row.part))


def spread(values: Sequence[float]) -> tuple[float, float, float] | None:
    """Median, least and most; None if there is no value."""
    return (median(values), min(values), max(values)) if values else None


def _text(value: float | None) -> str:
    """Blank for what there is not."""
    return "" if value is None or not isfinite(value) else f"{value:.10g}"
