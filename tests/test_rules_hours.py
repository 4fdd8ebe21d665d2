"""Rules on batches and hours, one at a time, with the optimum by hand (R1, R5, R7)."""

from __future__ import annotations

import pytest

from models.milp import build
from tests import exact
from tests.small_plants import (
    batches_by_bucket,
    day,
    firm,
    order,
    plant,
    staffed,
    unit_days_late,
)

MANY = [order(90_000, day("01-05"))]
"""More than the plant can make: every batch that fits is made."""


def test_batches_are_whole() -> None:
    """15,000 units are due on 5 January; 35 h hold one batch (30 h), so 10,000 leave on 11
    January and the second batch on the 18th. 5,000 units are owed at the end of week 0
    (7 days): 35,000 unit-days. Were batches not whole, 35 / 30 of one would leave
    15,000 - 11,667 = 3,333 units owed, 23,333 unit-days: the relaxation below."""
    case = plant(demand=[order(15_000, day("01-05"))])

    assert unit_days_late(case) == pytest.approx(35_000)
    assert exact.relaxed(build(case)) * 15_000 == pytest.approx(7 * (15_000 - 10_000 * 35 / 30))


def test_a_week_and_a_half_of_a_batch_is_one_batch() -> None:
    """Two weeks of 22.5 h hold 1.5 batches of 30 h, of which one is whole: it borrows
    7.5 h of week 0 and is filled in week 1. 10,000 of the 20,000 units are never made."""
    case = plant(weeks=2, demand=MANY, staffing=[staffed("P", 22.5), staffed("F", 35)])

    assert sum(batches_by_bucket(case)) == 1


def test_a_36_h_cycle_in_a_93_5_h_week_gives_two_batches_then_three() -> None:
    """Design rule 7. Week 0: 2 x 36 = 72 h of 93.5. Week 1: 3 x 36 = 108 h, of which 14.5
    are borrowed from the 21.5 h that week 0 has left. Five batches in two weeks; week 0
    alone can not hold three, because nothing lies before it."""
    recipe = {"suite": "P", "bulk": "M", "volume_l": 10, "cycle_h": 36, "hold_up_l": 0}
    hours = [staffed("P", 93.5), staffed("F", 168)]
    case = plant(weeks=2, demand=MANY, prep_recipes=[recipe], staffing=hours)

    assert batches_by_bucket(case) == [2, 3]


def test_no_batch_borrows_across_a_closed_border() -> None:
    """The same weeks, but the suite is closed on Sunday 11 January: week 0 offers
    93.5 x 6 / 7 = 80.1 h (two batches) and week 1 has 93.5 h of its own: two batches."""
    recipe = {"suite": "P", "bulk": "M", "volume_l": 10, "cycle_h": 36, "hold_up_l": 0}
    shut = {"resource": "P", "from": day("01-11"), "to": day("01-11"), "reason": "media"}
    hours = [staffed("P", 93.5), staffed("F", 168)]
    case = plant(weeks=2, demand=MANY, prep_recipes=[recipe], staffing=hours, closures=[shut])

    assert batches_by_bucket(case) == [2, 2]


def test_a_suite_borrows_at_most_its_cycle_less_an_hour() -> None:
    """A cycle of 30 h may borrow 29 h, so its own week needs 1 h. With 0.7 h in week 1 (a
    tenth of the 7 h a week) no batch fits there, with 1.4 h one does."""
    for share, count in ((0.1, 0), (0.2, 1)):
        hours = [
            staffed("P", 29, until=day("01-11")),
            staffed("P", 7, efficiency=share, **{"from": day("01-12")}),
            staffed("F", 168),
        ]

        assert batches_by_bucket(plant(weeks=2, demand=MANY, staffing=hours)) == [0, count]


def test_hours_are_borrowed_only_where_the_suite_offers_them() -> None:
    """Week 0 has no line (shutdown), so no batch; its suite offers 7 h. A batch of 30 h in
    week 1 would have to borrow 30 - 7 = 23 h of those 7 h: nothing can be made."""
    shut = {"resource": "F", "from": day("01-05"), "to": day("01-11"), "reason": "shutdown"}
    hours = [staffed("P", 7), staffed("F", 168)]

    assert batches_by_bucket(plant(weeks=2, demand=MANY, staffing=hours, closures=[shut])) == [
        0,
        0,
    ]


def test_a_line_leaves_part_of_a_fill_for_the_next_week() -> None:
    """A fill takes 5 + 10 h. With 14 h a week nothing fits a week; week 0 may leave up to
    9 h for week 1: it leaves 1 h, so week 1 has 13 h, leaves 2 h, week 2 has 12 h, and
    the last week may leave nothing: 14 - 3 = 11 h hold no batch. Three batches."""
    hours = [staffed("P", 168), staffed("F", 14)]

    assert sum(batches_by_bucket(plant(demand=MANY, staffing=hours))) == 3


