"""What lies at the site: by syringe, route and age, and what nobody may receive yet."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from models.calendar import add_months
from planner.report.approvals_days import ApprovalDays, asked, open_from
from planner.report.view import View

AGES = (3, 6, 12)
"""Months since the fill at which the next class begins."""

Route = tuple[str, str]


@lru_cache(maxsize=10_000)
def _turns(filled: dt.date) -> tuple[dt.date, ...]:
    """Days on which stock comes into the next class."""
    return tuple(add_months(filled, months) for months in AGES)


def age_class(filled: dt.date, day: dt.date) -> int:
    """0 below three months since the fill, and so on."""
    return bisect_right(_turns(filled), day)


@dataclass(frozen=True)
class ToCome:
    """A group that wants what lies of a route, but may not receive it when the plan starts."""

    route: Route
    group: str
    presentations: tuple[str, ...]
    opens: dt.date | None
    """The first day on which it may; None: never, as far as the tables say."""

    units: int | None
    """Of the route and these presentations' syringes, at the end of `seen`."""

    seen: dt.date | None
    """Last day of the last bucket that ends before it opens; None if the first holds that day."""


class SiteStock:
    """stock.csv, put together by bucket."""

    def __init__(self, view: View) -> None:
        self._view, calendar, plant = view, view.calendar, view.plant
        named = {
            f"{s.suite} > {n.line}": (s.suite, n.line) for s in plant.suites for n in plant.lines
        }
        self.ends = tuple(calendar.last(bucket) for bucket in calendar.planned)
        blank = [0] * len(self.ends)
        units: dict[tuple[str, Route, int], list[int]] = defaultdict(blank.copy)
        self.expired = []
        for row in view.rows("stock"):
            bucket, route = calendar.bucket_of(row["bucket"]), named[row["route"]]
            age = age_class(row["filled_bucket"], self.ends[bucket])
            units[row["syringe"], route, age][bucket] += row["units"]
            if row["expired_units"]:
                self.expired.append(row)
        self._units = {key: tuple(found) for key, found in units.items()}
        lying = {(syringe, route) for (syringe, route, _), found in units.items() if any(found)}
        order = {route: number for number, route in enumerate(named.values())}
        self.lying = tuple(sorted(lying, key=lambda each: (each[0], order[each[1]])))
        self.syringes = tuple(dict.fromkeys(syringe for syringe, _ in self.lying))
        self.routes = tuple(sorted({route for _, route in self.lying}, key=order.__getitem__))

    def of(self, syringe: str, route: Route | None = None, age: int | None = None) -> list[int]:
        """Units at the end of each bucket; of all routes, of all ages unless asked."""
        found = [0] * len(self.ends)
        for (name, way, old), units in self._units.items():
            if name == syringe and route in (None, way) and age in (None, old):
                found = [one + other for one, other in zip(found, units, strict=True)]
        return found

    def quarters(self) -> Iterator[int]:
        """The last bucket that ends in each quarter."""
        last: dict[tuple[int, int], int] = {}
        for bucket, day in enumerate(self.ends):
            last[day.year, (day.month - 1) // 3] = bucket
        yield from last.values()


class WaitingForApproval:
    """Which of it may not ship, to anybody or to some."""

    def __init__(self, view: View, stock: SiteStock) -> None:
        self._view, self._stock = view, stock
        self._days = ApprovalDays(view.plant)
        self._asked = asked(view.rows("service"), view.group_of)
        self._presentations: dict[str, list[str]] = defaultdict(list)
        for row in view.plant.presentations:
            self._presentations[row.syringe].append(row.presentation)

    def nobody_yet(self, route: Route) -> list[int]:
        """Units of a route, by bucket, that nobody who wants them may receive on its last day."""
        found = [0] * len(self._stock.ends)
        for syringe, way in self._stock.lying:
            if way == route:
                units = self._stock.of(syringe, route)
                spans = [span for _, _, some in self._ways(syringe, route) for span in some]
                for bucket, day in enumerate(self._stock.ends):
                    if not any(first <= day <= last for first, last in spans):
                        found[bucket] += units[bucket]
        return found

    def _ways(
        self, syringe: str, route: Route
    ) -> Iterator[tuple[str, str, tuple[tuple[dt.date, dt.date], ...]]]:
        """Group, presentation and when the route may ship, for all that demand a syringe."""
        for presentation in self._presentations[syringe]:
            for group in self._asked.get(presentation, ()):
                yield group, presentation, self._days.route(group, presentation, *route)

    def to_come(self) -> list[ToCome]:
        """Groups that may not receive a route at the start, the most units first."""
        start = self._view.calendar.start
        found: dict[tuple[Route, str, dt.date | None], list[tuple[str, str]]] = defaultdict(list)
        for syringe, route in self._stock.lying:
            for group, presentation, spans in self._ways(syringe, route):
                span = open_from(spans, start)
                if span is None or span[0] > start:
                    opens = span[0] if span else None
                    found[route, group, opens].append((syringe, presentation))
        rows = [self._row(*key, wanted) for key, wanted in found.items()]
        return sorted(rows, key=lambda row: (-(row.units or 0), row.opens or dt.date.max))

    def _row(
        self, route: Route, group: str, opens: dt.date | None, wanted: list[tuple[str, str]]
    ) -> ToCome:
        names = tuple(presentation for _, presentation in wanted)
        ends = self._stock.ends
        before = len(ends) if opens is None else sum(day < opens for day in ends)
        if not before:
            return ToCome(route, group, names, opens, None, None)
        syringes = {syringe for syringe, _ in wanted}
        units = sum(self._stock.of(syringe, route)[before - 1] for syringe in syringes)
        return ToCome(route, group, names, opens, units, ends[before - 1])
