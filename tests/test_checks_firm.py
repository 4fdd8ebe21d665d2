"""Firm batches: recipes, days, hours that are worked, changes of state."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plants import added, edited, rows, tiny_plant, without
from tests.refusals import Spoilt, day, refusals, settings
from tests.two_strengths import CHANGE, FIRM, FROZEN, OTHER, REFIT, THIRD, THREE

SPOILT: Spoilt = {
    "a firm batch of another bulk": (
        {
            "bulks": added("bulks", bulk="M150"),
            "prep_recipes": added("prep_recipes", bulk="M150"),
            "firm_batches": added("firm_batches", **FIRM | {"bulk": "M150"}),
        },
        "firm_batches, row 2, bulk: 'S1' holds 'M100', not 'M150'; correct one",
    ),
    "a firm batch of an unknown volume": (
        {"firm_batches": added("firm_batches", **FIRM | {"volume_l": 30})},
        (
            "firm_batches, row 2, volume_l: 'OLD' has no recipe for 30 L of 'M100';"
            " add it to prep_recipes or correct the batch"
        ),
    ),
    "a firm batch on a line without a recipe": (
        {
            "lines": added("lines", line="L2"),
            "staffing": added("staffing", resource="L2"),
            "connections": added("connections", line="L2"),
            "firm_batches": added("firm_batches", **FIRM | {"line": "L2"}),
        },
        (
            "firm_batches, row 2, line: 'L2' has no recipe for 'S1';"
            " add it to fill_recipes or correct the batch"
        ),
    ),
    "a firm batch over no connection": (
        {
            "connections": without("connections", 0),
            "approvals": edited("approvals", 3, unit="NEW"),
            "lots": (),
            "firm_batches": added("firm_batches", **FIRM),
        },
        "firm_batches, row 2, line: OLD > L1 is no connection; add it or correct the batch",
    ),
    "a firm batch whose bulk waits": (
        {"firm_batches": added("firm_batches", **FIRM | {"fill_on": day("2026-01-12")})},
        (
            "firm_batches, row 2, fill_on: the bulk is held for 108.6 h or more, its fill of 18.6 h"
            " included, but at most 48 h are allowed; correct the days or the recipe"
        ),
    ),
    "a filled batch that is to be filled": (
        {"firm_batches": added("firm_batches", **FIRM | {"status": "filled"})},
        (
            "firm_batches, row 2, status: a filled batch has fill_on before the start 2026-01-05;"
            " correct one"
        ),
    ),
    "a released batch that is filled": (
        {
            "firm_batches": added(
                "firm_batches",
                **FIRM | {"prep_on": day("2025-12-30"), "fill_on": day("2025-12-31")},
            )
        },
        (
            "firm_batches, row 2, status: fill_on 2025-12-31 is before the start 2026-01-05;"
            " the status is filled"
        ),
    ),
    "a batch in process that is not begun": (
        {"firm_batches": added("firm_batches", **FIRM | {"status": "in_process"})},
        (
            "firm_batches, row 2, status: prep_on 2026-01-06 is not before the start 2026-01-05;"
            " the status is released"
        ),
    ),
    "a released batch that is in process": (
        {
            "firm_batches": added(
                "firm_batches",
                **FIRM | {"prep_on": day("2026-01-04"), "fill_on": day("2026-01-05")},
            )
        },
        (
            "firm_batches, row 2, status: prep_on 2026-01-04 is before the start 2026-01-05;"
            " the status is in_process"
        ),
    ),
    "a firm batch after the plan": (
        {
            "firm_batches": added(
                "firm_batches",
                **FIRM | {"prep_on": day("2026-05-01"), "fill_on": day("2026-05-01")},
            )
        },
        (
            "firm_batches, row 2, fill_on: 2026-05-01 is after the last planned day 2026-04-30;"
            " plan longer or delete it"
        ),
    ),
    "a firm batch that is filled in a closure": (
        {"firm_batches": rows("firm_batches", FIRM), "closures": rows("closures", REFIT)},
        (
            "firm_batches, row 2, fill_on: 'L1' is closed from 2026-01-05 to 2026-01-11 (refit)"
            " on 2026-01-07, when batch 'B1' starts; correct the day, the closure or the"
            " staffing"
        ),
    ),
    "a firm batch that is prepared in a closure": (
        {
            "firm_batches": rows("firm_batches", FIRM),
            "closures": rows("closures", REFIT | {"resource": "OLD", "to": day("2026-01-06")}),
        },
        (
            "firm_batches, row 2, prep_on: 'OLD' is closed from 2026-01-05 to 2026-01-06"
            " (refit) on 2026-01-06, when batch 'B1' starts; correct the day, the closure or"
            " the staffing"
        ),
    ),
    "a firm batch on a day without staff": (
        {
            "firm_batches": rows("firm_batches", FIRM),
            "staffing": edited("staffing", 2, **{"from": day("2026-01-08")}),
        },
        (
            "firm_batches, row 2, fill_on: 'L1' is not staffed on 2026-01-07, when batch 'B1'"
            " starts; correct the day, the closure or the staffing"
        ),
    ),
    "three firm states in a week": (
        {
            **THREE,
            "changeovers": rows("changeovers", CHANGE),
            "firm_batches": rows("firm_batches", FIRM, OTHER, THIRD),
        },
        (
            "firm_batches, row 4, fill_on: 'B1' (S1), 'B2' (S2), 'B3' (S3) need 3 states of"
            " 'L1' in the week from 2026-01-05; at most one change is worked in a week: move a"
            " batch"
        ),
    ),
    "two firm states in a week that begins with a third": (
        {
            **THREE,
            "changeovers": rows("changeovers", CHANGE | {"resource": "L1"}),
            "initial_states": rows(
                "initial_states", {"resource": "L1", "state": "S3", "batches": 0}
            ),
            "firm_batches": rows("firm_batches", FIRM, OTHER),
        },
        (
            "firm_batches, row 3, fill_on: 'B1' (S1), 'B2' (S2) need 2 states of 'L1' in the"
            " week from 2026-01-05, which it begins with S3; at most one change is worked in a"
            " week: move a batch"
        ),
    ),
    "a frozen and two firm states in a week": (
        {
            **THREE,
            "changeovers": rows("changeovers", CHANGE),
            "firm_batches": rows("firm_batches", OTHER, THIRD),
            "previous_batches": rows("previous_batches", FROZEN | {"fill_on": day("2026-01-11")}),
            "settings": settings(frozen_until=day("2026-01-11")),
        },
        (
            "previous_batches, row 2, fill_on: 'B2' (S2), 'B3' (S3), 'B1' (S1) need 3 states of"
            " 'L1' in the week from 2026-01-05; at most one change is worked in a week: move a"
            " batch or freeze less"
        ),
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]


def test_two_states_a_week_may_follow_each_other() -> None:
    """S1 to S2 in the first week; the second begins with S2 and goes to S3."""
    later = {"prep_on": day("2026-01-13"), "fill_on": day("2026-01-14")}
    plant = tiny_plant().but(
        **THREE,
        changeovers=rows("changeovers", CHANGE),
        firm_batches=rows("firm_batches", FIRM, OTHER, THIRD | later),
    )

    assert len(plant.firm_batches) == 3
