"""Local search with followers, without HiGHS on the whole model."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from planner.engine import Followed, Hints
from planner.engine.aim import Aim
from planner.engine.annealing import Annealing
from planner.engine.arrays import Arrays, Floats
from planner.engine.descent import Descent
from planner.engine.following import Following
from planner.engine.parts import Parts, State
from planner.engine.places import NOWHERE, Places
from tests.test_engine_machines import MOST, Machine, Shop, hints, levels, optimum

WEIGHTS = np.array([1000.0, 1.0])
WALKS = 8


def shop_parts(m: Any, known: Hints) -> Parts:
    arrays = Arrays(m)
    costs = np.array([Aim.of(level, arrays).cost for level in levels(m)])
    return Parts(arrays, costs, WEIGHTS, Following(arrays, known.followers, costs))


def searched(m: Any, known: Hints) -> Descent:
    """A local search over the lots of a shop, without HiGHS on the whole."""
    parts = shop_parts(m, known)
    inside = list(m.lots.values())
    bucket = np.array([known.bucket[lots] for lots in inside], dtype=np.int32)
    tags = [known.tags.get(lots, ()) for lots in inside]
    return Descent(parts, np.zeros(len(inside)), np.full(len(inside), float(MOST)), bucket, tags)


def descended(known: Hints, m: Any, times: int) -> float:
    """Weighted sum after a descent from nothing and walks of so many changes, each from the best
    state of the one before."""
    descent, free = searched(m, known), np.full(2, np.inf)
    state = descent.state(np.zeros(len(m.lots)))
    assert state is not None
    best = descent.improve(state, free, lambda _: True)
    random, drawn = Random(0), 0

    def going(now: State) -> float | None:
        nonlocal best, drawn
        best, drawn = now, drawn + 1
        return drawn / times if drawn < times else None

    for _ in range(WALKS):
        drawn = 0
        Annealing(descent, best.value / 10, random).walk(best, free, going)
    return best.value


@pytest.mark.parametrize(
    ("seed", "blind", "tags"),
    [(0, False, True), (1, False, True), (2, True, True), (3, False, False)],
)
def test_local_search_alone_finds_it(seed: int, blind: bool, tags: bool) -> None:
    """Also with estimates that say nothing and without tags, from idle machines; the
    weighted sum is nothing but the two levels in order where one unit day is 1,000 EUR."""
    shop = Shop.random(seed, products=3, buckets=4, machines=2)
    m = shop.build()
    late, cost = optimum(m) or (np.inf, np.inf)

    found = descended(hints(shop, m, blind=blind, tags=tags), m, times=1_000)

    assert found == pytest.approx(WEIGHTS @ np.array([late, cost]))


def test_states_are_worth_what_highs_says() -> None:
    """Twenty random ways to make lots: the same value, or no plan in both."""
    shop, random = Shop.random(4, products=3, buckets=3, machines=2), Random(4)
    m = shop.build()
    descent, arrays = searched(m, hints(shop, m)), Arrays(m)
    columns = [arrays.index[id(variable)] for variable in m.lots.values()]
    for _ in range(20):
        whole = np.array([float(random.choice((0, 0, 0, 1))) for _ in columns])

        def fix(lower: Floats, upper: Floats, whole: Floats = whole) -> None:
            lower[columns] = upper[columns] = whole

        state, least = descent.state(whole), optimum(m, fix)

        assert (state is None) == (least is None)
        if state is not None:
            assert state.levels == pytest.approx(least)


def test_tags_say_what_may_be_exchanged() -> None:
    """Lots of A and B on a machine in buckets 0 and 1; the last one has no tags."""
    shop = Shop(((0, 0), (0, 0)), machines=1)
    m = shop.build()
    tags = [("A", "M"), ("A", "M"), ("B", "M"), ()]

    places = Places.of(shop_parts(m, hints(shop, m)), np.array([0, 1, 0, 1], dtype=np.int32), tags)

    assert places.group.tolist() == [0, 0, 1, NOWHERE]
    assert places.slot.tolist() == [0, 1, 0, NOWHERE]
    assert places.at[:-1, :-1].tolist() == [[0, 1], [2, -1]]
    assert (places.at[NOWHERE] == -1).all()
    assert (places.at[:, NOWHERE] == -1).all()


def test_none_never_becomes_a_plan() -> None:
    """A machine that answers None for more than two lots: no plan of the local search has
    more, and HiGHS, which asks nobody, is not run on the whole."""
    shop = Shop.random(0, products=3, buckets=4, machines=1)
    m = shop.build()

    class Lazy(Machine):
        def best(self, whole: Floats) -> Followed | None:
            return super().best(whole) if whole.sum() <= 2 else None

    descent = searched(m, replace(hints(shop, m), followers=[Lazy(shop, m, 0)]))
    idle = descent.state(np.zeros(12))
    assert idle is not None
    state = descent.improve(idle, np.full(2, np.inf), lambda _: True)

    assert descent.state(np.ones(12)) is None
    assert state.whole.sum() == 2
