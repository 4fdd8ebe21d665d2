"""Staffed hours of suites and lines (docs/rules.md, R5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.calendar import DAY, Calendar
from models.equipment import MediaFill
from models.plant import Plant

ROUNDING_H = 1e-9


@dataclass(frozen=True)
class StaffedHours:
    """Hours offered by each resource in each planned bucket."""

    offered: dict[tuple[str, int], float]
    """(resource, bucket): staffed hours x efficiency, closures taken out; h."""

    daily: dict[str, dict[dt.date, float]]
    """Resource: hours of each planned day; h."""

    open_border: frozenset[tuple[str, int]]
    """(resource, bucket) whose border with the bucket before it is worked through."""

    @classmethod
    def of(cls, plant: Plant, calendar: Calendar) -> StaffedHours:
        """Add up the staffing rows of a plant, day by day."""
        offered: dict[tuple[str, int], float] = {}
        open_border = set()
        profile = {
            resource: _daily_hours(plant, calendar, resource) for resource in resources(plant)
        }
        for resource, daily in profile.items():
            for bucket in calendar.planned:
                offered[resource, bucket] = sum(daily[day] for day in calendar.dates(bucket))
                first = calendar.first(bucket)
                if bucket > 0 and daily[first - DAY] > 0 and daily[first] > 0:
                    open_border.add((resource, bucket))
        return cls(offered, profile, frozenset(open_border))

    def within(self, resource: str, first: dt.date, last: dt.date) -> float:
        """Hours from one day to another, both included, of the planned ones; h."""
        return sum(hours for day, hours in self.daily[resource].items() if first <= day <= last)


def appointments(
    plant: Plant, calendar: Calendar, hours: StaffedHours
) -> dict[int, tuple[int, ...]]:
    """Row of `media_fills`: the buckets in which it may be done (docs/rules.md, R6).

    Rows whose window is past, or ends after the plan, are left out.
    """
    found = {}
    for number, row in enumerate(plant.media_fills):
        if row.latest < calendar.start or row.latest > calendar.end:
            continue
        found[number] = tuple(
            t for t in calendar.planned if _hold(row, calendar, hours, t) >= row.hours - ROUNDING_H
        )
    return found


def _hold(row: MediaFill, calendar: Calendar, hours: StaffedHours, bucket: int) -> float:
    """Staffed hours of a bucket inside the window of a media fill."""
    first = max(row.earliest, calendar.first(bucket))
    last = min(row.latest, calendar.last(bucket))
    return hours.within(row.line, first, last) if first <= last else -1.0


def resources(plant: Plant) -> tuple[str, ...]:
    """Suites, then lines, in the order of their tables."""
    return (*(row.suite for row in plant.suites), *(row.line for row in plant.lines))


def _daily_hours(plant: Plant, calendar: Calendar, resource: str) -> dict[dt.date, float]:
    """Worked hours of one resource on each day of the planned buckets."""
    days = [day for bucket in calendar.planned for day in calendar.dates(bucket)]
    hours = dict.fromkeys(days, 0.0)
    for row in plant.staffing:
        if row.resource == resource:
            for day in _within(days, row.from_, row.until):
                hours[day] += row.hours_per_week / 7 * row.efficiency
    for closure in plant.closures:
        if closure.resource == resource:
            for day in _within(days, closure.from_, closure.to):
                hours[day] = 0.0
    return hours


def _within(days: list[dt.date], first: dt.date, last: dt.date | None) -> list[dt.date]:
    """The days from first to last, both included; `days` are consecutive."""
    begin = max((first - days[0]).days, 0)
    end = len(days) if last is None else max((last - days[0]).days + 1, 0)
    return days[begin:end]
