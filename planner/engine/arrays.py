"""From a Pyomo model to flat arrays, and back.

One walk over the active constraints; no symbolic files, no per-row objects. This is
what makes hand-over cheap (docs: shared measurements put `appsi_highs` at 200 times
direct arrays); variables are stored once, in declaration order, so the same model
gives the same arrays.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

from planner.engine.linear import Reader, Terms

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
        self._model = model  # its variables know their components only as long as it lives
        self.variables = list(model.component_data_objects(pyo.Var, active=True))
        self._reader = Reader(self.variables)
        self.index = self._reader.index
        lower, upper = array("d"), array("d")
        for variable in self.variables:
            low, up = variable.bounds
            lower.append(-np.inf if low is None else low)
            upper.append(np.inf if up is None else up)
        self.lower: Floats = np.array(lower)
        self.upper: Floats = np.array(upper)
        self.integer: NDArray[np.bool_] = np.array(
            [variable.is_integer() for variable in self.variables], dtype=bool
        )
        for j, variable in enumerate(self.variables):
            if variable.fixed:
                self.lower[j] = self.upper[j] = variable.value
        self._constraints = list(model.component_data_objects(pyo.Constraint, active=True))
        rows = self._reader.rows(self._constraints)
        self.row_lower: Floats = rows.lower
        self.row_upper: Floats = rows.upper
        self.starts: Ints = rows.starts
        self.columns: Ints = rows.columns
        self.coefficients: Floats = rows.coefficients

    @cached_property
    def names(self) -> list[str]:
        """Of the rows of the model; made when asked for, as they take long."""
        return [constraint.name for constraint in self._constraints]

    @cached_property
    def _row_of(self) -> dict[int, int]:
        return {id(constraint): row for row, constraint in enumerate(self._constraints)}

    @property
    def shape(self) -> tuple[int, int, int]:
        """Rows, columns, nonzeros."""
        return len(self.row_lower), len(self.lower), len(self.columns)

    def relation(self, relation: Any) -> Row:
        """A Pyomo relation (`a <= b`) that is no component of the model, as a row."""
        terms, lower, upper = self._reader.relation(relation)
        return Row(*_numbers(terms), lower, upper)

    def terms(self, expression: Any) -> tuple[Ints, Floats, float]:
        """Columns, coefficients and constant of a linear expression.

        Raises
        ------
        ValueError
            If the expression is not linear.
        """
        terms, constant = self._reader.terms(expression)
        return *_numbers(terms), float(constant)

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

    def fixed(self, plan: Floats, columns: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Bounds that fix some columns to whole numbers of a plan."""
        lower, upper = self.lower.copy(), self.upper.copy()
        lower[columns] = upper[columns] = np.round(plan[columns])
        return lower, upper

    def vector(self, values: Mapping[Any, float]) -> dict[int, float]:
        """Values by Pyomo variable as values by column."""
        return {self.index[id(variable)]: value for variable, value in values.items()}

    def load(self, values: Floats, *, exact: bool = False) -> None:
        """Put values into the Pyomo variables; whole numbers are rounded unless `exact`."""
        numbers: list[float] = values.tolist()
        if not exact:
            for column in np.flatnonzero(self.integer).tolist():
                numbers[column] = round(numbers[column])
        for variable, number in zip(self.variables, numbers, strict=True):
            variable.set_value(number, skip_validation=True)


def _numbers(terms: Terms) -> tuple[Ints, Floats]:
    columns = np.fromiter(terms, np.int32, len(terms))
    return columns, np.fromiter(terms.values(), np.float64, len(terms))


def _joined(parts: list[Any], kind: Any) -> Any:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)
