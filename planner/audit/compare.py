"""A table of the plan beside the same table, recomputed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from planner.audit.reading import Row, Run
from planner.audit.violation import Violation

Key = tuple[str | dt.date, ...]
Figures = Mapping[Key, Mapping[str, float]]
"""What each row should say; a row that is all zeros may be left out."""


def compare(
    run: Run,
    table: str,
    key: tuple[str, ...],
    figures: Figures,
    rules: Mapping[str, str],
    tolerance: float,
    relative: float = 0.0,
) -> Iterator[Violation]:
    """The cells that differ from `figures`, and rows too many or too few.

    `rules` names the rule of each column.
    """
    first_rule = next(iter(rules.values()))
    seen: set[Key] = set()
    for row in run.plan[table]:
        name = key_of(row, key)
        if name in seen:
            yield row.violates(first_rule, f"{words(name)} is there twice")
        seen.add(name)
        figure = figures.get(name)
        if figure is None:
            if any(row.amount(column) for column in rules):
                yield row.violates(first_rule, f"{words(name)} should not be there")
            continue
        for column, rule in rules.items():
            stated, right = row.amount(column), figure[column]
            if abs(stated - right) > max(tolerance, relative * abs(right)) + 1e-9:
                what = f"{column} of {words(name)} is {number(stated)};"
                yield row.violates(rule, f"{what} recomputed it is {number(right)}")
    for name, figure in figures.items():
        missing = {column: figure[column] for column in rules if abs(figure[column]) > tolerance}
        if name not in seen and missing:
            what = ", ".join(f"{column} {number(value)}" for column, value in missing.items())
            yield Violation(first_rule, f"{table}.csv", 1, f"{words(name)} is missing: {what}")


def key_of(row: Row, columns: tuple[str, ...]) -> Key:
    cells = (row.cells[column] for column in columns)
    return tuple(cell if isinstance(cell, str | dt.date) else str(cell) for cell in cells)


def words(key: Key) -> str:
    """A key for people: names, then the bucket."""
    *names, bucket = key
    return f"{' '.join(str(name) for name in names)} in the bucket of {bucket}"


def number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
