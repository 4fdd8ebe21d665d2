"""Rules on demand and service, one at a time, with the optimum by hand (R8, R9)."""

from __future__ import annotations

from typing import Any

import pytest

from models.milp import build
from tests.small_plants import (
    LONG_AGO,
    batches_by_bucket,
    country,
    day,
    lot,
    order,
    plant,
    staffed,
    unit_days_late,
)

STOPPED = [staffed("P", 0), staffed("F", 0)]
"""Nothing is made: whatever is due and does not lie there is late."""


def forecast(units: int, month: str, where: str = "AA") -> dict[str, object]:
    row = {"row_id": f"{where} {month}", "country": where, "presentation": "S-PFS"}
    return {**row, "month": day(f"{month}-01"), "units": units, "kind": "forecast"}


def late(units: int, due: str, **tables: Any) -> float:
    """Weighted unit-days late of one order that nothing serves."""
    return unit_days_late(plant(demand=[order(units, day(due))], staffing=STOPPED, **tables))


def test_a_late_unit_weighs_more_from_the_15th_day_and_again_from_the_43rd() -> None:
    """Due on 8 January, 8 weeks. Owed at the Sundays 11 January to 1 March for 3, 10, 17,
    24, 31, 38, 45, 52 days: weights 1, 1, 1.5 (four times), 2, 2 = 12 x 7 days."""
    assert late(100, "01-08", weeks=8) == pytest.approx(100 * 7 * 12)


@pytest.mark.parametrize(("due", "weight"), [("01-04", 2.5), ("01-05", 2.0)])
def test_fourteen_days_late_counts_on_the_fourteenth_day(due: str, weight: float) -> None:
    """Owed on 18 January for 14 days if due on the 4th (a backlog), for 13 if on the 5th."""
    kind = {"kind": "backlog"} if due == "01-04" else {}
    case = plant(weeks=2, demand=[order(100, day(due), **kind)], staffing=STOPPED)

    assert unit_days_late(case) == pytest.approx(100 * 7 * weight)


@pytest.mark.parametrize(("due", "weight"), [("12-07", 2.0), ("12-08", 1.5)])
def test_forty_two_days_late_counts_on_the_forty_second_day(due: str, weight: float) -> None:
    """18 January is 42 days after 7 December and 41 after 8 December; 11 January is 35
    and 34: 1.5 + 2 and 1.5 + 1.5."""
    row = order(100, day(due).replace(year=2025), kind="backlog")
    case = plant(weeks=2, demand=[row], staffing=STOPPED)

    assert unit_days_late(case) == pytest.approx(100 * 7 * (1.5 + weight))


def test_lateness_is_mean_days_by_priority() -> None:
    """One week. AA (priority 3) and BB (1) are owed 100 and 300 units; a lot of 100 units
    goes to AA: 300 x 7 unit-days over 3 x 100 + 300 = 600 units: 3.5 days."""
    both = [country("AA", priority=3), country("BB")]
    case = plant(
        weeks=1,
        demand=[order(100, day("01-05")), order(300, day("01-05"), "BB")],
        staffing=STOPPED,
        countries=both,
        lots=[lot("L1", 100, day("01-01"))],
    )

    assert unit_days_late(case) / 600 == pytest.approx(3.5)


def test_orders_consume_the_forecast_of_their_month() -> None:
    """310 units are forecast for January, 10 a day, and 100 of them ordered for the 7th:
    210 are left, and of these 210 x 27 / 31 = 182.9 fall on 5 to 31 January. By 11
    January 47.4 of them and the 100: 147 units owed, at the end of the only week."""
    case = plant(weeks=1, demand=[forecast(310, "01"), order(100, day("01-07"))], staffing=STOPPED)

    assert unit_days_late(case) == pytest.approx(147 * 7)


def test_orders_beyond_the_forecast_leave_none_of_it() -> None:
    """310 forecast, 400 ordered for 7 January: 400 are owed, not 710."""
    case = plant(weeks=1, demand=[forecast(310, "01"), order(400, day("01-07"))], staffing=STOPPED)

    assert unit_days_late(case) == pytest.approx(400 * 7)


@pytest.mark.parametrize(("due", "weeks"), [("01-21", 1), ("01-20", 2)])
def test_demand_is_dated_at_the_door(due: str, weeks: int) -> None:
    """Three weeks, 6 days of transit and 3 of import hold, and a lot free on 25 January at
    the earliest. Needed on 21 January the units must leave on the 12th, so they are owed
    at the end of the second week only; needed on the 20th, on the 11th: of the first too."""
    far = country("AA", transit_days=6, import_hold_days=3)
    waits = lot("L1", 100, day("01-01"), status="in_qc", releases_on=day("01-25"))
    case = plant(
        weeks=3,
        demand=[order(100, day(due))],
        staffing=STOPPED,
        countries=[far],
        lots=[waits],
    )

    assert unit_days_late(case) == pytest.approx(100 * 7 * weeks)


