"""What each country needs, recomputed in fractions, day by day (docs/rules.md, R8)."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from fractions import Fraction

from models.markets import Demand
from models.plant import Plant
from tests.reference_time import ONE_DAY, Buckets, month_end, months_later

Pair = tuple[str, str]
"""Country and presentation."""


class ShelfLives:
    """When units expire, and how much life a country wants on arrival (R4)."""

    def __init__(self, plant: Plant) -> None:
        self._rows = plant.shelf_life

    def expires_on(self, presentation: str, group: str, filled: dt.date) -> dt.date:
        in_force = [
            row
            for row in self._rows
            if row.presentation == presentation
            and row.approval_group in (group, "*")
            and (row.filled_from is None or row.filled_from <= filled)
        ]
        named = [row for row in in_force if row.approval_group == group]
        newest = max(named or in_force, key=lambda row: row.filled_from or dt.date.min)
        return months_later(filled, newest.months)

    def may_arrive(
        self, presentation: str, group: str, filled: dt.date, arrives: dt.date, percent: float
    ) -> bool:
        """Whether enough life is left on the day of arrival."""
        expires = self.expires_on(presentation, group, filled)
        required = math.ceil(percent / 100 * (expires - filled).days - 1e-9)
        return (expires - arrives).days >= required


class Need:
    """The due curve of one pair: D before, N after what lies in the country."""

    def __init__(self, plant: Plant, buckets: Buckets, pair: Pair) -> None:
        country = next(row for row in plant.countries if row.country == pair[0])
        self.floor_days = math.ceil(7 * country.cover_floor_weeks)
        tail = buckets.last(len(buckets) - 1)
        self._start, self._end = buckets.start, tail + self.floor_days * ONE_DAY
        self.way = country.transit_days + country.import_hold_days
        self._daily: dict[dt.date, Fraction] = defaultdict(Fraction)
        self._enter(plant, pair)
        lots = [lot for lot in plant.lots if (lot.place, lot.presentation) == pair]
        self.receipts = [
            (lot.releases_on - self.way * ONE_DAY, lot.units)
            for lot in lots
            if lot.status == "in_qc" and lot.releases_on is not None
        ]
        lives = ShelfLives(plant)
        stock = [
            (lives.expires_on(pair[1], country.approval_group, lot.filled_on), lot.units)
            for lot in lots
            if lot.status == "released"
        ]
        self._curves(sorted(stock))

    def _enter(self, plant: Plant, pair: Pair) -> None:
        """Units by door date."""
        forecast, orders, data = _monthly(plant, pair)
        for row in plant.demand:
            if (row.country, row.presentation) == pair and row.kind != "forecast":
                due = row.due_on or self._start - ONE_DAY
                self._daily[due - self.way * ONE_DAY] += _units(plant, row)
        last_need = self._end + (self.way + 1) * ONE_DAY
        month = min([*forecast, self._start.replace(day=1)])
        recent = sorted(data)[-12:]
        mean = (
            Fraction(sum(max(forecast[m], orders[m]) for m in recent), len(recent)) if recent else 0
        )
        while month <= last_need:
            extended = bool(recent) and month > recent[-1]
            left = mean if extended else max(0, forecast[month] - orders[month])
            days = month_end(month).day
            for number in range(days if left else 0):
                need = month + number * ONE_DAY
                if need >= self._start:
                    self._daily[need - self.way * ONE_DAY] += Fraction(left) / days
            month = month_end(month) + ONE_DAY

    def _curves(self, stock: list[tuple[dt.date, int]]) -> None:
        """Walk through the days; each day's dues take the stock that expires first."""
        self._due: dict[dt.date, int] = {}
        self._owed: dict[dt.date, int] = {}
        self._first = min([*self._daily, self._start]) if self._daily else self._start
        due, before, owed, day = Fraction(0), 0, 0, self._first
        usable = [expires - self.way * ONE_DAY for expires, _ in stock]
        left = [units for _, units in stock]
        while day <= self._end:
            due += self._daily.get(day, 0)
            whole = math.floor(due + Fraction(1, 2))
            short = whole - before
            for lot, until in enumerate(usable):
                if until >= day:
                    taken = min(short, left[lot])
                    left[lot] -= taken
                    short -= taken
            owed += short
            before = whole
            self._due[day], self._owed[day] = whole, owed
            day += ONE_DAY

    def due(self, day: dt.date) -> int:
        """D: units with a door date up to a day."""
        return self._due[day] if day >= self._first else 0

    def owed(self, day: dt.date) -> int:
        """N: the same, less what lots in the country cover."""
        return self._owed[day] if day >= self._first else 0


def _units(plant: Plant, row: Demand) -> int:
    if row.units is not None:
        return row.units
    pack = next(
        p for p in plant.packs if (p.country, p.presentation) == (row.country, row.presentation)
    )
    return (row.packs or 0) * pack.units_per_pack


def _monthly(
    plant: Plant, pair: Pair
) -> tuple[dict[dt.date, int], dict[dt.date, int], set[dt.date]]:
    """Forecast and orders of a pair by month, and the months with either in the case."""
    forecast: dict[dt.date, int] = defaultdict(int)
    orders: dict[dt.date, int] = defaultdict(int)
    data = set()
    for row in plant.demand:
        if row.kind == "backlog":
            continue
        month = row.month or row.due_on
        assert month is not None
        data.add(month.replace(day=1))
        if (row.country, row.presentation) == pair:
            (forecast if row.kind == "forecast" else orders)[month.replace(day=1)] += _units(
                plant, row
            )
    return forecast, orders, data
