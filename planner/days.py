"""Days and months as people write them.

ISO is read, and a week where it is clear which of its days is meant; where days are
said to come first, so is `05/01/2026`. All else is refused with the ISO form.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from planner.month_names import month_named

FIRST_YEAR, LAST_YEAR = 2000, 2100

_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR_WEEK = re.compile(
    r"([0-9]{4})[\s/-]*(?:KW|CW|WK|W|S)[\s.]*([0-9]{1,2})(?:-?([1-7]))?", re.IGNORECASE
)
_WEEK_YEAR = re.compile(r"(?:KW|CW|WK|W|S)[\s.]*([0-9]{1,2})[\s/.,-]*([0-9]{4})", re.IGNORECASE)
_DOTS = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{2}|[0-9]{4})")
_SLASHES = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{2}|[0-9]{4})")
_DAY_IN_WORDS = re.compile(r"([0-9]{1,2})[.\s-]+([^\W\d_]+)\.?[\s-]+([0-9]{2}|[0-9]{4})")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.,Z+-]+")
_SERIAL = re.compile(r"[3-7][0-9]{4}")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})")
_YEAR_MONTH = re.compile(r"([0-9]{4})[./]?([0-9]{1,2})")
_MONTH_IN_WORDS = re.compile(r"([^\W\d_]+)\.?[\s/-]+([0-9]{2}|[0-9]{4})")


class CellError(ValueError):
    """A cell that cannot be read; its text is the sentence for the planner."""


@lru_cache(maxsize=20_000)
def day(text: str, week: str | None = None, day_first: bool = False) -> dt.date:
    """A day written `2026-01-05`.

    Parameters
    ----------
    text
        The cell.
    week
        Which day is meant by a week such as `2026-W02` or `KW 2/2026`: `first`, its
        Monday; `last`, its Sunday; None: weeks are refused.
    day_first
        Whether `05/01/2026`, `05.01.2026` and `05-janv-26` are the 5th of January.
    """
    if found := _ISO_DAY.fullmatch(text):
        date = _date(found[1], found[2], found[3])
        if date is None:
            raise CellError(f"'{text}' is not in the calendar; correct the day")
        return _plausible(date, text)
    monday = _monday(text)
    if monday is not None and week is not None:
        return _plausible(monday + dt.timedelta(days=6 if week == "last" else 0), text)
    if day_first and (meant := _day_first(text)):
        return _plausible(meant, text)
    raise CellError(_refusal(text))


@lru_cache(maxsize=2_000)
def month(text: str, day_first: bool = False) -> dt.date:
    """A month written `2026-04`, as its first day.

    Where days come first, `04/2026`, `avr-26` and the first of the month are read too.
    """
    if found := _ISO_MONTH.fullmatch(text):
        date = _date(found[1], found[2], "1")
        if date is None:
            raise CellError(f"'{text}' is not in the calendar; correct the month")
        return _plausible(date, text)
    if day_first and (first := _month_saved(text)):
        return _plausible(first, text)
    meant = _month_meant(text)
    form = f"{meant:%Y-%m}" if meant else "in the form 2026-04"
    raise CellError(f"'{text}' is not a month; write {form}")


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
    except ValueError:
        return None


def _plausible(date: dt.date, text: str) -> dt.date:
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise CellError(f"'{text}' is not between {FIRST_YEAR} and {LAST_YEAR}; correct the year")
    return date


def _day_first(text: str) -> dt.date | None:
    """The day, if it is written day, month, year."""
    if found := _DOTS.fullmatch(text) or _SLASHES.fullmatch(text):
        return _date(found[3], found[2], found[1])
    if (found := _DAY_IN_WORDS.fullmatch(text)) and (number := month_named(found[2])):
        return _date(found[3], str(number), found[1])
    return None


def _month_saved(text: str) -> dt.date | None:
    """The month, in the forms into which spreadsheets turn it."""
    if found := _MONTH_IN_WORDS.fullmatch(text):
        number = month_named(found[1])
        return _date(found[2], str(number), "1") if number else None
    if found := _MONTH_YEAR.fullmatch(text):
        return _date(found[2], found[1], "1")
    date = _day_first(text)
    return date if date is not None and date.day == 1 else None


def _refusal(text: str) -> str:
    """Why a cell is not a day, and what to write instead."""
    if (found := _YEAR_WEEK.fullmatch(text)) and found[3] and (start := _week(found[1], found[2])):
        date = start + dt.timedelta(days=int(found[3]) - 1)
        return f"'{text}' is a day of a week; write {date}"
    monday = _monday(text)
    if monday is not None:
        return f"'{text}' is a week, not a day; write a day of it, such as its Monday {monday}"
    if found := _DOTS.fullmatch(text):
        day_, month_, year = found.groups()
        return _write(text, [_date(year, month_, day_)])
    if found := _SLASHES.fullmatch(text):
        first, second, year = found.groups()
        return _write(text, [_date(year, second, first), _date(year, first, second)])
    if found := _MOMENT.fullmatch(text):
        return f"'{text}' has a time of day; write {found.group(1)}"
    if _SERIAL.fullmatch(text):
        date = dt.date(1899, 12, 30) + dt.timedelta(days=int(text))
        return f"'{text}' is a spreadsheet's day number; write {date}"
    return _write(text, [])


def _write(text: str, meant: list[dt.date | None]) -> str:
    days = list(dict.fromkeys(str(date) for date in meant if date))
    if len(days) == 2:
        return f"'{text}' may be two days; write {days[0]} or {days[1]}, whichever is meant"
    form = days[0] if days else "it in the form 2026-01-05"
    return f"'{text}' is not an ISO date; write {form}"


def _monday(text: str) -> dt.date | None:
    """The first day of a whole week."""
    if (found := _YEAR_WEEK.fullmatch(text)) and not found[3]:
        return _week(found[1], found[2])
    if found := _WEEK_YEAR.fullmatch(text):
        return _week(found[2], found[1])
    return None


def _week(year: str, week: str) -> dt.date | None:
    try:
        return dt.date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return None


def _month_meant(text: str) -> dt.date | None:
    if found := _ISO_DAY.fullmatch(text):
        return _date(found[1], found[2], found[3])
    if found := _MONTH_YEAR.fullmatch(text):
        return _date(found.group(2), found.group(1), "1")
    if found := _YEAR_MONTH.fullmatch(text):
        return _date(found.group(1), found.group(2), "1")
    return None
