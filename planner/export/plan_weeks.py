"""The weeks across the Gantt sheet: ISO weeks, from Monday to Sunday."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.calendar import DAY, Calendar
from planner.plan import Plan

BATCH_DAYS = ("prep_start", "prep_end", "fill_start", "fill_end")


@dataclass(frozen=True, order=True)
class Span:
    """Weeks from the first to the last, both included; the first of the sheet is 0."""

    first: int
    last: int

    @property
    def weeks(self) -> range:
        return range(self.first, self.last + 1)


@dataclass(frozen=True)
class Mark:
    """What stands in some weeks besides batches, and what its note says."""

    span: Span
    text: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Weeks:
    """The weeks of a plan, those of batches before its start included."""

    start: dt.date
    """A Monday."""

    count: int

    @classmethod
    def of(cls, plan: Plan) -> Weeks:
        """As many as hold the planned buckets and every day of a batch."""
        calendar = Calendar.of(plan.plant)
        days = [calendar.start, calendar.end]
        for row in plan.records["batches"]:
            days += [row[name] for name in BATCH_DAYS if row[name] is not None]
        first = min(days)
        start = first - first.weekday() * DAY
        return cls(start, (max(days) - start).days // 7 + 1)

    def week(self, day: dt.date) -> int:
        """The week of a day; below 0 or from `count` on if the sheet does not show it."""
        return (day - self.start).days // 7

    def span(self, first: dt.date, last: dt.date) -> Span:
        """The weeks that have a day from `first` to `last`."""
        return Span(self.week(first), self.week(max(first, last)))

    def monday(self, week: int) -> dt.date:
        return self.start + 7 * week * DAY

    def days(self, week: int) -> tuple[dt.date, dt.date]:
        """Monday and Sunday of a week."""
        return self.monday(week), self.monday(week) + 6 * DAY

    def month(self, week: int) -> str:
        """The month that has most days of a week, such as `2026-01`."""
        return f"{self.monday(week) + 3 * DAY:%Y-%m}"

    def of_buckets(self, calendar: Calendar) -> dict[dt.date, Span]:
        """Where to draw what is known by its bucket: from its first week to that of the next.

        A bucket that begins in the same week as the next one shares that one's place.
        """
        found: dict[dt.date, Span] = {}
        after = self.week(calendar.end) + 1
        span = Span(after - 1, after - 1)
        for bucket in reversed(calendar.planned):
            first = self.week(calendar.first(bucket))
            if first < after:
                span = Span(first, after - 1)
            found[calendar.first(bucket)] = span
            after = first
        return found
