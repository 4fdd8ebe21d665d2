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

    paths: dict[tuple[str, int], tuple[str, ...]]
    """(sequenced resource, bucket): the states it visits, in order; at least one."""

    decontaminations: dict[tuple[str, str, int], int]
    """(resource, state, bucket): decontaminations within a stay, above 0; those that end a
    stay are not among them."""

    media_fills: dict[int, int]
    """Row of the plant's `media_fills`, from 0: bucket in which it is done."""


def read(m: Model) -> Decisions:
    """The decisions in the values of a model's variables."""
    batches = []
    for *key, bucket in m.batches.STARTS:
        count = round(m.batches.made[(*key, bucket)].value)
        if count:
            batches.append((m.indices.kinds[tuple(key)], bucket, count))
    batches += [(work.kind, work.bucket, 1) for work in m.indices.firm if work.frozen]
    shipments = {
        key: variable.value * THOUSAND
        for key, variable in m.stock.ship.items()
        if variable.value * THOUSAND > TRACE
    }
    own = {key: round(variable.value) for key, variable in m.campaigns.own.items()}
    return Decisions(
        batches=tuple(batches),
        shipments=shipments,
        paths=_paths(m),
        decontaminations={key: count for key, count in own.items() if count},
        media_fills={row: t for (row, t), v in m.media_fills.place.items() if round(v.value)},
    )


def _paths(m: Model) -> dict[tuple[str, int], tuple[str, ...]]:
    """The states that each sequenced resource visits in each bucket, in order."""
    b, states = m.changeovers, m.indices.states
    following = {
        (resource, f, t): g
        for resource, f, g, t in b.CHANGES
        if round(b.change[resource, f, g, t].value)
    }
    paths = {}
    for resource, found in states.of.items():
        for t in m.indices.calendar.planned:
            path = [next(f for f in found if round(b.state[resource, f, t].value))]
            while (resource, path[-1], t) in following:
                path.append(following[resource, path[-1], t])
            paths[resource, t] = tuple(path)
    return paths
