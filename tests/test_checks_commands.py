"""Instructions: what a planner ordered must be possible."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plants import added, edited, rows, tiny_plant, without
from tests.refusals import Spoilt, day, refusals, settings
from tests.two_strengths import FIRM, FROZEN, ORDERED, REFIT


def ordered(*each: dict[str, Any]) -> dict[str, Any]:
    return {"instructions": rows("instructions", *(ORDERED | row for row in each))}


FIRM_TWICE = rows("firm_batches", FIRM, FIRM | {"batch": "B2"})

SPOILT: Spoilt = {
    "an instruction without a number": (
        {"instructions": added("instructions", **ORDERED)},
        "instructions, row 2, at_most: at_least and at_most are both blank; give one or both",
    ),
    "an instruction with a least above its most": (
        {"instructions": added("instructions", **ORDERED, at_least=3, at_most=2)},
        "instructions, row 2, at_most: 2 is less than at_least 3; correct one",
    ),
    "an order for days that hold no bucket": (
        ordered({"at_least": 1, "from": day("2026-01-06"), "until": day("2026-01-15")}),
        (
            "instructions, row 2, at_least: no week or month of the plan lies wholly in"
            " 2026-01-06 to 2026-01-15; write from 2026-01-05 until 2026-01-18"
        ),
    ),
    "an order for days outside the plan": (
        ordered({"at_least": 1, "from": day("2025-01-06"), "until": day("2025-01-15")}),
        (
            "instructions, row 2, at_least: 2025-01-06 to 2025-01-15 lies outside the plan,"
            " 2026-01-05 to 2026-04-30; correct the days or delete the row"
        ),
    ),
    "an order that no route can make": (
        {
            **ordered({"at_least": 1, "suite": "NEW", "syringe": "S1"}),
            "connections": without("connections", 1),
        },
        (
            "instructions, row 2, at_least: no batch of 'S1' by NEW > any line can be made;"
            " correct the names or add recipes and a connection"
        ),
    ),
    "an order for a closed line": (
        {**ordered({"at_least": 1}), "closures": rows("closures", REFIT)},
        (
            "instructions, row 2, at_least: no batch of any syringe by any suite > any line can"
            " be made in 2026-01-05 to 2026-01-11: 'L1' is closed from 2026-01-05 to 2026-01-11"
            " (refit); choose other days, or change the closure or the staffing"
        ),
    ),
    "an order for a suite without staff": (
        {
            **ordered({"at_least": 1, "suite": "NEW"}),
            "staffing": edited("staffing", 1, **{"from": day("2026-02-01")}),
        },
        (
            "instructions, row 2, at_least: no batch of any syringe by NEW > any line can be"
            " made in 2026-01-05 to 2026-01-11: 'NEW' is not staffed; choose other days, or"
            " change the closure or the staffing"
        ),
    ),
    "an order that is too much for a suite": (
        # 54 h offered and 29 h before the week: two batches of 30 h.
        ordered({"at_least": 3, "suite": "OLD"}),
        (
            "instructions, row 2, at_least: at most 2 batches of any syringe by OLD > any line"
            " fit into the hours offered in 2026-01-05 to 2026-01-11; lower at_least, allow"
            " more days or add hours"
        ),
    ),
    "an order that another forbids": (
        ordered(
            {"at_least": 2, "syringe": "S1", "until": day("2026-01-18")},
            {"at_most": 1, "until": day("2026-01-25")},
        ),
        (
            "instructions, row 2, at_least: 2 is more than at_most 1 of row 3, which counts"
            " these batches too; correct one of the rows"
        ),
    ),
    "an order for frozen days": (
        {
            **ordered({"at_least": 2}),
            "previous_batches": rows("previous_batches", FROZEN),
            "settings": settings(frozen_until=day("2026-01-11")),
        },
        (
            "instructions, row 2, at_least: 2026-01-05 to 2026-01-11 is frozen with 1 of the 2"
            " batches of any syringe by any suite > any line; lower at_least or freeze less"
            " (frozen_until)"
        ),
    ),
    "a limit below the firm batches": (
        {**ordered({"at_most": 1}), "firm_batches": FIRM_TWICE},
        (
            "instructions, row 2, at_most: 1 is less than the number of firm batches, 2 ('B1',"
            " 'B2'); raise at_most or change them"
        ),
    ),
    "a limit below the frozen batches": (
        {
            **ordered({"at_most": 0}),
            "previous_batches": rows("previous_batches", FROZEN),
            "settings": settings(frozen_until=day("2026-01-11")),
        },
        (
            "instructions, row 2, at_most: 0 is less than the number of firm or frozen batches,"
            " 1 ('B1'); raise at_most or change them"
        ),
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]


POSSIBLE = {
    "as many as fit": ordered({"at_least": 2, "suite": "OLD"}),
    "one that is firm already": {
        **ordered({"at_least": 2, "at_most": 2}),
        "firm_batches": FIRM_TWICE,
    },
    "a limit of other batches": ordered({"at_least": 2}, {"at_most": 1, "suite": "OLD"}),
    "a limit of fewer days": ordered(
        {"at_least": 2, "until": day("2026-01-18")}, {"at_most": 1, "suite": "OLD"}
    ),
    "none at all": ordered({"at_least": 0, "until": day("2026-01-06")}),
}


@pytest.mark.parametrize("changes", POSSIBLE.values(), ids=POSSIBLE)
def test_an_order_that_can_be_followed_is_taken(changes: dict[str, Any]) -> None:
    assert tiny_plant().but(**changes).instructions


def test_unknown_names_are_reported_once() -> None:
    assert refusals(**ordered({"at_least": 1, "suite": "OLDE"})) == [
        "instructions, row 2, suite: suite 'OLDE' does not exist; did you mean 'OLD'?"
    ]
