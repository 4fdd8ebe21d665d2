"""Where things stand in the Gantt: lanes, rows in a lane, and days across.

Places across are shares of the picture's width, so that a zoom changes only the width: text,
outlines and stripes keep their size.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.calendar import DAY
from planner.report.gantt_batches import Batch

AXIS = 42
ROW = 16
TRACK = 9
MARGIN = 4
"""Heights in pixels: the axis, a row of bars, the track of marks, the edge of a lane."""

LEAST_ROWS = 2
ROWS = 4
THIN = 6
"""Rows that a lane has at least (for its name) and at most, and the least height of a thinner
row: days on which more bars come together (a month may put many on its last one) share the
lane's height among them."""

Span = tuple[dt.date, dt.date]
"""First and last day."""


@dataclass(frozen=True)
class Scale:
    """Days of the plan, from left to right."""

    start: dt.date
    end: dt.date
    """The day after the last."""

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def at(self, day: dt.date, later: float = 0) -> str:
        """The left edge of a day, or of what is so many days later."""
        return percent(((day - self.start).days + later) / self.days)

    def across(self, first: dt.date, last: dt.date) -> dict[str, str]:
        """`x` and `width` of days, both included; what lies outside the plan is cut off."""
        first, last = max(first, self.start), min(last, self.end - DAY)
        width = max((last - first).days + 1, 0) / self.days
        return {"x": self.at(first), "width": percent(width)}


def percent(share: float) -> str:
    """A share of the width, to a tenth of a pixel of a picture ten thousand pixels wide."""
    return f"{100 * share:.3f}".rstrip("0").rstrip(".") + "%"


@dataclass(frozen=True)
class Place:
    """A row in a lane."""

    row: int
    rows: int
    """Rows that the bars need which hang together with it, one sharing a day with the next."""


@dataclass(frozen=True)
class Lane:
    """The strip of a suite or a line."""

    resource: str
    name: str
    top: int
    room: int
    """Height for bars."""

    @property
    def height(self) -> int:
        return self.room + TRACK + 2 * MARGIN

    @property
    def track(self) -> int:
        """The top of the track of marks, under the bars."""
        return self.top + MARGIN + self.room

    def bar(self, place: Place) -> tuple[float, float]:
        """Top and height of a bar: a row high, or thinner where many come together."""
        row = min(ROW, self.room / place.rows)
        return self.top + MARGIN + place.row * row, row - min(2, row / 5)


@dataclass(frozen=True)
class Bar:
    """A batch on its suite or on its line."""

    resource: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Layout:
    """Lanes from top to bottom, and the row of each bar."""

    scale: Scale
    lanes: Mapping[str, Lane]
    places: Mapping[tuple[str, str], Place]
    """Row of a batch in a lane, by resource and batch."""

    @property
    def height(self) -> int:
        return AXIS + sum(lane.height for lane in self.lanes.values())


def bars_of(batch: Batch, scale: Scale) -> list[Bar]:
    """Its preparation and its filling, as far as they lie in the plan."""
    if not batch.is_drawn:
        return []
    row = batch.row
    bars = [Bar(row["line"], row["fill_start"], row["fill_end"])]
    if row["prep_start"] is not None:
        bars.insert(0, Bar(row["suite"], row["prep_start"], row["prep_end"]))
    return [bar for bar in bars if bar.last >= scale.start and bar.first < scale.end]


def layout_of(scale: Scale, names: Mapping[str, str], batches: Iterable[Batch]) -> Layout:
    """Lanes in the order of `names` (resource: name); bars that share a day go on rows."""
    spans: dict[str, dict[str, Span]] = {resource: {} for resource in names}
    for batch in batches:
        for bar in bars_of(batch, scale):
            spans[bar.resource][batch.name] = bar.first, bar.last
    lanes, places, top = {}, {}, AXIS
    for resource, name in names.items():
        taken = stacked(list(spans[resource].values()))
        for batch_name, place in zip(spans[resource], taken, strict=True):
            places[resource, batch_name] = place
        most = max((place.rows for place in taken), default=1)
        room = max(ROW * min(max(most, LEAST_ROWS), ROWS), THIN * most)
        lanes[resource] = Lane(resource, name, top, room)
        top += lanes[resource].height
    return Layout(scale, lanes, places)


def stacked(spans: Sequence[Span]) -> list[Place]:
    """The place of each span: the first row in which no earlier one has a day of it."""
    places = [Place(0, 1)] * len(spans)
    for together in _together(spans):
        rows: dict[int, int] = {}
        ends: list[dt.date] = []
        for index in together:
            first, last = spans[index]
            row = next((row for row, end in enumerate(ends) if end < first), len(ends))
            ends[row : row + 1] = [last]
            rows[index] = row
        for index, row in rows.items():
            places[index] = Place(row, len(ends))
    return places


def _together(spans: Sequence[Span]) -> list[list[int]]:
    """Spans that hang together by shared days, each lot by its first days."""
    found: list[list[int]] = []
    until: dt.date | None = None
    for index in sorted(range(len(spans)), key=lambda index: spans[index]):
        first, last = spans[index]
        if until is None or first > until:
            found.append([])
        found[-1].append(index)
        until = last if until is None or first > until else max(until, last)
    return found
