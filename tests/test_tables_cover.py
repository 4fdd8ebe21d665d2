"""`cover.csv`, and the levels of the written plan (R9)."""

from __future__ import annotations

from typing import Any

import pytest

from models.milp.indices import Indices
from models.plant import Plant
from planner.pegging import Pegged
from planner.tables.account import Account, accounts
from planner.tables.cover import cover
from planner.tables.levels import missing_cover, unfairness
from tests.small_plants import country, day, order, plant

PAIR = ("AA", "S-PFS")


def with_orders(weeks: float, *orders: dict[str, Any]) -> Plant:
    """Countries AA and, if it orders, BB, each with a floor of some weeks."""
    names = sorted({row["country"] for row in orders})
    countries = [country(name, cover_floor_weeks=weeks) for name in names]
    return plant(countries=countries, demand=list(orders))


def balances(case: Plant, shipped: dict[int, int]) -> tuple[Account, ...]:
    """The accounts when AA gets so many units in each bucket."""
    indices = Indices.of(case)
    pegged = [Pegged("P0001", PAIR, bucket, units, units) for bucket, units in shipped.items()]
    return accounts(indices.calendar, indices.demand.dues, pegged)


def test_stock_covers_the_days_before_the_one_on_which_it_is_short() -> None:
    """
    60 units are there from 11 January on. 40 are due on 15 January and 40 on 20 January: the
    60 last 8 days, from 12 to 19 January. The floor of one week, to 18 January, is 40 units.
    On 18 January 20 are left for the 40 of 20 January: one day, and 20 units below the floor.
    On 25 January 20 units are owed: no cover, and 20 below.
    """
    case = with_orders(1, order(40, day("01-15")), order(40, day("01-20")))
    rows = cover(balances(case, {0: 60}), {"AA": 1})

    told = [(r["stock_units"], r["floor_units"], r["below_units"], r["cover_days"]) for r in rows]
    assert told[:3] == [(60, 40, 0, 8), (20, 40, 20, 1), (0, 0, 20, 0)]
    assert [row["backorder_units"] for row in rows] == [0, 0, 20, 20]


def test_cover_days_end_where_dues_are_not_known() -> None:
    """
    Nothing is due after 15 January. The tail is one week, to 8 February, and the floor reaches
    one week beyond it: to 15 February, 35 days after 11 January.
    """
    case = with_orders(1, order(40, day("01-15")))
    rows = cover(balances(case, {0: 60}), {"AA": 1})

    assert [row["cover_days"] for row in rows] == [35, 28, 21, 14]


def test_pairs_without_a_floor_have_no_row() -> None:
    case = with_orders(0, order(40, day("01-15")))

    assert cover(balances(case, {}), {"AA": 0}) == []


def test_the_missing_cover_of_a_plan_is_in_days() -> None:
    """
    As above 0, 20, 20 and 20 units are below in weeks of 7 days: 420 unit-days over the 80
    units needed are 5.25 days.
    """
    case = with_orders(1, order(40, day("01-15")), order(40, day("01-20")))

    found = missing_cover(case, Indices.of(case), balances(case, {0: 60}))
    assert found == pytest.approx(5.25)


def test_without_a_floor_nothing_is_missing() -> None:
    """40 are due on 15 January and never come: late, but below no floor."""
    case = with_orders(0, order(40, day("01-15")))

    assert missing_cover(case, Indices.of(case), balances(case, {})) == 0


def test_unfairness_is_the_backlog_of_whoever_is_worst_off() -> None:
    """
    No floor, no release: no tail, 28 days. AA needs 28 and BB 56 on 12 January, a unit and two
    units a day. AA gets 28 in week 1; BB never gets its 56, 28 days of backlog in weeks 1, 2 and
    3: 3 x 7 x 28 / 28 = 21 days. Pooled, they are one market of 3 units a day that owes 56:
    21 x 56 / 3 / 28 = 14 days.
    """
    case = with_orders(0, order(28, day("01-12")), order(56, day("01-12"), "BB"))
    found = balances(case, {1: 28})

    assert unfairness(Indices.of(case, pooled=False), found) == pytest.approx(21)
    assert unfairness(Indices.of(case), found) == pytest.approx(14)