def test_months_without_data_get_the_mean_of_the_months_that_have_some() -> None:
    """December 2025 and January 2026 are forecast with 280 and 1,120 units: the mean is 700,
    and so much is needed in February, 25 units a day. Over five weeks, until 8 February,
    nothing is served: by then 8 x 25 = 200 units of February and 1,120 x 27 / 31 = 975.5
    of January are due, 1,175 or 1,176 (the sum is 1,175.48)."""
    december = {**forecast(280, "01"), "row_id": "d", "month": LONG_AGO.replace(2025, 12)}
    case = plant(weeks=5, demand=[december, forecast(1_120, "01")], staffing=STOPPED)
    rows = [row for row in case.demand if row.row_id != "end"]
    dues = build(case.but(demand=tuple(rows))).indices.demand.dues["AA", "S-PFS"]

    assert dues.at(dues.gross, day("02-08")) == 1_175


def test_an_order_due_long_after_the_plan_does_not_matter() -> None:
    """Due on 1 September, eight months after a plan of one week."""
    case = plant(weeks=1, demand=[order(100, day("09-01"))], staffing=STOPPED)

    assert unit_days_late(case) == pytest.approx(0)


def test_stock_in_a_country_covers_its_own_dues_until_it_expires() -> None:
    """60 units in AA expire on 16 January; BB has none. AA needs 50 on the 7th and 50 on
    the 21st, BB 50 on the 7th. Of the 60, 10 are lost. Owed at the ends of four weeks:
    AA 50 in weeks 2 and 3 (4 and 11 days late: 2 weights), BB 50 in all (1 + 1 + 1.5 +
    1.5 = 5 weights): 50 x 7 x 7."""
    filled = LONG_AGO.replace(2025, 12, 16)
    there = lot("L1", 60, filled, syringe=None, presentation="S-PFS", place="AA")
    case = plant(
        demand=[
            order(50, day("01-07")),
            order(50, day("01-21")),
            order(50, day("01-07"), "BB"),
        ],
        staffing=STOPPED,
        countries=[country("AA"), country("BB")],
        lots=[there],
        shelf_life=[{"presentation": "S-PFS", "approval_group": "*", "months": 1}],
    )

    assert unit_days_late(case) == pytest.approx(50 * 7 * 7)


def test_a_lot_in_qc_in_a_country_counts_in_the_week_of_its_release() -> None:
    """Released there on 19 January, 7 days of transit: counted on the 12th, in the second
    week. Its 100 units, due at the door on the 5th, are owed at the end of the first."""
    there = lot(
        "L1",
        100,
        day("01-01"),
        syringe=None,
        presentation="S-PFS",
        place="AA",
        status="in_qc",
        releases_on=day("01-19"),
    )
    case = plant(
        demand=[order(100, day("01-12"))],
        staffing=STOPPED,
        countries=[country("AA", transit_days=7)],
        lots=[there],
    )

    assert unit_days_late(case) == pytest.approx(700)


def test_a_pack_is_lost_of_every_batch_and_lot() -> None:
    """Packs of 30: of a lot of 100 units 71 are planned, 29 of 100 owed stay owed."""
    packs = [{"country": "AA", "presentation": "S-PFS", "units_per_pack": 30, "min_order_packs": 1}]
    lots = [lot("L1", 100, day("01-01"))]
    case = plant(
        weeks=1, demand=[order(100, day("01-05"))], staffing=STOPPED, packs=packs, lots=lots
    )

    assert unit_days_late(case) == pytest.approx(29 * 7)


def test_demand_of_the_tail_makes_the_last_weeks_produce() -> None:
    """10,000 units are due on 4 February, after the four planned weeks (until 1 February);
    three days of release make a tail of one week. A batch is made in time, and none if
    nothing is due then."""
    three = [{"syringe": "*", "approval_group": "*", "days": 3}]
    tail = plant(demand=[order(10_000, day("02-04"))], release=three)

    assert sum(batches_by_bucket(tail)) == 1
    assert unit_days_late(tail) == pytest.approx(0)
    assert late(10_000, "02-04", release=three) == pytest.approx(70_000)
    assert late(10_000, "02-04") == pytest.approx(0)
