"""Relaxations that leave rows out, and relaxations that only guide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyomo.environ as pyo
import pytest

from planner.engine import Hints, Level, Limits, solve


def shop() -> Any:
    """Lots of one thing, worth 1 each: at most 10 by the hours, at most 3 by the states."""
    m = pyo.ConcreteModel()
    m.lots = pyo.Var(domain=pyo.NonNegativeIntegers, bounds=(0, 20))
    m.owed = pyo.Var(domain=pyo.NonNegativeReals)
    m.met = pyo.Constraint(expr=m.owed + m.lots >= 20)
    m.hours = pyo.Constraint(expr=m.lots <= 10)
    m.states = pyo.Constraint(expr=2 * m.lots <= 7)
    return m


def solved(m: Any, hints: Hints) -> Any:
    return solve(m, [Level("owed", m.owed, "lots", 0.001)], hints, Limits(seconds=20, work=0))


def relaxed(outcome: Any) -> float:
    """The first bound that was told."""
    return float(next(moment.bound for moment in outcome.history if moment.stage == "relaxation"))


def test_a_loose_row_binds_plans_but_not_the_bound() -> None:
    """With the states left out the relaxation makes 10 of 20: a bound of 10, where 16.5 lots
    are owed with them. The plan makes 3 and owes 17 whatever the relaxation sees."""
    m = shop()

    loose = solved(m, Hints(loose=[m.states]))
    tight = solved(shop(), Hints())

    assert relaxed(loose) == pytest.approx(10)
    assert relaxed(tight) == pytest.approx(16.5)
    assert loose.levels[0].value == tight.levels[0].value == pytest.approx(17)


def test_shares_guide_the_starts_and_nothing_else() -> None:
    """Starts see the relaxed plan of half of the hours (5 lots); the bound is that of all
    hours (10)."""
    m = shop()
    seen = []

    def start(value: Callable[[Any], float]) -> Mapping[Any, float]:
        seen.append(round(value(m.lots), 6))
        found: Mapping[Any, float] = pyo.ComponentMap([(m.lots, 3)])
        return found

    hints = Hints(loose=[m.states], usable=pyo.ComponentMap([(m.hours, 0.5)]), starts=[start])
    outcome = solved(m, hints)

    assert seen == [5]
    assert relaxed(outcome) == pytest.approx(10)
    assert outcome.levels[0].value == pytest.approx(17)
