"""Prices of the relaxation on a plant whose dual is known by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from models.plant import Plant
from planner.answers.prices import Prices, prices
from tests.plants import edited, rows, tiny_plant

BATCH = 18_100
"""(20 - 0.5) L x 1,000 / 1.05 mL x 0.98 - 100 samples."""


def one_week(units: int, hours_per_week: float = 60) -> Plant:
    """
    One week without stock. Norway needs `units` on its first day; what is filled in the week
    is released and shipped on its last day, 6 days later, in time to owe nothing then. Only
    suite OLD works: `hours_per_week` x 0.9 for batches of 30 h and 18,100 units.
    """
    plant = tiny_plant()
    old, new, line = plant.staffing
    return plant.but(
        settings=plant.settings.but(weeks=1, months=0),
        staffing=(old.but(hours_per_week=hours_per_week), new.but(hours_per_week=0), line),
        countries=tuple(
            row.but(transit_days=0, cover_floor_weeks=0) for row in edited("countries", 0)
        ),
        release=edited("release", 0, days=0),
        packs=edited("packs", 0, units_per_pack=1),
        demand=rows(
            "demand",
            {
                "row_id": "NO-1",
                "country": "NO",
                "presentation": "S1-PFS",
                "due_on": dt.date(2026, 1, 5),
                "units": units,
                "kind": "order",
            },
        ),
        media_fills=(),
        lots=(),
    )


def test_an_hour_of_the_full_suite_is_worth_the_units_it_makes() -> None:
    """
    54 h make 1.8 batches, 32,580 of 100,000 units; every unit of the rest is owed for the 7
    days of the week. One hour more makes 18,100 / 30 units:

        7 d x 18,100 / 30 / 100,000 = 0.04223 d
    """
    found = prices(one_week(100_000))

    assert found is not None
    assert found.days_late["OLD", 0] == pytest.approx(7 * BATCH / 30 / 100_000)
    assert found.days_late["L1", 0] == 0


def test_an_hour_that_is_left_over_is_worth_nothing() -> None:
    """32,000 units are fewer than the 32,580 that 1.8 batches make."""
    found = prices(one_week(32_000))

    assert found is not None
    assert found.days_late["OLD", 0] == 0


def test_a_price_of_hours_is_their_mean() -> None:
    """3 h at 1 d and 1 h at 5 d: 2 d each; the other resource has no price."""
    found = Prices({("A", 0): 1.0, ("A", 1): 5.0}, {("A", 1): 8.0})

    assert found.of({("A", 0): 3.0, ("A", 1): 1.0}) == (2.0, 2.0)
    assert found.of({("B", 0): 3.0}) == (0.0, 0.0)
    assert found.of({}) == (0.0, 0.0)
