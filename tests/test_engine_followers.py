"""Variables that the application decides: found as well as by HiGHS on the whole model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest

from planner.engine import Followed, Hints, Level, Limits, Moment, Outcome, solve
from planner.engine.arrays import Floats
from tests.test_engine_machines import SIZE, Machine, Shop, hints, levels, optimum

QUICK = Limits(seconds=60)


class Changed(Machine):
    """A machine whose answers are changed."""

    change: Callable[[Followed | None], Followed | None] = staticmethod(lambda found: found)

    def best(self, whole: Floats) -> Followed | None:
        return self.change(super().best(whole))


def changed(shop: Shop, m: Any, change: Callable[[Followed | None], Followed | None]) -> Hints:
    machines = [Changed(shop, m, number) for number in m.M]
    for machine in machines:
        machine.change = change
    return replace(hints(shop, m), followers=machines)


@pytest.mark.parametrize("seed", range(6))
def test_the_optimum_is_what_highs_finds_on_the_whole(seed: int) -> None:
    """Two machines, three products, four buckets."""
    shop = Shop.random(seed, products=3, buckets=4, machines=2)
    m = shop.build()

    outcome = solve(m, levels(m), hints(shop, m), QUICK)

    assert outcome.status == "optimal"
    assert [level.value for level in outcome.levels] == pytest.approx(optimum(m), abs=0.011)


@pytest.mark.parametrize("seed", range(3))
def test_the_optimum_is_what_trying_everything_finds(seed: int) -> None:
    """Two machines, two products, two buckets: 3 ** 8 ways to make lots."""
    shop = Shop.random(seed, products=2, buckets=2, machines=2)
    m = shop.build()
    each = [
        (np.array(whole).reshape(2, 2), found.value)
        for whole in product((0.0, 1.0, 2.0), repeat=4)
        if (found := Machine(shop, m, 0).best(np.array(whole))) is not None
    ]
    due, least = np.cumsum(shop.demand, axis=1), (np.inf, np.inf)
    for (first, dear), (second, more) in product(each, each):
        net = SIZE * np.cumsum(first + second, axis=1) - due
        owed, stock = float(np.maximum(0, -net).sum()), float(np.maximum(0, net).sum())
        least = min(least, (owed, stock + dear + more))

    outcome = solve(m, levels(m), hints(shop, m), QUICK)

    assert [level.value for level in outcome.levels] == pytest.approx(least, abs=0.011)


@pytest.mark.parametrize("answer", ["none", "wrong"])
def test_bad_followers_leave_it_to_highs(answer: str) -> None:
    """Nothing ever follows, or states that break rows: the optimum is found all the same."""
    shop = Shop.random(1, products=2, buckets=3, machines=2)
    m = shop.build()

    def change(found: Followed | None) -> Followed | None:
        if found is None or answer == "none":
            return None
        return replace(found, value=-1e4, values=lambda: np.zeros_like(found.values()))

    outcome = solve(m, levels(m), changed(shop, m, change), QUICK)

    assert outcome.status == "optimal"
    assert [level.value for level in outcome.levels] == pytest.approx(optimum(m), abs=0.011)


def test_starts_give_leaders_only() -> None:
    """One lot of B in bucket 0 follows the start, with the states that it needs."""
    shop = Shop(((0, 0), (10, 0)), machines=1)
    m = shop.build()
    heard: list[Moment] = []

    def start(_: Any) -> Any:
        return pyo.ComponentMap([(m.lots[0, 1, 0], 1)])

    known = replace(hints(shop, m), starts=[start])
    solve(m, levels(m), known, Limits(work=0), heard.append)

    found = [moment.value for moment in heard if moment.stage == "plan" and moment.level == "late"]
    assert found[:2] == pytest.approx([20, 0])


def test_rows_that_hold_strangers_are_named() -> None:
    shop = Shop(((10, 0), (0, 10)), machines=1)
    m = shop.build()
    m.strange = pyo.Constraint(expr=m.visited[0, 0, 0] + m.stock[0, 0] <= 5)

    with pytest.raises(ValueError, match=r"constraint strange holds followers and variable stock"):
        solve(m, levels(m), hints(shop, m), QUICK)


def test_an_instruction_that_whole_lots_cannot_keep_clashes() -> None:
    """
    A and B in one bucket of 3 h take a changeover: 2 lots remain where 2.5 are asked
    for. The relaxation makes 0.5 changeovers and 2.5 lots.
    """
    shop = Shop(((0,), (0,)), machines=1)
    m = shop.build()
    m.at_least = pyo.Constraint(expr=m.lots[0, 0, 0] + m.lots[0, 1, 0] >= 2.5)
    m.both = pyo.Constraint(expr=m.lots[0, 1, 0] >= 1)
    words = pyo.ComponentMap([(m.at_least, "instructions row 1"), (m.both, "instructions row 2")])
    known = replace(hints(shop, m), elastic=words)

    outcome = solve(m, levels(m), known, QUICK)

    assert outcome.status == "infeasible"
    assert outcome.clashes == ("instructions row 1: 0.5 too few",)


def test_an_instruction_that_nothing_forbids_is_kept() -> None:
    """Idle machines break it; HiGHS finds the first plan."""
    shop = Shop(((0, 0), (0, 0)), machines=1)
    m = shop.build()
    m.at_least = pyo.Constraint(expr=m.lots[0, 1, 0] + m.lots[0, 1, 1] == 2)
    known = replace(hints(shop, m), elastic=pyo.ComponentMap([(m.at_least, "instructions")]))

    outcome = solve(m, levels(m), known, QUICK)

    assert outcome.status == "optimal"
    assert outcome.levels[1].value == pytest.approx(25 + 20)


@pytest.mark.parametrize("work", [1, 3])
def test_work_repeats_exactly(work: int) -> None:
    def values() -> tuple[Outcome, list[float]]:
        shop = Shop.random(7, products=3, buckets=4, machines=2)
        m = shop.build()
        outcome = solve(m, levels(m), hints(shop, m), Limits(work=work))
        return outcome, [variable.value for variable in m.component_data_objects(pyo.Var)]

    (first, made), (second, again) = values(), values()

    assert made == again
    assert [level.value for level in first.levels] == [level.value for level in second.levels]


@pytest.mark.parametrize("after", [2, 10, 40])
def test_ctrl_c_in_a_follower_keeps_the_best_plan(after: int) -> None:
    """The first answer completes the idle plan."""
    shop = Shop.random(8, products=4, buckets=6, machines=1)
    m = shop.build()
    asked: list[Followed | None] = []
    heard: list[Moment] = []

    def change(found: Followed | None) -> Followed | None:
        asked.append(found)
        if len(asked) == after:
            raise KeyboardInterrupt
        return found

    outcome = solve(m, levels(m), changed(shop, m, change), QUICK, heard.append)

    found = [moment.value for moment in heard if moment.stage == "plan" and moment.level == "late"]
    assert outcome.status == "interrupted"
    assert outcome.levels[0].value <= min(found) + 1e-6


def test_four_levels_come_in_order() -> None:
    """Late units, then lots, then lots in bucket 0, then cost: each at its best."""
    shop = Shop(((0, 10), (0, 10)), machines=2)
    m = shop.build()
    late, cost = levels(m)
    lots = Level("lots", pyo.quicksum(m.lots.values()), "", 0.001)
    early = Level("early", -pyo.quicksum(m.lots[i, p, 0] for i in m.M for p in m.P), "", 0.001)
    machines = [Machine(shop, m, number) for number in m.M]
    for machine in machines:
        machine.level = 3
    known = replace(hints(shop, m), followers=machines)

    outcome = solve(m, [late, lots, early, cost], known, QUICK)

    assert outcome.status == "optimal"
    assert [level.value for level in outcome.levels] == pytest.approx([0, 2, -2, 25 + 20])
