"""Stock: naked syringes at the site, by flavour, and what may leave them (R3, R4).

A flavour's supply stands in a line, oldest first; a shipment takes an interval of it,
from the oldest unit that is fresh enough to the newest that is released
(`models.flavours`). Shipments can be pegged to units if and only if, for every interval
of the line, what must come from inside it is no more than what is inside: Hall's
condition, in the form it has for intervals. So no shipment needs a cohort index.

Variables (thousands of units)
    ship[flavour,market,t] >= 0   leaves on the last day of t; exists only where the route
                                  is approved that day and some unit is released and fresh
    ready[flavour,t] >= 0         at the site at the end of t, released for some group
    expired[flavour,t] >= 0       written off in t; exists only where something may expire

Constraints
    balance      ready[f,t] = ready[f,t-1] + released in t - LEAVING[f,t] - expired[f,t]
                 (with ready >= 0: Hall's rows for the groups that release first)
    reserved     ready[f,t] + supply up to p that no group has yet at the end of t
                 >= what groups that release later ship after t from supply up to p
    unexpired    ready[f,t] <= units younger than p released by the end of t, less shipments
                 up to t that could take only those; for each position p that expires in t
    lapsed       expired[f] up to t <= units that have expired by the end of t, less
                 shipments that could take nothing younger: nothing is written off early
    little       STOCKED <= limits.mean_stock_weeks * 7 * need of the planned buckets, if given
    young        Hall's rows for intervals that do not begin with the oldest unit, added
                 where a plan breaks them (`violated`)

Posts
    LEAVING[flavour,t], SHIPPED[market,t]   ship
    STOCKED[syringe]                        days * ready, in planned buckets
    COST   holding_site: value * rate * days * ready; write_off: value * expired
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import Any

import pyomo.environ as pyo

from models.milp.indices import THOUSAND
from models.milp.ledger import Account
from models.milp.supply import Supply
from models.plant import Plant

Model = Any


def variables(m: Model, plant: Plant) -> None:
    b, indices = m.stock, m.indices
    calendar, names = indices.calendar, list(indices.flavours)
    b.supply = {name: Supply.of(indices, plant, name) for name in names}
    b.SHIPMENTS = pyo.Set(dimen=3, initialize=indices.shipments)
    b.ship = pyo.Var(b.SHIPMENTS, domain=pyo.NonNegativeReals)
    b.SHELVES = pyo.Set(dimen=2, initialize=[(n, t) for n in names for t in calendar.buckets])
    b.ready = pyo.Var(b.SHELVES, domain=pyo.NonNegativeReals)
    expiring = [(name, t) for name in names for t in b.supply[name].expired_upto]
    b.EXPIRIES = pyo.Set(dimen=2, initialize=expiring)
    b.expired = pyo.Var(b.EXPIRIES, domain=pyo.NonNegativeReals)
    for shipment in b.SHIPMENTS:
        flavour, market, bucket = shipment
        m.ledger.post(Account.LEAVING, (flavour, bucket), "ship", b.ship[shipment])
        m.ledger.post(Account.SHIPPED, (market, bucket), "ship", b.ship[shipment])
    if plant.settings.limits.mean_stock_weeks is not None:
        for name, t in b.SHELVES:
            if t in calendar.planned:
                unit_days = calendar.days(t) * b.ready[name, t]
                m.ledger.post(Account.STOCKED, b.supply[name].flavour.syringe, "ready", unit_days)
    _post_cost(m, plant)


def _post_cost(m: Model, plant: Plant) -> None:
    b, calendar = m.stock, m.indices.calendar
    values = {row.syringe: row.value_eur * THOUSAND for row in plant.syringes}
    rate = plant.settings.holding_site_pct_per_year / 100 / 365
    for name, t in b.SHELVES:
        eur = values[b.supply[name].flavour.syringe] * rate * calendar.days(t)
        m.ledger.post(Account.COST, (), "holding_site", eur * b.ready[name, t])
    for name, t in b.EXPIRIES:
        eur = values[b.supply[name].flavour.syringe]
        m.ledger.post(Account.COST, (), "write_off", eur * b.expired[name, t])


def constraints(m: Model, plant: Plant) -> None:
    b = m.stock
    takers = _takers(m)
    late = _late_takers(m, takers)

    @b.Constraint(b.SHELVES)
    def balance(b: Model, name: str, t: int) -> Any:
        supply = b.supply[name]
        before = b.ready[name, t - 1] if t else 0
        gone = b.expired[name, t] if (name, t) in b.EXPIRIES else 0
        leaving = m.ledger.total(Account.LEAVING, (name, t))
        return (
            b.ready[name, t] == before + _units(m, supply, supply.released_in(t)) - leaving - gone
        )

    @b.Constraint(sorted(late))
    def reserved(b: Model, name: str, position: int) -> Any:
        supply = b.supply[name]
        t = _last_bucket(supply, position)
        ready = b.ready[name, t] if t >= 0 else 0
        first = supply.ready_upto[t] + 1 if t >= 0 else 0
        promised = pyo.quicksum(b.ship[shipment] for shipment in late[name, position])
        return promised <= ready + _units(m, supply, range(first, position + 1))

    expiring = [(n, t, position) for n, t in b.EXPIRIES for position in b.supply[n].expires_in(t)]

    @b.Constraint(expiring)
    def unexpired(b: Model, name: str, t: int, position: int) -> Any:
        supply = b.supply[name]
        younger = _units(m, supply, range(position + 1, supply.ready_upto[t] + 1))
        picky = pyo.quicksum(
            b.ship[shipment]
            for first, _, shipment in takers[name]
            if shipment[2] <= t and first > position
        )
        return b.ready[name, t] + picky <= younger

    @b.Constraint(b.EXPIRIES)
    def lapsed(b: Model, name: str, t: int) -> Any:
        supply = b.supply[name]
        upto = supply.expired_upto[t]
        gone = pyo.quicksum(b.expired[name, u] for u in supply.expired_upto if u <= t)
        older = pyo.quicksum(b.ship[s] for _, newest, s in takers[name] if newest <= upto)
        return gone + older <= _units(m, supply, range(upto + 1))

    b.takers = takers
    if plant.settings.limits.mean_stock_weeks is not None:
        _limit(m, plant.settings.limits.mean_stock_weeks)


def _limit(m: Model, weeks: float) -> None:
    """No more of a syringe, as a mean over the plan, than so many weeks of its mean need."""
    b, calendar = m.stock, m.indices.calendar
    needed: dict[str, int] = defaultdict(int)
    for market in m.indices.markets.values():
        for pair in market.pairs:
            dues = m.indices.demand.dues[pair]
            needed[market.syringe] += dues.at(dues.gross, calendar.end)
    known = sorted(name for name in needed if m.ledger.has(Account.STOCKED, name))

    @b.Constraint(known)
    def little(b: Model, name: str) -> Any:
        # Both sides times the days of the plan: unit-days <= weeks * 7 * units.
        return m.ledger.total(Account.STOCKED, name) <= weeks * 7 * needed[name] / THOUSAND


def _units(m: Model, supply: Supply, positions: range) -> Any:
    """Units at some positions of a line of supply, in thousands."""
    loss = m.indices.pack_loss[supply.flavour.syringe]
    sources = [supply.flavour.sources[p] for p in positions if supply.bucket(p) is None]
    known = sum(max(0, source.units - loss) for source in sources)
    name = supply.flavour.name
    filled = [
        m.ledger.total(Account.FILLED, (name, supply.bucket(p)))
        for p in positions
        if supply.bucket(p) is not None
    ]
    return pyo.quicksum(filled) + known / THOUSAND


Taker = tuple[int, int, tuple[str, str, int]]
"""Oldest and newest position that a shipment may take, and the shipment."""


def _takers(m: Model) -> dict[str, list[Taker]]:
    """The shipments of each flavour with their windows."""
    takers: dict[str, list[Taker]] = defaultdict(list)
    for shipment in m.indices.shipments:
        oldest, newest = m.indices.window(*shipment)
        takers[shipment[0]].append((oldest, newest, shipment))
    return takers


def _last_bucket(supply: Supply, position: int) -> int:
    """Last bucket by whose end the first groups have no more than this position; -1: none."""
    return bisect_right(supply.ready_upto, position) - 1


def _late_takers(
    m: Model, takers: dict[str, list[Taker]]
) -> dict[tuple[str, int], list[tuple[str, str, int]]]:
    """(flavour, position): shipments that may take no more than that position, although
    the first groups have more by then."""
    late: dict[tuple[str, int], list[tuple[str, str, int]]] = {}
    for name, found in takers.items():
        supply = m.stock.supply[name]
        for position in sorted({*supply.ready_upto, *(newest for _, newest, _ in found)}):
            t = _last_bucket(supply, position)
            promised = [s for _, newest, s in found if newest <= position and s[2] > t]
            if promised:
                late[name, position] = promised
    return late
