"""A search begins from a finished plan, and asks for a guide only if that is poor."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pyomo.environ as pyo
import pytest

from planner.engine import Hints, Level, Limits, Outcome, solve
from planner.engine.contract import Resumed


def shop(hours: int = 10) -> Any:
    """Twenty lots are wanted in all and the hours make so many; each costs 1."""
    m = pyo.ConcreteModel()
    m.lots = pyo.Var(domain=pyo.NonNegativeIntegers, bounds=(0, 20))
    m.owed = pyo.Var(domain=pyo.NonNegativeReals)
    m.met = pyo.Constraint(expr=m.owed + m.lots >= 20)
    m.hours = pyo.Constraint(expr=m.lots <= hours)
    return m


class Heard:
    """What was asked of an application whose finished plans have so many lots, kept so far."""

    def __init__(self, m: Any, *plans: tuple[int, float]) -> None:
        self.asked: list[str] = []
        self._m = m
        self.hints = Hints(
            resumed=[partial(self._resumed, *each) for each in plans],
            starts=[self._start],
        )

    def solve(self) -> Outcome:
        levels = [
            Level("owed", self._m.owed, "lots", 0.001),
            Level("cost", 1.0 * self._m.lots, "EUR", 0.001),
        ]
        return solve(self._m, levels, self.hints, Limits(work=0))

    def _resumed(self, lots: int, kept: float) -> Resumed:
        self.asked.append(f"plan of {lots}")
        return Resumed(self._made(lots), kept)

    def _start(self, _: Any) -> Mapping[Any, float]:
        self.asked.append("start")
        return self._made(9)

    def _made(self, lots: int) -> Mapping[Any, float]:
        made: Mapping[Any, float] = pyo.ComponentMap([(self._m.lots, float(lots))])
        return made


def first_values(outcome: Outcome) -> tuple[float, ...]:
    return next(moment.values for moment in outcome.history if moment.values)


def test_a_good_plan_is_where_the_search_begins_without_a_guide() -> None:
    """Idle, 20 are owed; a plan of 17 lots, all of a finished one, owes 3."""
    heard = Heard(shop(18), (17, 1.0), (16, 1.0))
    outcome = heard.solve()

    assert heard.asked == ["plan of 17"]
    assert first_values(outcome) == (3, 17)
    assert outcome.levels[0].value == pytest.approx(2)


def test_a_plan_that_is_none_here_is_repaired() -> None:
    """As it was it has 18 lots, for which there are no hours."""
    heard = Heard(shop(17), (18, 1.0), (16, 0.95))
    outcome = heard.solve()

    assert heard.asked == ["plan of 18", "plan of 16"]
    assert first_values(outcome) == (4, 16)


def test_a_plan_of_which_little_is_left_has_starts_beside_it() -> None:
    heard = Heard(shop(18), (17, 0.8))
    outcome = heard.solve()

    assert heard.asked == ["plan of 17", "start"]
    assert outcome.levels[0].value == pytest.approx(2)


def test_a_plan_as_late_as_none_has_starts_beside_it() -> None:
    """It owes 8 of the 20 that are owed idle: more than a fifth."""
    heard = Heard(shop(18), (12, 1.0))
    heard.solve()

    assert heard.asked == ["plan of 12", "start"]


def test_where_no_finished_plan_fits_the_search_begins_from_nothing() -> None:
    heard = Heard(shop(10), (18, 1.0), (16, 1.0))
    outcome = heard.solve()

    assert heard.asked == ["plan of 18", "plan of 16", "start"]
    assert outcome.levels[0].value == pytest.approx(10)
