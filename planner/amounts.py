"""What a change does to one cell: set, add, multiply or shift, read as text like the cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from models.calendar import add_months
from models.tables import Column
from planner.cells import converter
from planner.days import FIRST_YEAR, LAST_YEAR, CellError
from planner.sheet import blank

Operate = Callable[[Any], Any]
"""From the old value of a cell to the new one; it may raise `CellError`."""

NUMBERS, DATES = ("whole", "number"), ("date", "month")
KINDS_OF = {"add": NUMBERS, "multiply": NUMBERS, "shift": DATES}
WORDS = {
    "text": ("text", "set"),
    "choice": ("one of a few words", "set"),
    "whole": ("a whole number", "set, add or multiply"),
    "number": ("a number", "set, add or multiply"),
    "date": ("a day", "set or shift"),
    "month": ("a month", "set or shift"),
}
"""What a column is, in words, and what can be done with it."""

_SPAN = re.compile(r"([+-]?[0-9]{1,5}) *(day|week|month|year)s?")


def operate(operation: str, column: Column, text: str | None) -> Operate:
    """What `set`, `add`, `multiply` or `shift` does with a cell; it raises `CellError`."""
    if column.kind not in KINDS_OF.get(operation, (column.kind,)):
        what, possible = WORDS[column.kind]
        raise CellError(f"cannot {operation} '{column.name}', it is {what}; use {possible}")
    if operation == "set":
        value = _cell(column, text)
        return lambda old: value
    if text is None:
        raise CellError(f"has nothing to {operation}; write how much")
    if operation == "shift":
        return _shift(column, text)
    number = column if operation == "add" else replace(column, kind="number", unit=None)
    amount = Decimal(repr(converter(number)(text)))
    if operation == "add":
        return lambda old: _number(column, Decimal(repr(old)) + amount)
    return lambda old: _number(column, Decimal(repr(old)) * amount)


def _cell(column: Column, text: str | None) -> Any:
    if text is not None:
        return converter(column)(text)
    if column.required:
        raise CellError(blank(column))
    return None


def _number(column: Column, value: Decimal) -> int | float:
    """In decimals, so that 0.9 x 0.9 is 0.81; whole columns are rounded half up."""
    if column.kind == "whole":
        return int(value.quantize(Decimal(1), ROUND_HALF_UP))
    return float(value)


def _shift(column: Column, text: str) -> Operate:
    found = _SPAN.fullmatch(text)
    if not found:
        raise CellError(f"'{text}' is not a time; write it like 6 months (days, weeks, years)")
    count, unit = int(found[1]), found[2]
    if column.kind == "month" and unit in ("day", "week"):
        raise CellError(f"'{text}' is no whole month; a month shifts by months or years")

    def moved(old: dt.date) -> dt.date:
        try:
            new = _moved(old, count, unit)
        except (OverflowError, ValueError):
            new = dt.date.max
        if not FIRST_YEAR <= new.year <= LAST_YEAR:
            raise CellError(
                f"{old} shifted by {text} is not between {FIRST_YEAR} and {LAST_YEAR};"
                " write a shorter time"
            )
        return new

    return moved


def _moved(date: dt.date, count: int, unit: str) -> dt.date:
    if unit in ("day", "week"):
        return date + dt.timedelta(days=count if unit == "day" else 7 * count)
    return add_months(date, count if unit == "month" else 12 * count)
