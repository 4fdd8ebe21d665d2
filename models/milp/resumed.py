"""A first plan that another plan gives: its batches as they are, or repaired.

Between two what-ifs of one case most batches can stay. Those for which the new case has no
room, or whose suite or line has no course any more, go near where they were, on any suite and
line; what finds no place there is left out, for the search to make up for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

import pyomo.environ as pyo

from models.batches import BatchKind
from models.milp.indices import Indices, KindKey
from models.milp.placing import Placing
from models.milp.start import (
    MENDED,
    bounds,
    bounds_placed,
    chosen,
    fill_up,
    put_again,
    wanted_units,
)

Model = Any
Places = Mapping[tuple[KindKey, int], int]
"""(batch kind, bucket): number of batches."""

NEAR = 3
"""Buckets before and after its own in which a batch without room is tried."""


def as_it_is(m: Model, batches: Places) -> tuple[Mapping[Any, float], float]:
    """All the batches that have a variable, by variable of `m.batches.made`; their share."""
    found: MutableMapping[Any, float] = pyo.ComponentMap()
    for *key, bucket in m.batches.STARTS:
        found[m.batches.made[(*key, bucket)]] = float(batches.get((tuple(key), bucket), 0))
    return found, _share(found, batches)


def repaired(m: Model, batches: Places) -> tuple[Mapping[Any, float], float]:
    """The batches as far as bounds, hours, courses and commitments allow.

    Parameters
    ----------
    m
        The model, with its sequencers.
    batches
        Of the other plan.

    Returns
    -------
    Number of batches by variable of `m.batches.made`, and their share of the other plan's.
    """
    found = chosen(m, _placed(m, batches))
    return found, _share(found, batches)


def filled_up(m: Model, value: Callable[[Any], float], batches: Places) -> Mapping[Any, float]:
    """As `repaired`; hours that are left are filled up after a relaxed plan with these values."""
    placing = _placed(m, batches)
    fill_up(m, placing, wanted_units(m, value), MENDED)
    return chosen(m, placing)


def likeness(m: Model, plans: Iterable[Places]) -> Any:
    """Number of batches at places that other plans use, of those that are decided."""
    used = {place for batches in plans for place in batches}
    return pyo.quicksum(
        m.batches.made[(*key, bucket)]
        for *key, bucket in m.batches.STARTS
        if (tuple(key), bucket) in used
    )


def _share(found: Mapping[Any, float], batches: Places) -> float:
    """Batches that were found beside those of the other plan, at most 1."""
    return min(1.0, sum(found.values()) / max(1, sum(batches.values())))


def _placed(m: Model, batches: Places) -> Placing:
    placing = bounds_placed(m)
    put_again(m, placing, batches)
    least, most = bounds(m)
    placing.mend(least)
    placing.obey(most)
    for key, bucket in _missing(placing, batches):
        _elsewhere(m.indices, placing, key, bucket, most)
    return placing


def _missing(placing: Placing, batches: Places) -> Iterator[tuple[KindKey, int]]:
    """The batches that are not placed, in time."""
    placed = Counter({(kind.key, t): count for (kind, t), count in placing.counts.items()})
    left = Counter(dict(batches)) - placed
    yield from sorted(left.elements(), key=lambda each: (each[1], each[0]))


def _elsewhere(
    indices: Indices,
    placing: Placing,
    key: KindKey,
    bucket: int,
    most: Mapping[tuple[BatchKind, int], float],
) -> None:
    """Place a batch of a syringe near its bucket, if there is room; its own suite and line
    first."""
    kinds = sorted(
        (kind for kind in indices.kinds.values() if kind.syringe == key[0]),
        key=lambda kind: (-sum(a == b for a, b in zip(kind.key, key, strict=True)), kind.key),
    )
    for t in sorted(range(bucket - NEAR, bucket + NEAR + 1), key=lambda t: (abs(t - bucket), t)):
        for kind in kinds:
            room = placing.counts.get((kind, t), 0) < most.get((kind, t), 0)
            if room and placing.take(kind, t):
                return
