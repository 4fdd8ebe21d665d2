"""The previous plan: what is frozen of it must still be possible."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plants import rows, tiny_plant, without
from tests.refusals import Spoilt, day, refusals, settings
from tests.two_strengths import FIRM, FROZEN, REFIT

UNTIL = settings(frozen_until=day("2026-01-11"))
BEFORE = {"settings": UNTIL, "previous_batches": rows("previous_batches", FROZEN)}

SPOILT: Spoilt = {
    "a frozen period without a plan": (
        {"settings": UNTIL},
        (
            "plant.yaml, frozen_until: is 2026-01-11, but there is no previous plan to freeze;"
            " give --previous RUN, fill previous_batches, or write null"
        ),
    ),
    "a frozen batch of another volume": (
        BEFORE | {"previous_batches": rows("previous_batches", FROZEN | {"volume_l": 30})},
        (
            "previous_batches, row 2, volume_l: 'B1' is frozen, but 30 L of 'S1' by OLD > L1"
            " can no longer be made; restore its recipes and connection or freeze less"
            " (frozen_until)"
        ),
    ),
    "a frozen batch over no connection": (
        BEFORE
        | {
            "previous_batches": rows("previous_batches", FROZEN | {"suite": "NEW"}),
            "connections": without("connections", 1),
        },
        (
            "previous_batches, row 2, volume_l: 'B1' is frozen, but 20 L of 'S1' by NEW > L1"
            " can no longer be made; restore its recipes and connection or freeze less"
            " (frozen_until)"
        ),
    ),
    "a frozen batch on a closed line": (
        BEFORE | {"closures": rows("closures", REFIT)},
        (
            "previous_batches, row 2, line: 'B1' is frozen in 2026-01-05 to 2026-01-11, but"
            " 'L1' is closed from 2026-01-05 to 2026-01-11 (refit); change that or freeze less"
            " (frozen_until)"
        ),
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]


FREE = {
    "it has become firm": {"firm_batches": rows("firm_batches", FIRM)},
    "it is past": {
        "previous_batches": rows(
            "previous_batches", FROZEN | {"volume_l": 30, "fill_on": day("2026-01-04")}
        )
    },
    "its week ends later": {
        "settings": settings(frozen_until=day("2026-01-10")),
        "closures": rows("closures", REFIT),
    },
}


@pytest.mark.parametrize("changes", FREE.values(), ids=FREE)
def test_a_batch_before_is_not_frozen_when(changes: dict[str, Any]) -> None:
    assert tiny_plant().but(**BEFORE | changes).previous_batches
