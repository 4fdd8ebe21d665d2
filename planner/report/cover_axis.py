"""The days of a plan from left to right: buckets at their true dates, years or months named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from models.calendar import month_after
from planner.report.drawing import joined, tag

LABEL_WIDTH = 44
"""Least room of a label, in the picture's own units."""

MONTHS_BETWEEN = (1, 3, 6, 12, 24, 60)
"""Months from a tick to the next; the first that leaves room for the labels is taken."""


@dataclass(frozen=True)
class Axis:
    """Days of a picture."""

    firsts: tuple[dt.date, ...]
    """First days of the buckets, and the day after the last one."""

    left: int
    width: int

    @property
    def days(self) -> int:
        """Days of all buckets."""
        return (self.firsts[-1] - self.firsts[0]).days

    def lengths(self) -> tuple[int, ...]:
        """Days of each bucket."""
        pairs = zip(self.firsts, self.firsts[1:], strict=False)
        return tuple((after - first).days for first, after in pairs)

    def day(self, date: dt.date) -> int:
        """Days from the start, kept within the picture."""
        return min(self.days, max(0, (date - self.firsts[0]).days))

    def x(self, date: dt.date) -> float:
        """Where the morning of a day is."""
        return self.left + self.width * self.day(date) / self.days

    def ticks(self) -> tuple[tuple[dt.date, str], ...]:
        """Where months or years begin, with what is written there."""
        room = max(1, self.width // LABEL_WIDTH)
        starts = _month_starts(self.firsts[0], self.firsts[-1])
        for between in MONTHS_BETWEEN:
            found = [day for day in starts if (day.year * 12 + day.month - 1) % between == 0]
            if len(found) <= room:
                break
        yearly = between >= 12
        start = self.firsts[0]
        if not found or self.x(found[0]) - self.left >= LABEL_WIDTH:
            found.insert(0, start)
        return tuple((day, str(day.year) if yearly else str(day)[:7]) for day in found)

    def frame(self, top: int, bottom: int) -> Markup:
        """Ticks with their labels, and the ground line."""
        marks = []
        for day, label in self.ticks():
            x = self.x(day)
            marks.append(tag("line", x1=x, x2=x, y1=top, y2=bottom + 3, class_="tick"))
            marks.append(tag("text", label, x=x + 2, y=bottom + 11, font_size=9, class_="date"))
        ground = {"x1": self.left, "x2": self.left + self.width, "y1": bottom, "y2": bottom}
        return joined([*marks, tag("line", **ground, class_="ground")])


def axis_of(buckets: Sequence[dt.date], end: dt.date, left: int, width: int) -> Axis:
    """The axis of buckets that begin on `buckets`; `end` is the day after the last one."""
    return Axis((*buckets, end), left, width)


def _month_starts(start: dt.date, end: dt.date) -> list[dt.date]:
    """First days of months within a plan."""
    found, day = [], start if start.day == 1 else month_after(start)
    while day < end:
        found.append(day)
        day = month_after(day)
    return found
