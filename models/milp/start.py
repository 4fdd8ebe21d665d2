"""A first plan: the relaxation's batches, made whole one after another.

The relaxed plan says how many units of each flavour should be filled by when. Whole
batches follow it: in each bucket the flavour whose next batch the relaxed plan begins
first comes first, as long as hours last; what hours are left makes batches that it
begins within the next `ahead` buckets. Or they are placed from the last bucket back, as
late as the relaxed plan allows (`latest_batches`): less holding, and local search
repairs what is late. Both take well under a second.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, MutableMapping
from math import ceil
from typing import Any

import pyomo.environ as pyo

from models.batches import BatchKind
from models.milp.hours import movable_h
from models.milp.indices import Indices

Model = Any

BEGUN = 0.05
"""Share of a batch that the relaxed plan has made when the batch counts as begun."""

EVEN = 1e-9
"""Hours that count as none."""


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
    indices: Indices = m.indices
    wanted = _wanted(m, value)
    free = FreeHours(indices)
    filled: dict[str, float] = defaultdict(float)
    chosen: MutableMapping[Any, float] = pyo.ComponentMap(
        (variable, 0.0) for variable in m.batches.made.values()
    )
    kinds = _kinds_by_bucket(indices)
    for bucket in indices.calendar.planned:
        while True:
            options = [
                (due, -free.slack(kind, bucket), kind.key, kind)
                for kind in kinds[bucket]
                if free.fits(kind, bucket)
                and (name := _flavour(indices, kind))
                and (due := _begins(wanted[name], filled[name], kind)) is not None
                and due <= bucket + ahead
            ]
            if not options:
                break
            kind = min(options)[3]
            free.take(kind, bucket)
            filled[_flavour(indices, kind)] += kind.units
            chosen[m.batches.made[(*kind.key, bucket)]] += 1
    return chosen


def latest_batches(m: Model, value: Callable[[Any], float], early: int = 0) -> Mapping[Any, float]:
    """Whole batches as late as a relaxed plan allows: least holding.

    From the last bucket back, a batch is placed where the relaxed plan begins it, or
    before if there are no hours; what finds no hours down to the first bucket goes
    where hours are left.

    Parameters
    ----------
    m, value
        As for `whole_batches`.
    early
        Buckets by which each batch is made before the relaxed plan begins it, as a
        reserve against lateness.
    """
    indices: Indices = m.indices
    wanted = _wanted(m, value)
    free = FreeHours(indices)
    chosen: MutableMapping[Any, float] = pyo.ComponentMap(
        (variable, 0.0) for variable in m.batches.made.values()
    )
    kinds = _kinds_by_bucket(indices)
    to_place = {name: _rounded_up(indices, name, units[-1]) for name, units in wanted.items()}
    planned = list(indices.calendar.planned)
    # Backwards as late as may be, then forwards whatever found no hours.
    passes = [*((t, True) for t in reversed(planned)), *((t, False) for t in planned)]
    for bucket, only_due in passes:
        while True:
            options = []
            for kind in kinds[bucket]:
                name = _flavour(indices, kind)
                before = to_place[name] - (1 - BEGUN) * kind.units
                wait = _wait(wanted[name], before, bucket + early, only_due)
                if wait is not None and free.fits(kind, bucket):
                    options.append((-wait, -free.slack(kind, bucket), kind.key, kind))
            if not options:
                break
            kind = min(options)[3]
            free.take(kind, bucket)
            to_place[_flavour(indices, kind)] -= kind.units
            chosen[m.batches.made[(*kind.key, bucket)]] += 1
    return chosen


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
    sizes = [kind.units for kind in indices.kinds.values() if _flavour(indices, kind) == name]
    return ceil(units / min(sizes) - BEGUN) * min(sizes)


def _flavour(indices: Indices, kind: BatchKind) -> str:
    return indices.flavour_of[kind.syringe, kind.suite, kind.line]


def _wanted(m: Model, value: Callable[[Any], float]) -> dict[str, list[float]]:
    """Units of each flavour that the relaxed plan has filled by the end of each bucket."""
    indices: Indices = m.indices
    made: dict[str, list[float]] = {
        name: [0.0] * indices.calendar.horizon for name in indices.flavour_of.values()
    }
    for *key, bucket in m.batches.STARTS:
        kind = indices.kinds[tuple(key)]
        made[_flavour(indices, kind)][bucket] += kind.units * value(m.batches.made[(*key, bucket)])
    for units in made.values():
        for bucket in range(1, len(units)):
            units[bucket] += units[bucket - 1]
    return made


def _begins(units: list[float], filled: float, kind: BatchKind) -> int | None:
    """Bucket in which the relaxed plan begins the flavour's next batch; None: never."""
    threshold = filled + BEGUN * kind.units
    return next((bucket for bucket, upto in enumerate(units) if upto > threshold), None)


