"""Warnings about suites and lines, and about what a planner ordered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models.calendar import Calendar
from models.checks.commands import scope
from models.checks.horizon import Horizon
from models.checks.room import batch_hours
from models.checks.states import recipes, sequenced
from models.plant import Plant
from models.problems import Problem

MEDIA_FILLS_A_YEAR = 2
DAYS_A_YEAR = 365


def problems(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """Every warning about making. The plant has no errors."""
    calendar = horizon.calendar
    yield from _idle(plant, calendar)
    yield from _outside(plant, calendar)
    yield from _media_fills(plant, calendar)
    yield from _past_media_fills(plant)
    yield from _states(plant, horizon)
    yield from _commands(plant, horizon)
    yield from _half_frozen(plant, horizon)


def _idle(plant: Plant, calendar: Calendar) -> Iterator[Problem]:
    named = [("suites", "suite", i, row.suite) for i, row in enumerate(plant.suites)]
    named += [("lines", "line", i, row.line) for i, row in enumerate(plant.lines)]
    for table, column, index, resource in named:
        if not _staffed_days(plant, resource, calendar.start, calendar.end):
            what = f"'{resource}' has no staffed day until {calendar.end}; it makes no batch"
            yield Problem(table, index, column, resource, what)


def _staffed_days(plant: Plant, resource: str, start: dt.date, end: dt.date) -> int:
    """Days from start to end on which a resource is staffed and not closed."""
    days: set[int] = set()
    for row in plant.staffing:
        if row.resource == resource and row.hours_per_week > 0:
            days |= _within(row.from_, row.until, start, end)
    for closure in plant.closures:
        if closure.resource == resource:
            days -= _within(closure.from_, closure.to, start, end)
    return len(days)


def _within(first: dt.date, last: dt.date | None, start: dt.date, end: dt.date) -> set[int]:
    until = min(last or end, end)
    return set(range(max(first, start).toordinal(), until.toordinal() + 1))


def _outside(plant: Plant, calendar: Calendar) -> Iterator[Problem]:
    """Rows of a resource's calendar that cannot matter, one warning a table."""
    periods: dict[str, list[tuple[dt.date, dt.date | None]]] = {
        "staffing": [(row.from_, row.until) for row in plant.staffing],
        "closures": [(row.from_, row.to) for row in plant.closures],
    }
    for table, rows in periods.items():
        out = [
            index
            for index, (first, last) in enumerate(rows)
            if first > calendar.end or (last is not None and last < calendar.start)
        ]
        if out:
            count = "1 row" if len(out) == 1 else f"each of {len(out)} rows"
            what = f"{count} lies outside {calendar.start} to {calendar.end} and changes nothing"
            yield Problem(table, out[0], None, None, what)


def _media_fills(plant: Plant, calendar: Calendar) -> Iterator[Problem]:
    """Each line that works needs two media fills a year, in proportion for part of a year."""
    if not plant.media_fills:
        what = "has no rows; a line needs two media fills a year, and their hours"
        yield Problem("media_fills", None, None, None, what)
        return
    for index, line in enumerate(plant.lines):
        for year in range(calendar.start.year, calendar.end.year + 1):
            start = max(calendar.start, dt.date(year, 1, 1))
            end = min(calendar.end, dt.date(year, 12, 31))
            days = _staffed_days(plant, line.line, start, end)
            wanted = int(MEDIA_FILLS_A_YEAR * days / DAYS_A_YEAR + 0.5)
            given = sum(
                row.line == line.line and row.earliest <= end and row.latest >= start
                for row in plant.media_fills
            )
            if given < wanted:
                what = f"'{line.line}' has {given} of {wanted} media fills in {year}; add windows"
                yield Problem("lines", index, "line", line.line, what)


def _past_media_fills(plant: Plant) -> Iterator[Problem]:
    start = plant.settings.start
    for index, row in enumerate(plant.media_fills):
        if row.latest < start:
            what = f"{row.latest} is past: the plan starts on {start} and leaves it out"
            yield Problem("media_fills", index, "latest", str(row.latest), what)


def _states(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """Initial states that are unknown, or that the resource can never have again."""
    has = recipes(plant)
    for index, row in enumerate(plant.initial_states):
        if (row.resource, row.state) not in has:
            what = f"'{row.resource}' has no recipe for '{row.state}': it leaves it for good"
            yield Problem("initial_states", index, "state", row.state, what)
    told = {row.resource for row in plant.initial_states}
    for resource in sequenced(plant):
        if resource not in told and horizon.hours.daily[resource][horizon.calendar.start] > 0:
            what = (
                f"'{resource}' works from the start but has no row, so its first state costs"
                " nothing; add the state it is in"
            )
            yield Problem("initial_states", None, None, None, what)


def _commands(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """Limits that limit nothing, and orders that began before the start."""
    start = horizon.calendar.start
    possible = batch_hours(plant)
    for index, row in enumerate(plant.instructions):
        if row.at_most is not None and not horizon.calendar.touched(row.from_, row.until):
            what = f"{row.from_} to {row.until} lies outside the plan; at_most limits nothing"
            yield Problem("instructions", index, "until", str(row.until), what)
        elif row.at_most is not None and not any(
            row.means((kind.syringe, kind.suite, kind.line)) for kind in possible
        ):
            what = f"no batch of {scope(row)} can be made; at_most limits nothing"
            yield Problem("instructions", index, "at_most", str(row.at_most), what)
        if row.from_ < start <= row.until:
            what = f"{row.from_} is before the start {start}; only batches from then on count"
            yield Problem("instructions", index, "from", str(row.from_), what)


def _half_frozen(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """A last frozen day inside a bucket, which is not frozen."""
    until, calendar = plant.settings.frozen_until, horizon.calendar
    if until is None:
        return
    for bucket in calendar.planned:
        if calendar.first(bucket) <= until < calendar.last(bucket):
            what = (
                f"{until} lies within {calendar.first(bucket)} to {calendar.last(bucket)}, which"
                " is not frozen: only whole weeks and months are"
            )
            yield Problem("plant.yaml", None, "frozen_until", str(until), what)
