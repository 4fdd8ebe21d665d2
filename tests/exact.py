"""The model solved to the last digit, for proofs on small plants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import highspy
import numpy as np
import pyomo.environ as pyo

from models.milp import changeovers, young
from planner.engine.arrays import Arrays

INF = highspy.kHighsInf
MAGNIFIED = 1e5
"""Rows of young supply are broken from 1e-9 thousand units on, not from 1e-4."""

Held = Mapping[str, float]
"""Name of an expression of the model: its most."""

Given = Mapping[Any, float]
"""Values of some variables."""


class NoPlan(Exception):
    """The model has no plan."""


def lateness(m: Any, made: Given | None = None) -> float:
    """Least mean days late of a model, perhaps with the batches given."""
    return least(m, m.lateness, {}, made)


def cost(m: Any, at_most: float, made: Given | None = None) -> float:
    """Least cost of plans with no more than so many mean days late; EUR."""
    return least(m, m.cost, {"lateness": at_most}, made)


def relaxed(m: Any) -> float:
    """Least mean days late if batches need not be whole."""
    arrays = Arrays(m)
    return _run(m, arrays, _solver(m, arrays, m.lateness, {}, whole=False))


def least(m: Any, aim: Any, held: Held, made: Given | None = None) -> float:
    """The least of an expression, with no more of the held ones than so much.

    Rows that the model leaves to its separators are added until none is broken.
    """
    arrays = Arrays(m)
    if made is None:
        made = _best_integers(m, arrays, aim, held)
    solver = _solver(m, arrays, aim, held, whole=False)
    for variable, count in made.items():
        solver.changeColBounds(arrays.index[id(variable)], count, count)
    return _run(m, arrays, solver)


def _best_integers(m: Any, arrays: Arrays, aim: Any, held: Held) -> Any:
    """Whole numbers of an optimum. They are fixed and the rest is solved once more,
    because a solver takes 1.0000001 for a whole number."""
    _run(m, arrays, _solver(m, arrays, aim, held, whole=True))
    whole = [v for v, integer in zip(arrays.variables, arrays.integer, strict=True) if integer]
    return pyo.ComponentMap((variable, float(round(variable.value))) for variable in whole)


def _run(m: Any, arrays: Arrays, solver: Any) -> float:
    while True:
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise NoPlan(str(solver.getModelStatus()))
        arrays.load(np.array(solver.getSolution().col_value), exact=True)
        broken = [
            *young.violated(m, lambda expression: MAGNIFIED * pyo.value(expression)),
            *changeovers.violated(m, pyo.value),
        ]
        if not broken:
            return float(solver.getInfo().objective_function_value)
        for relation in broken:
            row = arrays.relation(relation)
            solver.addRow(row.lower, row.upper, len(row.columns), row.columns, row.coefficients)


def _solver(m: Any, arrays: Arrays, aim: Any, held: Held, *, whole: bool) -> Any:
    solver = highspy.Highs()
    for name, value in {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 1e-9,
        "mip_feasibility_tolerance": 1e-9,
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
    }.items():
        solver.setOptionValue(name, value)
    rows, columns, nonzeros = arrays.shape
    places, coefficients, constant = arrays.terms(aim.expr)
    objective = np.zeros(columns)
    np.add.at(objective, places, coefficients)
    solver.passModel(
        columns,
        rows,
        nonzeros,
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        constant,
        objective,
        arrays.lower,
        arrays.upper,
        arrays.row_lower,
        arrays.row_upper,
        arrays.starts,
        arrays.columns,
        arrays.coefficients,
        (arrays.integer if whole else np.zeros_like(arrays.integer)).astype(np.int32),
    )
    for name, at_most in held.items():
        places, coefficients, constant = arrays.terms(getattr(m, name).expr)
        solver.addRow(-INF, at_most - constant, len(places), places, coefficients)
    return solver
