"""R8: monthly amounts, spread evenly over the days of their month, summed exactly.

Amounts are counted in parts of a unit, so fine that a day of any month, and a mean of up
to twelve months, is a whole number of parts: halves round up for sure.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

from planner.audit.time import month_end

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
        self._before = [0]

    def by(self, day: dt.date) -> int:
        """Parts from the start up to a day."""
        month = month_number(day)
        while len(self._before) <= month - self._first:
            past = self._first + len(self._before) - 1
            last = month_end(dt.date(past // 12, past % 12 + 1, 1))
            self._before.append(self._before[-1] + self._share(past, last))
        if month < self._first:
            return 0
        return self._before[month - self._first] + self._share(month, day)

    def _share(self, month: int, until: dt.date) -> int:
        days = until.day - (self._start.day - 1 if month == self._first else 0)
        return self._parts(month) * days // month_end(until).day if days > 0 else 0
