"""The sister cases and the overlays of the reference case: what they are meant to ask."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from models.calendar import Calendar
from models.demand import Demand
from models.hours import StaffedHours
from models.plant import Plant
from models.shelf import Shelf
from planner.files import read_case
from planner.overlays import names_of
from planner.shipped import copy_case

SCENARIOS = Path(__file__).parents[1] / "scenarios"
CASE = SCENARIOS / "le-trait"
NAMES = (
    "demand-plus-20",
    "failed-media-fill",
    "japan-us-6-months-later",
    "late-substance-lot",
    "no-new-building",
    "non-eu-12-months-later",
    "pa1-down-8-weeks",
    "shelf-life-plus-12-eu",
    "third-line-a-year-earlier",
    "weekend-shift",
)


@cache
def plant(overlay: str = "") -> Plant:
    return read_case(CASE, [overlay] if overlay else [])


@cache
def hours(overlay: str = "") -> dict[tuple[str, int], float]:
    """Hours offered by (resource, bucket)."""
    return StaffedHours.of(plant(overlay), Calendar.of(plant(overlay))).offered


def total(resource: str, overlay: str = "") -> float:
    return sum(offered for (name, _), offered in hours(overlay).items() if name == resource)


def pb_approved(overlay: str = "") -> dict[tuple[str, str], dt.date | None]:
    return {
        (row.approval_group, row.presentation): row.from_
        for row in plant(overlay).approvals
        if row.unit == "PB"
    }


@pytest.mark.parametrize(
    ("case", "planned", "ends"),
    [("le-trait-weekly", 78, "2027-07-04"), ("le-trait-capacity", 60, "2030-12-31")],
)
def test_a_sister_case_has_its_own_buckets_and_enough_demand(
    case: str, planned: int, ends: str
) -> None:
    """Neither the tail nor a floor after it rests on the mean of the last 12 months."""
    sister = read_case(SCENARIOS / case)
    calendar = Calendar.of(sister)
    last = calendar.last(calendar.buckets[-1])
    floor = {row.country: dt.timedelta(weeks=row.cover_floor_weeks) for row in sister.countries}
    extended = [
        pair
        for pair, dues in Demand(sister, calendar, Shelf(sister)).dues.items()
        if dues.at(dues.extended, last + floor[pair[0]])
    ]

    assert (calendar.horizon, str(calendar.end)) == (planned, ends)
    assert extended == []


@pytest.mark.parametrize("case", ["le-trait-weekly", "le-trait-capacity"])
def test_a_sister_case_is_the_same_plant(case: str) -> None:
    sister = read_case(SCENARIOS / case)

    for table in ("lots", "firm_batches", "staffing", "approvals", "countries", "fill_recipes"):
        assert getattr(sister, table) == getattr(plant(), table)


def test_the_overlays_are_those_announced_and_come_with_a_copy(tmp_path: Path) -> None:
    copy_case("le-trait", tmp_path / "mine")

    assert names_of(CASE) == list(NAMES)
    assert names_of(tmp_path / "mine") == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_overlay_makes_another_plant(name: str) -> None:
    assert plant(name) != plant()


def test_without_the_new_building_the_old_suites_stay_open() -> None:
    """44 working weeks in each of the three years."""
    year = 110 * 0.85 * 44

    assert total("PB", "no-new-building") == 0
    assert total("PA1", "no-new-building") == pytest.approx(3 * year)
    assert total("PA2", "no-new-building") == pytest.approx(3 * year)


def test_a_refit_costs_each_old_suite_19_weeks() -> None:
    """
    PA1: 19 weeks from 15 June 2026, four of them closed anyway (summer 3, autumn 1).
    PA2: 19 weeks from 26 October 2026, three of them closed anyway (autumn 1, Christmas 2).
    """
    week = 110 * 0.85

    assert total("PA1") == pytest.approx((3 * 44 - 19 + 4) * week)
    assert total("PA2") == pytest.approx((3 * 44 - 19 + 3) * week)


def test_approvals_outside_europe_move_by_a_year() -> None:
    later = pb_approved("non-eu-12-months-later")
    moved = {key[0] for key, day in pb_approved().items() if day != later[key]}

    assert {group for group, _ in pb_approved()} - moved == {"EU-EEA", "EEA-NO-IS"}
    assert pb_approved()["US", "D300-PFS"] == dt.date(2027, 5, 1)
    assert later["US", "D300-PFS"] == dt.date(2028, 5, 1)


def test_the_third_line_has_a_full_year_more() -> None:
    """Its 2027 has the ramp and closures of 2028, on dates that differ by a few days."""
    calendar = Calendar.of(plant())
    offered = hours("third-line-a-year-earlier")
    months = [t for t in calendar.planned if calendar.first(t).year == 2027]

    assert sum(offered["FC", t] for t in months) == pytest.approx(total("FC"), rel=0.01)


def test_a_weekend_shift_adds_hours_on_old_suites_and_lines() -> None:
    """
    24 h a week, of FA the antibodies' 67 %, in the 44 working weeks of a year; PB gets none.
    PA1 works 32 of the 52: not in the 16 that its refit still takes, at Christmas, in spring.
    """
    assert total("FA", "weekend-shift") - total("FA") == pytest.approx(24 * 0.67 * 0.8 * 44)
    assert total("PA1", "weekend-shift") - total("PA1") == pytest.approx(24 * 0.85 * 32)
    assert total("PB", "weekend-shift") == total("PB")


def test_two_late_lots_leave_dupixent_short_before_they_come() -> None:
    """Of what was meant to be there on 1 July 2026, two of nine lots are missing."""
    day = dt.date(2026, 7, 1)

    def there(overlay: str = "") -> float:
        lots = plant(overlay).substance_lots
        return sum(lot.kg for lot in lots if lot.substance == "DUP" and lot.available_on <= day)

    assert there("late-substance-lot") < 0.8 * there()


def test_a_failed_media_fill_closes_fb_for_three_weeks() -> None:
    rows = [row for row in plant("failed-media-fill").media_fills if row.line == "FB"]

    assert total("FB") - total("FB", "failed-media-fill") == pytest.approx(3 * 67 * 0.8)
    assert len(rows) == len([row for row in plant().media_fills if row.line == "FB"]) + 3
