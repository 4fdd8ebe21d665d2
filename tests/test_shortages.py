"""`shortages.csv` says what binds, in words a planner can act on.

Plans are made by hand on the small plant: batches of S give 10,000 units by P > F and take
30 h of P and 15 h of F, of 35 h each a week. Weeks end on 11, 18 and 25 January.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from planner.engine import Limits
from planner.files import read_case
from planner.pipeline import solve
from planner.shipped import cases
from tests.shortages_by_hand import by_hand, short
from tests.small_plants import approval, country, day, firm, lot, order, plant

NEED = [order(10_000, day("01-11"))]


def frozen(name: str, kg: float, available: str, status: str = "released") -> dict[str, Any]:
    row = {"lot": name, "substance": "MAB", "kg": kg, "status": status}
    return {**row, "available_on": day(available), "expires_on": day("12-31")}


def ordered(**changes: Any) -> dict[str, Any]:
    row = {"syringe": "S", "suite": "*", "line": "F", "by": "A. Planner"}
    return {**row, "from": day("01-05"), "until": day("01-11"), **changes}


def test_a_country_without_any_approved_route_waits_for_the_approval() -> None:
    """The batch of week 0 gives 10,000 units, of which 6,000 leave on 25 January."""
    late = [approval("prep", "P"), approval("fill", "F", **{"from": day("01-20")})]
    case = plant(approvals=late, demand=[order(6_000, day("01-11"))])

    assert short(case, ("S", 0, 1), shipped={("S-PFS AA", 2): 6_000}) == (
        "approval",
        "no route is approved for G before 2026-01-20 (P > F); 6,000 S of P > F wait for it",
    )


def test_an_approval_after_the_plan_is_named_too() -> None:
    late = [approval("prep", "P"), approval("fill", "F", **{"from": day("10-01")})]

    assert short(plant(approvals=late, demand=NEED)) == (
        "approval",
        "no route is approved for G before 2026-10-01 (P > F)",
    )


def test_approvals_that_have_ended_are_named_with_their_last_day() -> None:
    ended = [approval("prep", "P"), approval("fill", "F", until=day("01-08"))]

    assert short(plant(approvals=ended, demand=NEED)) == (
        "approval",
        "no route is approved for G on 2026-01-11 (P > F was until 2026-01-08)",
    )


def test_stock_in_qc_is_named_with_its_release() -> None:
    """Two lots; what is on hold would help as well."""
    lots = [
        lot("L1", 4_000, day("01-01"), status="in_qc", releases_on=day("01-16")),
        lot("L2", 4_000, day("01-02"), status="in_qc", releases_on=day("01-19")),
        lot("L3", 7_000, day("01-02"), status="on_hold"),
    ]

    assert short(plant(lots=lots, demand=NEED)) == (
        "release",
        "in QC: L1 (4,000) until 2026-01-16, L2 (4,000) until 2026-01-19; on hold: L3 (7,000)",
    )


def test_filled_batches_in_qc_are_named_too() -> None:
    """B1 was filled on 2 January and is released 14 days later."""
    case = plant(
        release=[{"syringe": "*", "approval_group": "*", "days": 14}],
        firm_batches=[firm("filled", day("01-01"), day("01-02"))],
        demand=NEED,
    )

    assert short(case) == ("release", "in QC: B1 (10,000) until 2026-01-16")


def test_stock_that_is_too_old_is_named_with_its_days() -> None:
    """
    Filled on 2025-01-01, L1 expires on 2027-01-01: 730 days, of which half must be left on
    arrival. On 11 January 355 are.
    """
    case = plant(
        countries=[country("AA", min_remaining_shelf_life_pct=50)],
        lots=[lot("L1", 20_000, dt.date(2025, 1, 1))],
        demand=NEED,
    )

    assert short(case) == (
        "shelf_life",
        "too little shelf life on arrival: L1 (20,000) has 355 of 365 days",
    )


def test_batches_that_are_too_old_before_they_are_released_are_named() -> None:
    """
    A month of shelf life from 5 January ends on 5 February: 31 days, of which 90 %, 28, must be
    left. Released 7 days after 11 January, a batch arrives with 18.
    """
    case = plant(
        countries=[country("AA", min_remaining_shelf_life_pct=90)],
        shelf_life=[{"presentation": "S-PFS", "approval_group": "*", "months": 1}],
        release=[{"syringe": "*", "approval_group": "*", "days": 7}],
        demand=[order(10_000, day("01-15"))],
    )

    assert short(case) == (
        "shelf_life",
        "a batch filled on 2026-01-05 arrives with 18 of the 28 days of shelf life required",
    )


def test_before_the_first_release_only_stock_counts() -> None:
    """A batch of the first week ends it on 11 January and is released 14 days later."""
    case = plant(release=[{"syringe": "*", "approval_group": "*", "days": 14}], demand=NEED)

    assert short(case, ("S", 0, 1)) == (
        "too_early",
        "a batch of the first bucket is released on 2026-01-25; before that only what was at the"
        " site counts",
    )


def test_missing_substance_is_named_with_the_next_lots() -> None:
    """A batch takes 10 L x 100 mg/mL = 1 kg; D1 holds half of that."""
    lots = [
        frozen("D1", 0.5, "01-01"),
        frozen("D2", 330, "05-15", "in_qc"),
        frozen("D3", 40, "06-01"),
        frozen("D4", 20, "01-01", "on_hold"),
    ]

    assert short(plant(substance_lots=lots, demand=NEED)) == (
        "substance",
        "0.5 kg of MAB are left from 2026-01-05 to 2026-01-11, a batch of S takes 1.0 kg; D2 (330"
        " kg) is in QC until 2026-05-15; D3 (40 kg) may be used from 2026-06-01; D4 (20 kg) is on"
        " hold",
    )


def test_substance_that_later_batches_need_is_not_left() -> None:
    """D1 holds one batch, and that is filled in week 3."""
    case = plant(substance_lots=[frozen("D1", 1, "01-01")], demand=NEED)

    assert short(case, ("S", 3, 1)) == (
        "substance",
        "0.0 kg of MAB are left from 2026-01-05 to 2026-01-11, a batch of S takes 1.0 kg",
    )


def test_substance_that_another_lot_can_replace_is_left() -> None:
    """The batch of week 3 takes D1, which expires first, but it could take D2."""
    lots = [frozen("D1", 1, "01-01"), {**frozen("D2", 1, "01-20"), "expires_on": day("12-31")}]

    binds, _ = short(plant(substance_lots=lots, demand=NEED), ("S", 3, 1))
    assert binds == "search"


def test_firm_batches_that_fill_a_suite_are_named() -> None:
    """B1 takes 30 of the 35 h of P; a second batch does not fit."""
    case = plant(
        firm_batches=[firm("released", day("01-05"), day("01-07"))],
        demand=[order(20_000, day("01-11"))],
    )

    assert short(case, shipped={("S-PFS AA", 0): 10_000}) == (
        "firm",
        "P 86 % of the hours from 2026-01-05 to 2026-01-11; firm: B1",
    )


def test_frozen_weeks_keep_what_the_previous_plan_makes() -> None:
    previous = {"batch": "Q1", "syringe": "S", "suite": "P", "line": "F", "volume_l": 10}
    case = plant(previous_batches=[{**previous, "fill_on": day("01-26")}], demand=NEED)
    case = case.but(settings=case.settings.but(frozen_until=day("01-11")))

    assert short(case, ("S", 3, 1)) == (
        "firm",
        "frozen until 2026-01-11: the plan keeps the 0 S that the previous plan makes from"
        " 2026-01-05 to 2026-01-11",
    )


def test_an_order_that_allows_no_batch_more_is_named() -> None:
    case = plant(instructions=[ordered(at_most=0)], demand=NEED)

    assert short(case) == (
        "instruction",
        "instruction row 2 by A. Planner: at most 0 S on F from 2026-01-05 until 2026-01-11",
    )


def test_room_that_nothing_takes_asks_for_a_longer_search() -> None:
    assert short(plant(demand=NEED)) == (
        "search",
        "no rule binds: P > F has room for a batch in the bucket of 2026-01-05; a longer search may"
        " serve it, see the gap",
    )


def test_released_stock_that_stays_at_the_site_is_counted() -> None:
    case = plant(lots=[lot("L1", 20_000, day("01-01"))], demand=NEED)

    assert short(case) == (
        "search",
        "no rule binds: P > F has room for a batch in the bucket of 2026-01-05; 20,000 units lie at"
        " the site; a longer search may serve it, see the gap",
    )


def test_nobody_is_short_when_everything_is_in_stock() -> None:
    case = plant(lots=[lot("L1", 20_000, day("01-01"))], demand=NEED)

    assert by_hand(case, shipped={("S-PFS AA", 0): 10_000}).records["shortages"] == ()


def test_needs_that_no_shipment_can_reach_are_named() -> None:
    """
    Japan is 10 days from the door: what it needs from 5 to 14 January should have left
    before the start. 36,000 a month are 1,161.29 a day, so 10 days are 11,613 units; the
    first shipment leaves on 11 January.
    """
    tiny = read_case(cases()["tiny"])
    countries = tuple(
        row.but(transit_days=10) if row.country == "JP" else row for row in tiny.countries
    )

    plan = solve(tiny.but(countries=countries), Limits(seconds=20))

    assert plan.too_late == (
        {
            "country": "JP",
            "presentation": "S1-PFS",
            "units": 11_613,
            "first_arrival": dt.date(2026, 1, 21),
        },
    )