def _kinds_by_bucket(indices: Indices) -> dict[int, list[BatchKind]]:
    kinds: dict[int, list[BatchKind]] = defaultdict(list)
    for key, bucket in indices.starts:
        kinds[bucket].append(indices.kinds[key])
    return kinds


class FreeHours:
    """Hours left on suites and lines while batches are placed, in any order (R5, R7)."""

    def __init__(self, indices: Indices) -> None:
        self._offered = indices.hours.offered
        self._open = indices.hours.open_border
        self._suites = {kind.suite for kind in indices.kinds.values()}
        self._used: dict[tuple[str, int], float] = defaultdict(float)
        self._longest: dict[tuple[str, int], float] = defaultdict(float)
        self._moved: dict[tuple[str, int], float] = defaultdict(float)
        """Hours moved over the border before a bucket."""
        for work in indices.firm:
            self._suites.add(work.kind.suite)
            self._add(work.kind, work.bucket, prepared=work.prepared)

    def fits(self, kind: BatchKind, bucket: int) -> bool:
        """Whether one more batch of a kind fits into a bucket."""
        return all(
            self._moves(resource, bucket, hours, movable) is not None
            for resource, hours, movable in _work(kind)
        )

    def slack(self, kind: BatchKind, bucket: int) -> float:
        """Hours that would be left on the tighter of the two after one more batch."""
        return min(
            self._offered[resource, bucket] - self._used[resource, bucket] - hours
            for resource, hours, _ in _work(kind)
        )

    def take(self, kind: BatchKind, bucket: int) -> None:
        """Place a batch."""
        self._add(kind, bucket)

    def _add(self, kind: BatchKind, bucket: int, *, prepared: bool = False) -> None:
        for resource, hours, movable in _work(kind)[prepared:]:
            self._moved.update(self._moves(resource, bucket, hours, movable) or {})
            key = resource, bucket
            self._used[key] += hours
            self._longest[key] = max(self._longest[key], movable)

    def _moves(
        self, resource: str, bucket: int, hours: float, movable: float
    ) -> dict[tuple[str, int], float] | None:
        """Hours over borders once a bucket takes so many more; None: it has no room.

        Suites push what does not fit into the bucket before, lines into the one after.
        """
        back = resource in self._suites
        moves: dict[tuple[str, int], float] = {}
        inward = self._moved[resource, bucket + 1 if back else bucket]
        while True:
            key = resource, bucket
            over = self._used[key] + hours + inward - self._offered.get(key, 0.0)
            border = resource, bucket if back else bucket + 1
            if over <= EVEN and not self._moved[border]:
                return moves
            if over > EVEN and border not in self._open:
                return None
            if over > max(self._longest[key], movable) + EVEN:
                return None
            moves[border] = inward = max(0.0, over)
            bucket += -1 if back else 1
            hours = movable = 0.0


def _work(kind: BatchKind) -> tuple[tuple[str, float, float], ...]:
    """Suite and line of a batch: hours, and how many of them may cross a border."""
    return (
        (kind.suite, kind.cycle_h, movable_h(kind, kind.suite)),
        (kind.line, kind.set_up_h + kind.fill_h, movable_h(kind, kind.line)),
    )
