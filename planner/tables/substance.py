"""`substance.csv`: which lots of drug substance each batch takes, first expiry first (R11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from models.calendar import Calendar
from models.inventory import SubstanceLot
from models.plant import Plant
from models.thawing import usable_in
from planner.timetable import Slot

Record = dict[str, Any]

TRACE_KG = 1e-4
"""Kilograms that are rounding of the solver."""


def substance(plant: Plant, calendar: Calendar, slots: Iterable[Slot]) -> list[Record]:
    """One row for each batch of a limited substance and lot it takes from.

    Raises
    ------
    ValueError
        If lots that may be used do not hold enough for a batch.
    """
    of_bulk = {row.bulk: row.substance for row in plant.bulks}
    limited = {row.substance for row in plant.substance_lots}
    freezer = _Freezer(plant, calendar)
    rows = []
    for slot in slots:
        name = of_bulk[slot.kind.bulk]
        if name not in limited or slot.batch.status == "in_process":
            continue
        for lot, kg in freezer.take(name, slot):
            rows.append(
                {
                    "batch": slot.batch.name,
                    "lot": lot,
                    "substance": name,
                    "bucket": calendar.first(slot.bucket),
                    "kg": kg,
                }
            )
    return rows


class _Freezer:
    """What is left of each lot."""

    def __init__(self, plant: Plant, calendar: Calendar) -> None:
        self._calendar = calendar
        self._left = {row.lot: row.kg for row in plant.substance_lots}
        self._buckets = {row.lot: usable_in(row, plant, calendar) for row in plant.substance_lots}
        self._lots: dict[str, list[SubstanceLot]] = defaultdict(list)
        for row in sorted(
            plant.substance_lots, key=lambda row: (row.expires_on, row.available_on, row.lot)
        ):
            self._lots[row.substance].append(row)

    def take(self, name: str, slot: Slot) -> Iterator[tuple[str, float]]:
        """Lots and kg for a batch."""
        missing = slot.kind.substance_kg
        for row in self._lots[name]:
            kg = min(missing, self._left[row.lot])
            if slot.bucket in self._buckets[row.lot] and missing > TRACE_KG and kg > TRACE_KG:
                self._left[row.lot] -= kg
                missing -= kg
                yield row.lot, kg
        if missing > TRACE_KG:
            raise ValueError(
                f"{slot.batch.name} lacks {missing:.2f} kg of {name} in the bucket of"
                f" {self._calendar.first(slot.bucket)}: no lot that may be used then has any left"
            )
