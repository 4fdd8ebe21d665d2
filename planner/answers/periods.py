"""Quarters, half-years or years of a plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.calendar import DAY, Calendar, add_months
from planner.answers.kinds import By

MONTHS = {By.QUARTER: 3, By.HALF_YEAR: 6, By.YEAR: 12}


@dataclass(frozen=True)
class Period:
    """Days of the planned horizon, both ends included."""

    name: str
    first: dt.date
    last: dt.date

    def overlaps(self, first: dt.date, last: dt.date) -> bool:
        """Whether a day of it lies between two days."""
        return self.first <= last and first <= self.last


def periods_of(calendar: Calendar, by: By) -> tuple[Period, ...]:
    """The periods of the planned buckets; the first and the last may be cut."""
    length, found = MONTHS[by], []
    start = calendar.start
    begins = dt.date(start.year, (start.month - 1) // length * length + 1, 1)
    while begins <= calendar.end:
        after = add_months(begins, length)
        first, last = max(begins, start), min(after - DAY, calendar.end)
        found.append(Period(_name(begins, by), first, last))
        begins = after
    return tuple(found)


def period_of(periods: tuple[Period, ...], day: dt.date) -> Period | None:
    """The period in which a day lies."""
    return next((period for period in periods if period.overlaps(day, day)), None)


def _name(begins: dt.date, by: By) -> str:
    number = (begins.month - 1) // MONTHS[by] + 1
    return {
        By.QUARTER: f"{begins.year}-Q{number}",
        By.HALF_YEAR: f"{begins.year}-H{number}",
        By.YEAR: f"{begins.year}",
    }[by]