def test_a_line_spills_at_most_its_fill_less_an_hour() -> None:
    """Set-up 5 h and the first hour of filling lie in the batch's own week: 5.9 h are too
    few, 6.1 h are enough when the other 9 h lie in week 1."""
    for own, count in ((5.9, 0), (6.1, 1)):
        hours = [
            staffed("P", 168),
            staffed("F", own, until=day("01-11")),
            staffed("F", 9.5, **{"from": day("01-12")}),
        ]

        assert batches_by_bucket(plant(weeks=2, demand=MANY, staffing=hours)) == [count, 0]


def test_a_batch_may_not_outlast_the_hold_limit() -> None:
    """10,000 syringes at 1,000/h fill for 10 h. A limit of 10 h admits the batch; beside
    it 12 L would fill for 12 h and are never planned."""
    recipes = [
        {"suite": "P", "bulk": "M", "volume_l": litres, "cycle_h": 30, "hold_up_l": 0}
        for litres in (10, 12)
    ]
    bulk = {"bulk": "M", "substance": "MAB", "mg_per_ml": 100, "hold_limit_h": 10}
    m = build(plant(demand=MANY, bulks=[bulk], prep_recipes=recipes))

    assert {volume for _, _, _, volume, _ in m.batches.STARTS} == {10}


def test_a_released_firm_batch_takes_suite_and_line_hours() -> None:
    """One batch a week fits; a firm one in week 0 leaves room for none beside it."""
    b1 = firm("released", day("01-06"), day("01-07"))

    assert batches_by_bucket(plant(weeks=1, demand=MANY)) == [1]
    assert batches_by_bucket(plant(weeks=1, demand=MANY, firm_batches=[b1])) == [0]


def test_a_batch_in_process_takes_line_hours_only() -> None:
    """Its suite hours lie before the start, so a batch of 30 h still fits the suite's 35;
    on the line 15 + 15 h fit 35 h, but not 29 h."""
    b1 = firm("in_process", day("01-04"), day("01-05"))
    for line_h, count in ((35, 1), (29, 0)):
        hours = [staffed("P", 35), staffed("F", line_h)]
        case = plant(weeks=1, demand=MANY, staffing=hours, firm_batches=[b1])

        assert batches_by_bucket(case) == [count]


def test_a_filled_batch_takes_no_hours_and_is_released_from_its_fill() -> None:
    """Filled on 2 January, ten days of release: 12 January, so it leaves on the 18th. Its
    10,000 units, due on the 5th, are owed at the end of week 0 only: 70,000 unit-days.
    Nothing can be made beside it: the line is not staffed."""
    hours = [staffed("P", 35), staffed("F", 0)]
    case = plant(
        demand=[order(10_000, day("01-05"))],
        staffing=hours,
        release=[{"syringe": "*", "approval_group": "*", "days": 10}],
        firm_batches=[firm("filled", day("01-01"), day("01-02"))],
    )

    assert unit_days_late(case) == pytest.approx(70_000)


def test_firm_batches_that_do_not_fit_leave_no_plan() -> None:
    """A released firm batch needs 30 h of the suite; 20 h a week and nothing to borrow."""
    hours = [staffed("P", 20), staffed("F", 35)]
    b1 = firm("released", day("01-06"), day("01-07"))
    case = plant(weeks=1, demand=MANY, staffing=hours, firm_batches=[b1])

    with pytest.raises(exact.NoPlan):
        exact.lateness(build(case))


def test_production_costs_what_a_batch_is_dearer_than_the_cheapest_kind() -> None:
    """A batch of 10,000 units by P costs 1,000 + 1,000 EUR, by Q 500 + 1,000. Q is approved
    nowhere, but a kind all the same: the batch by P, which leaves at once, costs 500."""
    case = plant(
        demand=[order(10_000, day("01-05"))],
        suites=[
            {"suite": suite, "name": suite, "batch_cost_eur": eur}
            for suite, eur in (("P", 1_000), ("Q", 500))
        ],
        staffing=[staffed(name, 35) for name in "PQF"],
        prep_recipes=[
            {"suite": suite, "bulk": "M", "volume_l": 10, "cycle_h": 30, "hold_up_l": 0}
            for suite in "PQ"
        ],
        connections=[{"suite": suite, "line": "F"} for suite in "PQ"],
    )

    assert exact.cost(build(case), 0) == pytest.approx(500)
