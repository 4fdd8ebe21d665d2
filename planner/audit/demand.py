"""R8: what each country needs, dated at the site's door, and what lies there already."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from planner.audit.ages import Ages
from planner.audit.reading import Row, Run
from planner.audit.references import SITE
from planner.audit.spread import UNIT, Spread, month_number, rounded
from planner.audit.time import DAY, Calendar

Pair = tuple[str, str]
"""Country and presentation."""


@dataclass(frozen=True)
class Dues:
    """What a pair needs, by the day it must leave the site's door."""

    lead_days: int
    dated: tuple[dt.date, ...]
    """Days on which orders and backlog are needed."""

    dated_units: tuple[int, ...]
    """Units needed before the first of these days, up to it, up to the second, and so on."""

    monthly: Spread
    """What orders leave of the forecast, and what is extended."""

    extended: Spread
    """The mean of the last months, in months without data."""

    def by(self, door: dt.date) -> int:
        """D: units with a door date up to a day."""
        need = door + self.lead_days * DAY
        dated = self.dated_units[bisect_right(self.dated, need)]
        return dated + rounded(self.monthly.by(need))

    def extended_by(self, door: dt.date) -> int:
        """The part of D that rests on the mean of the last months."""
        return rounded(self.extended.by(door + self.lead_days * DAY))


class Needs:
    """The demand table, by pair."""

    def __init__(self, run: Run, calendar: Calendar, ages: Ages) -> None:
        self._start = calendar.start
        self._ages = ages
        self._packs = {
            (row.text("country"), row.text("presentation")): row.whole("units_per_pack")
            for row in run.case["packs"]
        }
        self._forecast: dict[Pair, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self._orders: dict[Pair, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self._dated: dict[Pair, dict[dt.date, int]] = defaultdict(lambda: defaultdict(int))
        for row in run.case["demand"]:
            self._enter(row)
        entered = (*self._forecast.values(), *self._orders.values())
        self._months = sorted({month for months in entered for month in months})

    def _enter(self, row: Row) -> None:
        pair = row.text("country"), row.text("presentation")
        units = row.whole("units") if row.has("units") else row.whole("packs") * self._packs[pair]
        if row.text("kind") == "forecast":
            self._forecast[pair][month_number(row.day("month"))] += units
            return
        day = row.day("due_on") if row.has("due_on") else self._start - DAY
        if row.text("kind") == "order":
            self._orders[pair][month_number(day)] += units
        if row.text("kind") == "backlog" or day >= self._start:
            self._dated[pair][day] += units

    def dues(self, pair: Pair) -> Dues:
        """The due curve of a pair; all zero for a pair without demand."""
        dated, orders = self._dated.get(pair, {}), self._orders.get(pair, {})
        left = {
            month: max(0, units - orders.get(month, 0))
            for month, units in self._forecast.get(pair, {}).items()
        }
        recent = self._months[-12:]
        total = sum(left.get(month, 0) + orders.get(month, 0) for month in recent)
        mean = total * UNIT // len(recent) if recent else 0
        last = recent[-1] if recent else math.inf

        def extended(month: int) -> int:
            return mean if month > last else 0

        days = sorted(dated)
        return Dues(
            self._ages.lead_days(pair[0]),
            tuple(days),
            tuple(accumulate((dated[day] for day in days), initial=0)),
            Spread(self._start, lambda month: left.get(month, 0) * UNIT + extended(month)),
            Spread(self._start, extended),
        )


@dataclass(frozen=True)
class Opening:
    """What lies in the country, for one pair, when the plan starts."""

    used: int
    """Units of released lots that are used before they expire, by the end of the tail."""

    receipts: Mapping[int, int]
    """Units of lots in QC there, by the bucket in which they count as received."""


def opening(pair: Pair, need: Dues, lots: list[Row], calendar: Calendar, ages: Ages) -> Opening:
    """The opening stock of a pair: released lots cover dues, the first to expire first."""
    group = ages.group(pair[0])
    lead = need.lead_days * DAY
    used, receipts = 0, defaultdict[int, int](int)
    stock = []
    for lot in lots:
        if lot.text("status") == "released":
            expires = ages.expires_on(pair[1], group, lot.day("filled_on"))
            if expires is not None:
                stock.append((expires - lead, lot.text("lot"), lot.whole("units")))
        else:
            bucket = calendar.holding(max(lot.day("releases_on") - lead, calendar.start))
            if bucket is not None:
                receipts[bucket] += lot.whole("units")
    for last_day, _, units in sorted(stock):
        used += max(0, min(units, need.by(last_day) - used))
    return Opening(min(used, need.by(calendar.end)), receipts)


def country_lots(run: Run) -> dict[Pair, list[Row]]:
    """Lots that lie in a country and may be used there, by pair."""
    found: dict[Pair, list[Row]] = defaultdict(list)
    for row in run.case["lots"]:
        if row.text("place") != SITE and row.text("status") in ("released", "in_qc"):
            found[row.text("place"), row.text("presentation")].append(row)
    return found
