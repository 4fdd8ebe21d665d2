"""Sections of the Monday screen, in words, of plans that are made by hand."""

from __future__ import annotations

from typing import Any

from models.plant import Plant
from planner.monday.held import on_hold
from planner.monday.orders import obeyed
from planner.monday.service import below_floor, short
from planner.plan import Plan
from tests.shortages_by_hand import by_hand
from tests.small_plants import approval, country, day, firm, lot, order, plant

FROZEN: dict[str, Any] = {
    "lot": "D1",
    "substance": "MAB",
    "kg": 2.5,
    "available_on": day("01-01"),
    "expires_on": day("12-31"),
    "status": "on_hold",
}


def planned(case: Plant, *made: tuple[str, int, int], **rest: Any) -> Plan:
    """A plan with the tables of decisions, and no levels."""
    written = by_hand(case, *made, **rest)
    return Plan(
        plant=case,
        scenario="Small",
        status="optimal",
        levels=(),
        history=(),
        seconds={},
        **vars(written),
    )


def test_a_reason_that_countries_share_is_said_once() -> None:
    names = ["AA", "BB", "CC"]
    case = plant(
        countries=[country(name) for name in names],
        release=[{"syringe": "*", "approval_group": "*", "days": 14}],
        demand=[order(1_000 * n, day("01-11"), name) for n, name in enumerate(names, start=1)],
    )

    assert list(short(planned(case))) == [
        "AA S-PFS     2026-01-05 to 2026-02-01: 1,000 units, up to 0 days late (too_early)",
        "BB S-PFS     2026-01-05 to 2026-02-01: 2,000 units, up to 0 days late (too_early)",
        "CC S-PFS     2026-01-05 to 2026-02-01: 3,000 units, up to 0 days late (too_early)",
        "too_early, 3 countries, such as CC S-PFS: a batch of the first bucket is released on"
        " 2026-01-25; before that only what was at the site counts",
    ]


def test_lots_on_hold_say_whom_they_would_help() -> None:
    """A batch of S takes 1 kg: 2.5 kg are 2 batches. L2 lies in BB, which needs nothing."""
    case = plant(
        countries=[country("AA"), country("BB")],
        lots=[
            lot("L1", 7_000, day("01-01"), status="on_hold"),
            lot("L2", 500, day("01-01"), status="on_hold", place="BB")
            | {"syringe": None, "presentation": "S-PFS"},
        ],
        substance_lots=[FROZEN],
        demand=[order(12_000, day("01-15")), order(10, day("01-31"), "BB")],
    )

    assert list(on_hold(planned(case, shipped={}))) == [
        "L1 on hold: 7,000 S at the site; AA S-PFS is short by 12,000 from 2026-01-12 (and 1 more)",
        "D1 on hold: 2.5 kg of MAB = 2 batches of S; AA S-PFS is short by 12,000 from 2026-01-12"
        " (and 1 more)",
        "L2 on hold: 500 S-PFS in BB; BB S-PFS is short by 10 from 2026-01-26",
    ]


def test_lots_on_hold_that_nobody_may_use_help_nobody() -> None:
    """G approves P > F until 8 January; AA is short from 15 January on."""
    case = plant(
        approvals=[approval("prep", "P"), approval("fill", "F", until=day("01-08"))],
        lots=[lot("L1", 7_000, day("01-01"), status="on_hold")],
        demand=[order(10, day("01-15"))],
    )

    assert list(on_hold(planned(case))) == [
        "L1 on hold: 7,000 S at the site; nobody whom it may serve is short"
    ]


def test_instructions_are_told_with_what_was_made() -> None:
    """Row 2 asks for a batch in week 1, in which two are made; B1 is firm."""
    row = {"syringe": "S", "suite": "*", "line": "F", "at_least": 1, "by": "A. Planner"}
    row |= {"from": day("01-12"), "until": day("01-18")}
    case = plant(
        instructions=[row, {**row, "suite": "P", "at_least": None, "at_most": 4}],
        firm_batches=[firm("released", day("01-05"), day("01-07"))],
        demand=[order(10, day("01-31"))],
    )

    assert list(obeyed(planned(case, ("S", 1, 2)))) == [
        "obeyed: row 2 by A. Planner: at least 1 S on F from 2026-01-12 until 2026-01-18 (2 made)",
        "obeyed: row 3 by A. Planner: at most 4 S on P > F from 2026-01-12 until 2026-01-18"
        " (2 made)",
        "1 firm batch as they are: B1",
    ]


def test_cover_is_told_in_weeks_of_the_floor() -> None:
    """
    500 units arrive on 11 January. The first 1,000 are due on 8 February, so that on 1 February
    they last 6 days, 0.9 weeks. The floor of 2 weeks, to 15 February, is 8,000: 7,500 more.
    """
    case = plant(
        countries=[country("AA", cover_floor_weeks=2)],
        demand=[order(1_000, day("02-08")), order(7_000, day("02-15"))],
    )
    plan = planned(case, ("S", 0, 1), shipped={("S-PFS AA", 0): 500})

    assert list(below_floor(plan)) == ["AA S-PFS     0.9 of 2 weeks: 7,500 units missing"]


def test_nobody_is_below_a_floor_that_nobody_has() -> None:
    assert list(below_floor(planned(plant(demand=[order(10, day("01-31"))])))) == ["none"]
