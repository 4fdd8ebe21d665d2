"""What a demanded presentation needs before it may ship to a country."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plants import added, edited, without
from tests.refusals import Spoilt, day, refusals

SPOILT: Spoilt = {
    "no pack": (
        {"packs": without("packs", 1)},
        "packs: 'S1-PFS' is demanded in 'JP' but has no pack there; add a row",
    ),
    "no release days": (
        {"release": edited("release", 0, approval_group="EU")},
        (
            "release: 'S1' has no release days for group 'JP', which demands it;"
            " add a row (*, * covers all)"
        ),
    ),
    "no shelf life": (
        {"shelf_life": edited("shelf_life", 0, approval_group="EU")},
        (
            "shelf_life: 'S1-PFS' in group 'JP' is demanded but has no shelf life;"
            " add a row (group * covers all)"
        ),
    ),
    "a shelf life that gets shorter for later fills": (
        {
            "shelf_life": added(
                "shelf_life", approval_group="EU", months=12, filled_from=day("2026-07-01")
            )
        },
        (
            "shelf_life: 'S1-PFS' in group 'EU' would last 12 months for fills from 2026-07-01,"
            " but 24 months for fills before; a shorter shelf life must hold for all fills"
            " (filled_from blank), or the product needs a new name"
        ),
    ),
    "no approval": (
        {"approvals": without("approvals", 3, 4)},
        (
            "approvals: group 'JP' demands 'S1-PFS' but approves no route of it; add rows"
            " (JP, S1-PFS or *, prep, one of NEW, OLD) and (…, fill, L1)"
        ),
    ),
    "no approved suite": (
        {"approvals": without("approvals", 3)},
        (
            "approvals: group 'JP' demands 'S1-PFS' but approves no suite of it; add rows"
            " (JP, S1-PFS or *, prep, one of NEW, OLD)"
        ),
    ),
    "no approved line": (
        {"approvals": without("approvals", 4)},
        (
            "approvals: group 'JP' demands 'S1-PFS' but approves no line of it; add rows"
            " (JP, S1-PFS or *, fill, L1)"
        ),
    ),
    "approvals that have ended": (
        {"approvals": edited("approvals", 3, until=day("2025-12-31"))},
        (
            "approvals: group 'JP' demands 'S1-PFS' but approves no suite of it; add rows"
            " (JP, S1-PFS or *, prep, one of NEW, OLD)"
        ),
    ),
    "approvals that never meet": (
        {
            "approvals": (
                *edited("approvals", 3, until=day("2026-03-31"))[:4],
                *edited("approvals", 4, **{"from": day("2026-04-01")})[4:],
            )
        },
        (
            "approvals: group 'JP' demands 'S1-PFS' but never approves both steps of a route at once;"
            " approve one of NEW > L1, OLD > L1"
        ),
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]


def test_a_shelf_life_that_begins_too_late_is_named_for_every_group() -> None:
    found = refusals(shelf_life=edited("shelf_life", 0, filled_from=day("2026-01-05")))

    assert found == [
        (
            f"shelf_life: 'S1-PFS' in group '{group}' has a shelf life only for fills from"
            " 2026-01-05, but there are fills from 2025-11-03; add a row with filled_from blank"
        )
        for group in ("EU", "JP")
    ]
