"""Volumes, recipes, the hold limit, campaigns and changeovers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plants import added, edited, without
from tests.refusals import Spoilt, refusals

CHANGE: dict[str, Any] = {"resource": "*", "hours": 8, "cost_eur": 100}
CAMPAIGN: dict[str, Any] = {
    "resource": "L1",
    "state": "S1",
    "min_batches": 1,
    "max_batches": 4,
    "decontamination_h": 8,
    "decontamination_eur": 0,
}


def two_syringes(**changes: Any) -> dict[str, Any]:
    """The tiny plant with a second syringe that Norway demands."""
    return {
        "syringes": added("syringes", syringe="S2", format="2.25 mL"),
        "presentations": added("presentations", presentation="S2-PFS", syringe="S2"),
        "packs": added("packs", presentation="S2-PFS"),
        "shelf_life": added("shelf_life", presentation="S2-PFS"),
        "demand": added("demand", row_id="S2", presentation="S2-PFS"),
        "fill_recipes": added("fill_recipes", syringe="S2"),
        **changes,
    }


SPOILT: Spoilt = {
    "a target below the label": (
        {"syringes": edited("syringes", 0, target_fill_ml=0.9)},
        (
            "syringes, row 2, target_fill_ml: 0.9 mL is less than fill_volume_ml 1 mL;"
            " the target includes the overfill"
        ),
    ),
    "a hold-up as large as the volume": (
        {"prep_recipes": edited("prep_recipes", 0, hold_up_l=20)},
        (
            "prep_recipes, row 2, hold_up_l: 20 L is not below volume_l 20 L;"
            " nothing would be left to fill"
        ),
    ),
    "a batch of samples only": (
        {"prep_recipes": added("prep_recipes", volume_l=0.6)},
        (
            "fill_recipes, row 2, syringe: a batch of 0.6 L of 'S1' by OLD > L1 has no good units:"
            " 95 are filled and 100 are samples; correct volume, yield or samples"
        ),
    ),
    "a bulk that no suite prepares": (
        {
            "prep_recipes": edited("prep_recipes", 0, bulk="M150")[:1],
            "bulks": added("bulks", bulk="M150"),
        },
        (
            "bulks, row 2, bulk: 'M100' is demanded but no suite prepares it;"
            " add a row to prep_recipes"
        ),
    ),
    "a syringe that no line fills": (
        two_syringes(fill_recipes=without("fill_recipes")),
        (
            "syringes, row 3, syringe: 'S2' is demanded but no line fills it;"
            " add a row to fill_recipes"
        ),
    ),
    "a syringe whose suites feed none of its lines": (
        {
            "lines": added("lines", line="L2"),
            "staffing": added("staffing", resource="L2"),
            "connections": edited("connections", 0, line="L2")[:1],
        },
        "syringes, row 2, syringe: 'S1': no suite of 'M100' feeds a line of it; add a connection",
    ),
    "a syringe that never fits the hold limit": (
        {"bulks": edited("bulks", 0, hold_limit_h=18)},
        (
            "syringes, row 2, syringe: no batch of 'S1' fits the hold limit of 18 h: the shortest,"
            " 20 L by OLD > L1, fills for 18.6 h; correct hold_limit_h, volume_l or syringes_per_h"
        ),
    ),
    "a campaign with a least above its most": (
        {
            "campaigns": added("campaigns", **{**CAMPAIGN, "min_batches": 5}),
            "changeovers": added("changeovers", **CHANGE, kind="format"),
        },
        "campaigns, row 2, max_batches: 4 is less than min_batches 5; correct one",
    ),
    "a changeover with a kind and a state": (
        {"changeovers": added("changeovers", **CHANGE, kind="format", to="S1")},
        "changeovers, row 2, kind: kind and from or to are given; leave kind or both states blank",
    ),
    "a changeover with one state": (
        {"changeovers": added("changeovers", **CHANGE, to="S1")},
        "changeovers, row 2, kind: needs a kind, or both from and to; fill them in",
    ),
    "a changeover to the same state": (
        {"changeovers": added("changeovers", **CHANGE, **{"from": "S1", "to": "S1"})},
        "changeovers, row 2, to: 'S1' is the state left too; name another or delete the row",
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]
