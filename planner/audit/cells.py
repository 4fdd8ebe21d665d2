"""Cells by kind: a number is a number, and no date or amount is beyond belief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache, partial

from planner.audit.schema import Column

Cell = str | int | float | dt.date | None

MOST = 1e12
"""Beyond any amount of a plant."""

LONGEST = 10_000
"""Beyond any lead time in days, shelf life in months or floor in weeks."""


def reader(column: Column) -> Callable[[str], Cell]:
    """What reads the cells of a column, equal ones once."""
    return cache(partial(cell, column=column))


def cell(text: str, column: Column) -> Cell:
    """The value of a cell.

    Raises
    ------
    ValueError
        With a sentence on the cell.
    """
    if text == "":
        if column.blank:
            return None
        raise ValueError(f"{column.name} is blank")
    kind, convert = _KINDS[column.kind]
    try:
        return convert(text)
    except ValueError:
        raise ValueError(f"{column.name} '{text}' is not {kind}") from None


def unescaped(text: str) -> str:
    """Text as meant: an apostrophe in a file keeps `= + - @`, tab or CR from being a formula."""
    rest = text.lstrip("'")
    if text.startswith("'") and rest.startswith(("=", "+", "-", "@", "\t", "\r")):
        return text[1:]
    return text


def day(text: str) -> dt.date:
    return _believable(dt.date.fromisoformat(text))


def _month(text: str) -> dt.date:
    return day(text if len(text) > len("2026-01") else f"{text}-01").replace(day=1)


def _moment(text: str) -> dt.date:
    return _believable(dt.datetime.fromisoformat(text).date())


def _believable(date: dt.date) -> dt.date:
    if not 1900 <= date.year < 2300:
        raise ValueError(date)
    return date


def _amount(text: str) -> float:
    value = float(text)
    if not abs(value) <= MOST:
        raise ValueError(text)
    return value


def _positive(text: str) -> float:
    value = _amount(text)
    if value <= 0:
        raise ValueError(text)
    return value


def _weeks(text: str) -> float:
    value = float(text)
    if not 0 <= value <= LONGEST:
        raise ValueError(text)
    return value


def _whole(text: str) -> int:
    value = _amount(text)
    if not value.is_integer():
        raise ValueError(text)
    return int(value)


def _days(text: str) -> int:
    value = _weeks(text)
    if not value.is_integer():
        raise ValueError(text)
    return int(value)


_KINDS: dict[str, tuple[str, Callable[[str], Cell]]] = {
    "text": ("text", unescaped),
    "whole": ("a whole number", _whole),
    "amount": ("a number", _amount),
    "positive": ("a number above 0", _positive),
    "days": (f"a whole number from 0 to {LONGEST:,}", _days),
    "weeks": (f"a number from 0 to {LONGEST:,}", _weeks),
    "day": ("a date such as 2026-01-31", day),
    "month": ("a month such as 2026-01", _month),
    "moment": ("a date, or a date with its time", _moment),
}
