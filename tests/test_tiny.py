"""The case that everybody knows by heart (scenarios/tiny/SOURCES.md)."""

from __future__ import annotations

import pytest

from models.plant import Plant
from planner.engine import Limits
from planner.files import read_case
from planner.pipeline import solve
from planner.shipped import cases


def tiny() -> Plant:
    return read_case(cases()["tiny"])


def days_late(plant: Plant) -> float:
    """The least lateness: proven, and the plan gives up no more than the tolerance of it."""
    lateness = solve(plant, Limits(seconds=30)).levels[0]

    assert (lateness.status, lateness.reached) == ("proven", True)
    assert lateness.value <= lateness.bound + plant.settings.tolerances.lateness_days + 1e-9
    return lateness.bound


def test_what_falls_due_before_the_first_release_is_late() -> None:
    """
    The first batches are released on 25 January. With a unit less for each lot and
    batch (FR's packs of 2), 27,097 - 19,999 = 7,098 are owed on the 18th and
    40,645 - 19,999 - 2 x 9,999 = 648 on the 25th; 292,258 units are needed in all.
    """
    assert days_late(tiny()) == pytest.approx(7 * (7_098 + 648) / 292_258, rel=1e-5)


def test_without_a_wait_for_release_nothing_is_late() -> None:
    plant = tiny()
    at_once = tuple(row.but(days=0) for row in plant.release)

    assert days_late(plant.but(release=at_once)) == pytest.approx(0, abs=1e-6)


def test_without_stock_the_first_two_weeks_are_late_altogether() -> None:
    """
    No lot: owed are all of 13,548 on the 11th, 27,097 on the 18th and
    40,645 - 2 x 9,999 = 20,647 on the 25th (OLD and NEW may make three batches by then
    only if hours are borrowed, and week 0 has nothing before it to borrow from). So it is
    at least 7 x (13,548 + 27,097 + 20,647) / 292,258 days.
    """
    assert days_late(tiny().but(lots=())) > 7 * (13_548 + 27_097 + 20_647) / 292_258 - 1e-6
