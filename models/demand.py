"""Demand at the site's door, day by day (docs/rules.md, R8)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np
from numpy.typing import NDArray

from models.calendar import DAY, Calendar, month_after
from models.inventory import SITE, Lot
from models.plant import Plant
from models.shelf import Shelf, door_days

MEAN_OF_MONTHS = 12
ROUNDING = 1e-6
"""Sums of thirtieths of whole units that are halves must round up, whatever the float."""

LATE_DAYS = (14, 42)
"""A unit owed for more days than these weighs half a unit more, each."""

Pair = tuple[str, str]
"""(country, presentation)."""


@dataclass(frozen=True)
class Dues:
    """What a pair needs at the site's door; arrays count whole units by day.

    Index 0 of the arrays is `origin`; they run to the end of the tail and a
    cover floor beyond it.
    """

    origin: dt.date
    gross: NDArray[np.int64]
    """Units due up to each day."""

    net: NDArray[np.int64]
    """The same after what lay in the country at the start."""

    extended: NDArray[np.int64]
    """Units up to each day that rest on the mean of the last 12 months."""

    receipts: tuple[tuple[dt.date, int], ...]
    """Door date and units of lots in the country that QC will still release."""

    opening: int
    """Units in the country at the start that are used by the end of the tail."""

    def at(self, curve: NDArray[np.int64], day: dt.date) -> int:
        """Value of a curve on a day; 0 before its origin, its last value after its end."""
        index = (day - self.origin).days
        return int(curve[min(index, len(curve) - 1)]) if index >= 0 else 0


class Demand:
    """The due curves of every pair."""

    def __init__(self, plant: Plant, calendar: Calendar, shelf: Shelf) -> None:
        self._plant, self._calendar, self._shelf = plant, calendar, shelf
        self._packs = {(r.country, r.presentation): r.units_per_pack for r in plant.packs}
        self._countries = {row.country: row for row in plant.countries}
        self._forecast: dict[Pair, dict[dt.date, float]] = defaultdict(lambda: defaultdict(float))
        self._dated: dict[Pair, dict[dt.date, float]] = defaultdict(lambda: defaultdict(float))
        self._extended: dict[Pair, set[dt.date]] = defaultdict(set)
        self._read()
        self._extend()
        asked = {*self._forecast, *self._dated}
        self.dues = {pair: self._dues(pair) for pair in sorted(asked) if self._asks(pair)}

    def _read(self) -> None:
        ordered: dict[tuple[Pair, dt.date], float] = defaultdict(float)
        start = self._calendar.start
        for row in self._plant.demand:
            pair = row.country, row.presentation
            units = float(
                row.units if row.units is not None else (row.packs or 0) * self._packs.get(pair, 0)
            )
            if row.kind == "forecast" and row.month is not None:
                self._forecast[pair][row.month.replace(day=1)] += units
            else:
                due = row.due_on or start - DAY
                self._dated[pair][due] += units
                if row.kind == "order":
                    ordered[pair, due.replace(day=1)] += units
        self._ordered = dict(ordered)

    def _asks(self, pair: Pair) -> bool:
        """Whether a pair has any demand; rows of 0 units are none."""
        both = (self._forecast, self._dated)
        return any(units > 0 for table in both for units in table.get(pair, {}).values())

    def _extend(self) -> None:
        """Months after the data get the mean of the last twelve months that have data."""
        months = {month for by_month in self._forecast.values() for month in by_month}
        months |= {month for _, month in self._ordered}
        if not months:
            return
        last = max(months)
        window = sorted(months)[-MEAN_OF_MONTHS:]
        until = self._last_need_day
        for pair in {*self._forecast, *(pair for pair, _ in self._ordered)}:
            by_month = self._forecast[pair]
            need = (max(by_month.get(m, 0), self._ordered.get((pair, m), 0)) for m in window)
            mean = sum(need) / len(window)
            month = month_after(last)
            while mean > 0 and month <= until:
                by_month[month] = mean
                self._extended[pair].add(month)
                month = month_after(month)

    @cached_property
    def _last_need_day(self) -> dt.date:
        """Last day of need that can matter: the tail, a cover floor and the way there."""
        floor = max((row.cover_floor_weeks for row in self._plant.countries), default=0)
        way = max((door_days(row) for row in self._plant.countries), default=0)
        end = self._calendar.firsts[-1]
        return end + dt.timedelta(days=ceil(7 * floor) + way)

    @cached_property
    def _origin(self) -> dt.date:
        """First day of the curves: every door date, and the oldest day that late units ask for."""
        way = max((door_days(row) for row in self._plant.countries), default=0)
        dated = [day for by_day in self._dated.values() for day in by_day]
        first = min([*dated, self._calendar.start])
        return first - dt.timedelta(days=way + max(LATE_DAYS) + 1)

    def _dues(self, pair: Pair) -> Dues:
        way = dt.timedelta(days=door_days(self._countries[pair[0]]))
        length = (self._last_need_day - self._origin).days + 1
        daily, extended = np.zeros(length), np.zeros(length)
        for day, units in self._dated[pair].items():
            index = (day - way - self._origin).days
            if index < length:
                daily[index] += units
        for month, units in self._forecast[pair].items():
            days = (month_after(month) - month).days
            each = max(0.0, units - self._ordered.get((pair, month), 0.0)) / days
            first = (max(month, self._calendar.start) - way - self._origin).days
            after = (month_after(month) - way - self._origin).days
            if first < after:
                daily[first:after] += each
                if month in self._extended[pair]:
                    extended[first:after] += each
        gross = _whole(daily)
        return self._after_opening(pair, gross, _whole(extended), way)

    def _after_opening(
        self,
        pair: Pair,
        gross: NDArray[np.int64],
        extended: NDArray[np.int64],
        way: dt.timedelta,
    ) -> Dues:
        """Let the lots in the country cover its dues, first expiry first."""
        group = self._countries[pair[0]].approval_group
        covered = np.zeros_like(gross)
        receipts = []
        for lot in sorted(self._lots_in(pair), key=lambda lot: self._expiry(lot, group)):
            if lot.status == "in_qc" and lot.releases_on is not None:
                receipts.append((lot.releases_on - way, lot.units))
            elif lot.status == "released":
                usable = (self._expiry(lot, group) - way - self._origin).days + 1
                open_dues = gross - covered
                if usable > 0:
                    upto = open_dues[: min(usable, len(gross))]
                    take = np.minimum(open_dues, min(lot.units, int(upto[-1])))
                    covered = covered + take
        net = gross - covered
        opening = int(covered[(self._calendar.firsts[-1] - DAY - self._origin).days])
        return Dues(self._origin, gross, net, extended, tuple(sorted(receipts)), opening)

    def _lots_in(self, pair: Pair) -> list[Lot]:
        return [
            lot
            for lot in self._plant.lots
            if lot.place != SITE and (lot.place, lot.presentation) == pair
        ]

    def _expiry(self, lot: Lot, group: str) -> dt.date:
        return self._shelf.expiry(lot.presentation or "", group, lot.filled_on)


def _whole(daily: NDArray[np.float64]) -> NDArray[np.int64]:
    """Sums up to each day, rounded half up."""
    return np.floor(np.cumsum(daily) + 0.5 + ROUNDING).astype(np.int64)
