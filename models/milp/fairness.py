"""Fairness: nobody is far behind the others (R9, level 2b).

Variables
    worst[syringe,t] >= 0    largest backlog of the syringe's markets at the end of t, in days
                             of the market's own mean demand

Constraints
    behind      worst >= backorder / mean demand a day

Posts
    BEHIND      days * worst
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from models.milp.indices import THOUSAND
from models.milp.ledger import Account
from models.plant import Plant

Model = Any


def variables(m: Model, plant: Plant) -> None:
    b, calendar = m.fairness, m.indices.calendar
    asked = [(syringe, t) for syringe in _demanded(m) for t in calendar.buckets]
    b.WORST = pyo.Set(dimen=2, initialize=asked)
    b.worst = pyo.Var(b.WORST, domain=pyo.NonNegativeReals)
    for syringe, t in b.WORST:
        days = calendar.days(t)
        m.ledger.post(Account.BEHIND, (), "worst", days * b.worst[syringe, t])


def constraints(m: Model, plant: Plant) -> None:
    b, pools, calendar = m.fairness, m.indices.markets, m.indices.calendar
    span = sum(calendar.days(t) for t in calendar.buckets)
    daily = {name: market.demand / span / THOUSAND for name, market in pools.items()}
    asking = [(name, t) for name in pools if daily[name] > 0 for t in calendar.buckets]

    @b.Constraint(asking)
    def behind(b: Model, name: str, t: int) -> Any:
        owed = m.service.backorder[name, t] / daily[name]
        return b.worst[pools[name].syringe, t] >= owed


def days_of_all(m: Model) -> float:
    """Days of all buckets, times the number of demanded syringes."""
    calendar = m.indices.calendar
    return float(sum(calendar.days(t) for t in calendar.buckets) * len(_demanded(m)))


def _demanded(m: Model) -> list[str]:
    """Syringes of which something is needed by the end of the tail."""
    markets = m.indices.markets.values()
    return sorted({market.syringe for market in markets if market.demand > 0})
