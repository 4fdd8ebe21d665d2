"""Rows of demand: each kind of need with its own date, in units or in packs."""

from __future__ import annotations

from typing import Any

import pytest

from models.plant import Plant
from tests.plants import added, edited, tiny_plant, without
from tests.refusals import Spoilt, day, refusals

ORDER = {"row_id": "O1", "kind": "order", "month": None, "due_on": day("2026-02-02")}
BACKLOG = {"row_id": "B1", "kind": "backlog", "month": None}

SPOILT: Spoilt = {
    "neither units nor packs": (
        {"demand": edited("demand", 2, units=None)},
        "demand, row 4, units: units and packs are both blank; give one",
    ),
    "units and packs": (
        {"demand": edited("demand", 2, packs=1)},
        "demand, row 4, packs: units and packs are both given; leave one blank",
    ),
    "a forecast without a month": (
        {"demand": edited("demand", 2, month=None)},
        "demand, row 4, month: is blank; a forecast needs its month",
    ),
    "a month that is a day": (
        {"demand": edited("demand", 2, month=day("2026-02-03"))},
        "demand, row 4, month: 2026-02-03 is not the first day of a month; write 2026-02",
    ),
    "a forecast with a day": (
        {"demand": edited("demand", 2, due_on=day("2026-02-03"))},
        (
            "demand, row 4, due_on: a forecast has a month, not a day;"
            " leave it blank or make it an order"
        ),
    ),
    "an order without a day": (
        {"demand": added("demand", **ORDER | {"due_on": None})},
        "demand, row 14, due_on: is blank; an order needs the day it is due",
    ),
    "an order with a month": (
        {"demand": added("demand", **ORDER | {"month": day("2026-02-01")})},
        (
            "demand, row 14, month: an order has a day, not a month;"
            " leave it blank or make it a forecast"
        ),
    ),
    "an order due before the start": (
        {"demand": added("demand", **ORDER | {"due_on": day("2026-01-04")})},
        "demand, row 14, due_on: 2026-01-04 is before the start 2026-01-05; give it as backlog",
    ),
    "a backlog with a month": (
        {"demand": added("demand", **BACKLOG | {"month": day("2026-02-01")})},
        "demand, row 14, month: backlog has no month; leave it blank",
    ),
    "a backlog that is not due yet": (
        {"demand": added("demand", **BACKLOG | {"due_on": day("2026-01-05")})},
        (
            "demand, row 14, due_on: 2026-01-05 is not before the start 2026-01-05;"
            " give it as an order"
        ),
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]


def test_demand_of_nothing_needs_no_pack() -> None:
    """Zero units are no demand: an ERP exports such rows for every country."""
    nothing = tuple(row.but(units=0) if row.country == "JP" else row for row in tiny_plant().demand)

    assert isinstance(tiny_plant().but(demand=nothing, packs=without("packs", 1)), Plant)
