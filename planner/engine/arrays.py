"""From a Pyomo model to flat arrays, and back.

One walk over the active constraints; no symbolic files, no per-row objects. This is
what makes hand-over cheap (docs: shared measurements put `appsi_highs` at 200 times
direct arrays); variables are stored once, in declaration order, so the same model
gives the same arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray
from pyomo.repn.linear import LinearRepnVisitor
from pyomo.repn.util import VarRecorder

Model = Any
Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Row:
    """A linear row: lower <= sum of coefficients * columns <= upper."""

    columns: Ints
    coefficients: Floats
    lower: float
    upper: float


class Arrays:
    """A model as columns with bounds and rows in compressed form."""

    def __init__(self, model: Model) -> None:
        self.variables = list(model.component_data_objects(pyo.Var, active=True))
        self.index = {id(variable): j for j, variable in enumerate(self.variables)}
        self._visitor = LinearRepnVisitor({}, var_recorder=VarRecorder({}, None))
        bounds = [variable.bounds for variable in self.variables]
        self.lower: Floats = np.array([-np.inf if low is None else low for low, _ in bounds])
        self.upper: Floats = np.array([np.inf if up is None else up for _, up in bounds])
        self.integer: NDArray[np.bool_] = np.array(
            [variable.is_integer() for variable in self.variables], dtype=bool
        )
        for j, variable in enumerate(self.variables):
            if variable.fixed:
                self.lower[j] = self.upper[j] = variable.value
        constraints = list(model.component_data_objects(pyo.Constraint, active=True))
        self._row_of = {id(constraint): row for row, constraint in enumerate(constraints)}
        self.names = [constraint.name for constraint in constraints]
        """Of the rows of the model."""
        rows = [self._row(constraint) for constraint in constraints]
        self.row_lower: Floats = np.array([row.lower for row in rows])
        self.row_upper: Floats = np.array([row.upper for row in rows])
        self.starts: Ints = np.cumsum([0, *(len(row.columns) for row in rows)], dtype=np.int32)
        self.columns: Ints = _joined([row.columns for row in rows], np.int32)
        self.coefficients: Floats = _joined([row.coefficients for row in rows], np.float64)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Rows, columns, nonzeros."""
        return len(self.row_lower), len(self.lower), len(self.columns)

    def relation(self, relation: Any) -> Row:
        """A Pyomo relation (`a <= b`) that is no component of the model, as a row."""
        constraint = pyo.Constraint(expr=relation)
        constraint.construct()
        return self._row(constraint)

    def _row(self, constraint: Any) -> Row:
        low, body, up = constraint.to_bounded_expression(evaluate_bounds=True)
        columns, coefficients, constant = self.terms(body)
        return Row(
            columns,
            coefficients,
            -np.inf if low is None else low - constant,
            np.inf if up is None else up - constant,
        )

    def terms(self, expression: Any) -> tuple[Ints, Floats, float]:
        """Columns, coefficients and constant of a linear expression.

        Raises
        ------
        ValueError
            If the expression is not linear.
        """
        repn = self._visitor.walk_expression(expression)
        if repn.nonlinear is not None:
            raise ValueError(f"not linear: {expression}")
        count = len(repn.linear)
        columns = np.fromiter((self.index[key] for key in repn.linear), np.int32, count)
        coefficients = np.fromiter(repn.linear.values(), np.float64, count)
        return columns, coefficients, float(repn.constant)

    def with_slack(self, constraints: Iterable[Any]) -> tuple[Arrays, list[tuple[int, float]]]:
        """A copy in which the constraints may be broken on either side that they have.

        The slack columns stand last. Of each the answer says the number of its constraint,
        and its sign in the row: -1 where the row is exceeded, +1 where it is not reached.
        """
        rows = [self._row_of[id(constraint)] for constraint in constraints]
        slacks = [(n, -1.0) for n, row in enumerate(rows) if np.isfinite(self.row_upper[row])]
        slacks += [(n, 1.0) for n, row in enumerate(rows) if np.isfinite(self.row_lower[row])]
        relaxed = copy(self)
        added = np.bincount([rows[n] for n, _ in slacks], minlength=self.shape[0])
        ends = [self.starts[rows[n] + 1] for n, _ in slacks]
        columns = len(self.lower) + np.arange(len(slacks), dtype=np.int32)
        relaxed.columns = np.insert(self.columns, ends, columns)
        relaxed.coefficients = np.insert(self.coefficients, ends, [sign for _, sign in slacks])
        relaxed.starts = (self.starts + np.cumsum([0, *added])).astype(np.int32)
        relaxed.lower = np.concatenate([self.lower, np.zeros(len(slacks))])
        relaxed.upper = np.concatenate([self.upper, np.full(len(slacks), np.inf)])
        relaxed.integer = np.concatenate([self.integer, np.zeros(len(slacks), dtype=bool)])
        return relaxed, slacks

    def part(self, rows: NDArray[np.int64]) -> tuple[Arrays, NDArray[np.int64]]:
        """Some rows with the columns that stand in them, and which columns these are.

        The part is for solving only: it has no variables to load values into.
        """
        sizes = np.diff(self.starts)[rows]
        first = np.repeat(self.starts[rows] - np.cumsum([0, *sizes[:-1]]), sizes)
        entries = first + np.arange(sizes.sum())
        columns, inside = np.unique(self.columns[entries], return_inverse=True)
        part = copy(self)
        part.row_lower, part.row_upper = self.row_lower[rows], self.row_upper[rows]
        part.starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
        part.columns = inside.astype(np.int32)
        part.coefficients = self.coefficients[entries]
        part.lower, part.upper = self.lower[columns], self.upper[columns]
        part.integer = self.integer[columns]
        return part, columns

    def without(self, constraints: Iterable[Any]) -> Arrays:
        """A copy without the rows of some constraints, for solving only."""
        kept = np.ones(self.shape[0], dtype=bool)
        kept[[self._row_of[id(constraint)] for constraint in constraints]] = False
        sizes = np.diff(self.starts)
        entries = np.repeat(kept, sizes)
        less = copy(self)
        less.row_lower, less.row_upper = self.row_lower[kept], self.row_upper[kept]
        less.starts = np.concatenate(([0], np.cumsum(sizes[kept]))).astype(np.int32)
        less.columns, less.coefficients = self.columns[entries], self.coefficients[entries]
        place = np.cumsum(kept) - 1
        less._row_of = {key: int(place[row]) for key, row in self._row_of.items() if kept[row]}
        return less

    def row(self, constraint: Any) -> int:
        """Number of a constraint's row."""
        return self._row_of[id(constraint)]

    def with_rows(self, rows: Sequence[Row]) -> Arrays:
        """A copy with more rows at the end."""
        more = copy(self)
        more.row_lower = np.concatenate([self.row_lower, [row.lower for row in rows]])
        more.row_upper = np.concatenate([self.row_upper, [row.upper for row in rows]])
        ends = self.starts[-1] + np.cumsum([len(row.columns) for row in rows], dtype=np.int32)
        more.starts = np.concatenate([self.starts, ends]).astype(np.int32)
        more.columns = _joined([self.columns, *(row.columns for row in rows)], np.int32)
        more.coefficients = _joined(
            [self.coefficients, *(row.coefficients for row in rows)], np.float64
        )
        return more

    def vector(self, values: Mapping[Any, float]) -> dict[int, float]:
        """Values by Pyomo variable as values by column."""
        return {self.index[id(variable)]: value for variable, value in values.items()}

    def load(self, values: Floats, *, exact: bool = False) -> None:
        """Put values into the Pyomo variables; whole numbers are rounded unless `exact`."""
        for variable, value, whole in zip(self.variables, values, self.integer, strict=True):
            variable.set_value(
                round(value) if whole and not exact else float(value), skip_validation=True
            )


def _joined(parts: list[Any], kind: Any) -> Any:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)
