"""Changeovers: which states a resource visits in a bucket, and in which order (R6).

A path through the states of each sequenced resource: from the state at a bucket's
beginning to the one at its end, each state at most once; it goes on over borders and
idle time. In a week the path has at most one change.

Variables
    visit[r,f,t] in {0,1}     resource r is in state f at some time in t
    state[r,f,t] in {0,1}     it is in f at the border before t; t runs to the plan's end
    change[r,f,g,t] >= 0      it changes from f to g in t; in {0,1} in months

Constraints
    one_state    sum over f of state[r,f,t] = 1
    left         visit[f,t] = state[f,t+1] + changes from f in t
    entered      visit[f,t] = state[f,t] + changes to f in t
    one_change   in a week: sum of change <= 1
    set_up       batches of state f in t <= most * visit[f,t]
    connected    changes inside a set of states <= visits of the set but one; added
                 where a plan breaks it (`violated`): a month's path has no circle beside it

The first state is given (`initial_states`), or free for a resource that has none. `most`
is the number of the shortest batches that a bucket holds, with the hours that may cross
its borders.

Posts
    HOURS[r,t]   change: hours * change; decontamination: decontamination_h of the state left
    COST         changeovers: cost_eur * change; decontamination: decontamination_eur of the
                 state left
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from math import floor
from typing import Any

import pyomo.environ as pyo

from models.batches import BatchKind
from models.milp.batches import works
from models.milp.hours import movable_h
from models.milp.indices import Indices
from models.milp.ledger import Account
from models.plant import Plant

Model = Any

BROKEN = 1e-4
"""By how much a row must be broken before it is added."""


def variables(m: Model, plant: Plant) -> None:
    b, indices = m.changeovers, m.indices
    states, planned = indices.states, indices.calendar.planned
    held = [(r, f) for r, found in states.of.items() for f in found]
    b.VISITS = pyo.Set(dimen=3, initialize=[(r, f, t) for r, f in held for t in planned])
    borders = range(indices.calendar.horizon + 1)
    b.BORDERS = pyo.Set(dimen=3, initialize=[(r, f, t) for r, f in held for t in borders])
    changes = [(r, f, g, t) for r, f, g in sorted(states.changes) for t in planned]
    b.CHANGES = pyo.Set(dimen=4, initialize=changes)
    b.visit = pyo.Var(b.VISITS, domain=pyo.Binary)
    b.state = pyo.Var(b.BORDERS, domain=pyo.Binary)
    b.change = pyo.Var(b.CHANGES, domain=lambda _, r, f, g, t: _domain(indices, t))
    for resource, first in states.initial.items():
        for f in states.of[resource]:
            b.state[resource, f, 0].setlb(int(f == first))
            b.state[resource, f, 0].setub(int(f == first))
    for resource, f, g, t in b.CHANGES:
        row, change = states.changes[resource, f, g], b.change[resource, f, g, t]
        m.ledger.post(Account.HOURS, (resource, t), "change", row.hours * change)
        m.ledger.post(Account.COST, (), "changeovers", row.cost_eur * change)
        ending = states.campaigns.get((resource, f))
        if ending is not None:
            hours, eur = ending.decontamination_h, ending.decontamination_eur
            m.ledger.post(Account.HOURS, (resource, t), "decontamination", hours * change)
            m.ledger.post(Account.COST, (), "decontamination", eur * change)
    b.out_of, b.into = _ends(b.CHANGES)


def constraints(m: Model, plant: Plant) -> None:
    b, states = m.changeovers, m.indices.states
    worked = works(m)
    resources = sorted(states.of)

    @b.Constraint(resources, list(range(m.indices.calendar.horizon + 1)))
    def one_state(b: Model, resource: str, t: int) -> Any:
        return pyo.quicksum(b.state[resource, f, t] for f in states.of[resource]) == 1

    @b.Constraint(b.VISITS)
    def left(b: Model, resource: str, f: str, t: int) -> Any:
        leaving = pyo.quicksum(b.change[arc] for arc in b.out_of[resource, f, t])
        return b.visit[resource, f, t] == b.state[resource, f, t + 1] + leaving

    @b.Constraint(b.VISITS)
    def entered(b: Model, resource: str, f: str, t: int) -> Any:
        entering = pyo.quicksum(b.change[arc] for arc in b.into[resource, f, t])
        return b.visit[resource, f, t] == b.state[resource, f, t] + entering

    weeks = [(r, t) for r in resources for t in range(m.indices.weeks) if len(states.of[r]) > 1]

    @b.Constraint(weeks)
    def one_change(b: Model, resource: str, t: int) -> Any:
        found = states.of[resource]
        return pyo.quicksum(b.change[a] for f in found for a in b.out_of[resource, f, t]) <= 1

    @b.Constraint(sorted(worked))
    def set_up(b: Model, resource: str, f: str, t: int) -> Any:
        most = _most(m.indices, resource, t) + m.indices.firm_count(resource, f, t)
        return worked[resource, f, t] <= most * b.visit[resource, f, t]


def violated(m: Model, value: Callable[[Any], float]) -> list[Any]:
    """The rows `connected` that a plan breaks, as Pyomo relations; all hold for every plan.

    Parameters
    ----------
    m
        The model.
    value
        Value of a variable under the plan that is looked at.
    """
    b = m.changeovers
    used: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for resource, f, g, t in b.CHANGES:
        if t >= m.indices.weeks and value(b.change[resource, f, g, t]) > BROKEN:
            used[resource, t].append((f, g))
    rows = []
    for (resource, t), arcs in used.items():
        for circle in _joined(arcs):
            inside = [
                b.change[resource, f, g, t]
                for f in circle
                for g in circle
                if f != g and (resource, f, g, t) in b.CHANGES
            ]
            visits = {f: b.visit[resource, f, t] for f in circle}
            most = max(circle, key=lambda f: value(visits[f]))
            others = [visits[f] for f in circle if f != most]
            if sum(map(value, inside)) > sum(map(value, others)) + BROKEN:
                rows.append(pyo.quicksum(inside) <= pyo.quicksum(others))
    return rows


def _domain(indices: Indices, t: int) -> Any:
    return pyo.UnitInterval if t < indices.weeks else pyo.Binary


def _ends(changes: Any) -> tuple[dict[Any, list[Any]], dict[Any, list[Any]]]:
    """Changes by (resource, state left, bucket) and by (resource, state entered, bucket)."""
    out_of, into = defaultdict(list), defaultdict(list)
    for arc in changes:
        resource, f, g, t = arc
        out_of[resource, f, t].append(arc)
        into[resource, g, t].append(arc)
    return out_of, into


def _most(indices: Indices, resource: str, t: int) -> int:
    """Batches that a bucket of a resource may hold at most."""
    kinds = [kind for kind in indices.kinds.values() if resource in kind.route]
    if not kinds:
        return 0
    least = min(_hours(kind, resource) for kind in kinds)
    moved = max(movable_h(kind, resource) for kind in kinds)
    room = indices.hours.offered[resource, t] + max(0.0, moved)
    return floor(room / least + 1e-9)


def _hours(kind: BatchKind, resource: str) -> float:
    return kind.cycle_h if resource == kind.suite else kind.set_up_h + kind.fill_h


def _joined(arcs: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    """States that are joined by arcs, in groups of two or more."""
    group: dict[str, set[str]] = {}
    for f, g in arcs:
        merged = group.get(f, {f}) | group.get(g, {g})
        group |= dict.fromkeys(merged, merged)
    return sorted({tuple(sorted(found)) for found in group.values()})
