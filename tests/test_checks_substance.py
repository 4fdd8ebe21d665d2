"""Drug substance: lots must cover what is firm."""

from __future__ import annotations

from typing import Any

import pytest

from models.checks import warnings
from tests.plants import added, rows, tiny_plant
from tests.refusals import Spoilt, day, refusals
from tests.two_strengths import FIRM

LOT: dict[str, Any] = {
    "lot": "D1",
    "substance": "MAB",
    "kg": 3,
    "available_on": day("2026-01-03"),
    "expires_on": day("2026-03-01"),
    "status": "released",
}
NEXT = FIRM | {"batch": "B2", "prep_on": day("2026-01-13"), "fill_on": day("2026-01-14")}


def covered(*lots: dict[str, Any]) -> dict[str, Any]:
    """Two firm batches of 2 kg, in the first and the second week, and some lots."""
    return {
        "firm_batches": rows("firm_batches", FIRM, NEXT),
        "substance_lots": rows("substance_lots", *(LOT | lot for lot in lots)),
    }


SPOILT: Spoilt = {
    "too little for the second batch": (
        covered({}),
        (
            "firm_batches, row 3, batch: batch 'B2' lacks 1.00 kg of 'MAB': the lots that may"
            " be used from 2026-01-12 on do not cover it and the batches before; correct"
            " substance_lots (kg, days, status) or move the batch"
        ),
    ),
    "a lot that thaws too late": (
        covered({"kg": 4, "available_on": day("2026-01-04")}),
        (
            "firm_batches, row 2, batch: batch 'B1' lacks 2.00 kg of 'MAB': the lots that may"
            " be used from 2026-01-05 on do not cover it and the batches before; correct"
            " substance_lots (kg, days, status) or move the batch"
        ),
    ),
    "a lot on hold": (
        covered({"kg": 4, "status": "on_hold"}),
        (
            "firm_batches, row 2, batch: batch 'B1' lacks 2.00 kg of 'MAB': the lots that may"
            " be used from 2026-01-05 on do not cover it and the batches before; correct"
            " substance_lots (kg, days, status) or move the batch"
        ),
    ),
    "a lot that expires within the week": (
        covered({"kg": 4, "expires_on": day("2026-01-17")}),
        (
            "firm_batches, row 3, batch: batch 'B2' lacks 2.00 kg of 'MAB': the lots that may"
            " be used from 2026-01-12 on do not cover it and the batches before; correct"
            " substance_lots (kg, days, status) or move the batch"
        ),
    ),
    "a lot that expires never": (
        {"substance_lots": rows("substance_lots", LOT | {"expires_on": day("9999-12-31")})},
        (
            "substance_lots, row 2, expires_on: 9999-12-31 is not plausible; write a day until"
            " 2200-01-01"
        ),
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]


def test_the_lot_that_expires_first_serves_first() -> None:
    """The short lot serves the first week, so that the long one is left for the second."""
    lots = {"kg": 2}, {"lot": "D2", "kg": 2, "expires_on": day("2026-01-11")}

    assert tiny_plant().but(**covered(*lots)).substance_lots


WARNED: Spoilt = {
    "a lot that has expired": (
        {
            "substance_lots": rows(
                "substance_lots",
                LOT,
                LOT
                | {"lot": "D2", "available_on": day("2025-01-01"), "expires_on": day("2026-01-04")},
            )
        },
        (
            "substance_lots, row 3, expires_on: lot 'D2' may be used in no week or month of the"
            " plan: from 2025-01-01 (and 2 days to thaw) to 2026-01-04 no whole one is left"
        ),
    ),
    "a substance without lots": (
        {
            "substances": added("substances", substance="MIB"),
            "substance_lots": rows("substance_lots", LOT),
        },
        (
            "substances, row 3, substance: 'MIB' has no row in substance_lots, so it is planned"
            " without limit"
        ),
    ),
    "a substance whose lots are all on hold": (
        {"substance_lots": rows("substance_lots", LOT | {"status": "on_hold"})},
        (
            "substances, row 2, substance: no lot of 'MAB' may be used in the plan, so no batch"
            " of it is made"
        ),
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), WARNED.values(), ids=WARNED)
def test_a_planner_is_warned_of(changes: dict[str, Any], sentence: str) -> None:
    assert [str(warning) for warning in warnings(tiny_plant().but(**changes))] == [sentence]


def test_lots_for_the_next_plan_are_not_odd() -> None:
    late = LOT | {"lot": "D2", "available_on": day("2026-04-20"), "expires_on": day("2029-01-01")}

    assert warnings(tiny_plant().but(substance_lots=rows("substance_lots", LOT, late))) == ()
