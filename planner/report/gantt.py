"""Batches by suite and line over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from planner.language import Language
from planner.report.gantt_batches import Batch, batches_of
from planner.report.gantt_events import Event, Stop, events_of, said_of, stops_of
from planner.report.gantt_lanes import Scale, layout_of
from planner.report.gantt_picture import backdrop, filters, work
from planner.report.gantt_words import said_status, since_of, status_of
from planner.report.tables import Column, Row
from planner.report.view import Section, View

STATUSES = ("filled", "in_process", "firm", "planned")
CHANGES = ("kept", "moved", "new")
SPANS = (("year", 366), ("quarter", 91), ("weeks", 28))
"""Days across the window at each zoom; one that the plan is not longer than is left out."""

Options = list[tuple[str, str]]
"""Values with what they are called."""


def section(view: View) -> Section | None:
    batches, events, stops = batches_of(view), events_of(view), stops_of(view)
    resources = (
        *((row.suite, row.name) for row in view.plant.suites),
        *((row.line, row.name) for row in view.plant.lines),
    )
    layout = layout_of(Scale(view.calendar.start, view.end), dict(resources), batches)
    zooms = _zooms(view.t, layout.scale.days)
    columns = _columns(view.t, batches)
    figures = {
        "lanes": tuple(layout.lanes.values()),
        "height": layout.height,
        "days": layout.scale.days,
        "zooms": zooms,
        "zoom": "quarter" if len(zooms) > 1 and layout.scale.days > 91 else "all",
        "backdrop": backdrop(view, layout, stops),
        "work": work(view, layout, batches, events),
        "choices": _choices(view, batches),
        "molecules": _molecules(view, batches),
        "before": tuple(batch.name for batch in batches if not batch.is_drawn),
        "has_pins": any(batch.pin for batch in batches),
        "has_firm": any(batch.row["status"] in ("firm", "in_process") for batch in batches),
        "batches": len(batches),
        "columns": columns,
        "units_column": [column.name for column in columns].index("units"),
        "rows": tuple(_row(view, batch) for batch in batches),
        "event_columns": _event_columns(view.t),
        "event_rows": _event_rows(view, events, stops),
    }
    return Section("gantt", view.t("Batches by suite and line"), figures)


def _zooms(t: Language, days: int) -> list[tuple[str, str, int]]:
    """Names, words and days across of the zooms that make a difference."""
    said = {"year": t("Year"), "quarter": t("Quarter"), "weeks": t("Weeks")}
    closer = [(name, said[name], span) for name, span in SPANS if span < days]
    return [("all", t("Whole plan"), days), *closer]


def _choices(view: View, batches: Sequence[Batch]) -> list[tuple[str, str, Options]]:
    """What batches can be chosen by: name, title, and the values that occur."""
    listed = (*_products(view, batches), *_ways(view.t, batches))
    return [(name, title, options) for name, title, options in listed if options]


def _products(view: View, batches: Sequence[Batch]) -> Iterator[tuple[str, str, Options]]:
    t, plant, palette = view.t, view.plant, view.palette
    molecules = {palette.molecule_of[batch.row["bulk"]] for batch in batches}
    named = [(each, view.name_of[each]) for each in palette.molecules if each in molecules]
    yield "molecule", t("Molecule"), named
    made = {batch.row["syringe"] for batch in batches}
    syringes = [row.syringe for row in plant.syringes if row.syringe in made]
    yield "syringe", t("Syringe"), _same(syringes)
    shipped = set(chain.from_iterable(batch.presentations for batch in batches))
    finished = [row.presentation for row in plant.presentations if row.presentation in shipped]
    yield "presentation", t("Shipped as"), _same(finished)


def _ways(t: Language, batches: Sequence[Batch]) -> Iterator[tuple[str, str, Options]]:
    groups = set(chain.from_iterable(batch.groups for batch in batches))
    yield "group", t("Approval group that gets units"), _same(sorted(groups))
    yield "route", t("Route"), _same(sorted({batch.route for batch in batches}))
    known = {batch.row["status"] for batch in batches}
    statuses = [(each, said_status(t, each)) for each in STATUSES if each in known]
    pins = {batch.pin: status_of(t, batch) for batch in batches if batch.pin}
    statuses += [(pin, said) for pin, said in sorted(pins.items())]
    yield "status", t("Status"), statuses
    changes = {batch.row["since_previous"] for batch in batches}
    moved = [(each, since_of(t, each)) for each in CHANGES if each in changes]
    yield "since", t("Since the previous plan"), moved


def _same(values: Iterable[str]) -> Options:
    """Options that read as they are."""
    return [(value, value) for value in values]


def _molecules(view: View, batches: Iterable[Batch]) -> list[tuple[str, Options]]:
    """Molecules of the plan with their bulks and fills, for the legend."""
    made = {batch.row["bulk"] for batch in batches}
    palette = view.palette
    return [
        (view.name_of[molecule], found)
        for molecule in palette.molecules
        if (
            found := [
                (bulk, palette.fill(bulk))
                for bulk in palette.bulks
                if bulk in made and palette.molecule_of[bulk] == molecule
            ]
        )
    ]


def _columns(t: Language, batches: Iterable[Batch]) -> list[Column]:
    columns = [
        Column("batch", t("Batch")),
        Column("syringe", t("Syringe")),
        Column("suite", t("Suite")),
        Column("line", t("Line")),
        Column("volume_l", t("Volume, L"), "number"),
        Column("units", t("Units"), "number"),
        Column("prep_start", t("Preparation starts"), "day"),
        Column("fill_start", t("Filling starts"), "day"),
        Column("fill_end", t("Filling ends"), "day"),
        Column("released_on", t("Released"), "day"),
        Column("status", t("Status")),
    ]
    if any(batch.row["since_previous"] for batch in batches):
        columns.append(Column("since", t("Since the previous plan")))
    return columns


def _row(view: View, batch: Batch) -> Row:
    """A batch in the table: scripts let it follow its bar; one without a bar follows by itself."""
    change = batch.row["since_previous"]
    cells: dict[str, Any] = batch.row | {
        "status": status_of(view.t, batch),
        "since": since_of(view.t, change) if change else None,
    }
    if batch.is_drawn:
        return Row(cells)
    own = {name.removeprefix("data_"): value for name, value in filters(view, batch).items()}
    return Row(cells, own)


def _event_columns(t: Language) -> list[Column]:
    return [
        Column("resource", t("Suite or line")),
        Column("first", t("From"), "day"),
        Column("last", t("To"), "day"),
        Column("kind", t("Kind")),
        Column("what", t("What")),
        Column("hours", t("Hours"), "number", decimals=1),
    ]


def _event_rows(view: View, events: Iterable[Event], stops: Iterable[Stop]) -> list[Row]:
    """Marks and closed days as text; of marks the days of the bucket they lie in."""
    t, calendar = view.t, view.calendar
    marks: list[dict[str, Any]] = [
        {
            "resource": event.resource,
            "first": event.bucket,
            "last": calendar.last(calendar.bucket_of(event.bucket)),
            "kind": said_of(t, event.kind),
            "what": event.what,
            "hours": event.hours,
        }
        for event in events
    ]
    closed: list[dict[str, Any]] = [
        {
            "resource": stop.resource,
            "first": stop.first,
            "last": stop.last,
            "kind": t("closed"),
            "what": stop.reason,
            "hours": None,
        }
        for stop in stops
    ]
    return [Row(cells) for cells in (*marks, *closed)]
