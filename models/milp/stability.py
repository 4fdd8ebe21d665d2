"""Stability: what is changed of the previous plan (R12).

Variables
    kept[kind,t] >= 0     batches that stay as they are, at most the open batches of the
                          previous plan

Constraints
    made_again   kept <= made
    few_moves    open batches of the previous plan - kept <= limits.moves, if that is given

Frozen buckets have no variables: their open batches are fixed, like firm ones.

Posts
    COST         moves: move_cost_eur * (open batches of the previous plan - kept)
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from models.milp.ledger import Account
from models.plant import Plant

Model = Any


def variables(m: Model, plant: Plant) -> None:
    b, opened = m.stability, m.indices.opened
    known = [(key, t) for key, t in m.indices.starts if (key, t) in opened]
    b.KEPT = pyo.Set(dimen=5, initialize=[(*key, t) for key, t in known])
    b.kept = pyo.Var(b.KEPT, bounds=lambda _, *index: (0, opened[index[:4], index[4]]))
    price = plant.settings.move_cost_eur
    for *key, t in b.KEPT:
        changed = opened[tuple(key), t] - b.kept[(*key, t)]
        m.ledger.post(Account.COST, (), "moves", price * changed)
    frozen = sum(count for (_, t), count in opened.items() if t in m.indices.frozen)
    gone = sum(opened.values()) - frozen - sum(opened[key] for key in known)
    if gone:
        m.ledger.post(Account.COST, (), "moves", price * gone)


def constraints(m: Model, plant: Plant) -> None:
    b = m.stability

    @b.Constraint(b.KEPT)
    def made_again(b: Model, *index: Any) -> Any:
        return b.kept[index] <= m.batches.made[index]

    limit, opened = plant.settings.limits.moves, m.indices.opened
    if limit is not None and opened:
        frozen = sum(count for (_, t), count in opened.items() if t in m.indices.frozen)
        free = sum(opened.values()) - frozen

        @b.Constraint()
        def few_moves(b: Model) -> Any:
            if b.KEPT:
                return free - pyo.quicksum(b.kept.values()) <= limit
            return pyo.Constraint.Feasible if free <= limit else pyo.Constraint.Infeasible
