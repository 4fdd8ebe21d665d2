"""Cover: what countries lack of their floor (R9, level 2a).

A floor of some weeks asks that the stock of a country covers the dues of the coming weeks.

Variables (thousands of units)
    below[market,t] >= 0     what net stock (stock less backorder) lacks of the floor at t's end

Constraints
    floored    below >= dues of the coming weeks - (cover - backorder)

Posts
    BELOW      priority * days * below
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from models.milp.indices import THOUSAND
from models.milp.ledger import Account
from models.plant import Plant

Model = Any


def variables(m: Model, plant: Plant) -> None:
    b, indices = m.cover, m.indices
    calendar, pools = indices.calendar, indices.markets
    held = [name for name, market in pools.items() if market.owed_ahead]
    b.FLOORS = pyo.Set(dimen=2, initialize=[(name, t) for name in held for t in calendar.buckets])
    b.below = pyo.Var(b.FLOORS, domain=pyo.NonNegativeReals)
    for name, t in b.FLOORS:
        weight = pools[name].priority * calendar.days(t)
        m.ledger.post(Account.BELOW, (), "floor", weight * b.below[name, t])


def constraints(m: Model, plant: Plant) -> None:
    b, pools, service = m.cover, m.indices.markets, m.service

    @b.Constraint(b.FLOORS)
    def floored(b: Model, name: str, t: int) -> Any:
        market = pools[name]
        coming = (market.owed_ahead[t] - market.owed[t]) / THOUSAND
        net = service.cover[name, t] - service.backorder[name, t]
        return b.below[name, t] >= coming - net
