"""Linear Pyomo expressions as columns and coefficients, quickly.

Sums of variables and coefficient * variable, which nearly all rules return, are read by plain
loops (over `_args_`: `args` is a copy); anything else by Pyomo's `LinearRepnVisitor`, which
takes many times as long. Both give the same numbers to the last bit, in the same order.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray
from pyomo.core.base.expression import ExpressionData, ScalarExpression
from pyomo.core.base.var import ScalarVar, VarData
from pyomo.core.expr.numeric_expr import (
    DivisionExpression,
    LinearExpression,
    MonomialTermExpression,
    NegationExpression,
    ProductExpression,
    SumExpression,
)
from pyomo.core.expr.relational_expr import EqualityExpression, InequalityExpression
from pyomo.repn.linear import LinearRepnVisitor
from pyomo.repn.util import VarRecorder

NUMBERS: frozenset[Any] = frozenset((float, int, np.float64))
VARIABLES: frozenset[Any] = frozenset((VarData, ScalarVar))
SUMS: frozenset[Any] = frozenset((LinearExpression, SumExpression))
NAMED: frozenset[Any] = frozenset((ExpressionData, ScalarExpression))
READ = SUMS | VARIABLES | NUMBERS | {MonomialTermExpression}

Terms = dict[int, float]
"""Coefficient by column, in order of first appearance."""

Limited = tuple[Terms, float, float]
"""Terms of a row, its lower and its upper limit; infinite where it has none."""


@dataclass(frozen=True)
class Rows:
    """Many rows in compressed form, without zeros."""

    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    starts: NDArray[np.int32]
    columns: NDArray[np.int32]
    coefficients: NDArray[np.float64]


class _NotPlain(Exception):
    """The expression is no plain sum."""


NOT_PLAIN = (_NotPlain, KeyError, RecursionError)
"""What reading an expression by loops may raise; a KeyError is a fixed or unknown variable."""


class Reader:
    """Reads expressions over some variables, whose places are their columns.

    A fixed variable counts as its value; which ones are fixed is asked at the beginning.
    """

    def __init__(self, variables: Sequence[Any]) -> None:
        self.index = {id(variable): j for j, variable in enumerate(variables)}
        self._variables = variables
        fixed = {id(variable) for variable in variables if variable.fixed}
        free = {key: j for key, j in self.index.items() if key not in fixed}
        self._free = free if fixed else self.index

    def rows(self, constraints: Iterable[Any]) -> Rows:
        """Rows of constraints, in their order.

        Raises
        ------
        ValueError
            If a constraint is not linear.
        """
        lower, upper, ends = array("d"), array("d"), array("i", [0])
        columns, coefficients = array("i"), array("d")
        for constraint in constraints:
            try:
                terms, low, up = self._sides(constraint.expr)
            except NOT_PLAIN:
                terms, low, up = self._bounded(constraint)
            columns.extend(terms)
            coefficients.extend(terms.values())
            ends.append(len(columns))
            lower.append(low)
            upper.append(up)
        kept = np.array(coefficients) != 0
        return Rows(
            np.array(lower),
            np.array(upper),
            np.concatenate(([0], np.cumsum(kept, dtype=np.int32)))[ends].astype(np.int32),
            np.array(columns)[kept],
            np.array(coefficients)[kept],
        )

    def relation(self, relation: Any) -> Limited:
        """A relation (`a <= b`) that is no component of the model."""
        try:
            terms, low, up = self._sides(relation)
        except NOT_PLAIN:
            constraint = pyo.Constraint(expr=relation)
            constraint.construct()
            return self._bounded(constraint)
        return _without_zeros(terms), low, up

    def terms(self, expression: Any) -> tuple[Terms, float]:
        """Terms without zeros and constant of an expression."""
        try:
            terms, constant = self._sum(expression)
        except NOT_PLAIN:
            return self._visited(expression)
        return _without_zeros(terms), constant

    def _bounded(self, constraint: Any) -> Limited:
        low, body, up = constraint.to_bounded_expression(evaluate_bounds=True)
        terms, constant = self.terms(body)
        low = -inf if low is None else low - constant
        return terms, low, inf if up is None else up - constant

    def _sides(self, relation: Any) -> Limited:
        """A relation with two sides, zeros included."""
        kind = relation.__class__
        if kind is not EqualityExpression and (kind is not InequalityExpression or relation.strict):
            raise _NotPlain
        left, right = relation._args_
        if right.__class__ is NegationExpression:  # Pyomo may put it in front
            raise _NotPlain
        low = -inf
        if right.__class__ in NUMBERS:
            terms, constant = self._sum(left)
            limit = right - constant
        elif left.__class__ in NUMBERS:
            terms, constant = self._sum(right)
            limit = low = left - constant
        else:
            terms, constant = self._sum(left)
            moved, other = self._sum(right)
            _add(terms, moved, -1)
            limit = other - constant
        if not -inf < limit < inf:
            raise _NotPlain
        if kind is EqualityExpression:
            return terms, limit, limit
        return terms, low, inf if low == limit else limit

    def _sum(self, expression: Any) -> tuple[Terms, float]:
        """Terms, zeros included, and constant of a plain sum."""
        kind = expression.__class__
        if kind in VARIABLES:
            return {self._free[id(expression)]: 1}, 0
        if kind is MonomialTermExpression:
            coefficient, variable = expression._args_
            if coefficient.__class__ in NUMBERS and coefficient:
                return {self._free[id(variable)]: coefficient}, 0
        if kind not in SUMS:
            return self._added((expression,))
        parts = expression.args
        products = [part._args_ for part in parts if part.__class__ is MonomialTermExpression]
        if len(products) == len(parts):
            free = self._free
            terms = {free[id(variable)]: coefficient for coefficient, variable in products}
            plain = NUMBERS.issuperset(map(type, terms.values())) and all(terms.values())
            if plain and len(terms) == len(parts):
                return terms, 0
        return self._added(parts)

    def _added(self, parts: Iterable[Any]) -> tuple[Terms, float]:
        free = self._free
        terms: Terms = {}
        constant: float = 0
        for part in parts:
            kind = part.__class__
            if kind is MonomialTermExpression:
                coefficient, variable = part._args_
                if coefficient.__class__ not in NUMBERS:
                    raise _NotPlain
            elif kind in VARIABLES:
                coefficient, variable = 1, part
            elif kind in NUMBERS:
                constant += part
                continue
            else:
                inner, factor = _factored(part)
                nested, number = self._sum(inner)
                _add(terms, nested, factor)
                constant += factor * number
                continue
            column = free[id(variable)]
            if column in terms:
                terms[column] += coefficient
            elif coefficient:
                terms[column] = coefficient
        return terms, constant

    def _visited(self, expression: Any) -> tuple[Terms, float]:
        found = self._visitor.walk_expression(expression)
        if found.nonlinear is not None:
            raise ValueError(f"not linear: {expression}")
        return {self.index[key]: value for key, value in found.linear.items()}, found.constant

    @cached_property
    def _visitor(self) -> Any:
        free = {id(v): v for v in self._variables if id(v) in self._free}
        return LinearRepnVisitor({}, var_recorder=VarRecorder(free, None))


def _factored(expression: Any) -> tuple[Any, float]:
    """The sum inside some signs, names and at most one number, and what it is multiplied with.
    Several numbers are left to Pyomo: their order decides the last bit of their product."""
    factor: float = 1
    while (kind := expression.__class__) not in READ:
        if kind in NAMED:
            expression = expression.expr
        elif kind is NegationExpression:
            expression, factor = expression.args[0], -factor
        elif factor in (1, -1) and kind in (ProductExpression, DivisionExpression):
            left, right = expression.args
            if right.__class__ in NUMBERS and right:
                expression = left
                factor = factor * right if kind is ProductExpression else factor / right
            elif left.__class__ in NUMBERS and left and kind is ProductExpression:
                expression, factor = right, factor * left
            else:
                raise _NotPlain
        else:
            raise _NotPlain
    return expression, factor


def _add(terms: Terms, more: Terms, factor: float) -> None:
    """Add a multiple of terms to others."""
    for column, number in more.items():
        more_of = factor * number
        terms[column] = terms[column] + more_of if column in terms else more_of


def _without_zeros(terms: Terms) -> Terms:
    return {column: value for column, value in terms.items() if value}
