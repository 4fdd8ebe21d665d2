"""Hours as SVG: the heat map of shares used, and columns by kind against the hours offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from planner.report.drawing import joined, tag
from planner.report.gantt_lanes import percent
from planner.report.hours_kinds import KINDS, NOTHING_H, Hours, said_of
from planner.report.view import View

ROW = 24
AXIS = 46
"""Heights of the heat map in pixels."""

HEIGHT = 110
WEEK = 7
LEVELS = (0.25, 0.5, 0.75, 0.9, 0.98)
"""Shares at which a darker colour begins."""

ROOM_FOR_DECIMALS = 10
"""Hours a week below which the scale of columns has decimals."""


def level(share: float) -> int:
    """Number of the colour of a share, from 0."""
    return sum(round(share, 4) >= bound for bound in LEVELS)


def tip_of(view: View, row: Hours, why_closed: str = "") -> str:
    """A bucket's hours by kind."""
    t, said = view.t, said_of(view.t)
    last = view.calendar.last(view.calendar.bucket_of(row.first))
    head = t("{resource}, {first} to {last}", resource=row.resource, first=row.first, last=last)
    if row.share is None:
        return "\n".join(filter(None, (head, t("no hours offered"), why_closed)))
    lines = [
        t("{kind}: {hours:,.1f} h", kind=said[name], hours=hours)
        for name, hours in row.hours.items()
        if name == "offered" or abs(hours) >= NOTHING_H
    ]
    used = t("{share:.1%} of the hours used", share=row.share)
    return "\n".join((head, used, *lines, *filter(None, (why_closed,))))


def heat_map(
    view: View, rows: Mapping[str, Sequence[Hours]], why: Mapping[tuple[str, dt.date], str]
) -> Markup:
    """One row of cells a suite or line, one column a bucket, all of the same width."""
    count = len(view.buckets)
    cells = []
    for line_number, line in enumerate(rows.values()):
        for number, row in enumerate(line):
            tip = tip_of(view, row, why.get((row.resource, row.first), ""))
            place = {
                "x": percent(number / count),
                "width": percent(1 / count),
                "y": AXIS + line_number * ROW,
                "height": ROW - 2,
            }
            if row.share is None:
                cells.append(tag("rect", **place, class_="none", data_tip=tip))
                continue
            colour = f"level-{level(row.share)}"
            middle, base = percent((number + 0.5) / count), AXIS + line_number * ROW + 15
            cells.append(tag("rect", **place, class_=colour, data_tip=tip))
            cells.append(tag("text", f"{100 * row.share:.0f}", x=middle, y=base, class_=colour))
    return joined((tag("defs", _hatch()), _dates(view), *cells))


def _hatch() -> Markup:
    lines = tag("path", d="M0 6 L6 0 M-1 1 L1 -1 M5 7 L7 5", class_="hatch")
    size = {"width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
    return tag("pattern", lines, id="hours-closed", **size)


def _dates(view: View) -> Markup:
    """Year and month where they begin, and the ISO week of weekly buckets."""
    count, weeks = len(view.buckets), view.plant.settings.weeks
    marks = []
    before: dt.date | None = None
    for number, day in enumerate(view.buckets):
        x = percent(number / count)
        if before is None or day.year != before.year:
            marks.append(tag("text", day.year, x=x, y=12))
        if before is None or (day.year, day.month) != (before.year, before.month):
            marks.append(tag("text", f"{day:%m}", x=x, y=26))
        if number < weeks:
            marks.append(tag("text", f"{day.isocalendar().week:02}", x=x, y=40, class_="quiet"))
        before = day
    return tag("g", joined(marks), class_="dates")


def columns(view: View, line: Sequence[Hours]) -> tuple[Markup, Markup]:
    """The scale and the columns of a suite or line, in hours a week.

    A column is as wide as its bucket is long, so that its area stands for its hours. It has the
    tip of its cell in the heat map, which scripts give it: they stand in the same order.
    """
    calendar = view.calendar
    weeks = [calendar.days(calendar.bucket_of(row.first)) / WEEK for row in line]
    tops = [
        max(row.hours["offered"], row.hours["offered"] - row.hours["idle"]) / each
        for row, each in zip(line, weeks, strict=True)
    ]
    top = max(tops) or 1.0
    total = sum(weeks)
    drawn, place = [], 0.0
    for row, each in zip(line, weeks, strict=True):
        x, width = percent(place / total), percent(each / total)
        parts = _column(row, x, width, HEIGHT / top / each)
        drawn.append(tag("g", joined(parts), class_="column"))
        place += each
    return _scale(view, top), joined(drawn)


def _column(row: Hours, x: str, width: str, pixels: float) -> Iterator[Markup]:
    """A column from the bottom up, the line of the hours offered, and a place to point at."""
    yield tag("rect", x=x, width=width, height=HEIGHT, class_="point")
    below = 0.0
    for kind in KINDS:
        hours = row.stacked(kind)
        if hours >= NOTHING_H:
            below += hours
            yield tag(
                "rect",
                x=x,
                width=width,
                y=HEIGHT - below * pixels,
                height=hours * pixels,
                class_=kind,
            )
    if row.hours["offered"] > 0:
        y = HEIGHT - row.hours["offered"] * pixels
        yield tag("rect", x=x, width=width, y=max(y - 1, 0.0), height=2, class_="offered")


def _scale(view: View, top: float) -> Markup:
    """Hours a week at the middle and at the top."""
    decimals = 1 if top < ROOM_FOR_DECIMALS else 0
    marks = [
        tag(
            "text",
            view.t.number(hours, decimals),
            x=34,
            y=max(HEIGHT - HEIGHT * hours / top + 4, 10.0),
        )
        for hours in (top / 2, top)
    ]
    return joined(marks)
