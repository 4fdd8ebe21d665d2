"""Lots in stock."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plants import edited
from tests.refusals import Spoilt, day, refusals

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
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]
