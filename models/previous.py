"""The previous plan: what of it is still open, and what is frozen (docs/rules.md, R12)."""

from __future__ import annotations

from models.calendar import Calendar
from models.inventory import PreviousBatch
from models.plant import Plant


def open_batches(plant: Plant) -> tuple[PreviousBatch, ...]:
    """Batches of the previous plan that are neither firm now nor past."""
    firm = {row.batch for row in plant.firm_batches}
    start = plant.settings.start
    return tuple(
        row for row in plant.previous_batches if row.batch not in firm and row.fill_on >= start
    )


def open_bucket(row: PreviousBatch, calendar: Calendar) -> int:
    """Bucket of an open batch; those after the plan have buckets of the tail or beyond."""
    return calendar.bucket_of(row.fill_on)


def frozen_buckets(plant: Plant, calendar: Calendar) -> frozenset[int]:
    """Planned buckets that end by `frozen_until`."""
    until = plant.settings.frozen_until
    if until is None:
        return frozenset()
    return frozenset(t for t in calendar.planned if calendar.last(t) <= until)
