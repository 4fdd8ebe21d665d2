"""The calendar, read a second time from docs/rules.md."""

from __future__ import annotations

import datetime as dt
import math

from models.plant import Plant

ONE_DAY = dt.timedelta(days=1)


def month_end(day: dt.date) -> dt.date:
    """The last day of a day's month."""
    while (day + ONE_DAY).month == day.month:
        day += ONE_DAY
    return day


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last day."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month, min(number, day.day))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


class Buckets:
    """First and last day of each bucket; the first `planned` may be filled in."""

    def __init__(self, plant: Plant) -> None:
        settings = plant.settings
        self.spans: list[tuple[dt.date, dt.date]] = []
        self.start = settings.start
        for _ in range(settings.weeks):
            self._add(weekly=True)
        for _ in range(settings.months):
            self._add(weekly=False)
        self.planned = len(self.spans)
        longest = max(row.days for row in plant.release)
        floor = max(row.cover_floor_weeks for row in plant.countries)
        end = self.spans[-1][1] + math.ceil(longest + 7 * floor) * ONE_DAY
        while self.spans[-1][1] < end:
            self._add(weekly=settings.months == 0)

    def _add(self, *, weekly: bool) -> None:
        first = self.spans[-1][1] + ONE_DAY if self.spans else self.start
        self.spans.append((first, first + 6 * ONE_DAY if weekly else month_end(first)))

    def __len__(self) -> int:
        return len(self.spans)

    def first(self, bucket: int) -> dt.date:
        return self.spans[bucket][0]

    def last(self, bucket: int) -> dt.date:
        return self.spans[bucket][1]

    def days(self, bucket: int) -> int:
        return (self.last(bucket) - self.first(bucket)).days + 1

    def holding(self, day: dt.date) -> int | None:
        """The bucket that contains a day."""
        for bucket, (first, last) in enumerate(self.spans):
            if first <= day <= last:
                return bucket
        return None
