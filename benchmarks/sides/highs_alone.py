"""HiGHS alone: one call on the weighted sum, from the plan that does nothing."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from benchmarks.events import Recorder
from benchmarks.problem import Problem


def solve(problem: Problem, recorder: Recorder, seconds: float, seed: int) -> None:
    solver = _loaded(problem, seed)
    whole = np.flatnonzero(problem.integer)

    def improved(event: Any) -> None:
        found = np.asarray(event.data_out.mip_solution)
        recorder.plan(found[whole], event.data_out.mip_dual_bound)

    solver.cbMipImprovingSolution.subscribe(improved)
    solver.cbMipLogging.subscribe(lambda event: recorder.bound(event.data_out.mip_dual_bound))
    recorder.begin()
    solver.setOptionValue("time_limit", seconds)
    solver.run()
    recorder.bound(solver.getInfo().mip_dual_bound, at_once=True)
    solution = solver.getSolution()
    if solution.value_valid:
        recorder.plan(np.array(solution.col_value)[whole])


def _loaded(problem: Problem, seed: int) -> Any:
    """The problem in HiGHS, one thread, no gap allowed."""
    solver = highspy.Highs()
    options = {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": seed,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 1e-6,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(
        len(problem.lower),
        len(problem.row_lower),
        len(problem.columns),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        problem.offset,
        problem.cost,
        problem.lower,
        problem.upper,
        problem.row_lower,
        problem.row_upper,
        problem.starts,
        problem.columns,
        problem.coefficients,
        problem.integer.astype(np.int32),
    )
    start = highspy.HighsSolution()
    start.col_value = list(problem.start)
    solver.setSolution(start)
    return solver
