"""Lots, firm batches and instructions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plants import added, edited, without
from tests.refusals import Spoilt, day, refusals

FIRM: dict[str, Any] = {
    "batch": "B1",
    "bulk": "M100",
    "syringe": "S1",
    "suite": "OLD",
    "line": "L1",
    "volume_l": 20,
    "prep_on": day("2026-01-06"),
    "fill_on": day("2026-01-07"),
    "status": "released",
}
ORDERED: dict[str, Any] = {
    "syringe": "*",
    "suite": "*",
    "line": "*",
    "from": day("2026-01-05"),
    "until": day("2026-01-11"),
    "by": "planner",
}

SPOILT: Spoilt = {
    "a lot of nothing": (
        {"lots": edited("lots", 0, syringe=None)},
        "lots, row 2, syringe: syringe and presentation are both blank; give one",
    ),
    "a lot of two things": (
        {"lots": edited("lots", 0, presentation="S1-PFS")},
        "lots, row 2, presentation: syringe and presentation are both given; leave one blank",
    ),
    "a lot in a country without its presentation": (
        {"lots": edited("lots", 0, place="NO")},
        (
            "lots, row 2, presentation: a lot in 'NO' needs its presentation;"
            " give it instead of the syringe"
        ),
    ),
    "a lot in QC without a day": (
        {"lots": edited("lots", 0, status="in_qc")},
        (
            "lots, row 2, releases_on: is blank; a lot in_qc needs the day it is expected"
            " to be released"
        ),
    ),
    "a lot from the future": (
        {"lots": edited("lots", 0, filled_on=day("2026-01-06"))},
        "lots, row 2, filled_on: 2026-01-06 is after the start 2026-01-05; give it as a firm batch",
    ),
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
    "an instruction without a number": (
        {"instructions": added("instructions", **ORDERED)},
        "instructions, row 2, at_most: at_least and at_most are both blank; give one or both",
    ),
    "an instruction with a least above its most": (
        {"instructions": added("instructions", **ORDERED, at_least=3, at_most=2)},
        "instructions, row 2, at_most: 2 is less than at_least 3; correct one",
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]
