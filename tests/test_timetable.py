"""Hours over borders, sequence and dates of the batches of a plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from models.milp.decisions import Decisions
from models.milp.indices import Indices
from models.plant import Plant
from planner.campaigns import course_of
from planner.pegging import supplies
from planner.timetable import Slot, timetable
from tests.plants import tiny_plant
from tests.small_plants import staffed
from tests.three_states import decided, three_states, written


def slots_of(plant: Plant, *buckets: int) -> tuple[Slot, ...]:
    """One batch of the first kind in each of the buckets."""
    indices = Indices.of(plant)
    kind = next(iter(indices.kinds.values()))
    made = tuple((kind, bucket, 1) for bucket in buckets)
    decisions = Decisions(made, {}, {}, {}, {})
    found = supplies(plant, indices, decisions)
    course = course_of(plant, indices.calendar, decisions, found)
    return timetable(plant, indices, found, course)


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


def test_a_fill_that_spills_nothing_ends_in_its_week() -> None:
    """
    Prepared on Sunday with hours 42 to 78 of 84; its fill takes 5 + 18.6 of the line's 54 h,
    which fit before the week's end. To start on Sunday's first hour would end two days later.
    """
    _, second = slots_of(with_cycle(84, 36), 0, 0)

    sunday = tiny_plant().settings.start + dt.timedelta(days=6)
    assert second.spill_h == 0
    assert second.prep[1] == sunday
    assert second.fill == (sunday, sunday)


def spills(*made: tuple[str, int, int], paths: tuple[str, ...]) -> list[tuple[str, float]]:
    """Syringe and hours of the fills that spill, on a line of 70 h a week."""
    case = three_states()
    _, _, slots = written(case, decided(case, *made, paths=paths))
    return [(slot.batch.syringe, slot.spill_h) for slot in slots if slot.spill_h]


def test_changes_and_decontaminations_leave_less_for_batches() -> None:
    """
    5 batches of 12 h, a change of 8 h and the decontamination of 6 h that ends the stay in A are
    74 h of 70 h: 4 h spill. B is the state at the end of the week, so a B spills.
    """
    ((syringe, hours),) = spills(("A", 0, 2), ("B", 0, 3), paths=("AB", "B", "B", "B"))

    assert syringe == "B"
    assert hours == pytest.approx(4)


def test_the_fill_that_spills_stands_last() -> None:
    """The line goes from A to B in week 0: 3 A, then 2 B, the last of which spills."""
    case = three_states()
    decisions = decided(case, ("A", 0, 3), ("B", 0, 2), paths=("AB", "B", "B", "B"))
    _, _, slots = written(case, decisions)

    order = sorted(slots, key=lambda slot: slot.sequence)
    assert "".join(slot.batch.syringe for slot in order) == "AAABB"
    assert [slot.spill_h > 0 for slot in order] == [False, False, False, False, True]


def test_a_suite_without_states_prepares_as_the_line_fills() -> None:
    """The line goes from C to A: preparing A first would let its bulk wait for days."""
    case = three_states(initial_states=[])
    decisions = decided(case, ("A", 0, 2), ("C", 0, 2), paths=("CA", "A", "A", "A"))
    _, _, slots = written(case, decisions)

    order = sorted(slots, key=lambda slot: slot.prep)
    assert "".join(slot.batch.syringe for slot in order) == "CCAA"


def test_a_suite_borrows_for_a_batch_of_the_state_it_begins_in() -> None:
    """
    Suite P of 70 h has states too: a change takes 8 h. Week 1 goes from MB to MA with 7 batches
    of 10 h: 78 h, so 8 h are borrowed, by an MB, which is prepared first. The line is free.
    """
    change = {"resource": "P", "kind": "molecule", "hours": 8, "cost_eur": 0}
    none: dict[str, list[Any]] = {"campaigns": [], "initial_states": []}
    case = three_states(
        changeovers=[change], staffing=[staffed("P", 70), staffed("F", 100)], **none
    )
    plain = decided(case, ("A", 1, 5), ("B", 1, 2))
    paths = {("P", t): path for t, path in enumerate((("MB",), ("MB", "MA"), ("MA",), ("MA",)))}
    _, _, slots = written(case, replace(plain, paths=paths))

    first = min(slots, key=lambda slot: slot.prep)
    assert first.batch.syringe == "B"
    assert first.borrow_h == pytest.approx(8)
    assert sum(slot.borrow_h for slot in slots) == pytest.approx(8)
    assert {slot.batch.syringe: slot.suite_campaign for slot in slots} == {"B": 1, "A": 2}
