"""Time and R5: buckets, tail, and the hours that a resource is offered."""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
import math
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from planner.audit.reading import Row, Run

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Bucket:
    """A week, or what is left of a calendar month."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Calendar:
    """The planned buckets and the tail behind them."""

    planned: tuple[Bucket, ...]
    tail: tuple[Bucket, ...]

    @classmethod
    def of(cls, run: Run) -> Calendar:
        release = max((row.whole("days") for row in run.case["release"]), default=0)
        floor = max((row.amount("cover_floor_weeks") for row in run.case["countries"]), default=0)
        settings = run.settings
        return cls.made(settings.start, settings.weeks, settings.months, release + 7 * floor)

    @classmethod
    def made(cls, start: dt.date, weeks: int, months: int, tail_days: float) -> Calendar:
        """Buckets from `start` on, and a tail of at least `tail_days`, in whole days."""
        planned: list[Bucket] = []
        tail: list[Bucket] = []
        first = start
        for number in range(weeks + months):
            planned.append(_bucket(first, weekly=number < weeks))
            first = planned[-1].last + DAY
        covered = first + math.ceil(tail_days - 1e-9) * DAY
        while first < covered:
            tail.append(_bucket(first, weekly=months == 0))
            first = tail[-1].last + DAY
        return cls(tuple(planned), tuple(tail))

    @property
    def start(self) -> dt.date:
        return self.planned[0].first

    @property
    def end(self) -> dt.date:
        """The last day of the tail."""
        return (self.planned + self.tail)[-1].last

    def holding(self, day: dt.date) -> int | None:
        """The number of the planned bucket that contains a day."""
        number = bisect_right(self.planned, day, key=lambda bucket: bucket.first) - 1
        return number if number >= 0 and day <= self.planned[number].last else None


def _bucket(first: dt.date, *, weekly: bool) -> Bucket:
    return Bucket(first, first + 6 * DAY if weekly else month_end(first))


def month_end(day: dt.date) -> dt.date:
    return day.replace(day=gregorian.monthrange(day.year, day.month)[1])


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, else that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = gregorian.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


class Shifts:
    """The hours of suites and lines, day by day."""

    def __init__(self, run: Run, calendar: Calendar) -> None:
        self._buckets = calendar.planned
        self._staffing: dict[str, list[Row]] = defaultdict(list)
        self._closures: dict[str, list[Row]] = defaultdict(list)
        for row in run.case["staffing"]:
            self._staffing[row.text("resource")].append(row)
        for row in run.case["closures"]:
            self._closures[row.text("resource")].append(row)

    def offered(self, resource: str, bucket: int) -> float:
        """Hours offered in a bucket."""
        span = self._buckets[bucket]
        return math.fsum(self.on(resource, span.first + day * DAY) for day in range(span.days))

    def open(self, resource: str, bucket: int) -> bool:
        """Whether work may cross the border between a bucket and the one before it."""
        if not 0 < bucket < len(self._buckets):
            return False
        border = self._buckets[bucket].first
        return self.on(resource, border - DAY) > 0 and self.on(resource, border) > 0

    def on(self, resource: str, day: dt.date) -> float:
        """Hours offered on a day."""
        if any(row.day("from") <= day <= row.day("to") for row in self._closures[resource]):
            return 0.0
        return math.fsum(
            row.amount("hours_per_week") / 7 * row.amount("efficiency")
            for row in self._staffing[resource]
            if counts(row, day)
        )


def counts(row: Row, day: dt.date) -> bool:
    """Whether a day lies in a row's `from` to `until`, a blank `until` being no end."""
    return row.day("from") <= day and (not row.has("until") or day <= row.day("until"))
