"""`stock.csv`, and what of the stock has been written off."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from models.calendar import DAY, Calendar
from models.demand import Pair
from models.plant import Plant
from models.shelf import Shelf
from planner.pegging import Pegged, Supply

Record = dict[str, Any]


@dataclass(frozen=True)
class Dates:
    """When a batch or lot may leave, and how old it may become."""

    released_on: dt.date
    """For the first group that demands it."""

    expires_first: dt.date
    expires_last: dt.date


@dataclass(frozen=True)
class Held:
    """Units of one batch or lot at the site, by planned bucket."""

    supply: Supply
    dates: Dates | None
    """None if nobody demands its syringe."""

    units: dict[int, int]
    """At the end of each bucket from the one of its fill."""

    expired: dict[int, int]
    """Written off, by bucket."""


class Ages:
    """Release and expiry of batches and lots over everyone who demands them."""

    def __init__(self, plant: Plant, calendar: Calendar, pairs: Iterable[Pair]) -> None:
        group_of = {row.country: row.approval_group for row in plant.countries}
        syringe_of = {row.presentation: row.syringe for row in plant.presentations}
        self._shelf, self._calendar = Shelf(plant), calendar
        self._asking: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for country, presentation in pairs:
            self._asking[syringe_of[presentation]].add((presentation, group_of[country]))

    def of(self, supply: Supply) -> Dates | None:
        asking = [
            (presentation, group)
            for presentation, group in self._asking[supply.syringe]
            if supply.presentation in (None, presentation)
        ]
        if not asking:
            return None
        expiries = [self._shelf.expiry(p, g, supply.filled_on) for p, g in asking]
        lag = min(
            self._shelf.release_days(supply.syringe, group)
            for _, group in self._asking[supply.syringe]
        )
        made = supply.filled_on if supply.bucket is None else self._calendar.last(supply.bucket)
        released = supply.released_on or made + lag * DAY
        return Dates(released, min(expiries), max(expiries))


def held(
    calendar: Calendar, found: Iterable[Supply], pegged: Iterable[Pegged], ages: Ages
) -> tuple[Held, ...]:
    """What lies at the site of every batch and lot."""
    shipped: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for each in pegged:
        shipped[each.source][each.bucket] += each.units
    return tuple(_held(calendar, supply, shipped[supply.name], ages) for supply in found)


def _held(calendar: Calendar, supply: Supply, shipped: dict[int, int], ages: Ages) -> Held:
    dates = ages.of(supply)
    over = None
    if dates is not None:
        over = calendar.bucket_of(max(dates.expires_last + DAY, calendar.start))
    left, units, expired = supply.units, {}, {}
    for bucket in calendar.planned:
        if bucket < (supply.bucket or 0):
            continue
        left -= shipped.get(bucket, 0)
        if bucket == over:
            expired[bucket], left = left, 0
        units[bucket] = left
    return Held(supply, dates, units, expired)


def stock(calendar: Calendar, shelves: Iterable[Held]) -> list[Record]:
    """Rows by syringe, route, fill date and bucket where something lies or expires."""
    rows: dict[tuple[str, str, dt.date, dt.date], list[int]] = defaultdict(lambda: [0, 0])
    for shelf in shelves:
        route = " > ".join(shelf.supply.route)
        for bucket, units in shelf.units.items():
            gone = shelf.expired.get(bucket, 0)
            if units or gone:
                first = calendar.first(bucket)
                row = rows[shelf.supply.syringe, route, shelf.supply.filled_on, first]
                row[0] += units
                row[1] += gone
    return [
        {
            "syringe": syringe,
            "route": route,
            "filled_bucket": filled,
            "bucket": bucket,
            "units": units,
            "expired_units": gone,
        }
        for (syringe, route, filled, bucket), (units, gone) in sorted(rows.items())
    ]
