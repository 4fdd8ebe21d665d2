"""Numbers out of all proportion."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plants import edited
from tests.refusals import Spoilt, refusals

SPOILT: Spoilt = {
    "a release after three years": (
        {"release": edited("release", 0, days=10**20)},
        "release, row 2, days: 1e+20 is not plausible; write 0 to 1000 (d)",
    ),
    "a volume in millilitres": (
        {"prep_recipes": edited("prep_recipes", 0, volume_l=200_000)},
        "prep_recipes, row 2, volume_l: 200000 is not plausible; write 0.001 to 100000 (L)",
    ),
    "a syringe of nothing": (
        {"syringes": edited("syringes", 0, target_fill_ml=1e-300)},
        "syringes, row 2, target_fill_ml: 1e-300 is not plausible; write 0.001 to 1000 (mL)",
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_a_number_is_refused_for_its_size(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]
