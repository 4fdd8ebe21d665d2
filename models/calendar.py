"""The calendar: weekly buckets, then calendar months, then the tail."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.plant import Plant

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Buckets of a plan; bucket t covers first(t) to last(t), both included.

    `horizon` buckets are planned. The tail after them carries demand and shipments
    but no new batches (docs/rules.md, Time).
    """

    firsts: tuple[dt.date, ...]
    """First day of each bucket, and the day after the last one."""

    horizon: int
    """Number of planned buckets."""

    @classmethod
    def of(cls, plant: Plant) -> Calendar:
        """The calendar of a plant."""
        settings = plant.settings
        firsts = [settings.start + dt.timedelta(weeks=week) for week in range(settings.weeks)]
        end = settings.start + dt.timedelta(weeks=settings.weeks)
        for _ in range(settings.months):
            firsts.append(end)
            end = month_after(end)
        lag = max((row.days for row in plant.release), default=0)
        floor = max((row.cover_floor_weeks for row in plant.countries), default=0)
        tail_until = end + (lag + ceil(7 * floor)) * DAY
        horizon = len(firsts)
        while end < tail_until:
            firsts.append(end)
            end = month_after(end) if settings.months else end + 7 * DAY
        return cls((*firsts, end), horizon)

    @property
    def buckets(self) -> range:
        """All buckets, the tail included."""
        return range(len(self.firsts) - 1)

    @property
    def planned(self) -> range:
        """The buckets in which batches may be filled."""
        return range(self.horizon)

    @property
    def start(self) -> dt.date:
        return self.firsts[0]

    @property
    def end(self) -> dt.date:
        """Last day of the last planned bucket."""
        return self.last(self.horizon - 1)

    def first(self, bucket: int) -> dt.date:
        return self.firsts[bucket]

    def last(self, bucket: int) -> dt.date:
        return self.firsts[bucket + 1] - DAY

    def days(self, bucket: int) -> int:
        return (self.firsts[bucket + 1] - self.firsts[bucket]).days

    def dates(self, bucket: int) -> Iterator[dt.date]:
        """Every day of a bucket."""
        return (self.firsts[bucket] + day * DAY for day in range(self.days(bucket)))

    def inside(self, first: dt.date, last: dt.date) -> range:
        """Planned buckets that lie wholly between two days, both included."""
        return self._run(lambda t: first <= self.first(t) and self.last(t) <= last)

    def touched(self, first: dt.date, last: dt.date) -> range:
        """Planned buckets that have a day between two days, both included."""
        return self._run(lambda t: self.first(t) <= last and first <= self.last(t))

    def _run(self, holds: Callable[[int], bool]) -> range:
        """The planned buckets for which something holds; they stand together."""
        found = [t for t in self.planned if holds(t)]
        return range(found[0], found[-1] + 1) if found else range(0)

    def bucket_of(self, date: dt.date) -> int:
        """Bucket that contains a day: -1 before the start, len(buckets) after the tail."""
        return bisect_right(self.firsts, date) - 1


def month_after(date: dt.date) -> dt.date:
    """First day of the calendar month after the one that contains `date`."""
    return (date.replace(day=1) + 32 * DAY).replace(day=1)


def add_months(date: dt.date, months: int) -> dt.date:
    """The same day so many months later, or that month's last day if it has no such day."""
    index = date.year * 12 + date.month - 1 + months
    year, month = divmod(index, 12)
    first = dt.date(year, month + 1, 1)
    days = (month_after(first) - first).days
    return first.replace(day=min(date.day, days))
