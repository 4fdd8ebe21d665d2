"""Campaigns: decontaminations, and how many batches may and must stand together (R6).

Variables
    own[r,f,t] integer >= 0    decontaminations within a stay in state f
    since[r,f,t] >= 0          batches since the last decontamination, at the end of t
    length[r,f,t] >= 0         batches of the stay at the end of t, at most min_batches

They exist for states with a row of `campaigns`; `length` where min_batches is above 1
or the state could be passed through without a batch.

Constraints
    not_over   since[t] >= since[t-1] + batches[t] - max_batches * (own[t] + changes from f)
    kept       since[t] <= max_batches * state[r,f,t+1]
    grown      length[t] <= length[t-1] + batches[t]
    staying    length[t] <= min_batches * state[r,f,t+1]
    enough     min_batches * changes from f in t <= length[t-1] + batches[t]

Before bucket 0 `since` is what `initial_states` says and `length` is enough: the campaign
under way may end at any time.

Posts
    HOURS[r,t]   decontamination: decontamination_h * own
    COST         decontamination: decontamination_eur * own

The decontamination that ends a stay is posted with its change.
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from models.milp.batches import works
from models.milp.ledger import Account
from models.plant import Plant

Model = Any


def variables(m: Model, plant: Plant) -> None:
    b, indices = m.campaigns, m.indices
    planned, rows = indices.calendar.planned, indices.states.campaigns
    b.CAMPAIGNS = pyo.Set(dimen=3, initialize=[(r, f, t) for r, f in sorted(rows) for t in planned])
    b.own = pyo.Var(b.CAMPAIGNS, domain=pyo.NonNegativeIntegers)
    b.since = pyo.Var(b.CAMPAIGNS, domain=pyo.NonNegativeReals)
    b.length = pyo.Var(b.CAMPAIGNS, domain=pyo.NonNegativeReals)
    for resource, f, t in b.CAMPAIGNS:
        row, ended = rows[resource, f], b.own[resource, f, t]
        m.ledger.post(
            Account.HOURS, (resource, t), "decontamination", row.decontamination_h * ended
        )
        m.ledger.post(Account.COST, (), "decontamination", row.decontamination_eur * ended)


def constraints(m: Model, plant: Plant) -> None:
    b, states = m.campaigns, m.indices.states
    rows, worked, place = states.campaigns, works(m), m.changeovers.state

    def batches(resource: str, f: str, t: int) -> Any:
        return worked.get((resource, f, t), 0)

    def leaving(resource: str, f: str, t: int) -> Any:
        return pyo.quicksum(m.changeovers.change[a] for a in m.changeovers.out_of[resource, f, t])

    def since_before(resource: str, f: str, t: int) -> Any:
        if t:
            return b.since[resource, f, t - 1]
        return states.before[resource] if states.initial.get(resource) == f else 0

    def length_before(resource: str, f: str, t: int) -> Any:
        if t:
            return b.length[resource, f, t - 1]
        return rows[resource, f].min_batches if states.initial.get(resource) == f else 0

    @b.Constraint(b.CAMPAIGNS)
    def not_over(b: Model, resource: str, f: str, t: int) -> Any:
        ends = b.own[resource, f, t] + leaving(resource, f, t)
        made = since_before(resource, f, t) + batches(resource, f, t)
        return b.since[resource, f, t] >= made - rows[resource, f].max_batches * ends

    @b.Constraint(b.CAMPAIGNS)
    def kept(b: Model, resource: str, f: str, t: int) -> Any:
        most = rows[resource, f].max_batches
        return b.since[resource, f, t] <= most * place[resource, f, t + 1]

    @b.Constraint(b.CAMPAIGNS)
    def grown(b: Model, resource: str, f: str, t: int) -> Any:
        made = length_before(resource, f, t) + batches(resource, f, t)
        return b.length[resource, f, t] <= made

    @b.Constraint(b.CAMPAIGNS)
    def staying(b: Model, resource: str, f: str, t: int) -> Any:
        least = rows[resource, f].min_batches
        return b.length[resource, f, t] <= least * place[resource, f, t + 1]

    @b.Constraint([key for key in b.CAMPAIGNS if m.changeovers.out_of[key]])
    def enough(b: Model, resource: str, f: str, t: int) -> Any:
        made = length_before(resource, f, t) + batches(resource, f, t)
        return rows[resource, f].min_batches * leaving(resource, f, t) <= made
