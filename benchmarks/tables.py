"""Tables of results.md: numbers in cells, medians over seeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.rows import ENDED, Row, spread

SPREAD_FROM = 3
"""Seeds from which on least and most are shown beside the median."""
NONE = "-"
ZERO = 5e-5


def table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table; the first column is text, the others are numbers."""
    rule = ["---", *("---:" for _ in heads[1:])]
    return [f"| {' | '.join(cells)} |" for cells in (heads, rule, *lines)] + [""]


def text(value: float) -> str:
    """A number with four significant digits, or whole."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return "0" if abs(value) < ZERO else f"{value:.4g}"


def cell(values: Sequence[float]) -> str:
    """Median, with least and most of three or more."""
    found = spread(values)
    if found is None:
        return NONE
    middle, least, most = map(text, found)
    return middle if len(values) < SPREAD_FROM else f"{middle} ({least} to {most})"


def numbers(
    rows: Iterable[Row], side: str, measure: str, at: str | None = None, case: str | None = None
) -> list[float]:
    """The values of a measure, by seed; those that there are."""
    return [
        row.number
        for row in rows
        if row.side == side
        and row.measure == measure
        and (at is None or row.at_seconds == at)
        and (case is None or row.case == case)
        and row.number is not None
    ]


def endings(rows: Iterable[Row], side: str) -> str:
    """How a side's runs ended, if not all the same with the number of each."""
    found = [row.value for row in rows if row.side == side and row.measure == ENDED]
    counts = {reason: found.count(reason) for reason in dict.fromkeys(found)}
    if len(counts) <= 1:
        return next(iter(counts), NONE)
    return "; ".join(f"{reason} ({count})" for reason, count in counts.items())


def names(rows: Iterable[Row], field: str) -> list[str]:
    """The cases or sides of some rows, in their order, without blanks."""
    return [name for name in dict.fromkeys(getattr(row, field) for row in rows) if name]
