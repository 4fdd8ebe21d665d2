"""Changeovers with order variables (R6), as in many papers on lot sizing with sequences.

Variables
    those of `models.milp.changeovers`, `change` binary everywhere
    order[r,f,t] in [0, n]   place of state f among the n states of resource r in t

Constraints
    those of `models.milp.changeovers`, but
    set_up     batches of state f in t <= M * visit[f,t], one M for the plant
    ordered    order[g] >= order[f] + 1 - (n + 1) * (1 - change[f,g]): no circles
"""

from __future__ import annotations

from math import floor
from typing import Any

import pyomo.environ as pyo

from models.milp import changeovers
from models.milp.batches import works
from models.milp.hours import movable_h
from models.plant import Plant

Model = Any


def variables(m: Model, plant: Plant) -> None:
    changeovers.variables(m, plant)
    b, states = m.changeovers, m.indices.states.of
    for change in b.change.values():
        change.domain = pyo.Binary
    b.order = pyo.Var(b.VISITS, bounds=lambda _, r, f, t: (0, len(states[r])))


def constraints(m: Model, plant: Plant) -> None:
    changeovers.constraints(m, plant)
    b, states = m.changeovers, m.indices.states.of
    worked, most = works(m), _most(m)
    b.set_up.deactivate()

    @b.Constraint(sorted(worked))  # type: ignore[untyped-decorator]
    def set_up_plainly(b: Model, resource: str, f: str, t: int) -> Any:
        return worked[resource, f, t] <= most * b.visit[resource, f, t]

    @b.Constraint(b.CHANGES)  # type: ignore[untyped-decorator]
    def ordered(b: Model, resource: str, f: str, g: str, t: int) -> Any:
        far = len(states[resource]) + 1
        change = b.change[resource, f, g, t]
        before, after = b.order[resource, f, t], b.order[resource, g, t]
        return after >= before + 1 - far * (1 - change)


def _most(m: Model) -> int:
    """Batches that no bucket of no resource exceeds: the longest one, all with the shortest
    batch, and the fixed batches on top."""
    routes = [(kind, r) for kind in m.indices.kinds.values() for r in kind.route]
    if not routes:
        return len(m.indices.firm)
    least = min(
        kind.cycle_h if resource == kind.suite else kind.set_up_h + kind.fill_h
        for kind, resource in routes
    )
    moved = max(movable_h(kind, resource) for kind, resource in routes)
    room = max(m.indices.hours.offered.values(), default=0.0) + max(0.0, moved)
    most: int = floor(room / least + 1e-9) + len(m.indices.firm)
    return most
