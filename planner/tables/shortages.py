"""`shortages.csv`: who is short, from when until when, by how much, and what binds.

What binds when most is owed is read off the plan, the first that applies:
    approval     no route is approved for the country on the ship dates
    release      what could serve it is not released, or too old, on the ship dates
    too_early    it is before a batch of this plan can be released
    capacity     the suites, or the lines, of its approved routes are full
    search       none of these: another plan may serve it; see the gap
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

from models.calendar import DAY
from models.demand import Pair
from models.milp.indices import Indices
from models.plant import Plant
from models.pooling import Market
from models.shelf import NEVER, Approvals, Shelf
from planner.tables.account import Account

Record = dict[str, Any]

ROUNDING_PACKS = 2
"""Packs owed that are rounding: one that is not whole, one that waits for the next lot."""

FULL = 0.95
"""Share of the offered hours from which a resource counts as full."""

LOOK_BACK = 8
"""Buckets before the shortage in which a resource must have been full."""


@dataclass(frozen=True)
class Spell:
    """A run of buckets in which a pair is owed more than two packs."""

    account: Account
    buckets: range

    @property
    def worst(self) -> int:
        """The bucket at whose end most is owed."""
        return max(self.buckets, key=self.account.backorder)

    @property
    def worst_days(self) -> int:
        """Days since the oldest unit owed then fell due."""
        last = self.account.lasts[self.worst]
        return (last - self.account.oldest_due(self.worst)).days


def shortages(
    plant: Plant, indices: Indices, found: Iterable[Account], capacity: list[Record]
) -> list[Record]:
    """One row a spell, the most urgent first."""
    pack = {(row.country, row.presentation): row.units_per_pack for row in plant.packs}
    why = Reasons(plant, indices, capacity)
    spells = [spell for account in found for spell in _spells(account, pack[account.pair])]
    rows = []
    for spell in spells:
        binds, reason = why.of(spell)
        calendar = spell.account.calendar
        rows.append(
            {
                "country": spell.account.pair[0],
                "presentation": spell.account.pair[1],
                "from": calendar.first(spell.buckets[0]),
                "until": calendar.last(spell.buckets[-1]),
                "worst_units": spell.account.backorder(spell.worst),
                "worst_days": spell.worst_days,
                "binds": binds,
                "reason": reason,
            }
        )
    return sorted(rows, key=lambda row: (row["from"], -row["worst_units"], row["country"]))


def _spells(account: Account, pack: int) -> Iterator[Spell]:
    begun = None
    buckets = account.calendar.horizon
    for bucket in range(buckets + 1):
        short = bucket < buckets and account.backorder(bucket) > ROUNDING_PACKS * pack
        if short and begun is None:
            begun = bucket
        elif not short and begun is not None:
            yield Spell(account, range(begun, bucket))
            begun = None


class Reasons:
    """What binds a shortage."""

    def __init__(self, plant: Plant, indices: Indices, capacity: list[Record]) -> None:
        self._indices, self._calendar = indices, indices.calendar
        self._approvals, self._shelf = Approvals(plant), Shelf(plant)
        self._group = {row.country: row.approval_group for row in plant.countries}
        self._market: dict[Pair, Market] = {
            pair: market for market in indices.markets.values() for pair in market.pairs
        }
        self._load = {
            (row["resource"], self._calendar.bucket_of(row["bucket"])): row for row in capacity
        }

    def of(self, spell: Spell) -> tuple[str, str]:
        """The word for what binds, and a sentence."""
        pair = spell.account.pair
        market, worst = self._market[pair], spell.worst
        routes = self._routes(market, pair, self._calendar.last(worst))
        if not routes:
            return "approval", self._not_approved(market, pair, worst)
        if not any(bucket == worst for _, bucket in market.windows):
            return "release", "what is approved is not released, or too old on arrival, by then"
        released = self._first_release(market.syringe, pair)
        if self._calendar.last(worst) < released:
            return "too_early", (
                f"a batch of the first bucket is released on {released}; before that only"
                " what was at the site counts"
            )
        full = self._full(routes, spell, released)
        if full:
            return "capacity", f"the routes approved for it are full: {full}"
        return "search", "no rule binds: a longer search may serve it; see the gap"

    def _routes(self, market: Market, pair: Pair, day: dt.date) -> list[tuple[str, str]]:
        """Routes on which its syringe can be made and that are approved on a day."""
        made = {key[1:] for key in self._indices.flavour_of if key[0] == market.syringe}
        group = self._group[pair[0]]
        return sorted(r for r in made if self._approvals.route(group, pair[1], *r, day))

    def _not_approved(self, market: Market, pair: Pair, bucket: int) -> str:
        group = self._group[pair[0]]
        made = [(s, ln) for i, s, ln in self._indices.flavour_of if i == market.syringe]
        days: dict[dt.date, tuple[str, str]] = {}
        for route in sorted(made):
            days.setdefault(self._approvals.first_day(group, pair[1], *route), route)
        coming = {day: route for day, route in days.items() if day > self._calendar.last(bucket)}
        if not coming or min(coming) == NEVER:
            return f"no route is approved for {group} on {self._calendar.last(bucket)}"
        day = min(coming)
        return f"no route is approved for {group} before {day} ({' > '.join(coming[day])})"

    def _first_release(self, syringe: str, pair: Pair) -> dt.date:
        lag = self._shelf.release_days(syringe, self._group[pair[0]])
        return self._calendar.last(0) + lag * DAY

    def _full(self, routes: list[tuple[str, str]], spell: Spell, released: dt.date) -> str:
        """The suites, or the lines, of the routes if all of them are full, with shares."""
        lag = (released - self._calendar.last(0)).days
        made_by = self._calendar.bucket_of(self._calendar.last(spell.worst) - lag * DAY)
        span = range(max(0, made_by - LOOK_BACK + 1), made_by + 1)
        syringe = self._market[spell.account.pair].syringe
        for step in (0, 1):
            units = sorted({route[step] for route in routes})
            shares = {unit: self._share(unit, span) for unit in units}
            if all(shares[u] >= FULL or not self._room(syringe, u, span) for u in units):
                words = ", ".join(f"{unit} {_percent(share)}" for unit, share in shares.items())
                begin, end = self._calendar.first(span[0]), self._calendar.last(span[-1])
                return f"{words} of the hours from {begin} to {end}, no room for a batch more"
        return ""

    def _room(self, syringe: str, unit: str, span: range) -> bool:
        """Whether a bucket of the span, with its neighbour's idle hours, holds a batch more."""
        kinds = [kind for kind in self._indices.kinds.values() if kind.syringe == syringe]
        preps = [kind.cycle_h for kind in kinds if kind.suite == unit]
        fills = [kind.set_up_h + kind.fill_h for kind in kinds if kind.line == unit]
        beside = -1 if preps else 1
        needed = min(preps or fills, default=float("inf"))
        return any(self._idle(unit, t) + self._idle(unit, t + beside) >= needed for t in span)

    def _idle(self, unit: str, bucket: int) -> float:
        row = self._load.get((unit, bucket))
        return float(row["idle_h"]) if row else 0.0

    def _share(self, unit: str, span: range) -> float:
        """Share of the offered hours that is worked; infinite where none is offered."""
        rows = [self._load[unit, bucket] for bucket in span if (unit, bucket) in self._load]
        offered = sum(row["offered_h"] for row in rows)
        idle = sum(row["idle_h"] for row in rows)
        return inf if offered <= 0 else float((offered - idle) / offered)


def _percent(share: float) -> str:
    return "(no hours)" if share == inf else f"{share:.0%}"
