"""When each country is short: a bar for each shortage, as high as the units owed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from math import sqrt

from markupsafe import Markup

from models.calendar import DAY
from planner.language.reasons import binds_in
from planner.plan import Record
from planner.report.drawing import joined, tag
from planner.report.service_picture import clipped
from planner.report.view import View

NAMES, LONG, ROW, HEAD = 150, 820, 17, 20
"""Widths of the names and of the time; heights of a row and of the years above."""

LEAST, MOST = 2.0, 15.0
"""Heights of the smallest and of the largest bar; between them as the root of the units."""

LETTERS = 17


def timeline(view: View, rows: list[Record]) -> Markup:
    """One row for each country that is short, who owes most on top."""
    by: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        by[row["country"]].append(row)
    largest = max(row["worst_units"] for row in rows)
    height = HEAD + len(by) * ROW
    return tag(
        "svg",
        joined(_years(view, height)),
        joined(
            _country(view, at, code, sorted(short, key=_units, reverse=True), largest)
            for at, (code, short) in enumerate(by.items())
        ),
        class_="shortage-bars",
        viewBox=f"0 0 {NAMES + LONG} {height}",
        width=NAMES + LONG,
        height=height,
        role="group",
        aria_label=view.t("Shortages over time, by country"),
        tabindex=0,
        data_chart="",
    )


def _units(row: Record) -> int:
    return int(row["worst_units"])


def _x(view: View, day: dt.date) -> float:
    start, end = view.calendar.start, view.end
    return NAMES + LONG * ((day - start) / DAY) / ((end - start) / DAY)


def _years(view: View, height: int) -> Iterator[Markup]:
    """Lines where years begin, and quarters more faintly."""
    first, last = view.calendar.start, view.end
    yield tag("text", str(first.year), x=NAMES, y=HEAD - 7, class_="quiet")
    months = ((year, month) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10))
    for year, month in months:
        day = dt.date(year, month, 1)
        if not first < day < last:
            continue
        x = _x(view, day)
        yield tag("path", d=f"M{x:.1f} {HEAD}V{height}", class_="year" if month == 1 else "quarter")
        said = str(year) if month == 1 else view.t("Q{quarter}", quarter=month // 3 + 1)
        yield tag("text", said, x=x + 2, y=HEAD - 7, class_="quiet")


def _country(view: View, at: int, code: str, short: list[Record], largest: int) -> Markup:
    """Bars stand on the middle of their row; small ones are drawn over large ones."""
    middle = HEAD + at * ROW + ROW / 2
    name = tag("text", f"{code} {clipped(view.name_of[code], LETTERS)}", x=0, y=middle + 4)
    return tag("g", name, joined(_bar(view, row, middle, largest) for row in short))


def _bar(view: View, row: Record, middle: float, largest: int) -> Markup:
    t = view.t
    height = LEAST + (MOST - LEAST) * sqrt(row["worst_units"] / largest)
    x = _x(view, row["from"])
    tip = t(
        "{country} {presentation}, {first} to {last}\n{units:,} units, up to {days} days late"
        " ({binds})",
        country=row["country"],
        presentation=row["presentation"],
        first=row["from"],
        last=row["until"],
        units=row["worst_units"],
        days=row["worst_days"],
        binds=binds_in(t, row["binds"]),
    )
    width = max(1.5, _x(view, row["until"] + DAY) - x)
    return tag("rect", x=x, y=middle - height / 2, width=width, height=height, data_tip=tip)
