"""Periods: what begins after it ends, calendars that overlap or end too early."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plants import added, edited, without
from tests.refusals import Spoilt, day, refusals, settings

FROZEN: dict[str, Any] = {
    "lot": "D1",
    "substance": "MAB",
    "kg": 5,
    "available_on": day("2026-01-05"),
    "expires_on": day("2027-01-05"),
    "status": "released",
}

SPOILT: Spoilt = {
    "weeks that start on no Monday": (
        {"settings": settings(start=day("2026-01-07"))},
        (
            "plant.yaml, start: 2026-01-07 is a Wednesday; weeks start on a Monday,"
            " such as 2026-01-05 or 2026-01-12"
        ),
    ),
    "no bucket": (
        {"settings": settings(weeks=0, months=0)},
        "plant.yaml, weeks: weeks and months are both 0; plan at least one",
    ),
    "frozen until a day before the start": (
        {"settings": settings(frozen_until=day("2026-01-04"))},
        (
            "plant.yaml, frozen_until: 2026-01-04 is before the start 2026-01-05;"
            " write a later day or null"
        ),
    ),
    "staffing that ends before it begins": (
        {"staffing": added("staffing", **{"from": day("2025-01-02")}, until=day("2025-01-01"))},
        "staffing, row 5, until: until 2025-01-01 is before from 2025-01-02; swap or correct them",
    ),
    "a media fill window the wrong way round": (
        {"media_fills": edited("media_fills", 0, latest=day("2026-02-01"))},
        (
            "media_fills, row 2, latest: latest 2026-02-01 is before earliest 2026-02-02;"
            " swap or correct them"
        ),
    ),
    "a substance lot that expires before it arrives": (
        {"substance_lots": added("substance_lots", **FROZEN | {"expires_on": day("2026-01-01")})},
        (
            "substance_lots, row 2, expires_on: expires_on 2026-01-01 is before available_on"
            " 2026-01-05; swap or correct them"
        ),
    ),
    "staffing that overlaps": (
        {"staffing": added("staffing", **{"from": day("2026-02-01")})},
        (
            "staffing, row 5, from: overlaps row 2 of 'OLD';"
            " end one on the day before the other begins"
        ),
    ),
    "a suite without staffing": (
        {"staffing": without("staffing", 1)},
        (
            "suites, row 3, suite: 'NEW' has no staffing from 2026-01-05 on;"
            " add a row to staffing (0 hours_per_week if it has stopped)"
        ),
    ),
    "a line whose staffing has ended": (
        {"staffing": edited("staffing", 2, until=day("2026-01-04"))},
        (
            "lines, row 2, line: 'L1' has no staffing from 2026-01-05 on;"
            " add a row to staffing (0 hours_per_week if it has stopped)"
        ),
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]
