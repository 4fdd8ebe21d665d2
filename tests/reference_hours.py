"""Offered hours and open borders, read a second time from docs/rules.md (R5)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator

from models.equipment import MediaFill
from models.plant import Plant
from tests.reference_time import ONE_DAY, Buckets

SLACK_H = 1e-7


class Hours:
    """What suites and lines offer, and when hours may move on."""

    def __init__(self, plant: Plant, buckets: Buckets) -> None:
        self._plant, self._buckets = plant, buckets
        self.suites = [row.suite for row in plant.suites]
        self.lines = [row.line for row in plant.lines]
        self.offered = {
            (name, t): self._between(name, *buckets.spans[t])
            for name in (*self.suites, *self.lines)
            for t in range(buckets.planned)
        }
        self._open = {(name, t) for name, t in self.offered if t and self._worked_through(name, t)}

    def open(self, resource: str, bucket: int) -> bool:
        """Whether hours may move over the border before a bucket."""
        return (resource, bucket) in self._open

    def may_hold(self, row: MediaFill, bucket: int) -> bool:
        """Whether a bucket has the hours of a media fill inside its window."""
        first, last = self._buckets.spans[bucket]
        inside = self._between(row.line, max(first, row.earliest), min(last, row.latest))
        return inside >= row.hours - SLACK_H and row.earliest <= last and row.latest >= first

    def _between(self, resource: str, first: dt.date, last: dt.date) -> float:
        return math.fsum(self._on(resource, day) for day in _days(first, last))

    def _on(self, resource: str, day: dt.date) -> float:
        """Hours worked on a day."""
        for shut in self._plant.closures:
            if shut.resource == resource and shut.from_ <= day <= shut.to:
                return 0.0
        return sum(
            row.hours_per_week / 7 * row.efficiency
            for row in self._plant.staffing
            if row.resource == resource
            and row.from_ <= day
            and (row.until is None or day <= row.until)
        )

    def _worked_through(self, resource: str, bucket: int) -> bool:
        first = self._buckets.first(bucket)
        return self._on(resource, first - ONE_DAY) > 0 and self._on(resource, first) > 0


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first += ONE_DAY
