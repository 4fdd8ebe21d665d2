"""What substance and instructions allow while batches are placed (R11, R12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from models.batches import BatchKind
from models.inventory import Instruction
from models.milp.indices import Indices, KindKey
from models.plant import Plant
from models.thawing import missing_kg

TRACE_KG = 1e-6


@dataclass(frozen=True)
class Order:
    """An instruction: the buckets in which it counts batches, and what is fixed there."""

    row: Instruction
    inside: range
    """Buckets that at_least counts."""

    touched: range
    """Buckets that at_most counts."""

    fixed_inside: int
    fixed_touched: int


class Commitments:
    """Kilograms and instructions, as batches come and go."""

    def __init__(self, indices: Indices, plant: Plant) -> None:
        self._indices = indices
        self._substance = {row.bulk: row.substance for row in plant.bulks}
        lots = indices.substance_lots.values()
        self._lots = {
            name: [(lot.buckets, lot.kg) for lot in lots if lot.substance == name]
            for name in {row.substance for row in plant.substance_lots}
        }
        self._used: dict[str, dict[int, float]] = {name: defaultdict(float) for name in self._lots}
        for work in indices.firm:
            if not work.prepared:
                self._take(work.kind, work.bucket, 1)
        self._orders = [_order(indices, row) for row in plant.instructions]
        self._count: dict[tuple[KindKey, int], int] = defaultdict(int)

    def allow(self, kind: BatchKind, bucket: int) -> bool:
        """Whether one more batch keeps at_most and finds its kilograms."""
        for order in self._orders:
            if order.row.at_most is None or bucket not in order.touched:
                continue
            if order.row.means(kind.key) and self._made(order, order.touched) >= order.row.at_most:
                return False
        name = self._substance[kind.bulk]
        if name not in self._lots:
            return True
        self._take(kind, bucket, 1)
        enough = self._enough(name)
        self._take(kind, bucket, -1)
        return enough

    def change(self, kind: BatchKind, bucket: int, count: int) -> None:
        """So many more batches are placed."""
        self._count[kind.key, bucket] += count
        self._take(kind, bucket, count)

    def missing(self) -> Iterator[tuple[Order, int]]:
        """Instructions of at_least that are not met, and how many batches are missing."""
        for order in self._orders:
            short = (order.row.at_least or 0) - self._made(order, order.inside)
            if short > 0:
                yield order, short

    def _made(self, order: Order, buckets: range) -> int:
        fixed = order.fixed_inside if buckets != order.touched else order.fixed_touched
        return fixed + sum(
            count
            for (key, t), count in self._count.items()
            if t in buckets and order.row.means(key)
        )

    def _take(self, kind: BatchKind, bucket: int, count: int) -> None:
        name = self._substance[kind.bulk]
        if name in self._lots:
            self._used[name][bucket] += count * kind.substance_kg

    def _enough(self, name: str) -> bool:
        """Whether every bucket finds its kilograms."""
        return missing_kg(self._lots[name], self._used[name]) <= TRACE_KG


def _order(indices: Indices, row: Instruction) -> Order:
    calendar = indices.calendar
    inside = calendar.inside(row.from_, row.until)
    touched = calendar.touched(row.from_, row.until)
    fixed = [work.bucket for work in indices.firm if row.means(work.kind.key)]
    return Order(
        row, inside, touched, sum(t in inside for t in fixed), sum(t in touched for t in fixed)
    )
