"""What else takes suites and lines: changes, decontaminations, media fills, closed days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from models.calendar import DAY
from models.hours import StaffedHours
from planner.language import Language
from planner.report.view import View

Kind = Literal["changeover", "decontamination", "media_fill"]


@dataclass(frozen=True)
class Event:
    """Work of a bucket that is no batch; its day in the bucket is not planned."""

    resource: str
    bucket: dt.date
    kind: Kind
    what: str
    """States it goes between, or the state it ends."""

    hours: float


@dataclass(frozen=True)
class Stop:
    """Days, both included, on which a suite or line does not work."""

    resource: str
    first: dt.date
    last: dt.date
    reason: str


def said_of(t: Language, kind: Kind) -> str:
    """The kind in words."""
    if kind == "changeover":
        return t("changeover")
    return t("decontamination") if kind == "decontamination" else t("media fill")


def events_of(view: View) -> tuple[Event, ...]:
    """Every one of the plan, by resource and bucket, changes in their order."""
    rank = {name: number for number, name in enumerate(view.name_of)}
    return tuple(sorted(_events(view), key=lambda event: (rank[event.resource], event.bucket)))


def _events(view: View) -> Iterator[Event]:
    for row in view.rows("changeovers"):
        what = f"{row['from']} > {row['to']}"
        yield Event(row["resource"], row["bucket"], "changeover", what, row["hours"])
    for row in view.rows("campaigns"):
        if row["ended_in"] is not None and row["decontamination_h"] > 0:
            hours = row["decontamination_h"]
            yield Event(row["resource"], row["ended_in"], "decontamination", row["state"], hours)
    for row in view.rows("media_fills"):
        yield Event(row["line"], row["bucket"], "media_fill", "", row["hours"])


def stops_of(view: View) -> tuple[Stop, ...]:
    """Closures that touch the plan, then the other days without staff, by resource."""
    last_day = view.calendar.end
    closed = [
        Stop(row.resource, row.from_, row.to, row.reason)
        for row in view.plant.closures
        if row.to >= view.calendar.start and row.from_ <= last_day
    ]
    covered: defaultdict[str, set[dt.date]] = defaultdict(set)
    for stop in closed:
        covered[stop.resource].update(_days(stop))
    unstaffed = [
        Stop(resource, first, last, view.t("no staffed hours"))
        for resource, daily in StaffedHours.of(view.plant, view.calendar).daily.items()
        for first, last in _runs(
            [day for day, hours in daily.items() if hours <= 0 and day not in covered[resource]]
        )
    ]
    return (*closed, *unstaffed)


def _days(stop: Stop) -> Iterator[dt.date]:
    return (stop.first + number * DAY for number in range((stop.last - stop.first).days + 1))


def _runs(days: list[dt.date]) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last days of what follows day on day."""
    for _, run in groupby(enumerate(days), lambda pair: pair[1].toordinal() - pair[0]):
        together = [day for _, day in run]
        yield together[0], together[-1]
