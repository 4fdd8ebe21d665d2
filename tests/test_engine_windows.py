"""The search in windows: cut-outs, rolling starts, neighbourhoods."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planner.engine import Hints, Level, Limits
from planner.engine.aim import Aim
from planner.engine.arrays import Arrays, Floats
from planner.engine.cutout import cut_out
from planner.engine.highs import Task, run
from planner.engine.neighbourhoods import KINDS, Neighbourhoods
from planner.engine.rolling import rolling
from planner.engine.search import Search
from planner.engine.windows import Windows, windows

ONE = np.ones(1)
"""Weights of the only level."""

WEEKS = 8


def lines(owing: bool = True) -> Any:
    """Two lines, two products, 10 of each asked for a week; a line makes 20 of one product a
    week, set up anew for 5 whenever it begins one. Stock costs 1, backlog 20 a unit."""
    m = pyo.ConcreteModel()
    m.LINES = pyo.Set(initialize=["line 1", "line 2"])
    m.PRODUCTS = pyo.Set(initialize=["A", "B"])
    m.WEEKS = pyo.RangeSet(0, WEEKS - 1)
    m.runs = pyo.Var(m.LINES, m.PRODUCTS, m.WEEKS, domain=pyo.Binary)
    m.begins = pyo.Var(m.LINES, m.PRODUCTS, m.WEEKS, bounds=(0, 1))
    m.units = pyo.Var(m.LINES, m.PRODUCTS, m.WEEKS, bounds=(0, 20))
    m.stock = pyo.Var(m.PRODUCTS, m.WEEKS, bounds=(0, None))
    m.owed = pyo.Var(m.PRODUCTS, m.WEEKS, bounds=(0, None if owing else 0))

    @m.Constraint(m.PRODUCTS, m.WEEKS)  # type: ignore[untyped-decorator]
    def balance(m: Any, i: str, t: int) -> Any:
        before = m.stock[i, t - 1] - m.owed[i, t - 1] if t else 0
        made = pyo.quicksum(m.units[n, i, t] for n in m.LINES)
        return before + made - 10 == m.stock[i, t] - m.owed[i, t]

    @m.Constraint(m.LINES, m.PRODUCTS, m.WEEKS)  # type: ignore[untyped-decorator]
    def made(m: Any, n: str, i: str, t: int) -> Any:
        return m.units[n, i, t] <= 20 * m.runs[n, i, t]

    @m.Constraint(m.LINES, m.PRODUCTS, m.WEEKS)  # type: ignore[untyped-decorator]
    def begun(m: Any, n: str, i: str, t: int) -> Any:
        before = m.runs[n, i, t - 1] if t else 0
        return m.begins[n, i, t] >= m.runs[n, i, t] - before

    @m.Constraint(m.LINES, m.WEEKS)  # type: ignore[untyped-decorator]
    def one(m: Any, n: str, t: int) -> Any:
        return pyo.quicksum(m.runs[n, i, t] for i in m.PRODUCTS) <= 1

    m.cost = pyo.Expression(
        expr=5 * pyo.quicksum(m.begins.values())
        + pyo.quicksum(m.stock.values())
        + 20 * pyo.quicksum(m.owed.values())
    )
    return m


def search_of(m: Any, limits: Limits | None = None, **hints: Any) -> Search:
    arrays = Arrays(m)
    bucket = pyo.ComponentMap()
    for variable in m.component_data_objects(pyo.Var):
        index = variable.index()
        bucket[variable] = index[-1] if isinstance(index, tuple) else index
    aims = [Aim.of(Level("cost", m.cost, "EUR", 0.001), arrays)]
    known = Hints(bucket=bucket, **hints)
    return Search(arrays, aims, known, limits or Limits(seconds=60), None, time.monotonic())


def idle(search: Search) -> None:
    """Begin with a plan that makes nothing."""
    search.completed(np.zeros(search.arrays.shape[1]), ONE)


def test_windows_lead_from_the_idle_plan_to_the_optimum() -> None:
    """
    Idle, 10 of two products are owed for 1, 2, ... 8 weeks: 2 * 10 * 36 * 20. At best each
    line makes 10 of one product a week: two set-ups.
    """
    search = search_of(lines())
    idle(search)
    before = search.value

    windows(search, ONE, search.elapsed + 30)

    assert before == pytest.approx(14_400)
    assert search.value == pytest.approx(10)


def test_a_large_model_leaves_what_is_far_in_time_and_comes_as_far(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As soon as a window is all of the time nothing is far."""
    monkeypatch.setattr("planner.engine.windows.HEAVY", 0)
    monkeypatch.setattr("planner.engine.windows.REACH", 1)
    search = search_of(lines())
    idle(search)

    windows(search, ONE, search.elapsed + 30)

    assert search.value == pytest.approx(10)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_neighbourhood_frees_something(kind: str) -> None:
    """And holds something, if it is small; whatever it frees is whole."""
    search = search_of(lines())
    near = Neighbourhoods(search.arrays, search.aim.cost, search.bucket, search.tags)

    lower, upper, free = near.drawn(kind, 6, np.zeros(search.arrays.shape[1]), search.random)

    assert free.any()
    assert free.sum() < search.arrays.integer.sum()
    assert (free == (search.arrays.integer & (lower < upper))).all()


def test_a_model_without_names_has_windows_of_time_only() -> None:
    m = pyo.ConcreteModel()
    m.run = pyo.Var(range(9), domain=pyo.Binary)
    m.cost = pyo.Expression(expr=pyo.quicksum(m.run.values()))
    search = search_of(m)
    near = Neighbourhoods(search.arrays, search.aim.cost, search.bucket, search.tags)

    assert near.kinds == ("window", "dear window", "shared rows")


