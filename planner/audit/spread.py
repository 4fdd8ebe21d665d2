"""R8: monthly amounts, spread evenly over the days of their month, summed exactly.

Amounts are counted in parts of a unit, so fine that a day of any month, and a mean of up
to twelve months, is a whole number of parts: halves round up for sure.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

from planner.audit.time import DAY, month_end

UNIT = math.lcm(28, 29, 30, 31) * math.lcm(*range(1, 13))
"""Parts in a unit."""


def rounded(parts: int) -> int:
    """Whole units, halves up."""
    return (2 * parts + UNIT) // (2 * UNIT)


def month_number(day: dt.date) -> int:
    """Months counted from year 0, so that they can be subtracted."""
    return day.year * 12 + day.month - 1


class Spread:
    """Parts by month, of which the days before `start` are dropped."""

    def __init__(self, start: dt.date, parts: Callable[[int], int]) -> None:
        self._start = start
        self._first = month_number(start)
        self._parts = parts
        self._end = start - DAY
        """Last day of the last month counted."""

        self._months: list[tuple[int, int]] = []
        """Parts a day, and parts up to the day before the 1st, from the month of `start` on."""

    def by(self, day: dt.date) -> int:
        """Parts from the start up to a day."""
        if day < self._start:
            return 0
        while self._end < day:
            self._count_month()
        a_day, before = self._months[month_number(day) - self._first]
        return before + a_day * day.day

    def _count_month(self) -> None:
        before = self.by(self._end)
        first = self._end + DAY
        self._end = month_end(first)
        a_day = self._parts(month_number(first)) // self._end.day
        self._months.append((a_day, before - a_day * (first.day - 1)))
