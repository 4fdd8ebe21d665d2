"""Worked hours as dates: when work begins and ends on a resource."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from itertools import accumulate

from models.calendar import Calendar
from models.hours import StaffedHours

TRACE_H = 1e-6
"""Hours that are rounding."""


class WorkClock:
    """Worked hours of each resource since the start of the plan, as dates."""

    def __init__(self, hours: StaffedHours, calendar: Calendar) -> None:
        self.calendar = calendar
        self._days = [day for t in calendar.planned for day in calendar.dates(t)]
        self._worked = {
            resource: list(accumulate(daily[day] for day in self._days))
            for resource, daily in hours.daily.items()
        }

    def spread(self, resource: str, bucket: int, hours: list[float], first: float) -> list[float]:
        """Worked hours at which batches start: the first at `first` hours into the
        bucket, idle hours shared out after each of them."""
        begin = self.before(resource, self.calendar.first(bucket))
        end = self.before(resource, self.calendar.last(bucket) + dt.timedelta(days=1))
        idle = max(0.0, end - begin - first - sum(hours)) / max(1, len(hours))
        starts = accumulate((each + idle for each in hours[:-1]), initial=begin + first)
        return list(starts) if hours else []

    def days(self, resource: str, start: float, hours: float) -> tuple[dt.date, dt.date]:
        """First and last day of work that starts at so many worked hours."""
        worked = self._worked[resource]
        begun = bisect_right(worked, start + TRACE_H)
        done = bisect_left(worked, start + hours - TRACE_H)
        last = len(self._days) - 1
        return self._days[min(begun, last)], self._days[min(max(done, begun), last)]

    def before(self, resource: str, day: dt.date) -> float:
        """Hours worked before a day."""
        index = (day - self._days[0]).days
        return self._worked[resource][index - 1] if index else 0.0
