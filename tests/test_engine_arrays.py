"""Models as arrays: whatever linear form a rule has, its row says the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyomo.repn.linear import LinearRepnVisitor
from pyomo.repn.util import VarRecorder

from planner.engine.arrays import Arrays, Row

Model = Any

NUMBERS = st.sampled_from([-3, -1, 0, 1, 2, 0.1, -0.7, 1e6, np.float64(0.3)])
LEAVES = st.one_of(
    NUMBERS,
    st.sampled_from(["x0", "x1", "x2", "y", "fixed", "price", "named"]),
    st.tuples(st.just("times"), NUMBERS, st.sampled_from(["x0", "x1", "y", "fixed"])),
    st.tuples(st.just("times"), st.just("price"), st.sampled_from(["x0", "x1", "fixed"])),
)
LINEAR: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["plus", "less"]), inner, inner),
        st.tuples(st.just("sum"), st.lists(inner, max_size=5)),
        st.tuples(st.just("minus"), inner),
        st.tuples(st.just("times"), st.one_of(NUMBERS, st.just("price")), inner),
        st.tuples(st.just("times"), inner, NUMBERS),
        st.tuples(st.just("over"), inner, st.sampled_from([4, -0.3])),
        st.tuples(st.just("name"), inner),
    ),
    max_leaves=12,
)
"""Linear expressions as nested tuples."""


def model() -> Model:
    m = pyo.ConcreteModel()
    m.x = pyo.Var([0, 1, 2], bounds=(0, 10))
    m.y = pyo.Var(domain=pyo.Integers)
    m.fixed = pyo.Var(bounds=(0, 10))
    m.fixed.fix(2.5)
    m.price = pyo.Param(mutable=True, initialize=0.7)
    m.named = pyo.Expression(expr=m.x[0] - 3 * m.y + 4)
    m.names = pyo.Expression(pyo.Any)
    return m


def built(m: Model, form: Any) -> Any:
    """The Pyomo expression of a nested tuple."""
    if isinstance(form, str):
        return m.x[int(form[1])] if form[0] == "x" else getattr(m, form)
    if not isinstance(form, tuple):
        return form
    word, *parts = form
    if word == "sum":
        return pyo.quicksum(built(m, part) for part in parts[0])
    first, *others = (built(m, part) for part in parts)
    if word == "name":
        m.names[len(m.names)] = first
        return m.names[len(m.names) - 1]
    if word == "minus":
        return -first
    (second,) = others
    if word == "plus":
        return first + second
    if word == "less":
        return first - second
    return first * second if word == "times" else first / second


def by_pyomo(m: Model, constraint: Any) -> tuple[list[tuple[int, float]], float, float]:
    """A row by Pyomo's own walk: (column, coefficient), lower, upper."""
    low, body, up = constraint.to_bounded_expression(evaluate_bounds=True)
    found = LinearRepnVisitor({}, var_recorder=VarRecorder({}, None)).walk_expression(body)
    column = {id(v): j for j, v in enumerate(m.component_data_objects(pyo.Var))}
    return (
        [(column[key], coefficient) for key, coefficient in found.linear.items()],
        -np.inf if low is None else low - found.constant,
        np.inf if up is None else up - found.constant,
    )


def as_read(row: Row) -> tuple[list[tuple[int, float]], float, float]:
    terms = zip(row.columns.tolist(), row.coefficients.tolist(), strict=True)
    return list(terms), row.lower, row.upper


@given(left=LINEAR, right=LINEAR, sense=st.sampled_from(["<=", ">=", "=="]))
def test_rows_are_those_of_pyomo_to_the_last_bit(left: Any, right: Any, sense: str) -> None:
    """In the model and outside it, in the same order of columns; fixed variables count as 2.5."""
    m = model()
    one, other = built(m, left), built(m, right)
    relation = one <= other if sense == "<=" else one >= other if sense == ">=" else one == other
    assume(not isinstance(relation, (bool, np.bool_)))
    m.row = pyo.Constraint(expr=relation)

    arrays = Arrays(m)
    inside = Row(arrays.columns, arrays.coefficients, arrays.row_lower[0], arrays.row_upper[0])

    assert as_read(inside) == by_pyomo(m, m.row)
    assert as_read(arrays.relation(relation)) == by_pyomo(m, m.row)


