"""Tables for people: titles instead of names of columns, ranges in one cell, figures rounded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from planner.answers.contract import Finding
from planner.answers.kept import cell_of

UNITS = {
    "pct": "%",
    "d": "days",
    "eur": "EUR",
    "meur": "M EUR",
    "units": "units",
    "h": "h",
    "kg": "kg",
    "points": "points",
}
"""Ends of names of columns that say the unit."""

AFTER = ("more", "less")
"""Words that may stand after the unit."""

SAID = ("days", "units", "points")
"""Units that many names say already, such as `mean_days_late` or `owed_units`."""


@dataclass(frozen=True)
class Cell:
    """A cell: what it shows, and the value by which it is sorted."""

    text: str
    value: float | None = None
    bold: bool = False

    @property
    def data(self) -> str:
        """The value as the page keeps it; six decimals, as in scenarios.csv."""
        return "" if self.value is None else f"{self.value:.6f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Head:
    """The title of a column."""

    text: str
    number: bool = False
    tip: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


def answer_sheet(finding: Finding) -> Sheet:
    """The table of an answer; a figure and its two ends share a cell."""
    columns = [name for name in finding.columns if not _is_end(name, finding.columns)]
    heads = tuple(
        Head(title_of(name), all(_counts(row.get(name)) for row in finding.rows))
        for name in columns
    )
    rows = tuple(
        tuple(_answer_cell(name, row, finding.columns) for name in columns) for row in finding.rows
    )
    return Sheet(heads, rows)


def title_of(column: str) -> str:
    """`on_time_pct` is `on time, %`; `cost_eur_more` is `cost more, EUR`."""
    words = column.split("_")
    if "per" in words:
        return " ".join({"eur": "EUR", "d": "days", "lp": "LP"}.get(word, word) for word in words)
    at = len(words) - (2 if words[-1] in AFTER and len(words) > 2 else 1)
    unit = UNITS.get(words[at])
    if unit is None or at == 0:
        return " ".join(words)
    named = " ".join(word for place, word in enumerate(words) if place != at)
    if unit == "days" and "days" in words:
        return named
    return f"{named}, {unit}"


def number(value: float, decimals: int) -> str:
    """A figure with thousands apart."""
    return f"{value:z,.{decimals}f}"


def rounded(value: float, unit: str = "") -> str:
    """A figure with the digits that people read."""
    if isinstance(value, int):
        return f"{value:,}"
    if not isfinite(value):
        return "open"
    if abs(value) >= 1000:
        return number(value, 0)
    return cell_of(round(float(value), 1 if abs(value) >= 100 else 2 if unit == "%" else 4))


def _is_end(column: str, columns: Sequence[str]) -> bool:
    name, _, end = column.rpartition("_")
    return end in ("low", "high") and {name, f"{name}_low", f"{name}_high"} <= set(columns)


def _counts(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _answer_cell(name: str, row: Mapping[str, Any], columns: Iterable[str]) -> Cell:
    value = row.get(name)
    if value is None or not _counts(value):
        return Cell(cell_of(value))
    unit = "%" if "pct" in name.split("_") else ""
    text = rounded(value, unit)
    if f"{name}_low" in columns and f"{name}_high" in columns:
        ends = (row.get(f"{name}_low"), row.get(f"{name}_high"))
        if ends != (value, value):
            low, high = ("open" if end is None else rounded(end, unit) for end in ends)
            text = f"{text} ({low} to {high})"
    return Cell(text, float(value))
