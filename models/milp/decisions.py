"""What a solved model decided, in whole batches and units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.batches import BatchKind
from models.milp.indices import THOUSAND

Model = Any

TRACE = 1e-3
"""Units below which a shipment is a trace of the solver."""


@dataclass(frozen=True)
class Decisions:
    """The decisions of a plan; everything else follows from them."""

    batches: tuple[tuple[BatchKind, int, int], ...]
    """Batch kind, bucket and number of planned batches."""

    shipments: dict[tuple[str, str, int], float]
    """(flavour, market, bucket): units that leave on its last day."""


def read(m: Model) -> Decisions:
    """The decisions in the values of a model's variables."""
    batches = []
    for *key, bucket in m.batches.STARTS:
        count = round(m.batches.made[(*key, bucket)].value)
        if count:
            batches.append((m.indices.kinds[tuple(key)], bucket, count))
    shipments = {
        key: variable.value * THOUSAND
        for key, variable in m.stock.ship.items()
        if variable.value * THOUSAND > TRACE
    }
    return Decisions(tuple(batches), shipments)