@given(body=LINEAR, low=NUMBERS, points=st.tuples(*[st.floats(-9, 9)] * 4))
def test_ranges_and_terms_have_the_values_of_their_expression(
    body: Any, low: float, points: tuple[float, ...]
) -> None:
    """At any point: sum of coefficient * value + constant, and row - limit = body - limit."""
    m = model()
    expression = built(m, body)
    m.row = pyo.Constraint(expr=pyo.inequality(low, expression + m.x[0], low + 1))
    arrays = Arrays(m)
    arrays.load(np.array([*points, 2.5]), exact=True)
    at = np.array([*points, 2.5])

    columns, coefficients, constant = arrays.terms(expression)
    reached = coefficients @ at[columns] + constant
    slack = arrays.row_upper[0] - arrays.coefficients @ at[arrays.columns]

    wanted = pyo.value(expression)
    size = 1e-9 * (1 + float(np.abs(coefficients).max(initial=0)) + abs(constant))
    assert reached == pytest.approx(wanted, rel=1e-9, abs=size)
    assert slack == pytest.approx(low + 1 - wanted - points[0], rel=1e-9, abs=10 * size)


@pytest.mark.parametrize("where", ["model", "relation", "terms"])
def test_what_is_not_linear_is_refused(where: str) -> None:
    m = model()
    product = m.x[0] * m.y + m.x[1]
    if where == "model":
        m.row = pyo.Constraint(expr=product <= 1)
    read: dict[str, Callable[[Model], Any]] = {
        "model": Arrays,
        "relation": lambda m: Arrays(m).relation(product <= 1),
        "terms": lambda m: Arrays(m).terms(product),
    }

    with pytest.raises(ValueError, match=r"not linear: x\[0\]\*y \+ x\[1\]"):
        read[where](m)


def test_a_strict_relation_is_refused_as_by_pyomo() -> None:
    m = model()

    with pytest.raises(ValueError, match="strict inequality"):
        Arrays(m).relation(m.x[0] < 1)


def test_fixed_variables_are_columns_that_rows_count_by_value() -> None:
    """x0 + 2 * 2.5 <= 9 is x0 <= 4; the column of `fixed` is 2.5 at both ends."""
    m = model()
    m.row = pyo.Constraint(expr=m.x[0] + 2 * m.fixed <= 9)
    arrays = Arrays(m)

    assert (arrays.lower[4], arrays.upper[4]) == (2.5, 2.5)
    assert as_read(Row(arrays.columns, arrays.coefficients, -np.inf, arrays.row_upper[0])) == (
        [(0, 1.0)],
        -np.inf,
        4.0,
    )


def test_a_fixed_fraction_stays_one_where_all_bounds_are_whole() -> None:
    m = pyo.ConcreteModel()
    m.x = pyo.Var(bounds=(0, 1))
    m.x.fix(0.5)
    arrays = Arrays(m)

    assert (arrays.lower[0], arrays.upper[0]) == (0.5, 0.5)


def test_rows_without_entries_and_models_without_rows_stand() -> None:
    m = model()
    empty = Arrays(m)
    m.first = pyo.Constraint(expr=m.x[0] - m.x[0] <= 5)
    m.second = pyo.Constraint(expr=m.x[1] + 0 * m.y >= 1)
    arrays = Arrays(m)

    assert empty.shape == (0, 5, 0)
    assert arrays.starts.tolist() == [0, 0, 1]
    assert arrays.columns.tolist() == [1]
    assert arrays.names == ["first", "second"]


def test_loading_rounds_whole_numbers_unless_told_otherwise() -> None:
    m = model()
    arrays, values = Arrays(m), np.array([0.4, 0.0, 0.0, 1.9, 2.5])
    arrays.load(values)
    rounded = m.x[0].value, m.y.value
    arrays.load(values, exact=True)

    assert rounded == (0.4, 2)
    assert (m.x[0].value, m.y.value) == (0.4, 1.9)
