"""A cell of a workbook as the text that a CSV would have, or why it has none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from models.tables import Column
from planner.cells import text_of
from planner.days import CellError
from planner.sheet import Cell

Given = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""What a workbook holds in a cell; blanks are empty text."""

Understand = Callable[[Given], Cell]

LONGEST_WHOLE = 10**15
"""A spreadsheet keeps 15 digits of a number."""

OLD_DAYS = 1_462
"""Days between the two calendars of Excel, that of 1900 and that of 1904."""


def understanding(column: Column, old_dates: bool) -> Understand:
    """How the cells of a column are understood."""
    match column.kind:
        case "date":
            return lambda given: _day(given, old_dates)
        case "month":
            return lambda given: _month(given, old_dates)
        case "whole" | "number":
            return lambda given: _number(given, column.unit)
        case _:
            return _text


def stripped(text: str) -> str:
    """Text without blanks around it; a tab or line feed before it that was meant stays."""
    return text if text[:1] in ("\t", "\r") and text.strip() else text.strip()


def _text(given: Given) -> Cell:
    if isinstance(given, bool):
        return CellError(f"{_truth(given)} is a truth value; {_as_text('type the word')}")
    if isinstance(given, dt.date | dt.time | dt.timedelta):
        return CellError(f"{_shown(given)}, not text; {_as_text('type the code')}")
    if isinstance(given, int | float):
        if float(given).is_integer() and abs(given) < LONGEST_WHOLE:
            return str(int(given))
        said = f"{text_of(float(given), 'number')} is a number that may have lost digits"
        return CellError(f"{said}; {_as_text('type the code')}")
    return stripped(given or "")


def _as_text(what: str) -> str:
    return f"format the cell as Text and {what} again"


def _number(given: Given, unit: str | None) -> Cell:
    if isinstance(given, str) or given is None:
        return stripped(given or "")
    words = f"write the number alone{f' ({unit})' if unit else ''}"
    if isinstance(given, bool):
        return CellError(f"{_truth(given)} is a truth value; {words}")
    if isinstance(given, int | float):
        return text_of(float(given), "number")
    return CellError(f"{_shown(given)}; format the cell as Number and {words}")


def _day(given: Given, old_dates: bool) -> Cell:
    if isinstance(given, dt.datetime):
        if given.time() != dt.time():
            return CellError(f"'{given:%Y-%m-%d %H:%M}' has a time of day; write {given:%Y-%m-%d}")
        given = given.date()
    if isinstance(given, dt.date):
        return given.isoformat()
    if isinstance(given, str) or given is None:
        return stripped(given or "")
    if isinstance(given, bool):
        return CellError(f"{_truth(given)} is a truth value; write a day such as 2026-01-05")
    if isinstance(given, int | float):
        return _serial(float(given), old_dates)
    return CellError(f"{_shown(given)}, not a day; write it in the form 2026-01-05")


def _month(given: Given, old_dates: bool) -> Cell:
    text = _day(given, old_dates)
    if isinstance(given, dt.date) and isinstance(text, str) and text.endswith("-01"):
        return text.removesuffix("-01")
    return text


def _serial(number: float, old_dates: bool) -> Cell:
    """A day number whose cell has lost its date format is refused with the day it may be."""
    written = text_of(number, "number")
    try:
        days = int(number) + (OLD_DAYS if old_dates else 0)
        date = dt.date(1899, 12, 30) + dt.timedelta(days=days)
    except OverflowError:
        return CellError(f"'{written}' is a number, not a day; write it in the form 2026-01-05")
    if not 2000 <= date.year <= 2100:
        return CellError(f"'{written}' is a number, not a day; write it in the form 2026-01-05")
    return CellError(
        f"'{written}' is a number without a date format; write {date} if that is meant"
    )


def _truth(given: bool) -> str:
    return "TRUE" if given else "FALSE"


def _shown(given: dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(given, dt.timedelta):
        return f"'{given}' is a length of time"
    if isinstance(given, dt.time):
        return f"'{given:%H:%M}' is a time of day"
    return f"'{given:%Y-%m-%d}' is a date"
