"""Counts: batches are whole, so what a relaxed plan owes rounds up (docs/model.md).

Cumulative batch counts, rounded. Take a syringe, markets M that can only take from some
flavours, and a bucket u. What M is owed up to u, less what exists already, must come from
batches that are released by then, or stay owed:

    sum over sizes v of size[v] * batches of size v in reach by u + backorder of M at u >= d

With whole batches the mixed-integer rounding of this row by a size s holds, too. It cuts
off plans that fill four fifths of a batch, so it lifts the bound; whole plans keep it
anyway, and the search over them leaves it out.

Variables
    done[flavour,size,t] >= 0    batches of a size filled up to the end of t

Constraints
    counted      done[t] = done[t-1] + batches of the size in t
    rounded      sum of G(size / s) * done in reach + backorder / (s * r) >= ceil(d / s),
                 with r = d / s - floor(d / s) and G(a) = floor(a) + min(1, (a - floor(a)) / r)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import pyomo.environ as pyo

from models.milp.indices import THOUSAND, Indices
from models.plant import Plant
from models.pooling import Market

Model = Any

WHOLE = 1e-6
"""Part of a batch that counts as none."""


@dataclass(frozen=True)
class Need:
    """What some markets are owed up to a bucket beyond what exists, in thousands of units."""

    markets: tuple[str, ...]
    bucket: int
    units: float
    reach: dict[str, int]
    """Flavour: last bucket whose batches they may receive by then."""


def variables(m: Model, plant: Plant) -> None:
    b, indices = m.counts, m.indices
    sizes = sorted({made[:2] for made, _ in _sizes(indices)})
    planned = indices.calendar.planned
    b.COUNTS = pyo.Set(dimen=3, initialize=[(f, v, t) for f, v in sizes for t in planned])
    b.done = pyo.Var(b.COUNTS, domain=pyo.NonNegativeReals)


def constraints(m: Model, plant: Plant) -> None:
    b, indices = m.counts, m.indices
    made_of: dict[tuple[str, float, int], list[Any]] = defaultdict(list)
    for made, start in _sizes(indices):
        made_of[made].append(m.batches.made[start])

    @b.Constraint(b.COUNTS)
    def counted(b: Model, flavour: str, size: float, t: int) -> Any:
        before = b.done[flavour, size, t - 1] if t else 0
        return b.done[flavour, size, t] == before + pyo.quicksum(made_of[flavour, size, t])

    sizes: dict[str, list[float]] = defaultdict(list)
    for flavour, size in sorted({made[:2] for made in made_of}):
        sizes[flavour].append(size)
    needs = list(_needs(indices))
    b.ROUNDED = pyo.Set(
        dimen=2,
        initialize=[
            (number, size)
            for number, need in enumerate(needs)
            for size in sorted({size for flavour in need.reach for size in sizes[flavour]})
            if need.units / size - floor(need.units / size) > WHOLE
        ],
    )

    @b.Constraint(b.ROUNDED)
    def rounded(b: Model, number: int, size: float) -> Any:
        need = needs[number]
        share = need.units / size - floor(need.units / size)
        made = [
            _rounding(each / size, share) * b.done[flavour, each, last]
            for flavour, last in need.reach.items()
            for each in sizes[flavour]
        ]
        owed = [m.service.backorder[name, need.bucket] for name in need.markets]
        late = pyo.quicksum(owed) / (size * share)
        return pyo.quicksum(made) + late >= ceil(need.units / size)


def _rounding(ratio: float, share: float) -> float:
    """G of the mixed-integer rounding of a row."""
    return floor(ratio + WHOLE) + min(1.0, max(0.0, ratio - floor(ratio + WHOLE)) / share)


def _sizes(indices: Indices) -> Iterator[tuple[tuple[str, float, int], tuple[Any, ...]]]:
    """(flavour, thousands of units of a batch, bucket) of each index of `made`."""
    for key, t in indices.starts:
        kind = indices.kinds[key]
        flavour = indices.flavour_of.get((kind.syringe, *kind.route))
        units = kind.units - indices.pack_loss[kind.syringe]
        if flavour is not None and units > 0:
            yield (flavour, units / THOUSAND, t), (*key, t)


def _needs(indices: Indices) -> Iterator[Need]:
    """Needs of all nested sets of markets, bucket by bucket."""
    takes = {
        name: frozenset(flavour for flavour, _ in market.windows)
        for name, market in indices.markets.items()
    }
    by_set: dict[tuple[str, frozenset[str]], list[Market]] = defaultdict(list)
    for syringe, flavours in sorted(
        {(m.syringe, takes[n]) for n, m in indices.markets.items()}, key=str
    ):
        for name, market in indices.markets.items():
            if market.syringe == syringe and takes[name] <= flavours:
                by_set[syringe, flavours].append(market)
    for members in by_set.values():
        newest: dict[str, int] = {}
        for bucket in indices.calendar.buckets:
            for market in members:
                for (flavour, t), window in market.windows.items():
                    if t == bucket:
                        newest[flavour] = max(newest.get(flavour, -1), window[1])
            need = _need(indices, members, bucket, newest)
            if need.units > 0 and need.reach:
                yield need


def _need(indices: Indices, members: list[Market], bucket: int, newest: dict[str, int]) -> Need:
    owed = sum(market.owed[bucket] - market.received[bucket] for market in members)
    there, reach = 0.0, {}
    for name, position in newest.items():
        flavour = indices.flavours[name]
        loss = indices.pack_loss[flavour.syringe]
        sources = flavour.sources[: position + 1]
        there += sum(max(0, source.units - loss) for source in sources)
        last = position - len(flavour.sources)
        if last < 0:
            continue
        there += sum(
            work.kind.units - loss
            for work in indices.firm
            if work.bucket <= last
            and indices.flavour_of.get((work.kind.syringe, *work.kind.route)) == name
        )
        reach[name] = last
    names = tuple(market.name for market in members)
    return Need(names, bucket, (owed - there) / THOUSAND, reach)
