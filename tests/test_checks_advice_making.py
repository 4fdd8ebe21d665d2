"""Warnings about suites and lines, and about what a planner ordered."""

from __future__ import annotations

from typing import Any

import pytest

from models.checks import warnings
from tests.plants import added, edited, rows, tiny_plant
from tests.refusals import Spoilt, day, settings
from tests.two_strengths import CHANGE, FROZEN, ORDERED, TWO

WARNED: Spoilt = {
    "a suite that begins after the plan": (
        {"staffing": edited("staffing", 1, **{"from": day("2027-01-01")})},
        "suites, row 3, suite: 'NEW' has no staffed day until 2026-04-30; it makes no batch",
    ),
    "closures after the plan": (
        {
            "closures": added(
                "closures",
                resource="OLD",
                **{"from": day("2027-01-01"), "to": day("2027-01-02")},
                reason="refit",
            )
        },
        "closures, row 2: 1 row lies outside 2026-01-05 to 2026-04-30 and changes nothing",
    ),
    "no media fills": (
        {"media_fills": ()},
        "media_fills: has no rows; a line needs two media fills a year, and their hours",
    ),
    "too few media fills": (
        {"settings": settings(months=8)},
        "lines, row 2, line: 'L1' has 1 of 2 media fills in 2026; add windows",
    ),
    "a media fill that is past": (
        {"media_fills": added("media_fills", earliest=day("2025-12-01"), latest=day("2025-12-07"))},
        (
            "media_fills, row 3, latest: 2025-12-07 is past: the plan starts on 2026-01-05 and"
            " leaves it out"
        ),
    ),
    "a sequenced line without a state": (
        {"changeovers": rows("changeovers", CHANGE | {"resource": "L1"})},
        (
            "initial_states: 'L1' works from the start but has no row, so its first state costs"
            " nothing; add the state it is in"
        ),
    ),
    "a state that a line leaves for good": (
        {
            "bulks": TWO["bulks"],
            "syringes": TWO["syringes"],
            "changeovers": rows("changeovers", CHANGE | {"resource": "L1"}),
            "initial_states": rows(
                "initial_states", {"resource": "L1", "state": "S2", "batches": 1}
            ),
        },
        "initial_states, row 2, state: 'L1' has no recipe for 'S2': it leaves it for good",
    ),
    "a limit outside the plan": (
        {
            "instructions": rows(
                "instructions",
                ORDERED | {"at_most": 1, "from": day("2025-01-05"), "until": day("2025-01-06")},
            )
        },
        (
            "instructions, row 2, until: 2025-01-05 to 2025-01-06 lies outside the plan;"
            " at_most limits nothing"
        ),
    ),
    "a limit of batches that nobody makes": (
        {
            **{name: TWO[name] for name in ("bulks", "syringes")},
            "instructions": rows("instructions", ORDERED | {"at_most": 1, "syringe": "S2"}),
        },
        (
            "instructions, row 2, at_most: no batch of 'S2' by any suite > any line can be"
            " made; at_most limits nothing"
        ),
    ),
    "an order that began before the plan": (
        {
            "instructions": rows(
                "instructions", ORDERED | {"at_least": 1, "from": day("2025-12-29")}
            )
        },
        (
            "instructions, row 2, from: 2025-12-29 is before the start 2026-01-05; only batches"
            " from then on count"
        ),
    ),
    "a frozen day within a week": (
        {
            "previous_batches": rows("previous_batches", FROZEN),
            "settings": settings(frozen_until=day("2026-01-14")),
        },
        (
            "plant.yaml, frozen_until: 2026-01-14 lies within 2026-01-12 to 2026-01-18, which"
            " is not frozen: only whole weeks and months are"
        ),
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), WARNED.values(), ids=WARNED)
def test_a_planner_is_warned_of(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in [str(warning) for warning in warnings(tiny_plant().but(**changes))]
