"""The engine on small models whose optimum is known by hand."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo
import pytest

from planner.engine import Hints, Level, Limits, Moment, Outcome, solve

QUICK = Limits(seconds=60)


def lot_sizing(demand: tuple[int, ...] = (20, 30, 40, 10), size: int = 50) -> Any:
    """Whole batches of 50, at most two a bucket; backorders, set-ups of 100, holding of 1."""
    m = pyo.ConcreteModel()
    m.T = pyo.RangeSet(0, len(demand) - 1)
    m.batches = pyo.Var(m.T, domain=pyo.NonNegativeIntegers, bounds=(0, 2))
    m.stock = pyo.Var(m.T, domain=pyo.NonNegativeReals)
    m.owed = pyo.Var(m.T, domain=pyo.NonNegativeReals)

    @m.Constraint(m.T)  # type: ignore[untyped-decorator]
    def balance(m: Any, t: int) -> Any:
        before = m.stock[t - 1] - m.owed[t - 1] if t else 0
        return m.stock[t] - m.owed[t] == before + size * m.batches[t] - demand[t]

    m.late = pyo.Expression(expr=pyo.quicksum(m.owed.values()))
    m.cost = pyo.Expression(
        expr=100 * pyo.quicksum(m.batches.values()) + pyo.quicksum(m.stock.values())
    )
    return m


def levels(m: Any, late_tolerance: float = 0.001) -> list[Level]:
    late = Level("late", m.late, "unit days", late_tolerance)
    return [late, Level("cost", m.cost, "EUR", 0.01, gap_base="value")]


def buckets(m: Any) -> Any:
    return pyo.ComponentMap((variable, t) for t, variable in m.batches.items())


def batches(m: Any) -> list[int]:
    return [round(variable.value) for variable in m.batches.values()]


def test_service_comes_before_cost() -> None:
    """
    Nothing late: 50 by bucket 0, 50 by 1, 100 by 2 (due 20, 50, 90, 100). So one batch in
    0 and one in 2, stock 30, 0, 10, 0: 2 * 100 + 40.
    """
    m = lot_sizing()

    outcome = solve(m, levels(m), Hints(bucket=buckets(m)), QUICK)

    assert outcome.status == "optimal"
    assert [level.value for level in outcome.levels] == pytest.approx([0, 240])
    assert [level.bound for level in outcome.levels] == pytest.approx([0, 240], abs=0.02)
    assert batches(m) == [1, 0, 1, 0]


def test_a_tolerance_is_what_later_levels_may_spend() -> None:
    """
    With 40 unit-days to spend (after 0 at best), the first batch may wait a bucket: 20
    are owed at the end of 0, then stock is 0, 10, 0. Both waiting would take 60.
    """
    m = lot_sizing()

    outcome = solve(m, levels(m, 40), Hints(bucket=buckets(m)), QUICK)

    assert [level.value for level in outcome.levels] == pytest.approx([20, 210])


def test_no_hints_are_needed() -> None:
    """The same optimum as with buckets."""
    m = lot_sizing()

    outcome = solve(m, levels(m), Hints(), QUICK)

    assert outcome.status == "optimal"
    assert outcome.levels[1].value == pytest.approx(240)


def test_negative_costs_are_gains() -> None:
    """Knapsack of 10 kg: 6 and 4 kg bring 9 + 5 = 14; 7 kg alone brings 10."""
    m = pyo.ConcreteModel()
    weights, gains = (6, 4, 7), (9, 5, 10)
    m.packed = pyo.Var(range(3), domain=pyo.Binary)
    m.room = pyo.Constraint(expr=sum(weights[i] * m.packed[i] for i in range(3)) <= 10)
    gain = Level("loss", -sum(gains[i] * m.packed[i] for i in range(3)), "EUR", 0.001)

    outcome = solve(m, [gain], Hints(), QUICK)

    assert outcome.status == "optimal"
    assert outcome.levels[0].value == pytest.approx(-14)


def test_a_model_without_integers_is_solved_by_its_relaxation() -> None:
    """2 x + y with x + y >= 3 and x >= 1: x = 1, y = 2."""
    m = pyo.ConcreteModel()
    m.x, m.y = pyo.Var(bounds=(1, None)), pyo.Var(bounds=(0, None))
    m.enough = pyo.Constraint(expr=m.x + m.y >= 3)

    outcome = solve(m, [Level("cost", 2 * m.x + m.y, "EUR", 0.001)], Hints(), QUICK)

    assert outcome.status == "optimal"
    assert (m.x.value, m.y.value) == pytest.approx((1, 2))


def test_what_clashes_is_named() -> None:
    """A pin of two batches takes 20 hours; 12 are offered."""
    m = pyo.ConcreteModel()
    m.batches = pyo.Var(domain=pyo.NonNegativeIntegers, bounds=(2, None))
    m.staffed = pyo.Constraint(expr=10 * m.batches <= 12)
    hints = Hints(elastic=pyo.ComponentMap([(m.staffed, "hours of FA in week 1")]))

    outcome = solve(m, [Level("cost", m.batches, "EUR", 0.001)], hints, QUICK)

    assert outcome.status == "infeasible"
    assert outcome.clashes == ("hours of FA in week 1: 8.0 too much",)


def test_a_separator_adds_the_rows_that_a_plan_breaks() -> None:
    """Without the row x = y = 1 brings 2; with x + y <= 1, which no row says, only 1."""
    m = pyo.ConcreteModel()
    m.x, m.y = pyo.Var(domain=pyo.Binary), pyo.Var(bounds=(0, 1))

    def broken(value: Any) -> list[Any]:
        return [m.x + m.y <= 1] if value(m.x) + value(m.y) > 1 + 1e-6 else []

    outcome = solve(m, [Level("loss", -m.x - m.y, "", 0.001)], Hints(separators=[broken]), QUICK)

    assert outcome.status == "optimal"
    assert outcome.levels[0].value == pytest.approx(-1)


def test_starts_are_given_the_relaxed_plan() -> None:
    """The relaxation makes 20 / 50 of a batch in bucket 0; the start rounds it up."""
    m = lot_sizing()
    seen: list[float] = []

    def rounded_up(value: Any) -> Any:
        seen.append(value(m.batches[0]))
        made = [-(-value(v) // 1) for v in m.batches.values()]
        return pyo.ComponentMap(zip(m.batches.values(), made, strict=True))

    outcome = solve(m, levels(m), Hints(starts=[rounded_up]), QUICK)

    assert min(seen) >= 0.4 - 1e-6
    assert outcome.levels[1].value == pytest.approx(240)


def big() -> tuple[Any, Hints]:
    """Nine products that share two batches a bucket for twenty buckets: never proven."""
    m = pyo.ConcreteModel()
    m.P, m.T = pyo.RangeSet(0, 8), pyo.RangeSet(0, 19)
    m.batches = pyo.Var(m.P, m.T, domain=pyo.NonNegativeIntegers)
    m.stock = pyo.Var(m.P, m.T, domain=pyo.NonNegativeReals)
    m.owed = pyo.Var(m.P, m.T, domain=pyo.NonNegativeReals)

    @m.Constraint(m.P, m.T)  # type: ignore[untyped-decorator]
    def balance(m: Any, p: int, t: int) -> Any:
        before = m.stock[p, t - 1] - m.owed[p, t - 1] if t else 0
        due = 3 + (5 * p + 7 * t) % 11
        return m.stock[p, t] - m.owed[p, t] == before + 60 * m.batches[p, t] - due

    @m.Constraint(m.T)  # type: ignore[untyped-decorator]
    def staffed(m: Any, t: int) -> Any:
        return pyo.quicksum(m.batches[p, t] for p in m.P) <= 2

    m.late = pyo.Expression(expr=pyo.quicksum(m.owed.values()))
    m.cost = pyo.Expression(
        expr=pyo.quicksum((1 + p / 7) * m.stock[p, t] for p in m.P for t in m.T)
    )
    return m, Hints(bucket=pyo.ComponentMap((v, t) for (_, t), v in m.batches.items()))


def idle_lateness() -> float:
    """Unit-days owed when nothing is made: what is due in t waits for 20 - t buckets."""
    return float(sum((3 + (5 * p + 7 * t) % 11) * (20 - t) for p in range(9) for t in range(20)))


def test_one_second_gives_a_plan_no_worse_than_idling() -> None:
    m, hints = big()

    outcome = solve(m, levels(m), hints, Limits(seconds=1))

    assert outcome.levels[0].value <= idle_lateness() + 1e-6
    assert all(level.bound <= level.value for level in outcome.levels)


def test_without_time_the_idle_plan_comes_without_a_proof() -> None:
    m, hints = big()

    outcome = solve(m, levels(m), hints, Limits(seconds=0))

    assert outcome.status == "limit"
    assert outcome.levels[0].value == pytest.approx(idle_lateness())
    assert [level.status for level in outcome.levels] == ["conditional", "conditional"]
    assert not any(level.reached for level in outcome.levels)


def test_work_repeats_exactly() -> None:
    def values() -> tuple[Outcome, list[float]]:
        m, hints = big()
        outcome = solve(m, levels(m), hints, Limits(work=1))
        return outcome, [variable.value for variable in m.batches.values()]

    (first, made), (second, again) = values(), values()

    assert made == again
    assert [level.value for level in first.levels] == [level.value for level in second.levels]


@pytest.mark.parametrize("after", [1, 3, 5])
def test_ctrl_c_keeps_the_best_plan(after: int) -> None:
    m, hints = big()
    heard: list[Moment] = []

    def pressed(moment: Moment) -> None:
        heard.append(moment)
        if len(heard) == after:
            raise KeyboardInterrupt

    outcome = solve(m, levels(m), hints, Limits(seconds=20), pressed)

    found = [moment.value for moment in heard if moment.level == "late"]
    assert outcome.status == "interrupted"
    assert outcome.levels[0].value <= min(found) + 1e-6