def test_a_model_without_buckets_is_left_alone() -> None:
    m = lines()
    arrays = Arrays(m)
    aims = [Aim.of(Level("cost", m.cost, "EUR", 0.001), arrays)]
    search = Search(arrays, aims, Hints(), Limits(), None, time.monotonic())
    idle(search)

    windows(search, ONE, 10)

    assert search.value == pytest.approx(14_400)


def test_a_sub_model_without_a_better_plan_leaves_the_plan() -> None:
    """The optimum stays the same plan, and the search ends before its time."""
    search = search_of(lines())
    idle(search)
    windows(search, ONE, search.elapsed + 30)
    best = search.plan

    Windows(search, ONE).run(search.elapsed + 30)

    assert search.plan is best
    assert search.elapsed < 50


def test_a_plan_that_a_check_cuts_off_is_not_kept() -> None:
    """
    The check allows line 1 no B in week 3 after it has seen some. Line 1 then makes A
    and line 2 makes B, for 10 again.
    """
    m = lines()

    def no_b(value: Any) -> list[Any]:
        broken = value(m.runs["line 1", "B", 3]) > 0.5
        return [m.runs["line 1", "B", 3] <= 0] if broken else []

    search = search_of(m, checks=(no_b,))
    idle(search)

    windows(search, ONE, search.elapsed + 30)

    assert search.value == pytest.approx(10)
    assert search.plan is not None
    assert search.plan[search.arrays.index[id(m.runs["line 1", "B", 3])]] == pytest.approx(0)


def test_a_rolling_start_needs_no_idle_plan() -> None:
    """Without backlog the idle plan is none: 10 of each product are needed in week 0."""
    search = search_of(lines(owing=False))
    idle(search)
    before = search.plan

    found = rolling(search, ONE, search.elapsed + 30)

    assert before is None
    assert found
    assert search.value < 1_000


def test_a_rolling_start_mends_what_a_check_cuts_off() -> None:
    m = lines(owing=False)

    def no_b(value: Any) -> list[Any]:
        wrong = [n for n in m.LINES if value(m.runs[n, "B", 3]) + value(m.runs[n, "B", 4]) > 1.5]
        return [m.runs[n, "B", 3] + m.runs[n, "B", 4] <= 1 for n in wrong]

    search = search_of(m, checks=(no_b,))

    assert rolling(search, ONE, search.elapsed + 30)


def test_a_rolling_start_keeps_a_better_plan_and_gives_up_without_any() -> None:
    """A stock of 1 in week 0 is asked for, but nothing can be made."""
    m = lines(owing=False)
    m.closed = pyo.Constraint(expr=pyo.quicksum(m.runs[n, "A", 0] for n in m.LINES) <= 0)
    none = search_of(m)
    best = search_of(lines())
    idle(best)
    windows(best, ONE, 30)
    before = best.plan

    assert not rolling(none, ONE, none.elapsed + 5)
    assert none.plan is None
    assert rolling(best, ONE, best.elapsed + 5)
    assert best.plan is before


def test_under_a_work_limit_the_search_repeats() -> None:
    def found() -> tuple[float, list[tuple[str, int, float]]]:
        search = search_of(lines(), Limits(work=5, seed=3))
        idle(search)
        rolling(search, ONE, 0.0)
        run_ = Windows(search, ONE)
        run_.run(0.0)
        return search.value, [(arm.kind, arm.tries, arm.size) for arm in run_.arms]

    first, second = found(), found()

    assert first == second
    assert sum(tries for _, tries, _ in first[1]) <= 5


def small(seed: int) -> tuple[Arrays, Floats, Floats, Floats]:
    """A random model of 6 columns and 4 rows, costs, and bounds that fix some columns."""
    draw = np.random.default_rng(seed)
    m = pyo.ConcreteModel()
    m.whole = pyo.Var(range(4), domain=pyo.Integers, bounds=(-3, 3))
    m.part = pyo.Var(range(2), bounds=(-5, 5))
    columns = [*m.whole.values(), *m.part.values()]
    m.rows = pyo.ConstraintList()
    for _ in range(4):
        numbers = draw.integers(-4, 5, 6) * (draw.random(6) < 0.6)
        body = pyo.quicksum(int(a) * x for a, x in zip(numbers, columns, strict=True))
        if not numbers.any():
            continue
        low = float(draw.integers(-6, 4))
        m.rows.add((low, body, low + float(draw.integers(0, 9))))
    arrays = Arrays(m)
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    held = draw.random(6) < 0.4
    lower[held] = upper[held] = draw.integers(-3, 4, 6)[held]
    return arrays, draw.integers(-5, 6, 6).astype(float), lower, upper


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**9))
@example(0)
def test_a_cut_out_has_the_same_optimum_as_the_whole_model(seed: int) -> None:
    arrays, cost, lower, upper = small(seed)
    whole = run(Task(arrays, cost, 1.5, lower=lower, upper=upper))

    cut = cut_out(arrays, cost, 1.5, lower, upper)
    part = run(Task(cut.arrays, cut.cost, cut.offset))

    if whole.status == "infeasible":
        assert part.status == "infeasible" or not cut.possible
        return
    assert cut.possible
    assert (part.status, whole.status) == ("optimal", "optimal")
    assert part.value == pytest.approx(whole.value)
    assert part.values is not None
    plan = cut.whole(part.values)
    assert cost @ plan + 1.5 == pytest.approx(whole.value)
    assert (plan >= lower - 1e-6).all() and (plan <= upper + 1e-6).all()
    assert cut.inside(plan) == pytest.approx(part.values)
