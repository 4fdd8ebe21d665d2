"""CP-SAT, one worker, on bounded and scaled integers, from the plan that does nothing.

Continuous columns count thousandths: single units (the model has thousands), hours and days
to a thousandth. Columns that rows do not bound get the largest value that a sensible plan
needs. Coefficients are scaled row by row until they are whole, or to six digits; the sides
of such a row are rounded outwards. So the bound is that of a slightly different problem, and
plans are completed by the judge from their integers like all others.

This module never meets highspy: the two cannot be in one process.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

# an extra; mypy is run without it
from ortools.sat.python import cp_model  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.bounding import bounded
from benchmarks.events import Recorder
from benchmarks.problem import Floats, Problem

PARTS = 1000.0
"""Parts of a continuous column's unit."""

LARGEST = float(2**52)
"""Of any sum of a row."""

DIGITS = 1e6
"""Of a row's coefficients, if they cannot be whole."""

WHOLE = 1e-9


def solve(problem: Problem, recorder: Recorder, seconds: float, seed: int) -> None:
    model, variables, grain = _loaded(problem)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = seconds
    whole = [variables[j] for j in np.flatnonzero(problem.integer)]

    class Listener(cp_model.CpSolverSolutionCallback):  # type: ignore[misc,unused-ignore]
        def on_solution_callback(self) -> None:
            found = np.array([self.value(variable) for variable in whole])
            recorder.plan(found, self.best_objective_bound * grain + problem.offset)

    solver.best_bound_callback = lambda bound: recorder.bound(bound * grain + problem.offset)
    recorder.begin()
    status = solver.solve(model, Listener())
    if status == cp_model.MODEL_INVALID:
        raise ValueError(f"CP-SAT: invalid model: {model.validate()[:80]}")
    if status == cp_model.INFEASIBLE:
        raise ValueError("CP-SAT: infeasible after scaling")
    recorder.bound(solver.best_objective_bound * grain + problem.offset, at_once=True)


def _loaded(problem: Problem) -> tuple[Any, list[Any], float]:
    """The model, its variables, and what 1 of its objective is in the weighted sum."""
    scale = np.where(problem.integer, 1.0, PARTS)
    lower, upper = bounded(problem)
    low, up = np.ceil(lower * scale - WHOLE), np.floor(upper * scale + WHOLE)
    model = cp_model.CpModel()
    variables = [
        model.new_int_var(int(a), int(max(a, b)), "") for a, b in zip(low, up, strict=True)
    ]
    largest = np.maximum(np.abs(low), np.abs(up))
    for row, (first, last) in enumerate(pairwise(problem.starts.tolist())):
        if last == first:
            continue
        columns = problem.columns[first:last]
        scaled = problem.coefficients[first:last] / scale[columns]
        sides = float(problem.row_lower[row]), float(problem.row_upper[row])
        factors, (least, most) = _whole_row(scaled, sides, largest[columns])
        kept = [(variables[j], f) for j, f in zip(columns, factors, strict=True) if f]
        body = cp_model.LinearExpr.weighted_sum([v for v, _ in kept], [f for _, f in kept])
        model.add_linear_constraint(body, least, most)
    cost = problem.cost / scale
    grain = max(float(np.abs(cost) @ largest) / LARGEST, 1e-9)
    factors = [round(each) for each in cost / grain]
    model.minimize(cp_model.LinearExpr.weighted_sum(variables, factors))
    for variable, value, a, b in zip(variables, problem.start * scale, low, up, strict=True):
        model.add_hint(variable, int(min(max(round(value), a), b)))
    return model, variables, grain


def _whole_row(
    scaled: Floats, sides: tuple[float, float], largest: Floats
) -> tuple[list[int], tuple[int, int]]:
    """Whole coefficients and sides of a row."""
    factor, exact = _factor(scaled)
    sums = float(np.abs(scaled) @ largest) + 1.0
    if factor * sums > LARGEST:
        factor, exact = LARGEST / sums, False
    slack = WHOLE * factor if exact else 1.0 + factor * sums / DIGITS
    ends = -LARGEST * 2, LARGEST * 2
    least = ends[0] if np.isneginf(sides[0]) else np.floor(sides[0] * factor - slack)
    most = ends[1] if np.isposinf(sides[1]) else np.ceil(sides[1] * factor + slack)
    if exact:
        least = least if np.isneginf(sides[0]) else np.ceil(sides[0] * factor - slack)
        most = most if np.isposinf(sides[1]) else np.floor(sides[1] * factor + slack)
    return [round(each) for each in scaled * factor], (int(least), int(most))


def _factor(scaled: Floats) -> tuple[float, bool]:
    """What makes coefficients whole, and whether it does so exactly."""
    for power in range(10):
        tried = scaled * 10.0**power
        if np.all(np.abs(tried - np.rint(tried)) <= WHOLE * np.maximum(1.0, np.abs(tried))):
            return 10.0**power, True
    return DIGITS / float(np.abs(scaled).max()), False
