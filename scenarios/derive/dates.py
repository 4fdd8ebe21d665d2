"""Months and weeks."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

DAY = dt.timedelta(days=1)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later, else that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def month_days(month: dt.date) -> int:
    return calendar.monthrange(month.year, month.month)[1]


def months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """First days of the months from one to the other, both included."""
    while first <= last:
        yield first
        first = add_months(first, 1)


def iso_monday(year: int, week: int) -> dt.date:
    return dt.date.fromisocalendar(year, week, 1)
