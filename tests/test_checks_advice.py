"""Warnings: what a planner should know about a case that can be planned."""

from __future__ import annotations

from typing import Any

import pytest

from models.checks import warnings
from tests.plants import added, edited, tiny_plant, without
from tests.refusals import Spoilt, day, settings

BACKLOG = {"row_id": "B1", "kind": "backlog", "month": None}

WARNED: Spoilt = {
    "holding that is cheaper in the countries": (
        {"settings": settings(holding_country_pct_per_year=8)},
        (
            "plant.yaml, holding_country_pct_per_year: 8 % is less than at the site (10 %), so stock"
            " is shipped early and no other country can have it"
        ),
    ),
    "demand that ends before the tail": (
        {"demand": without("demand", 8, 9, 10, 11)},
        (
            "demand: ends with 2026-04, but needs count until 2026-06-05 (the tail of the plan and"
            " the way); for later months the mean of the last 12 months is used"
        ),
    ),
    "no demand but backlog": (
        {"demand": added("demand", **BACKLOG)[-1:]},
        "demand: has neither forecast nor orders; only the backlog is planned for",
    ),
    "a month that is forecast twice": (
        {"demand": added("demand", row_id="AGAIN")},
        (
            "demand, row 14, month: NO S1-PFS 2026-01 is forecast by 'NO-01' too; both are added up:"
            " delete one if it was loaded twice"
        ),
    ),
    "a lot in a country that does not ask for it": (
        {
            "lots": added("lots", lot="FAR", syringe=None, presentation="S1-PFS", place="NO"),
            "demand": tuple(row for row in tiny_plant().demand if row.country != "NO"),
        },
        (
            "lots, row 3, place: lot 'FAR' lies in NO, which asks for no S1-PFS;"
            " the plan leaves it out"
        ),
    ),
    "a lot that has expired": (
        {"lots": edited("lots", 0, filled_on=day("2023-12-31"))},
        (
            "lots, row 2, filled_on: lot '00012' expired on 2025-12-31, before the start;"
            " it is written off"
        ),
    ),
    "a batch that is too long for its bulk": (
        {"prep_recipes": added("prep_recipes", volume_l=60)},
        (
            "fill_recipes, row 2, syringe: a batch of 60 L of 'S1' by OLD > L1 is never planned:"
            " it fills for 56.7 h, but the bulk may be held for 48 h"
        ),
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), WARNED.values(), ids=WARNED)
def test_a_planner_is_warned_of(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in [str(warning) for warning in warnings(tiny_plant().but(**changes))]


def test_the_tiny_plant_has_nothing_to_warn_of() -> None:
    assert warnings(tiny_plant()) == ()


def test_a_stock_lot_of_a_retired_line_still_gives_its_route() -> None:
    """Japan approves only the route of the lot; nothing new can be made for it."""
    plant = tiny_plant().but(
        lines=added("lines", line="L0"),
        staffing=added("staffing", resource="L0", hours_per_week=0),
        lots=edited("lots", 0, line="L0"),
        approvals=edited("approvals", 4, unit="L0"),
    )

    assert [str(warning) for warning in warnings(plant)] == [
        "lines, row 3, line: 'L0' has no staffed day until 2026-04-30; it makes no batch"
    ]
