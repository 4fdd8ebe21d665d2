"""Tight rows (models/milp/tight.py): they lift the bound, and no plan is lost."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.milp import build, tight
from models.plant import Plant
from planner.engine.arrays import Arrays
from planner.engine.highs import Task, run
from tests import exact
from tests.random_plants import plants, proof
from tests.random_states import plants_with_states
from tests.small_plants import PRODUCT, SITE, approval, day, order, plant, staffed


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-6, abs=1e-6)


def tightened(case: Plant) -> Any:
    """The model with all tight rows."""
    m = build(case)
    m.tight = pyo.ConstraintList()
    for relation in tight.relations(m):
        m.tight.add(relation)
    return m


def least_lateness(m: Any) -> float:
    try:
        return exact.lateness(m)
    except exact.NoPlan:
        assume(False)
        raise


@settings(proof, max_examples=80)
@given(st.one_of(plants(), plants_with_states()))
def test_tight_rows_lose_no_plan(case: Plant) -> None:
    """All levels at their least, with and without them, lateness at its best and at any."""
    usual, heavy = build(case), tightened(case)
    late = least_lateness(usual)
    give = case.settings.tolerances.lateness_days
    held = {"lateness": late + give}

    assert exact.lateness(heavy) == near(late)
    for aim in ("uncovered", "unfairness", "cost"):
        assert exact.least(heavy, getattr(heavy, aim), held) == near(
            exact.least(usual, getattr(usual, aim), held)
        )
    assert exact.least(heavy, heavy.cost, {}) == near(exact.least(usual, usual.cost, {}))


@settings(proof, max_examples=50)
@given(plants_with_states(), st.randoms(use_true_random=False))
def test_no_plan_breaks_a_tight_row(case: Plant, random: Any) -> None:
    """The least that any plan, however late or dear, leaves on the left of some rows."""
    m = build(case)
    least_lateness(m)
    rows = [*tight.start_up(m), *tight.rounded(m)]
    m.left = pyo.Expression()
    for variables, coefficients, least in random.sample(rows, min(6, len(rows))):
        m.left.expr = pyo.quicksum(c * v for c, v in zip(coefficients, variables, strict=True))

        assert exact.least(m, m.left, {}) >= least - 1e-6


@settings(proof, max_examples=40)
@given(plants_with_states(), st.randoms(use_true_random=False))
def test_plans_of_any_aim_keep_the_tight_rows(case: Plant, random: Any) -> None:
    """Optima of random sums of what is made, visited and owed."""
    m = build(case)
    least_lateness(m)
    rows = [*tight.start_up(m), *tight.rounded(m)]
    m.any = pyo.Expression()
    for _ in range(3):
        parts = [m.batches.made, m.changeovers.visit, m.service.backorder, m.stock.ready]
        m.any.expr = pyo.quicksum(random.random() * v for part in parts for v in part.values())
        exact.least(m, m.any, {})

        for variables, coefficients, least in rows:
            left = sum(c * pyo.value(v) for c, v in zip(coefficients, variables, strict=True))
            assert left >= least - 1e-6


def relaxed_cost(m: Any, rows: list[Any]) -> float:
    """Least cost of the relaxation with nothing late and some rows more."""
    arrays = Arrays(m)
    cost, late = np.zeros(arrays.shape[1]), arrays.relation(m.lateness.expr <= 0)
    columns, coefficients, constant = arrays.terms(m.cost.expr)
    np.add.at(cost, columns, coefficients)
    more = [late, *map(arrays.relation, rows)]
    return run(Task(arrays, cost, constant, more, whole=False)).value


def two_strengths_in_a_week() -> Plant:
    """10,000 units of S and of R are due at the end of the only week; a change costs 500."""
    second = {**PRODUCT["syringes"][0], "syringe": "R"}
    shown = {**PRODUCT["presentations"][0], "presentation": "R-PFS", "syringe": "R"}
    fill, life = SITE["fill_recipes"], PRODUCT["shelf_life"][0]
    dues = [order(10_000, day("01-11")), order(10_000, day("01-11"), presentation="R-PFS")]
    return plant(
        weeks=1,
        demand=[dues[0], {**dues[1], "row_id": "R"}],
        syringes=[*PRODUCT["syringes"], second],
        presentations=[*PRODUCT["presentations"], shown],
        shelf_life=[{**life, "presentation": name} for name in ("S-PFS", "R-PFS")],
        fill_recipes=[*fill, {**fill[0], "syringe": "R"}],
        staffing=[staffed("P", 70), staffed("F", 70)],
        approvals=[approval("prep", "P"), approval("fill", "F")],
        changeovers=[{"resource": "F", "kind": "strength", "hours": 0, "cost_eur": 500}],
    )


def test_start_up_rows_make_a_relaxation_pay_for_changes() -> None:
    """
    Both are made in the week, so the line changes: 500 EUR; it ships at the end, nothing is
    held. Relaxed, the line is half set up for each from beginning to end and never changes. The
    rows, with nothing before and nothing owed, are  10 * visit[S] >= 10  and
    10 * visit[R] >= 10. Visits are states at the beginning, which add up to 1, and changes: so
    there is one change.
    """
    case = two_strengths_in_a_week()
    m = build(case)

    assert exact.least(m, m.cost, {"lateness": 0}) == pytest.approx(500)
    assert relaxed_cost(m, []) == pytest.approx(0, abs=1e-6)
    assert relaxed_cost(m, tight.relations(m)) == pytest.approx(500)


def test_rounded_rows_make_a_relaxation_fill_whole_batches() -> None:
    """
    The suite has 24 of the 30 h of a batch, 8,000 units are due: whole batches do not fit,
    and all is owed for a week, 7 days. Relaxed, four fifths of a batch serve all. With need 8,
    s = 10 and r = 0.8 the row is  made + backorder / 8 >= 1:  made is 0.8 at most, so 1,600 of
    8,000 units are owed for 7 days, 1.4 days.
    """
    hours = [staffed("P", 24), staffed("F", 35)]
    case = plant(weeks=1, demand=[order(8_000, day("01-10"))], **{**SITE, "staffing": hours})

    assert exact.lateness(build(case)) == pytest.approx(7)
    assert exact.relaxed(build(case)) == pytest.approx(0, abs=1e-9)
    assert exact.relaxed(tightened(case)) == pytest.approx(1.4)
