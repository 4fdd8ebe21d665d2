"""Service: what markets owe, how late it is, and what lies in countries (R8, R9).

Variables (thousands of units)
    backorder[market,t] >= 0      owed at the end of t
    late[market,t,n] >= 0         owed for n days or more, n in 14, 42
    cover[market,t] >= 0          shipped ahead of need, in the countries

Constraints
    met         cover - backorder = shipped up to t + received in the country - owed,
                as a balance from bucket to bucket
    overdue     late[n] >= backorder - dues of the last n days

Posts
    LATENESS    priority * days * (backorder + 0.5 late[14] + 0.5 late[42])
    COST        holding_country: value * rate * days * cover
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from models.demand import LATE_DAYS
from models.milp.indices import THOUSAND
from models.milp.ledger import Account
from models.plant import Plant

Model = Any

LATE_WEIGHT = 0.5
"""What each of LATE_DAYS adds to the weight of a unit: 1, 1.5, 2 (design rule 9)."""


def variables(m: Model, plant: Plant) -> None:
    b, indices = m.service, m.indices
    calendar, pools = indices.calendar, indices.markets
    b.MARKETS = pyo.Set(dimen=2, initialize=[(k, t) for k in pools for t in calendar.buckets])
    b.backorder = pyo.Var(b.MARKETS, domain=pyo.NonNegativeReals)
    b.cover = pyo.Var(b.MARKETS, domain=pyo.NonNegativeReals)
    b.late = pyo.Var(b.MARKETS, list(LATE_DAYS), domain=pyo.NonNegativeReals)
    values = {row.syringe: row.value_eur * THOUSAND for row in plant.syringes}
    rate = plant.settings.holding_country_pct_per_year / 100 / 365
    for name, t in b.MARKETS:
        market, days = pools[name], calendar.days(t)
        owed = b.backorder[name, t] + LATE_WEIGHT * pyo.quicksum(
            b.late[name, t, n] for n in LATE_DAYS
        )
        m.ledger.post(Account.LATENESS, (), "backorder", market.priority * days * owed)
        eur = values[market.syringe] * rate * days
        m.ledger.post(Account.COST, (), "holding_country", eur * b.cover[name, t])


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

    @b.Constraint(b.MARKETS, list(LATE_DAYS))
    def overdue(b: Model, name: str, t: int, days: int) -> Any:
        market = pools[name]
        recent = (market.owed[t] - market.owed_late[days][t]) / THOUSAND
        return b.late[name, t, days] >= b.backorder[name, t] - recent


def weighted_demand(m: Model) -> float:
    """Thousands of units demanded up to the end of the tail, by priority."""
    pools = m.indices.markets.values()
    return float(sum(market.priority * market.demand for market in pools)) / THOUSAND
