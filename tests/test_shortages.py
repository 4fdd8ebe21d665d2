"""`shortages.csv` says what binds, in words a planner can act on."""

from __future__ import annotations

import datetime as dt

from models.plant import Plant
from planner.engine import Limits
from planner.files import read_case
from planner.pipeline import solve
from planner.plan import Plan, Record
from planner.shipped import cases


def tiny() -> Plant:
    """Tiny: demand of FR 24,000 and JP 36,000 a month; 20,000 units at the site."""
    return read_case(cases()["tiny"])


def planned(plant: Plant) -> Plan:
    return solve(plant, Limits(seconds=20))


def first_of(plan: Plan, country: str) -> Record:
    return next(row for row in plan.records["shortages"] if row["country"] == country)


def test_a_country_without_any_approved_route_waits_for_the_approval() -> None:
    plant = tiny()
    late = dt.date(2026, 3, 16)
    approvals = tuple(
        row.but(from_=late) if row.approval_group == "JP" and row.unit == "L1" else row
        for row in plant.approvals
    )

    row = first_of(planned(plant.but(approvals=approvals)), "JP")

    assert row["binds"] == "approval"
    assert row["reason"] == "no route is approved for JP before 2026-03-16 (NEW > L1)"


def test_before_the_first_release_only_stock_counts() -> None:
    """A batch of the first week ends it on 2026-01-11 and is released 14 days later."""
    plant = tiny().but(lots=())

    row = first_of(planned(plant), "FR")

    assert row["binds"] == "release"
    assert row["from"] == dt.date(2026, 1, 5)


def test_full_suites_are_named_with_their_share() -> None:
    """With half the hours the suites cannot make what is needed."""
    plant = tiny()
    staffing = tuple(
        row.but(hours_per_week=20) if row.resource in ("OLD", "NEW") else row
        for row in plant.staffing
    )

    plan = planned(plant.but(staffing=staffing))

    full = [row for row in plan.records["shortages"] if row["binds"] == "capacity"]
    assert full
    assert "the routes approved for it are full: " in full[0]["reason"]


def test_nobody_is_short_when_everything_is_in_stock() -> None:
    plant = tiny()
    lots = tuple(lot.but(units=2_000_000) for lot in plant.lots)

    assert planned(plant.but(lots=lots)).records["shortages"] == ()


def test_needs_that_no_shipment_can_reach_are_named() -> None:
    """
    Japan is 10 days from the door: what it needs from 5 to 14 January should have left
    before the start. 36,000 a month are 1,161.29 a day, so 10 days are 11,613 units; the
    first shipment leaves on 11 January.
    """
    plant = tiny()
    countries = tuple(
        row.but(transit_days=10) if row.country == "JP" else row for row in plant.countries
    )

    plan = planned(plant.but(countries=countries))

    assert plan.too_late == (
        {
            "country": "JP",
            "presentation": "S1-PFS",
            "units": 11_613,
            "first_arrival": dt.date(2026, 1, 21),
        },
    )
