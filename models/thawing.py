"""Drug substance lots: when each may be used (docs/rules.md, R11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.calendar import DAY, Calendar
from models.inventory import SubstanceLot
from models.plant import Plant

USABLE = ("released", "in_qc")


@dataclass(frozen=True)
class SubstanceSupply:
    """Lots of a substance that may be used in the same buckets."""

    substance: str
    kg: float
    buckets: range


def usable_in(row: SubstanceLot, plant: Plant, calendar: Calendar) -> range:
    """Planned buckets in which a lot may be used; empty if in none."""
    if row.status not in USABLE:
        return range(0)
    ready = row.available_on + plant.settings.thaw_days * DAY
    first = min(calendar.bucket_of(ready - DAY) + 1, calendar.horizon)
    after = min(calendar.bucket_of(row.expires_on + DAY), calendar.horizon)
    return range(first, max(first, after))


def supplies(plant: Plant, calendar: Calendar) -> dict[str, SubstanceSupply]:
    """Usable lots by the name of the first of those that may be used alike."""
    alike: dict[tuple[str, range], list[SubstanceLot]] = defaultdict(list)
    for row in plant.substance_lots:
        buckets = usable_in(row, plant, calendar)
        if buckets:
            alike[row.substance, buckets].append(row)
    return {
        rows[0].lot: SubstanceSupply(substance, sum(row.kg for row in rows), buckets)
        for (substance, buckets), rows in alike.items()
    }


def missing_kg(lots: Sequence[tuple[range, float]], used: Mapping[int, float]) -> float:
    """Kilograms that the lots of a substance cannot give.

    Taking the lot that expires first, bucket by bucket, serves as much as any other order.

    Parameters
    ----------
    lots
        Buckets in which each lot may be used, and its kg.
    used
        kg asked for by bucket.
    """
    ordered = sorted(lots, key=lambda lot: lot[0].stop)
    left, missing = [kg for _, kg in ordered], 0.0
    for bucket, asked in sorted(used.items()):
        needed = asked
        for number, (buckets, _) in enumerate(ordered):
            if needed > 0 and bucket in buckets:
                kg = min(needed, left[number])
                left[number] -= kg
                needed -= kg
        missing += needed
    return missing
