"""The planned days of a plant: its buckets, its hours, and the batches that are fixed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from models.calendar import Calendar
from models.hours import StaffedHours
from models.inventory import FirmBatch, PreviousBatch
from models.plant import Plant
from models.previous import frozen_buckets, open_batches, open_bucket


@dataclass(frozen=True)
class Fixed:
    """A batch that every plan has: firm, or of the previous plan and frozen."""

    table: str
    index: int
    row: FirmBatch | PreviousBatch
    bulk: str
    bucket: int

    @property
    def in_suite(self) -> bool:
        """Whether it is still to be prepared."""
        return isinstance(self.row, PreviousBatch) or self.row.status == "released"

    @property
    def states(self) -> tuple[tuple[str, str], ...]:
        """(resource, state) that it asks for."""
        on_line = (self.row.line, self.row.syringe)
        return ((self.row.suite, self.bulk), on_line) if self.in_suite else (on_line,)


@dataclass(frozen=True)
class Horizon:
    """Buckets, hours and fixed batches. Rows with unknown names are left out."""

    plant: Plant
    calendar: Calendar
    hours: StaffedHours
    fixed: tuple[Fixed, ...]
    frozen: frozenset[int]

    @classmethod
    def of(cls, plant: Plant) -> Horizon | None:
        """The horizon of a plant; None if it plans no bucket."""
        if plant.settings.weeks + plant.settings.months == 0:
            return None
        calendar = Calendar.of(plant)
        hours = StaffedHours.of(plant, calendar)
        fixed = (*_firm(plant, calendar), *_frozen(plant, calendar))
        return cls(plant, calendar, hours, fixed, frozen_buckets(plant, calendar))

    def span(self, buckets: range) -> str:
        """First and last day of some buckets, in words."""
        return f"{self.calendar.first(buckets[0])} to {self.calendar.last(buckets[-1])}"

    def works(self, resource: str, buckets: range) -> bool:
        """Whether a resource is staffed and not closed on some day."""
        return any(self.hours.offered.get((resource, t), 0.0) > 0 for t in buckets)

    def why_idle(self, resource: str, first: dt.date, last: dt.date) -> str:
        """Why a resource does not work between two days, in words."""
        for row in self.plant.closures:
            if row.resource == resource and row.from_ <= last and row.to >= first:
                return f"'{resource}' is closed from {row.from_} to {row.to} ({row.reason})"
        return f"'{resource}' is not staffed"


def _firm(plant: Plant, calendar: Calendar) -> Iterator[Fixed]:
    for index, row in enumerate(plant.firm_batches):
        bucket = calendar.bucket_of(row.fill_on)
        if row.status != "filled" and bucket in calendar.planned:
            yield Fixed("firm_batches", index, row, row.bulk, bucket)


def _frozen(plant: Plant, calendar: Calendar) -> Iterator[Fixed]:
    bulk_of = {row.syringe: row.bulk for row in plant.syringes}
    frozen = frozen_buckets(plant, calendar)
    still_open = open_batches(plant)
    for index, row in enumerate(plant.previous_batches):
        bucket = open_bucket(row, calendar)
        if row in still_open and bucket in frozen and row.syringe in bulk_of:
            yield Fixed("previous_batches", index, row, bulk_of[row.syringe], bucket)
