"""Service: what markets owe, how late it is, and what lies in countries (R8, R9).

Variables (thousands of units)
    owed[market,t,n] >= 0        owed at the end of t for n days or more and less than the next n,
                                 n in 0, 14, 42; at most the dues of those days
    floor[market,t] >= 0         shipped ahead of need, in the countries, up to their floor
    above[market,t] >= 0         beyond it
    backorder = sum of owed, cover = floor + above

Constraints
    met         cover - backorder = shipped up to t + received in the country - owed,
                as a balance from bucket to bucket

Posts
    LATENESS    priority * days * (owed[0] + 1.5 owed[14] + 2 owed[42])
    BELOW       priority * days * (dues of the coming weeks - floor + backorder): what net stock
                lacks of the floor (level 2a)
    STOCKED     days * cover in planned buckets, if `limits.mean_stock_weeks` is given
    COST        holding_country: value * rate * days * cover

What is owed longer weighs more and what is below the floor is missing, so a plan that is
minimised fills the cheaper part first: no row has to say so.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pyomo.environ as pyo

from models.demand import LATE_DAYS
from models.milp.indices import THOUSAND
from models.milp.ledger import Account
from models.plant import Plant

Model = Any

OWED_DAYS = (0, *LATE_DAYS)

LATE_WEIGHT = 0.5
"""What each of LATE_DAYS adds to the weight of a unit: 1, 1.5, 2 (design rule 9)."""


def variables(m: Model, plant: Plant) -> None:
    b, indices = m.service, m.indices
    calendar, pools = indices.calendar, indices.markets
    b.MARKETS = pyo.Set(dimen=2, initialize=[(k, t) for k in pools for t in calendar.buckets])
    spans = {name: _owed_at_most(m, name) for name in pools}
    b.owed = pyo.Var(
        b.MARKETS,
        OWED_DAYS,
        domain=pyo.NonNegativeReals,
        bounds=lambda b, name, t, n: (0, spans[name][t].get(n)),
    )
    b.floor = pyo.Var(
        b.MARKETS,
        domain=pyo.NonNegativeReals,
        bounds=lambda b, name, t: (0, floor(m, name, t)),
    )
    b.above = pyo.Var(b.MARKETS, domain=pyo.NonNegativeReals)

    @b.Expression(b.MARKETS)
    def backorder(b: Model, name: str, t: int) -> Any:
        return pyo.quicksum(b.owed[name, t, n] for n in OWED_DAYS)

    @b.Expression(b.MARKETS)
    def cover(b: Model, name: str, t: int) -> Any:
        return b.floor[name, t] + b.above[name, t]

    values = {row.syringe: row.value_eur * THOUSAND for row in plant.syringes}
    rate = plant.settings.holding_country_pct_per_year / 100 / 365
    for name, t in b.MARKETS:
        market, days = pools[name], calendar.days(t)
        owed = pyo.quicksum(
            (1 + LATE_WEIGHT * number) * b.owed[name, t, n] for number, n in enumerate(OWED_DAYS)
        )
        m.ledger.post(Account.LATENESS, (), "backorder", market.priority * days * owed)
        if market.owed_ahead:
            below = floor(m, name, t) - b.floor[name, t] + b.backorder[name, t]
            m.ledger.post(Account.BELOW, (), "floor", market.priority * days * below)
        eur = values[market.syringe] * rate * days
        m.ledger.post(Account.COST, (), "holding_country", eur * b.cover[name, t])
        if plant.settings.limits.mean_stock_weeks is not None and t in calendar.planned:
            m.ledger.post(Account.STOCKED, market.syringe, "cover", days * b.cover[name, t])


def constraints(m: Model, plant: Plant) -> None:
    b, pools = m.service, m.indices.markets

    @b.Constraint(b.MARKETS)
    def met(b: Model, name: str, t: int) -> Any:
        market = pools[name]
        shipped = m.ledger.total(Account.SHIPPED, (name, t))
        before = b.cover[name, t - 1] - b.backorder[name, t - 1] if t else 0
        balance = [market.received[u] - market.owed[u] for u in range(t + 1)]
        change = balance[t] - (balance[t - 1] if t else 0)
        return b.cover[name, t] - b.backorder[name, t] == before + shipped + change / THOUSAND


def floor(m: Model, name: str, t: int) -> float:
    """Thousands of units that a market wants in its countries at the end of a bucket: the dues
    of the coming weeks."""
    market = m.indices.markets[name]
    if not market.owed_ahead:
        return 0.0
    return float(market.owed_ahead[t] - market.owed[t]) / THOUSAND


def _owed_at_most(m: Model, name: str) -> list[dict[int, float]]:
    """By bucket: the dues of the days that each part of what is owed stands for; the last part
    holds all that is older."""
    market, found = m.indices.markets[name], []
    for t in m.indices.calendar.buckets:
        older = [market.owed[t], *(market.owed_late[n][t] for n in LATE_DAYS)]
        dues = [max(0.0, float(one - other)) / THOUSAND for one, other in pairwise(older)]
        found.append(dict(zip(OWED_DAYS, dues, strict=False)))
    return found


def weighted_demand(m: Model) -> float:
    """Thousands of units demanded up to the end of the tail, by priority."""
    pools = m.indices.markets.values()
    return float(sum(market.priority * market.demand for market in pools)) / THOUSAND
