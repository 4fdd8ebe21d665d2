"""Batches: how many of each kind are filled in which bucket.

Variables
    made[kind,t] integer >= 0     batches of a kind whose fill starts in bucket t

A kind is (syringe, suite, line, volume); it has a variable only where suite and line
are staffed. Batches are whole (R1). Firm batches are constants beside them.

Posts
    HOURS[suite,t]     batch: cycle_h * made
    HOURS[line,t]      set_up: set_up_h * made; batch: fill_h * made
    FILLED[flavour,t]  batches: (units - pack_loss) * made
    COST               production: what the kind costs above the syringe's cheapest per unit
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyomo.environ as pyo

from models.batches import BatchKind, batch_kinds
from models.milp.indices import THOUSAND
from models.milp.ledger import Account
from models.plant import Plant
from models.states import state_of

Model = Any


def variables(m: Model, plant: Plant) -> None:
    b, indices = m.batches, m.indices
    b.STARTS = pyo.Set(dimen=5, initialize=[(*key, bucket) for key, bucket in indices.starts])
    b.made = pyo.Var(b.STARTS, domain=pyo.NonNegativeIntegers)
    above = extra_cost(batch_kinds(plant).values())
    for *key, bucket in b.STARTS:
        kind = indices.kinds[tuple(key)]
        made = b.made[(*key, bucket)]
        _post(m, kind, bucket, made)
        if above[kind.key] > 0:
            m.ledger.post(Account.COST, (), "production", above[kind.key] * made)
    for firm in indices.firm:
        _post(m, firm.kind, firm.bucket, 1, prepared=firm.prepared)


def constraints(m: Model, plant: Plant) -> None:
    """None of its own: hours, stock and service bind batches."""


def _post(m: Model, kind: BatchKind, bucket: int, count: Any, *, prepared: bool = False) -> None:
    """Post what `count` batches of a kind take and give."""
    if not prepared:
        m.ledger.post(Account.HOURS, (kind.suite, bucket), "batch", kind.cycle_h * count)
    m.ledger.post(Account.HOURS, (kind.line, bucket), "set_up", kind.set_up_h * count)
    m.ledger.post(Account.HOURS, (kind.line, bucket), "batch", kind.fill_h * count)
    flavour = m.indices.flavour_of.get((kind.syringe, *kind.route))
    if flavour is not None:
        units = (kind.units - m.indices.pack_loss[kind.syringe]) / THOUSAND
        m.ledger.post(Account.FILLED, (flavour, bucket), "batches", units * count)


def works(m: Model) -> dict[tuple[str, str, int], Any]:
    """(sequenced resource, state, bucket): number of batches that need the state there."""
    indices = m.indices
    terms: dict[tuple[str, str, int], list[Any]] = defaultdict(list)
    for *key, bucket in m.batches.STARTS:
        kind = indices.kinds[tuple(key)]
        for resource in kind.route:
            if resource in indices.states.of:
                made = m.batches.made[(*key, bucket)]
                terms[resource, state_of(kind, resource), bucket].append(made)
    for work in indices.firm:
        for resource in work.kind.route[work.prepared :]:
            if resource in indices.states.of:
                terms[resource, state_of(work.kind, resource), work.bucket].append(1)
    return {key: pyo.quicksum(each) for key, each in terms.items()}


def extra_cost(kinds: Any) -> dict[tuple[str, str, str, float], float]:
    """EUR that a batch of each kind costs above its units at the syringe's cheapest rate."""
    cheapest: dict[str, float] = {}
    for kind in kinds:
        rate = kind.cost_eur / kind.units
        cheapest[kind.syringe] = min(rate, cheapest.get(kind.syringe, rate))
    return {
        kind.key: max(0.0, kind.cost_eur - kind.units * cheapest[kind.syringe]) for kind in kinds
    }
