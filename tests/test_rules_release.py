"""Groups that wait for release for different times share one stock (R4)."""

from __future__ import annotations

import pytest

from models.plant import Plant
from tests.small_plants import approval, country, day, order, plant, staffed, unit_days_late


def two_groups(slow_days: int) -> Plant:
    """AA (group G) receives 7 days after a fill, BB (group H) after `slow_days`.

    Five weeks and the rest of February. The suite works in weeks 0 and 2 only, one batch
    of 10,000 each. AA needs 10,000 on 19 January (week 2), BB 10,000 on 2 February
    (week 4).
    """
    case = plant(
        weeks=5,
        countries=[country("AA"), country("BB", approval_group="H")],
        demand=[order(10_000, day("01-19")), order(10_000, day("02-02"), "BB")],
        staffing=[
            staffed("P", 35, **{"from": day("01-05"), "until": day("01-11")}),
            staffed("P", 35, **{"from": day("01-19"), "until": day("01-25")}),
            staffed("F", 35),
        ],
        release=[
            {"syringe": "*", "approval_group": "G", "days": 7},
            {"syringe": "*", "approval_group": "H", "days": slow_days},
        ],
        approvals=[
            approval(step, unit, approval_group=group)
            for group in "GH"
            for step, unit in (("prep", "P"), ("fill", "F"))
        ],
    )
    return case.but(settings=case.settings.but(months=1))


def test_what_a_slow_group_needs_is_kept_from_a_fast_one() -> None:
    """
    28 days: the first batch may leave for BB on 8 February (week 4), the second, of 25
    January, only on 22 February. So AA must leave the first batch to BB and wait for
    the second: released for AA on 1 February, owed at the end of week 2 only,
    10,000 x 7 unit-days. The other way round BB would wait until the end of February.
    """
    assert unit_days_late(two_groups(28)) == pytest.approx(70_000)


def test_groups_that_are_released_together_need_nothing_kept() -> None:
    """7 days: AA takes the first batch on 25 January, BB the second on 8 February."""
    assert unit_days_late(two_groups(7)) == pytest.approx(0)
