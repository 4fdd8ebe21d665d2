"""Rules on approvals, release and age, to the day, with the optimum by hand (R3, R4).

In every plant below 1,000 units are due on 5 January and a lot or one batch serves
them. Ship dates are 11, 18, 25 January, 1 February and so on; a unit that leaves on the
n-th of them is owed at the ends of n - 1 weeks.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.milp import build
from models.plant import Plant
from tests import exact
from tests.small_plants import (
    LONG_AGO,
    approval,
    country,
    day,
    lot,
    order,
    plant,
    staffed,
    unit_days_late,
)

DAY = dt.timedelta(days=1)
DUE = [order(1_000, day("01-05"))]
STOPPED = [staffed("P", 0), staffed("F", 0)]
STOCK = [lot("L1", 1_000, day("01-01"))]


def weeks_late(**tables: Any) -> float:
    """Weeks that the 1,000 units are owed for, where no unit is owed for 14 days: 0, 1, or
    2.5 (7 + 7 x 1.5 days): the second week's end is 13 days after the due day, so it
    weighs 1; from the third on (20 days) 1.5, from the seventh (48 days) 2."""
    return unit_days_late(plant(**{"demand": DUE, "staffing": STOPPED, **tables})) / 7_000


def test_a_lot_leaves_on_the_last_day_of_the_first_week() -> None:
    """Nothing is owed at the end of week 0."""
    assert weeks_late(lots=STOCK) == pytest.approx(0)


@pytest.mark.parametrize("step", ["prep", "fill"])
def test_stock_waits_until_every_step_is_approved(step: str) -> None:
    """Approved from 18 January, a ship date: owed at the end of week 0 only. From the 19th:
    of weeks 0 and 1. The other step has been approved all along."""
    unit, other = ("P", approval("fill", "F")) if step == "prep" else ("F", approval("prep", "P"))
    for first, weeks in (("01-18", 1), ("01-19", 2)):
        rows = [approval(step, unit, **{"from": day(first)}), other]

        assert weeks_late(lots=STOCK, approvals=rows) == pytest.approx(weeks)


def test_an_approval_counts_on_its_last_day_and_not_after() -> None:
    """QC releases the lot on 12 January, so it may leave on the 18th. An approval until the
    18th lets it go; until the 17th it never goes: owed at the end of weeks 0 to 3, of
    which the third and fourth weigh 1.5: 1 + 1 + 1.5 + 1.5."""
    late = [lot("L1", 1_000, day("01-01"), status="in_qc", releases_on=day("01-12"))]
    for until, weeks in (("01-18", 1), ("01-17", 5)):
        rows = [approval("prep", "P", until=day(until)), approval("fill", "F")]

        assert weeks_late(lots=late, approvals=rows) == pytest.approx(weeks)


def test_an_approval_names_its_presentation() -> None:
    """The line is approved for the pen only, so the prefilled syringe never ships."""
    rows = [approval("prep", "P"), approval("fill", "F", presentation="S-PEN")]
    both = [
        {"presentation": f"S-{device}", "syringe": "S", "device": device}
        for device in ("PFS", "PEN")
    ]
    two = [approval("fill", "F", presentation="S-PFS", **{"from": day("02-02")}), *rows]
    shelf = [{"presentation": p["presentation"], "approval_group": "*", "months": 24} for p in both]

    late = weeks_late(lots=STOCK, presentations=both, approvals=two, shelf_life=shelf)
    assert late == pytest.approx(5)


@pytest.mark.parametrize(("days", "weeks"), [(0, 0), (1, 1), (7, 1), (8, 2)])
def test_release_counts_from_the_last_day_of_the_week_of_the_fill(days: int, weeks: int) -> None:
    """A batch of week 0 is released on 11 January + days: 0 days ship that day, 1 to 7 days
    on the 18th, 8 on the 25th."""
    late = weeks_late(
        staffing=[staffed("P", 35), staffed("F", 35)],
        release=[{"syringe": "*", "approval_group": "*", "days": days}],
    )
    assert late == pytest.approx(weeks)


def test_the_syringes_own_release_row_beats_the_groups() -> None:
    """(S, *) says 0 days and (*, G) says 8: the batch leaves on 11 January; a row (S, G) of
    1 day beats both: on the 18th."""
    rows = [
        {"syringe": "*", "approval_group": "G", "days": 8},
        {"syringe": "S", "approval_group": "*", "days": 0},
    ]
    own = {"syringe": "S", "approval_group": "G", "days": 1}
    staffing = [staffed("P", 35), staffed("F", 35)]

    assert weeks_late(staffing=staffing, release=rows) == pytest.approx(0)
    assert weeks_late(staffing=staffing, release=[*rows, own]) == pytest.approx(1)


@pytest.mark.parametrize(("transit", "hold", "weeks"), [(9, 0, 0), (5, 4, 0), (9, 1, 5)])
def test_enough_shelf_life_is_left_on_the_day_of_arrival(
    transit: int, hold: int, weeks: float
) -> None:
    """Filled on 1 January, expires on 1 February: 31 days, of which 38 %, 11.8 and so 12
    days, must be left. Leaving on 11 January, 9 days on the way and in import hold end on
    the 20th with 12 days left; a tenth day is too much, then and ever after."""
    aa = country("AA", min_remaining_shelf_life_pct=38, transit_days=transit, import_hold_days=hold)
    due = [order(1_000, day("01-05") + (transit + hold) * DAY)]
    shelf = [{"presentation": "S-PFS", "approval_group": "*", "months": 1}]

    late = weeks_late(demand=due, lots=STOCK, countries=[aa], shelf_life=shelf)
    assert late == pytest.approx(weeks)


def test_a_longer_shelf_life_counts_for_fills_from_its_date_on() -> None:
    """One month, two for fills from 1 January on. Of a lot filled on 31 December half the
    life (16 of 31 days) must be left: never on 18 January (13 left). Filled on 1 January
    it expires on 1 March and 30 of 59 days are needed: 42 are left."""
    shelf = [
        {"presentation": "S-PFS", "approval_group": "*", "months": 1},
        {"presentation": "S-PFS", "approval_group": "*", "months": 2, "filled_from": day("01-01")},
    ]
    half = country("AA", min_remaining_shelf_life_pct=50)
    old = LONG_AGO.replace(year=2025, month=12, day=31)
    for filled, weeks in ((day("01-01"), 1), (old, 5)):
        lots = [lot("L1", 1_000, filled, status="in_qc", releases_on=day("01-12"))]

        assert weeks_late(lots=lots, shelf_life=shelf, countries=[half]) == pytest.approx(weeks)


def test_lots_on_hold_never_ship_and_lots_in_qc_wait() -> None:
    """On hold: owed 1 + 1 + 1.5 + 1.5 weeks. In QC until the 18th: one week."""
    held = [lot("L1", 1_000, day("01-01"), status="on_hold")]
    waits = [lot("L1", 1_000, day("01-01"), status="in_qc", releases_on=day("01-18"))]

    assert weeks_late(lots=held) == pytest.approx(5)
    assert weeks_late(lots=waits) == pytest.approx(1)


def least_cost(case: Plant) -> float:
    """Least cost of a plan that is late as little as possible."""
    m = build(case)
    return exact.cost(m, exact.lateness(m) + 1e-6)


def test_expired_stock_is_written_off_once() -> None:
    """A lot of 1,000 units at 10 EUR that no country takes any more (it wants all of the
    shelf life left), though one unit is owed. It expires on 16 January: held for one week (10 % x 7 / 365 of
    10,000 EUR = 19.18 EUR), written off in the week of the 17th."""
    filled = LONG_AGO.replace(year=2025, month=12, day=16)
    case = plant(
        demand=[order(1, day("01-05"))],
        staffing=STOPPED,
        lots=[lot("L1", 1_000, filled)],
        countries=[country("AA", min_remaining_shelf_life_pct=100)],
        shelf_life=[{"presentation": "S-PFS", "approval_group": "*", "months": 1}],
    )

    assert least_cost(case) == pytest.approx(10_000 + 10_000 * 0.1 * 7 / 365)


def test_what_expires_before_its_release_is_written_off_too() -> None:
    """As before, but in QC until 30 January: no holding, all of it written off."""
    filled = LONG_AGO.replace(year=2025, month=12, day=16)
    waits = {"status": "in_qc", "releases_on": day("01-30")}
    case = plant(
        demand=[order(1, day("01-05"))],
        staffing=STOPPED,
        lots=[lot("L1", 1_000, filled, **waits)],
        shelf_life=[{"presentation": "S-PFS", "approval_group": "*", "months": 1}],
    )

    assert least_cost(case) == pytest.approx(10_000)


def test_what_nobody_may_take_any_more_is_written_off_although_younger_stock_shipped() -> None:
    """Two months of life, 25 % left on arrival (16 of 61 days). Lot A (26 November) could
    leave until 10 January, lot B (28 November) until the 12th, lot C is fresh. 1,500 units
    are owed: 1,000 of B and 500 of C leave on the 11th. All of A, 10,000 EUR, expires
    on 26 January. Shipping 500 more of C early would not save it."""
    november = LONG_AGO.replace(year=2025, month=11)
    lots = [
        lot("A", 1_000, november.replace(day=26)),
        lot("B", 1_000, november.replace(day=28)),
        lot("C", 1_000, day("01-02")),
    ]
    m = build(
        plant(
            demand=[order(1_500, day("01-05"))],
            staffing=STOPPED,
            lots=lots,
            countries=[country("AA", min_remaining_shelf_life_pct=26)],
            shelf_life=[{"presentation": "S-PFS", "approval_group": "*", "months": 2}],
        )
    )
    exact.cost(m, 0)

    assert sum(gone.value for gone in m.stock.expired.values()) == pytest.approx(1)
