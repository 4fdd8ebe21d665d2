"""From markets to packs, and from packs to batches and lots."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from models.demand import Dues, Pair
from models.flavours import Flavour, Source
from models.milp.decisions import Decisions
from models.pooling import Market
from planner.pegging import Supply, peg
from planner.split import Order, orders

START = dt.date(2026, 1, 5)
FR, DE = ("FR", "P"), ("DE", "P")


def dues(*daily: int) -> Dues:
    """A pair that needs so many units on each day from the start."""
    curve = np.cumsum(np.array(daily))
    return Dues(START, curve, curve, np.zeros_like(curve), (), 0)


def market(*pairs: Pair, windows: dict[tuple[str, int], tuple[int, int]]) -> Market:
    return Market("M", "S", pairs, 1.0, windows, (), {}, (), (), 0)


def sent(
    needs: dict[Pair, Dues], shipments: dict[tuple[str, int], float], pack: dict[Pair, int]
) -> tuple[Order, ...]:
    """The orders of one market; shipments by (flavour, bucket)."""
    windows = dict.fromkeys(shipments, (0, 0))
    indices: Any = SimpleNamespace(
        markets={"M": market(*needs, windows=windows)}, demand=SimpleNamespace(dues=needs)
    )
    shipped = {(f, "M", t): units for (f, t), units in shipments.items()}
    decisions = Decisions((), shipped, {}, {}, {})
    return orders(indices, decisions, pack)


def by_pair(found: tuple[Order, ...]) -> dict[tuple[str, int], int]:
    """Packs by country and bucket."""
    packs: dict[tuple[str, int], int] = {}
    for order in found:
        key = order.pair[0], order.bucket
        packs[key] = packs.get(key, 0) + order.packs
    return packs


def test_the_oldest_due_day_is_served_first() -> None:
    """
    FR needs 10 on day 0 and DE 10 on day 1. Of 12 units, 10 go to FR and 2 to DE,
    although both have the same demand.
    """
    found = sent({FR: dues(10, 0), DE: dues(0, 10)}, {("A", 0): 12.0}, {FR: 1, DE: 1})

    assert by_pair(found) == {("FR", 0): 10, ("DE", 0): 2}


def test_one_day_is_shared_in_proportion() -> None:
    """FR needs 30 and DE 10 on the same day; 20 units are shared 15 to 5."""
    found = sent({FR: dues(30), DE: dues(10)}, {("A", 0): 20.0}, {FR: 1, DE: 1})

    assert by_pair(found) == {("FR", 0): 15, ("DE", 0): 5}


def test_rounding_to_packs_never_adds_up() -> None:
    """
    FR is sent 3 units a bucket in packs of 2: 1 pack of 3 units, then 6 units make 3
    packs in total, so 2 more; then 9 make 4, 1 more; 12 make 6, 2 more.
    """
    needs = {FR: dues(*[3] * 4)}
    found = sent(needs, {("A", t): 3.0 for t in range(4)}, {FR: 2})

    assert [order.packs for order in found] == [1, 2, 1, 2]


def test_who_is_furthest_behind_is_served_first() -> None:
    """
    Of 3 units from A and 3 from B, each holds one pack of 2. IT is owed 4 and comes first:
    it gets one pack of A and one of B. DE and FR are owed 1 each, less than a pack.
    """
    it = ("IT", "P")
    needs = {DE: dues(1), FR: dues(1), it: dues(4)}

    found = sent(needs, {("A", 0): 3.0, ("B", 0): 3.0}, {DE: 2, FR: 2, it: 2})

    assert [(order.flavour, order.pair, order.packs) for order in found] == [
        ("A", it, 1),
        ("B", it, 1),
    ]


def test_parts_of_packs_make_whole_ones_for_who_is_furthest_behind() -> None:
    """
    Three countries need 10 each on one day and 19 units leave: 6.33 each, 6 rounded down.
    The unit left goes to the first of the three, who are equally far behind.
    """
    it = ("IT", "P")

    found = sent(dict.fromkeys((DE, FR, it), dues(10)), {("A", 0): 19.0}, {DE: 1, FR: 1, it: 1})

    assert by_pair(found) == {("DE", 0): 7, ("FR", 0): 6, ("IT", 0): 6}


def lot(name: str, filled: dt.date, units: int) -> tuple[Source, Supply]:
    route = ("PA", "FA")
    source = Source(name, "S", route, filled, units, None, dt.date.min)
    return source, Supply(name, "S", route, filled, units, None, "lot", None, None, dt.date.min)


def pegged(
    lots: list[tuple[Source, Supply]], asked: list[tuple[Order, tuple[int, int]]]
) -> tuple[list[tuple[str, str, int, int]], int]:
    """(source, country, bucket, packs) and units unserved; each order with its window."""
    flavour = Flavour("A", "S", (("PA", "FA"),), tuple(source for source, _ in lots), False)
    markets: dict[str, Any] = {order.market: SimpleNamespace(windows={}) for order, _ in asked}
    for order, window in asked:
        markets[order.market].windows["A", order.bucket] = window
    indices: Any = SimpleNamespace(
        flavours={"A": flavour},
        flavour_of={},
        markets=markets,
        window=lambda name, market, bucket: markets[market].windows[name, bucket],
    )
    found, unserved = peg(
        indices, tuple(supply for _, supply in lots), tuple(order for order, _ in asked)
    )
    return [(p.source, p.pair[0], p.bucket, p.packs) for p in found], unserved


def order(country: str, bucket: int, packs: int, size: int = 1) -> Order:
    return Order("A", country, (country, "P"), bucket, packs, size)


def test_the_first_to_expire_leaves_first() -> None:
    old, young = lot("OLD", dt.date(2025, 1, 1), 5), lot("YOUNG", dt.date(2025, 6, 1), 5)

    rows, _ = pegged([old, young], [(order("FR", 0, 7), (0, 1))])

    assert rows == [("OLD", "FR", 0, 5), ("YOUNG", "FR", 0, 2)]


def test_who_may_take_old_units_only_is_served_before_who_may_take_all() -> None:
    """JP may take OLD only and FR both: FR must leave OLD to JP although it asks first."""
    old, young = lot("OLD", dt.date(2025, 1, 1), 5), lot("YOUNG", dt.date(2025, 6, 1), 5)

    rows, unserved = pegged(
        [old, young], [(order("FR", 0, 5), (0, 1)), (order("JP", 0, 5), (0, 0))]
    )

    assert sorted(rows) == [("OLD", "JP", 0, 5), ("YOUNG", "FR", 0, 5)]
    assert unserved == 0


def test_a_pack_holds_units_of_one_lot_and_waits_otherwise() -> None:
    """Lots of 3 and 2 units hold two packs of 2 units, not two and a half."""
    lots = [lot("A1", dt.date(2025, 1, 1), 3), lot("A2", dt.date(2025, 2, 1), 2)]

    rows, unserved = pegged(lots, [(order("FR", 0, 3, size=2), (0, 1))])

    assert rows == [("A1", "FR", 0, 1), ("A2", "FR", 0, 1)]
    assert unserved == 2


@pytest.mark.parametrize("bucket", [1, 2])
def test_what_waits_leaves_as_soon_as_something_is_left(bucket: int) -> None:
    lots = [lot("A1", dt.date(2025, 1, 1), 3), lot("A2", dt.date(2025, 2, 1), 9)]

    rows, unserved = pegged(
        lots, [(order("FR", 0, 2, size=2), (0, 0)), (order("FR", bucket, 1, size=2), (0, 1))]
    )

    assert rows == [("A1", "FR", 0, 1), ("A2", "FR", bucket, 2)]
    assert unserved == 0
