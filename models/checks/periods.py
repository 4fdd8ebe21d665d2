"""Periods: what begins after it ends, calendars that overlap or end too early."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models.checks.scope import with_calendar
from models.plant import Plant
from models.problems import Problem

SETTINGS = "plant.yaml"
MONDAY = 0

SPANS = (
    ("staffing", "from", "until"),
    ("closures", "from", "to"),
    ("approvals", "from", "until"),
    ("media_fills", "earliest", "latest"),
    ("substance_lots", "available_on", "expires_on"),
    ("firm_batches", "prep_on", "fill_on"),
    ("lots", "filled_on", "releases_on"),
    ("instructions", "from", "until"),
)


def problems(plant: Plant) -> Iterator[Problem]:
    """Every problem with days and periods."""
    yield from _horizon(plant)
    yield from _reversed(plant)
    yield from _overlapping(plant)
    yield from _without_calendar(plant)


def _horizon(plant: Plant) -> Iterator[Problem]:
    settings = plant.settings
    start = settings.start
    if settings.weeks and start.weekday() != MONDAY:
        monday = start - dt.timedelta(days=start.weekday())
        later = monday + dt.timedelta(weeks=1)
        what = f"{start} is a {start:%A}; weeks start on a Monday, such as {monday} or {later}"
        yield Problem(SETTINGS, None, "start", str(start), what)
    if settings.weeks + settings.months == 0:
        what = "weeks and months are both 0; plan at least one"
        yield Problem(SETTINGS, None, "weeks", "0", what)
    if settings.frozen_until is not None and settings.frozen_until < start:
        what = f"{settings.frozen_until} is before the start {start}; write a later day or null"
        yield Problem(SETTINGS, None, "frozen_until", str(settings.frozen_until), what)


def _reversed(plant: Plant) -> Iterator[Problem]:
    for table, first, last in SPANS:
        fields = "from_" if first == "from" else first, last
        for index, row in enumerate(getattr(plant, table)):
            begins, ends = (getattr(row, field) for field in fields)
            if ends is not None and begins > ends:
                what = f"{last} {ends} is before {first} {begins}; swap or correct them"
                yield Problem(table, index, last, str(ends), what)


def _overlapping(plant: Plant) -> Iterator[Problem]:
    """Hours would count twice on a day that two rows of one resource cover."""
    rows = sorted(enumerate(plant.staffing), key=lambda item: (item[1].from_, item[0]))
    covered: dict[str, tuple[dt.date, int]] = {}
    for index, row in rows:
        until = row.until or dt.date.max
        so_far = covered.get(row.resource)
        if so_far and row.from_ <= so_far[0] and row.from_ > plant.staffing[so_far[1]].from_:
            what = (
                f"overlaps row {so_far[1] + 2} of '{row.resource}';"
                " end one on the day before the other begins"
            )
            yield Problem("staffing", index, "from", str(row.from_), what)
        if so_far is None or until > so_far[0]:
            covered[row.resource] = until, index


def _without_calendar(plant: Plant) -> Iterator[Problem]:
    start = plant.settings.start
    known = with_calendar(plant)
    named = [("suites", "suite", i, row.suite) for i, row in enumerate(plant.suites)]
    named += [("lines", "line", i, row.line) for i, row in enumerate(plant.lines)]
    for table, column, index, resource in named:
        if resource not in known:
            what = (
                f"'{resource}' has no staffing from {start} on;"
                " add a row to staffing (0 hours_per_week if it has stopped)"
            )
            yield Problem(table, index, column, resource, what)
