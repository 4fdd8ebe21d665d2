"""Names of batches, and what has changed since the previous plan (docs/rules.md, R12).

A batch that stays as it was keeps its name; one that moves takes along the name of an open
batch of its syringe, the nearest; the rest have new names that nothing else ever had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.batches import BatchKind
from models.calendar import Calendar
from models.inventory import FirmBatch, PreviousBatch
from models.milp.indices import KindKey
from models.plant import Plant
from models.previous import open_batches, open_bucket


@dataclass(frozen=True)
class Named:
    """A planned batch with its name."""

    name: str
    kind: BatchKind
    bucket: int
    since_previous: str | None
    """kept, moved or new; None without a previous plan."""


def named(
    plant: Plant, calendar: Calendar, made: Iterable[tuple[BatchKind, int, int]]
) -> tuple[Named, ...]:
    """Name planned batches, given as kind, bucket and number."""
    order = sorted(made, key=lambda each: (each[1], each[0].key))
    batches = [(kind, bucket) for kind, bucket, count in order for _ in range(count)]
    names = _Names(plant, calendar)
    # every batch that stays comes before any that moves: a name kept is not to be taken
    kept = [names.kept(kind, bucket) for kind, bucket in batches]
    found = []
    for (kind, bucket), name in zip(batches, kept, strict=True):
        since = "kept"
        if name is None:
            name, since = names.moved(kind, bucket), "moved"
        if name is None:
            name, since = names.new(), "new"
        found.append(Named(name, kind, bucket, since if plant.previous_batches else None))
    return tuple(found)


class _Names:
    """Names that nobody has taken yet."""

    def __init__(self, plant: Plant, calendar: Calendar) -> None:
        self._calendar = calendar
        self._free: dict[str, PreviousBatch] = {row.batch: row for row in open_batches(plant)}
        self._staying: dict[tuple[KindKey, int], list[str]] = defaultdict(list)
        for name, row in sorted(self._free.items(), reverse=True):
            self._staying[key_of(row), open_bucket(row, calendar)].append(name)
        self._new = _new_names(plant)

    def kept(self, kind: BatchKind, bucket: int) -> str | None:
        """The first name, of the same kind and bucket."""
        names = self._staying[kind.key, bucket]
        return self._take(names.pop()) if names else None

    def moved(self, kind: BatchKind, bucket: int) -> str | None:
        """The nearest name, of the same syringe; what lay after the plan is in its last bucket."""

        def distance(row: PreviousBatch) -> tuple[int, int, str]:
            there = min(open_bucket(row, self._calendar), self._calendar.horizon - 1)
            return abs(there - bucket), there, row.batch

        rows = [row for row in self._free.values() if row.syringe == kind.syringe]
        return self._take(min(rows, key=distance).batch) if rows else None

    def new(self) -> str:
        return next(self._new)

    def _take(self, name: str) -> str:
        del self._free[name]
        return name


def _new_names(plant: Plant) -> Iterator[str]:
    """P0001 and so on, without those of lots, firm batches and the whole previous plan."""
    taken = {lot.lot for lot in plant.lots} | {row.batch for row in plant.firm_batches}
    taken |= {row.batch for row in plant.previous_batches}
    number = 0
    while True:
        number += 1
        if (name := f"P{number:04d}") not in taken:
            yield name


def firm_since(plant: Plant, calendar: Calendar) -> dict[str, str]:
    """Firm batch: kept, moved or new; empty without a previous plan."""
    before = {row.batch: row for row in plant.previous_batches}
    if not before:
        return {}
    return {row.batch: _since(row, before.get(row.batch), calendar) for row in plant.firm_batches}


def _since(row: FirmBatch, before: PreviousBatch | None, calendar: Calendar) -> str:
    if row.status == "filled":
        return "kept"
    if before is None:
        return "new"
    same_bucket = open_bucket(before, calendar) == calendar.bucket_of(row.fill_on)
    return "kept" if same_bucket and key_of(before) == key_of(row) else "moved"


def key_of(row: PreviousBatch | FirmBatch) -> KindKey:
    """Key of a row's batch kind, whether recipes for it exist or not."""
    return row.syringe, row.suite, row.line, row.volume_l
