"""A first plan from the last bucket back: as late as a relaxed plan allows.

Least holding, and local search repairs what is late. With changes to make, batches that
are placed backwards stand too much alone: it serves plants without them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from math import ceil
from typing import Any

from models.milp.indices import Indices
from models.milp.placing import Placing
from models.milp.start import (
    BEGUN,
    MENDED,
    bounds,
    chosen,
    fill_up,
    flavour,
    kinds_by_bucket,
    nothing_placed,
    units_of,
    wanted_units,
)

Model = Any


def latest_batches(m: Model, value: Callable[[Any], float], early: int = 0) -> Mapping[Any, float]:
    """Whole batches as late as a relaxed plan allows: least holding.

    From the last bucket back, a batch is placed where the relaxed plan begins it, or
    before if there are no hours; what finds no hours down to the first bucket goes
    where hours are left. Where a suite or line then has no course batches are taken out
    until it has one, and hours that are left are filled up.

    Parameters
    ----------
    m, value
        As for `whole_batches`.
    early
        Buckets by which each batch is made before the relaxed plan begins it, as a
        reserve against lateness.
    """
    wanted, placing = wanted_units(m, value), nothing_placed(m)
    _place_late(m, placing, wanted, early)
    if placing.mend(bounds(m)[0]):
        fill_up(m, placing, wanted, early + MENDED)
    return chosen(m, placing)


def _place_late(m: Model, placing: Placing, wanted: dict[str, list[float]], early: int) -> None:
    """Place all that a relaxed plan makes, as late as it allows; hours only are looked at."""
    indices: Indices = m.indices
    kinds, most = kinds_by_bucket(indices), bounds(m)[1]
    to_place = {
        name: _rounded_up(indices, name, units[-1]) - units_of(indices, placing.counts, name)
        for name, units in wanted.items()
    }
    planned = list(indices.calendar.planned)
    # Backwards as late as may be, then forwards whatever found no hours.
    passes = [*((t, True) for t in reversed(planned)), *((t, False) for t in planned)]
    for bucket, only_due in passes:
        while True:
            options = []
            for kind in kinds[bucket]:
                name = flavour(indices, kind)
                before = to_place[name] - (1 - BEGUN) * kind.units
                wait = _wait(wanted[name], before, bucket + early, only_due)
                room = placing.counts[kind, bucket] < most[kind, bucket]
                if wait is not None and room and placing.fits(kind, bucket):
                    options.append((-wait, -placing.free.slack(kind, bucket), kind.key, kind))
            if not options:
                break
            kind = min(options)[3]
            placing.put(kind, bucket)
            to_place[flavour(indices, kind)] -= kind.units


def _wait(units: list[float], before: float, bucket: int, only_due: bool) -> int | None:
    """Bucket in which the relaxed plan needs the last batch to place, most urgent the
    highest; None if not yet.

    `before` is what is left to place without it; it must hold what is wanted before the
    bucket.
    """
    if before < 0:
        return None
    if not only_due:
        return 0
    needed = units[min(bucket, len(units)) - 1] if bucket > 0 else 0.0
    return bisect_left(units, before) if before >= needed else None


def _rounded_up(indices: Indices, name: str, units: float) -> float:
    """Units of whole batches of a flavour that hold so many units."""
    sizes = [kind.units for kind in indices.kinds.values() if flavour(indices, kind) == name]
    return ceil(units / min(sizes) - BEGUN) * min(sizes) if sizes else 0.0
