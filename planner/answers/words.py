"""A finding in words: the sentence, the table, and what to know of it."""

from __future__ import annotations

from math import isfinite
from typing import Any

from planner.aligned import aligned
from planner.answers.contract import Finding
from planner.answers.kept import cell_of

SHOWN = 25
"""Rows of a table that are shown; all are in the CSV."""

LARGE = 1000.0

WIDEST = 44
"""Characters of a cell that are shown."""


def text_of(finding: Finding) -> str:
    """What is printed."""
    parts = [finding.sentence]
    if finding.rows:
        parts.append("\n".join(_table(finding)))
    parts += [f"- {note}" for note in finding.notes]
    return "\n\n".join(parts[:2]) + ("\n\n" + "\n".join(parts[2:]) if parts[2:] else "")


def _table(finding: Finding) -> list[str]:
    columns = finding.shown or finding.columns
    rows = [[_short(_said(row.get(column))) for column in columns] for row in finding.rows[:SHOWN]]
    figures = {
        at
        for at, column in enumerate(columns)
        if all(isinstance(row.get(column), int | float | None) for row in finding.rows)
    }
    lines = aligned([list(columns), *rows], right=lambda at, _: at in figures)
    more, left_out = len(finding.rows) - SHOWN, len(finding.columns) - len(columns)
    told = [f"{more:,} rows" if more > 0 else "", f"{left_out} columns" if left_out else ""]
    said = " and ".join(filter(None, told))
    return [*lines, *([f"{said} more in answer.csv"] if said else [])]


def _said(value: Any) -> str:
    """A cell; thousands have no decimals, which only the CSV needs."""
    large = isinstance(value, float) and isfinite(value) and abs(value) >= LARGE
    return f"{value:,.0f}" if large else cell_of(value)


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
