"""Substance: kilograms of every batch come from lots that may be used then (R11).

Variables
    used[lot,t] >= 0      kg taken from a lot in bucket t; lots that may be used in the same
                          buckets count as one

Constraints
    supplied     kg of the substance's batches in t = sum over its lots of used[lot,t]
    in_the_lot   sum over t of used[lot,t] <= kg of the lot

Only substances with a row of `substance_lots` are limited. Which lot a batch takes from is
told afterwards: the one that expires first serves as many batches as any other order.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyomo.environ as pyo

from models.plant import Plant

Model = Any


def variables(m: Model, plant: Plant) -> None:
    b, lots = m.substance, m.indices.substance_lots
    b.USES = pyo.Set(dimen=2, initialize=[(n, t) for n, lot in lots.items() for t in lot.buckets])
    b.used = pyo.Var(b.USES, domain=pyo.NonNegativeReals)


def constraints(m: Model, plant: Plant) -> None:
    b, lots = m.substance, m.indices.substance_lots
    taken = _taken(m, plant)
    sources: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name, t in b.USES:
        sources[lots[name].substance, t].append(name)

    @b.Constraint(sorted(taken))
    def supplied(b: Model, substance: str, t: int) -> Any:
        return taken[substance, t] == pyo.quicksum(b.used[n, t] for n in sources[substance, t])

    @b.Constraint(sorted(lots))
    def in_the_lot(b: Model, name: str) -> Any:
        return pyo.quicksum(b.used[name, t] for t in lots[name].buckets) <= lots[name].kg


def _taken(m: Model, plant: Plant) -> dict[tuple[str, int], Any]:
    """kg by limited substance and bucket in which some batch may take it."""
    limited = {row.substance for row in plant.substance_lots}
    substance = {row.bulk: row.substance for row in plant.bulks}
    terms: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for *key, t in m.batches.STARTS:
        kind = m.indices.kinds[tuple(key)]
        if substance[kind.bulk] in limited:
            made = m.batches.made[(*key, t)]
            terms[substance[kind.bulk], t].append(kind.substance_kg * made)
    for work in m.indices.firm:
        if substance[work.kind.bulk] in limited and not work.prepared:
            terms[substance[work.kind.bulk], work.bucket].append(work.kind.substance_kg)
    return {key: pyo.quicksum(each) for key, each in terms.items()}
