"""One more shift, or the hours of one more batch, on each suite and line in each period."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.batches import batch_kinds
from models.calendar import DAY, Calendar
from models.equipment import Staffing
from models.hours import StaffedHours, resources
from models.plant import Plant
from planner.answers.extras import Extra, cells_of_row
from planner.answers.kinds import Kind
from planner.answers.periods import Period
from planner.answers.what_binds import Fullness, Short

WEEK_H = 168.0


class MoreHours:
    """Hours that could be added to a plant."""

    def __init__(
        self, plant: Plant, calendar: Calendar, full: Fullness, short: Sequence[Short]
    ) -> None:
        self._plant, self._calendar = plant, calendar
        self._full, self._short = full, short
        self._daily = StaffedHours.of(plant, calendar).daily
        self._batch_h: dict[str, float] = defaultdict(float)
        for kind in batch_kinds(plant).values():
            for resource, hours in (
                (kind.suite, kind.cycle_h),
                (kind.line, kind.set_up_h + kind.fill_h),
            ):
                self._batch_h[resource] = max(self._batch_h[resource], hours)

    def shifts(self, periods: Sequence[Period], hours: float) -> Iterator[Extra]:
        """So many staffed hours a week more; nowhere that is not staffed at all."""
        for resource, period in self._places(periods):
            added = self._added(resource, period, hours)
            if added:
                yield self._extra(Kind.SHIFT, resource, period, hours, f"{hours:g} h a week more")

    def batches(self, periods: Sequence[Period]) -> Iterator[Extra]:
        """The worked hours of its longest batch more, spread over the period."""
        for resource, period in self._places(periods):
            each = sum(self._added(resource, period, 1.0).values())
            needed = self._batch_h[resource]
            if each and needed:
                said = f"{needed:.4g} h in all, one batch more"
                yield self._extra(Kind.BATCH, resource, period, needed / each, said)

    def _places(self, periods: Sequence[Period]) -> Iterator[tuple[str, Period]]:
        for resource in resources(self._plant):
            for period in periods:
                yield resource, period

    def _extra(self, kind: Kind, resource: str, period: Period, hours: float, added: str) -> Extra:
        owed = sum(
            short.units
            for short in self._short
            if resource in short.resources and short.full and period.overlaps(*short.full)
        )
        return Extra(
            kind=kind,
            what=resource,
            added=added,
            changes=tuple(self._changes(resource, period, hours)),
            owed=owed,
            period=period,
            hours=self._added(resource, period, hours),
            full=self._full.get((resource, period.name)),
        )

    def _staffed(self, resource: str, period: Period) -> list[Staffing]:
        return [
            row
            for row in self._plant.staffing
            if row.resource == resource
            and row.hours_per_week > 0
            and period.overlaps(row.from_, row.until or dt.date.max)
        ]

    def _changes(self, resource: str, period: Period, hours: float) -> Iterator[Mapping[str, Any]]:
        """Staffing rows cut at the ends of the period."""
        rows = self._staffed(resource, period)
        starts = [row.from_.isoformat() for row in rows]
        yield {
            "table": "staffing",
            "where": {"resource": [resource], "from": starts},
            "delete": True,
        }
        parts = [part for row in rows for part in split(row, period, hours)]
        yield {"table": "staffing", "insert": [cells_of_row(part) for part in parts]}

    def _added(self, resource: str, period: Period, hours: float) -> dict[tuple[str, int], float]:
        """Worked hours more by bucket: closed days stay closed."""
        found: dict[tuple[str, int], float] = defaultdict(float)
        for row in self._staffed(resource, period):
            worked = (staffed(row, hours) - row.hours_per_week) / 7 * row.efficiency
            last = row.until or dt.date.max
            for day, before in self._daily[resource].items():
                if before > 0 and period.overlaps(day, day) and row.from_ <= day <= last:
                    found[resource, self._calendar.bucket_of(day)] += worked
        return {key: each for key, each in found.items() if each}


def staffed(row: Staffing, more: float) -> float:
    """Staffed hours a week with some more; a week has 168."""
    return min(WEEK_H, row.hours_per_week + more)


def split(row: Staffing, period: Period, more: float) -> Iterator[Staffing]:
    """A staffing row, with more hours a week inside a period that it overlaps."""
    last = row.until or dt.date.max
    if row.from_ < period.first:
        yield row.but(until=period.first - DAY)
    yield row.but(
        from_=max(row.from_, period.first),
        until=min(last, period.last),
        hours_per_week=staffed(row, more),
    )
    if period.last < last:
        yield row.but(from_=period.last + DAY)
