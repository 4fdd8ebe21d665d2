"""Hours over borders, sequence and dates of the batches of a plan."""

from __future__ import annotations

import datetime as dt

import pytest

from models.milp.decisions import Decisions
from models.milp.indices import Indices
from models.plant import Plant
from planner.pegging import supplies
from planner.timetable import Slot, timetable
from tests.plants import tiny_plant


def slots_of(plant: Plant, *buckets: int) -> tuple[Slot, ...]:
    """One batch of the first kind in each of the buckets."""
    indices = Indices.of(plant)
    kind = next(iter(indices.kinds.values()))
    made = tuple((kind, bucket, 1) for bucket in buckets)
    return timetable(plant, indices, supplies(plant, indices, Decisions(made, {})))


def with_cycle(hours_per_week: float, cycle_h: float) -> Plant:
    """Tiny with one suite rhythm: staffed and cycle hours of every suite."""
    plant = tiny_plant().but(firm_batches=())
    suites = {row.suite for row in plant.suites}
    return plant.but(
        staffing=tuple(
            row.but(hours_per_week=hours_per_week, efficiency=1) if row.resource in suites else row
            for row in plant.staffing
        ),
        prep_recipes=tuple(row.but(cycle_h=cycle_h) for row in plant.prep_recipes),
    )


def test_a_batch_borrows_no_more_than_it_must() -> None:
    """A 36 h cycle in a week of 28 h borrows 8 h of the week before."""
    (slot,) = slots_of(with_cycle(28, 36), 1)

    assert slot.borrow_h == pytest.approx(8)


def test_hours_borrowed_may_make_the_week_before_borrow_too() -> None:
    """
    Week 2 needs 36 h of 28 h and borrows 8 h; week 1 then needs 36 + 8 of 28 h and borrows
    16 h of week 0.
    """
    first, second = slots_of(with_cycle(28, 36), 1, 2)

    assert (first.borrow_h, second.borrow_h) == pytest.approx((16, 8))


def test_a_batch_that_borrows_starts_in_the_week_before() -> None:
    (slot,) = slots_of(with_cycle(28, 36), 1)

    week = tiny_plant().settings.start + dt.timedelta(weeks=1)
    assert slot.prep[0] < week <= slot.prep[1] <= slot.fill[0] <= slot.fill[1]


def test_batches_of_a_line_are_numbered_within_the_bucket() -> None:
    slots = slots_of(with_cycle(84, 36), 0, 0, 1)

    assert [(slot.bucket, slot.sequence) for slot in slots] == [(0, 1), (0, 2), (1, 1)]
