"""What `planner.engine.contract` promises and no other test asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest

from planner.engine import Hints, Level, Limits, buckets, solve
from tests.test_engine import batches, big, levels, lot_sizing

QUICK = Limits(seconds=20)


def knapsack() -> Any:
    """Things of 3, 4, 5 and 6 kg, worth 4, 5, 7 and 8; 11 kg go in. Best 5 + 6: 15."""
    m = pyo.ConcreteModel()
    m.THINGS = pyo.Set(initialize=[3, 4, 5, 6])
    m.packed = pyo.Var(m.THINGS, domain=pyo.Binary)
    m.room = pyo.Constraint(expr=sum(kg * m.packed[kg] for kg in m.THINGS) <= 11)
    worth = {3: 4, 4: 5, 5: 7, 6: 8}
    m.loss = pyo.Expression(expr=-sum(worth[kg] * m.packed[kg] for kg in m.THINGS))
    return m


def test_no_good_rows_cut_plans_off_until_one_passes() -> None:
    """
    A check refuses all plans with 15, 13 and 12, one after the other: each row forbids one
    plan. 5 + 6 = 15; 4 + 6 = 13; 3 + 6 = 12 and 4 + 5 = 12 and so 5 + 3 = 11.
    """
    m = knapsack()
    refused: list[frozenset[int]] = []

    def check(value: Any) -> list[Any]:
        inside = frozenset(kg for kg in m.THINGS if value(m.packed[kg]) > 0.5)
        if value(m.loss) > -11.5:
            return []
        refused.append(inside)
        taken = sum(1 - m.packed[kg] for kg in inside)
        left = sum(m.packed[kg] for kg in m.THINGS if kg not in inside)
        return [taken + left >= 1]

    outcome = solve(m, [Level("loss", m.loss, "", 0.001)], Hints(checks=[check]), QUICK)

    assert outcome.status == "optimal"
    assert outcome.levels[0].value == pytest.approx(-11)
    assert {frozenset({5, 6}), frozenset({4, 6})} <= set(refused)


def test_a_check_that_refuses_all_plans_leaves_none() -> None:
    m = knapsack()

    def never(value: Any) -> list[Any]:
        inside = [kg for kg in m.THINGS if value(m.packed[kg]) > 0.5]
        taken = sum(1 - m.packed[kg] for kg in inside)
        return [taken + sum(m.packed[kg] for kg in m.THINGS if kg not in inside) >= 1]

    outcome = solve(m, [Level("loss", m.loss, "", 0.001)], Hints(checks=[never]), QUICK)

    assert outcome.status == "infeasible"
    assert not outcome.levels


def test_a_separator_is_asked_of_plans_as_well_and_cuts_off_an_incumbent() -> None:
    """Nothing is broken by the idle plan; the best one, 5 + 6, breaks a row that no relaxed
    plan need break: then 3 + 4 (9 of 7 kg) or 3 + 6 or 4 + 6, hence 13."""
    m = knapsack()
    seen: list[float] = []

    def apart(value: Any) -> list[Any]:
        seen.append(value(m.loss))
        broken = value(m.packed[5]) + value(m.packed[6]) > 1 + 1e-6
        return [m.packed[5] + m.packed[6] <= 1] if broken else []

    outcome = solve(m, [Level("loss", m.loss, "", 0.001)], Hints(separators=[apart]), QUICK)

    assert outcome.status == "optimal"
    assert outcome.levels[0].value == pytest.approx(-13)
    assert 0 in seen  # the idle plan, which is the first incumbent


def test_a_start_may_name_some_integers_only() -> None:
    """Two batches in bucket 0 are all that is said, the others are idle: 100 cover the demand.
    It costs 200 + 80 + 50 + 10 + 0, and 240 is reached from there."""
    m = lot_sizing()

    def twice(_: Any) -> Mapping[Any, float]:
        found: Mapping[Any, float] = pyo.ComponentMap([(m.batches[0], 2.0)])
        return found

    hints = Hints(bucket=buckets(m, m.T), starts=[twice])
    outcome = solve(m, levels(m), hints, QUICK)

    plans = [moment.values for moment in outcome.history if moment.stage == "plan"]
    assert (0, 340) in [tuple(round(value, 6) for value in values) for values in plans]
    assert outcome.levels[1].value == pytest.approx(240)
    assert batches(m) == [1, 0, 1, 0]


def test_a_start_that_no_plan_has_is_left() -> None:
    """Three batches are more than a bucket holds; one that names nothing is the idle plan."""
    m = lot_sizing()
    starts = [
        lambda _: pyo.ComponentMap([(m.batches[0], 3.0)]),
        lambda _: pyo.ComponentMap(),
    ]

    outcome = solve(m, levels(m), Hints(bucket=buckets(m, m.T), starts=starts), QUICK)

    assert outcome.status == "optimal"
    assert outcome.levels[1].value == pytest.approx(240)


def test_a_bound_after_an_unproven_level_is_conditional() -> None:
    """The first level is not proven in no time, so that a bound of the second, which costs
    nothing less than 0, holds for plans as late as this one."""
    m, hints = big()

    outcome = solve(m, levels(m, late_tolerance=5), hints, Limits(seconds=2))

    late, cost = outcome.levels
    assert outcome.status == "limit"
    assert late.status == "proven"
    assert late.bound <= late.value
    assert (cost.status == "conditional") == (not late.reached)
    assert cost.bound <= cost.value


def test_a_level_keeps_what_its_tolerance_left_it() -> None:
    """As proven as its tolerance asks, the first level lets the second be proven, too: 40 unit
    days to spend save 30 EUR (`tests/test_engine.py`)."""
    m = lot_sizing()

    outcome = solve(m, levels(m, 40), Hints(bucket=buckets(m, m.T)), QUICK)

    late, cost = outcome.levels
    assert (late.reached, late.status) == (True, "proven")
    assert (cost.reached, cost.status) == (True, "proven")
    assert late.value <= 40 + 1e-6
    assert cost.bound <= cost.value == pytest.approx(210)
    assert np.isfinite(cost.bound)


@pytest.mark.parametrize(
    ("enough", "tolerance", "late", "cost"),
    [(20, 0.001, 20, 210), (19, 0.001, 0, 240), (19, 40, 0, 240), (None, 40, 20, 210)],
)
def test_later_levels_may_spend_what_is_enough_and_no_more(
    enough: float | None, tolerance: float, late: float, cost: float
) -> None:
    """0 unit days late cost 240, 20 cost 210, and there is nothing between them
    (`tests/test_engine.py`); a tolerance says no more once a value is good enough."""
    m = lot_sizing()
    first, second = levels(m, tolerance)

    outcome = solve(
        m, [replace(first, enough=enough), second], Hints(bucket=buckets(m, m.T)), QUICK
    )

    assert outcome.status == "optimal"
    assert [level.value for level in outcome.levels] == pytest.approx([late, cost], abs=1e-5)
    assert outcome.levels[1].bound == pytest.approx(cost, abs=0.02)


def test_a_level_that_cannot_be_good_enough_is_as_good_as_it_can_be() -> None:
    """Of 120 due in the first bucket 100 can be made: 20 unit days late, and 10 are enough."""
    m = lot_sizing((120, 30, 40, 10))
    first, second = levels(m)

    outcome = solve(m, [replace(first, enough=10), second], Hints(bucket=buckets(m, m.T)), QUICK)

    assert outcome.levels[0].value == pytest.approx(20)
    assert outcome.levels[0].reached


def test_a_last_level_that_is_good_enough_ends_the_search() -> None:
    """Whatever it costs is enough, and so is any lateness: nothing is left to search for."""
    m = lot_sizing()
    enough = [replace(level, enough=1e6) for level in levels(m)]

    outcome = solve(m, enough, Hints(bucket=buckets(m, m.T)), QUICK)

    assert outcome.status == "optimal"
    assert all(level.reached for level in outcome.levels)


def test_buckets_come_from_the_place_of_the_time_in_the_index() -> None:
    """The first element is bucket 0, whatever it is called; subsets, tuples and blocks count."""
    m = pyo.ConcreteModel()
    m.LINES, m.T = pyo.Set(initialize=["a", "b"]), pyo.RangeSet(3, 6)
    m.LATER = pyo.Set(initialize=[4, 5], within=m.T)
    m.LANES = pyo.Set(initialize=[("a", 4), ("b", 6)], within=m.LINES * m.T)
    m.KINDS = pyo.Set(dimen=2, initialize=[("a", 4)])
    m.by_line, m.later, m.lanes = pyo.Var(m.LINES, m.T), pyo.Var(m.LATER), pyo.Var(m.LANES)
    m.kinds, m.arcs, m.all = pyo.Var(m.KINDS, m.T), pyo.Var(m.T, m.T), pyo.Var()
    m.weeks = pyo.Block(m.T)
    m.weeks[5].open = pyo.Var()

    found = buckets(m, m.T)

    assert [found[m.by_line["a", t]] for t in m.T] == [0, 1, 2, 3]
    assert [found[variable] for variable in m.later.values()] == [1, 2]
    assert [found[variable] for variable in m.lanes.values()] == [1, 3]
    assert found[m.kinds["a", 4, 6]] == 3
    assert found[m.weeks[5].open] == 2
    assert len(found) == 8 + 2 + 2 + 4 + 1


def test_buckets_of_a_model_without_the_time_are_refused() -> None:
    m = pyo.ConcreteModel()
    m.T, m.OTHER = pyo.RangeSet(3), pyo.RangeSet(3)
    m.x, m.arcs = pyo.Var(m.OTHER), pyo.Var(m.T, m.T)

    with pytest.raises(ValueError, match="no variable of the model runs over T exactly once"):
        buckets(m, m.T)
