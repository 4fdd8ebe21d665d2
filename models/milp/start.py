"""A first plan: the relaxation's batches, made whole one after another.

The relaxed plan says how many units of each flavour should be filled by when. Whole
batches follow it: in each bucket the flavour whose next batch the relaxed plan begins
first comes first, as long as hours last and suite and line keep a course (`sequencing`);
what hours are left makes batches that it begins within the next `ahead` buckets. A batch
that needs a change waits up to `ahead` buckets for those that need none, so campaigns
grow. Or the previous plan is the first one (`previous_batches`).

Both look for what `followers.sequencers` has put on the model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, MutableMapping
from math import ceil
from typing import Any

import pyomo.environ as pyo

from models.batches import BatchKind
from models.milp.commitments import Commitments
from models.milp.indices import Indices, KindKey
from models.milp.placing import Placing

Model = Any
Counts = dict[tuple[BatchKind, int], int]

BEGUN = 0.05
"""Share of a batch that the relaxed plan has made when the batch counts as begun."""

SOON = 2
"""Buckets after the first batch of a campaign in which those that it needs are placed."""

MENDED = 3
"""Buckets by which what was taken out may be made before the relaxed plan begins it."""


def whole_batches(m: Model, value: Callable[[Any], float], ahead: int) -> Mapping[Any, float]:
    """Whole batches after a relaxed plan.

    Parameters
    ----------
    m
        The model.
    value
        Value of a variable in the relaxed plan.
    ahead
        Buckets by which a batch may be made before the relaxed plan begins it.

    Returns
    -------
    Number of batches by variable of `m.batches.made`, zeros included.
    """
    placing = nothing_placed(m)
    fill_up(m, placing, wanted_units(m, value), ahead)
    return chosen(m, placing)


def previous_batches(m: Model, value: Callable[[Any], float], filled: bool) -> Mapping[Any, float]:
    """The batches of the previous plan, as far as hours and courses still allow.

    Parameters
    ----------
    m, value
        As for `whole_batches`.
    filled
        Whether hours that are left are filled up after the relaxed plan.
    """
    placing = nothing_placed(m)
    put_again(m, placing, m.indices.opened)
    placing.mend(bounds(m)[0])
    if filled:
        fill_up(m, placing, wanted_units(m, value), MENDED)
    return chosen(m, placing)


def put_again(
    m: Model, placing: Placing, batches: Mapping[tuple[KindKey, int], int]
) -> list[tuple[KindKey, int]]:
    """Put the batches of another plan where it has them, as far as bounds and hours allow;
    `mend` is to follow. Those for which there is no room."""
    most, left = bounds(m)[1], []
    for (key, bucket), count in sorted(batches.items(), key=lambda item: item[0][1]):
        kind = m.indices.kinds.get(key)
        for _ in range(count):
            if (
                kind is not None
                and placing.counts[kind, bucket] < most.get((kind, bucket), 0)
                and placing.fits(kind, bucket)
            ):
                placing.put(kind, bucket)
            else:
                left.append((key, bucket))
    return left


def fill_up(m: Model, placing: Placing, wanted: dict[str, list[float]], ahead: int) -> None:
    """Place what a relaxed plan begins up to `ahead` buckets later, beside what is there."""
    indices: Indices = m.indices
    kinds, most = kinds_by_bucket(indices), bounds(m)[1]
    by_then: dict[str, float] = defaultdict(float)
    ever = {name: units_of(indices, placing.counts, name) for name in wanted}
    for bucket in indices.calendar.planned:
        for kind in kinds[bucket]:
            by_then[flavour(indices, kind)] += kind.units * placing.counts[kind, bucket]
        refused: set[BatchKind] = set()
        while True:
            options = []
            for kind in kinds[bucket]:
                name = flavour(indices, kind)
                due = _begins(wanted[name], by_then[name], kind)
                if due is None or due > bucket + ahead or kind in refused:
                    continue
                if placing.counts[kind, bucket] >= most[kind, bucket]:
                    continue
                if _begins(wanted[name], ever[name], kind) is None:
                    continue
                if not placing.free.fits(kind, bucket):
                    continue
                wait = due + ahead * placing.changes(kind, bucket)
                options.append((wait, due, -placing.free.slack(kind, bucket), kind.key, kind))
            if not options:
                break
            wait, due, _, _, kind = min(options)
            name = flavour(indices, kind)
            if not placing.take(kind, bucket):
                refused.add(kind)
                continue
            here, all_ = _complete(placing, kind, bucket) if wait > due else (0, 0)
            by_then[name] += kind.units * (1 + here)
            ever[name] += kind.units * (1 + all_)


def _complete(placing: Placing, kind: BatchKind, bucket: int) -> tuple[int, int]:
    """Place what a campaign that begins with a batch needs at least; how many batches in the
    bucket, and in all.

    A resource that cannot leave a state whose other batches nobody wants yet would stand
    still.
    """
    here = placed = 0
    for t in range(bucket, min(bucket + SOON + 1, placing.horizon)):
        while placed < placing.least(kind) - 1 and placing.take(kind, t):
            placed += 1
            here += t == bucket
    return here, placed


def nothing_placed(m: Model) -> Placing:
    """Nothing placed yet but what bounds of variables and instructions ask for."""
    placing = bounds_placed(m)
    placing.obey(bounds(m)[1])
    return placing


def bounds_placed(m: Model) -> Placing:
    """Nothing placed yet but what bounds of variables ask for."""
    placing = Placing(m.indices, getattr(m, "sequencers", {}), Commitments(m.indices, m.plant))
    for (kind, bucket), count in bounds(m)[0].items():
        for _ in range(count):
            placing.put(kind, bucket)
    return placing


def bounds(m: Model) -> tuple[Counts, dict[tuple[BatchKind, int], float]]:
    """Least (above 0) and most batches of each kind and bucket."""
    least: Counts = {}
    most = {}
    for *key, bucket in m.batches.STARTS:
        made, kind = m.batches.made[(*key, bucket)], m.indices.kinds[tuple(key)]
        most[kind, bucket] = float("inf") if made.ub is None else made.ub
        if made.lb:
            least[kind, bucket] = ceil(made.lb)
    return least, most


def units_of(indices: Indices, counts: Mapping[tuple[BatchKind, int], int], name: str) -> float:
    """Units of a flavour that are placed."""
    return sum(
        kind.units * count for (kind, _), count in counts.items() if flavour(indices, kind) == name
    )


def chosen(m: Model, placing: Placing) -> Mapping[Any, float]:
    """What is placed, by variable."""
    found: MutableMapping[Any, float] = pyo.ComponentMap()
    for *key, bucket in m.batches.STARTS:
        kind = m.indices.kinds[tuple(key)]
        found[m.batches.made[(*key, bucket)]] = float(placing.counts[kind, bucket])
    return found


def flavour(indices: Indices, kind: BatchKind) -> str:
    """The flavour of a batch; blank for one that nobody may ever receive."""
    return indices.flavour_of.get((kind.syringe, kind.suite, kind.line), "")


def wanted_units(m: Model, value: Callable[[Any], float]) -> dict[str, list[float]]:
    """Units of each flavour that the relaxed plan has filled by the end of each bucket."""
    indices: Indices = m.indices
    made: dict[str, list[float]] = {
        name: [0.0] * indices.calendar.horizon for name in {"", *indices.flavour_of.values()}
    }
    for *key, bucket in m.batches.STARTS:
        kind = indices.kinds[tuple(key)]
        made[flavour(indices, kind)][bucket] += kind.units * value(m.batches.made[(*key, bucket)])
    for units in made.values():
        for bucket in range(1, len(units)):
            units[bucket] += units[bucket - 1]
    return made


def kinds_by_bucket(indices: Indices) -> dict[int, list[BatchKind]]:
    """The batches that each bucket may make."""
    kinds: dict[int, list[BatchKind]] = defaultdict(list)
    for key, bucket in indices.starts:
        kinds[bucket].append(indices.kinds[key])
    return kinds


def _begins(units: list[float], filled: float, kind: BatchKind) -> int | None:
    """Bucket in which the relaxed plan begins the flavour's next batch; None: never."""
    threshold = filled + BEGUN * kind.units
    return next((bucket for bucket, upto in enumerate(units) if upto > threshold), None)
