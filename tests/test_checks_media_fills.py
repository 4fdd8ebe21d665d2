"""Media fills: each appointment needs a bucket that holds its hours."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plants import added, edited, rows, tiny_plant
from tests.refusals import Spoilt, day, refusals
from tests.two_strengths import REFIT

SPOILT: Spoilt = {
    "a media fill that is longer than a week": (
        {"media_fills": edited("media_fills", 0, hours=55)},
        (
            "media_fills, row 2, latest: no week or month of the plan holds its 55 h: 'L1'"
            " offers 54.0 h at most in one from 2026-02-02 to 2026-02-15; widen the window,"
            " lower hours, add staffing or move a closure"
        ),
    ),
    "a media fill whose window straddles two weeks": (
        {
            "media_fills": edited(
                "media_fills", 0, earliest=day("2026-02-06"), latest=day("2026-02-10")
            )
        },
        (
            "media_fills, row 2, latest: no week or month of the plan holds its 24 h: 'L1'"
            " offers 23.1 h at most in one from 2026-02-06 to 2026-02-10; widen the window,"
            " lower hours, add staffing or move a closure"
        ),
    ),
    "a media fill in a closure": (
        {
            "closures": rows(
                "closures", REFIT | {"from": day("2026-02-02"), "to": day("2026-02-15")}
            )
        },
        (
            "media_fills, row 2, latest: no week or month of the plan holds its 24 h: 'L1'"
            " offers 0.0 h at most in one from 2026-02-02 to 2026-02-15; widen the window,"
            " lower hours, add staffing or move a closure"
        ),
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]


def test_a_media_fill_that_ends_after_the_plan_is_left_to_the_next() -> None:
    late = added("media_fills", earliest=day("2026-04-29"), latest=day("2026-05-01"), hours=500)

    assert tiny_plant().but(media_fills=late).media_fills
