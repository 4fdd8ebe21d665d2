"""The Gantt as SVG: days, lanes, closed days below; batches and marks above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from math import ceil

from markupsafe import Markup

from models.calendar import DAY, month_after
from planner.report.drawing import joined, tag
from planner.report.gantt_batches import Batch
from planner.report.gantt_events import Event, Stop
from planner.report.gantt_lanes import TRACK, Layout, bars_of
from planner.report.gantt_words import events_tip, stop_tip, tip
from planner.report.tables import AMONG
from planner.report.view import View


def backdrop(view: View, layout: Layout, stops: Iterable[Stop]) -> Markup:
    """Axis, lanes and closed days."""
    lanes = [
        tag("rect", class_="lane", y=lane.top, width="100%", height=lane.height - 1)
        for lane in layout.lanes.values()
    ]
    closed = [
        tag(
            "rect",
            **layout.scale.across(stop.first, stop.last),
            y=layout.lanes[stop.resource].top,
            height=layout.lanes[stop.resource].height - 1,
            data_tip=stop_tip(view.t, stop),
        )
        for stop in stops
    ]
    return joined(
        (
            tag("defs", _hatch(), _shapes()),
            *lanes,
            tag("g", joined(closed), class_="closed", fill="url(#gantt-closed)"),
            _axis(view, layout),
        )
    )


def _hatch() -> Markup:
    lines = tag("path", d="M0 6 L6 0 M-1 1 L1 -1 M5 7 L7 5", class_="hatch")
    size = {"width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
    return tag("pattern", lines, id="gantt-closed", **size)


def _shapes() -> Markup:
    """What marks look like, 8 pixels around their day."""
    return joined(
        tag("path", id=f"mark-{kind}", class_=f"mark-{kind}", d=path)
        for kind, path in (
            ("changeover", "M0 0 L4.5 4.5 L0 9 L-4.5 4.5 Z"),
            ("decontamination", "M-3 1.5 H3 V7.5 H-3 Z"),
            ("media_fill", "M-4 8.5 L0 .5 L4 8.5 Z"),
        )
    )


def _axis(view: View, layout: Layout) -> Markup:
    """Quarters, months and ISO weeks; the style sheet shows those that a zoom has room for."""
    t, start, end = view.t, layout.scale.start, layout.scale.end
    months = [start.replace(month=start.month - (start.month - 1) % 3, day=1)]
    while (following := month_after(months[-1])) < end:
        months.append(following)
    monday = start + (-start.weekday() % 7) * DAY
    weeks = [monday + 7 * n * DAY for n in range(ceil((end - monday).days / 7))]
    quarters = [day for day in months if day.month % 3 == 1]
    said_weeks = {day: t("W{week:02}", week=day.isocalendar().week) for day in weeks}
    said_quarters = {
        day: t("{year}-Q{quarter}", year=day.year, quarter=day.month // 3 + 1) for day in quarters
    }
    return joined(
        (
            _ticks(layout, "weeks", 35, said_weeks),
            _ticks(layout, "months", 15, {day: f"{day:%Y-%m}" for day in months}),
            _ticks(layout, "quarters", 15, said_quarters),
        )
    )


def _ticks(layout: Layout, name: str, baseline: int, days: dict[dt.date, str]) -> Markup:
    """Lines through the picture with their words at the top."""
    scale = layout.scale
    began = max((day for day in days if day <= scale.start), default=scale.start)
    marks = []
    for day, words in days.items():
        if day >= began:
            at = scale.at(max(day, scale.start))
            marks.append(tag("line", x1=at, x2=at, y1=baseline - 11, y2=layout.height))
            marks.append(tag("text", words, x=at, y=baseline))
    return tag("g", joined(marks), class_=f"axis {name}")


def work(view: View, layout: Layout, batches: Iterable[Batch], events: Iterable[Event]) -> Markup:
    """Bars of batches, then marks; each carries what its tip says."""
    drawn = [found for batch in batches if (found := _batch(view, layout, batch)) is not None]
    marks = [
        _marks(view, layout, resource, bucket, list(together))
        for (resource, bucket), together in groupby(events, lambda e: (e.resource, e.bucket))
    ]
    return joined((*drawn, tag("g", joined(marks), class_="marks")))


def _batch(view: View, layout: Layout, batch: Batch) -> Markup | None:
    row = batch.row
    parts = []
    for bar in bars_of(batch, layout.scale):
        place = layout.scale.across(bar.first, bar.last)
        lane = layout.lanes[bar.resource]
        top, height = lane.bar(layout.places[bar.resource, batch.name])
        parts.append(tag("rect", **place, y=top, height=height))
    if not parts:
        return None
    return tag(
        "g",
        joined(parts),
        class_=f"batch {batch.pin or row['status']}",
        fill=view.palette.fill(row["bulk"]),
        **filters(view, batch),
        data_filtered="dim",
        data_tip=tip(view.t, batch),
    )


def filters(view: View, batch: Batch) -> dict[str, str]:
    """What the choices above the picture ask of a batch."""
    row = batch.row
    asked = {
        "data_batch": batch.name,
        "data_molecule": view.palette.molecule_of[row["bulk"]],
        "data_syringe": row["syringe"],
        "data_presentation": AMONG.join(batch.presentations),
        "data_group": AMONG.join(batch.groups),
        "data_route": batch.route,
        "data_status": AMONG.join(filter(None, (row["status"], batch.pin))),
        "data_since": row["since_previous"],
    }
    return {name: value for name, value in asked.items() if value}


def _marks(
    view: View, layout: Layout, resource: str, bucket: dt.date, events: list[Event]
) -> Markup:
    """A bucket's marks, evenly over its days: the day of each is not planned."""
    t, scale = view.t, layout.scale
    last = view.calendar.last(view.calendar.bucket_of(bucket))
    top, days = layout.lanes[resource].track, (last - bucket).days + 1
    shapes = [tag("rect", **scale.across(bucket, last), y=top, height=TRACK)]
    for number, event in enumerate(events):
        at = scale.at(bucket, (number + 0.5) / len(events) * days)
        shapes.append(tag("use", href=f"#mark-{event.kind}", x=at, y=top))
    head = t(
        "{resource}, some day from {first} to {last}", resource=resource, first=bucket, last=last
    )
    return tag("g", joined(shapes), data_tip=events_tip(t, head, events))
