"""HiGHS on arrays: one object a solve, cancelled kindly, never through files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

from planner.engine.arrays import Arrays, Floats, Row

INFEASIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
Improved = Callable[[float, float], None]
"""Called with value and bound while HiGHS runs."""


@dataclass
class Task:
    """One solve: the arrays with an objective, extra rows and changed bounds."""

    arrays: Arrays
    cost: Floats
    offset: float = 0.0
    rows: list[Row] = field(default_factory=list)
    lower: Floats | None = None
    upper: Floats | None = None
    whole: bool = True
    """Keep integers whole; False: the linear relaxation."""

    start: Floats | None = None
    seconds: float = float("inf")
    gap: float = 0.0
    """Absolute gap at which to stop, in the objective's unit."""

    nodes: int | None = None
    first: bool = False
    """Stop at the first plan."""

    seed: int = 0
    threads: int = 1


@dataclass(frozen=True)
class Answer:
    """What HiGHS found."""

    status: str
    """optimal, limit, infeasible, interrupted, or above (a bound that was enough)."""

    values: Floats | None
    value: float
    bound: float


def run(task: Task, improved: Improved | None = None) -> Answer:
    """Solve a task. Ctrl-C ends it early and the best plan so far is returned."""
    solver = loaded(task)
    heard = _listened(solver) if improved is not None and task.whole else None
    solver.HandleUserInterrupt = True
    interrupted = _wait(solver, heard, improved)
    status = solver.getModelStatus()
    info = solver.getInfo()
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(solver.getSolution().col_value) if feasible else None
    value = info.objective_function_value if feasible else np.inf
    if status == highspy.HighsModelStatus.kOptimal:
        bound = info.mip_dual_bound if task.whole and task.arrays.integer.any() else value
        ended = "interrupted" if interrupted else "optimal"
        return Answer(ended, values, value, min(bound, value))
    if status in INFEASIBLE:
        return Answer("infeasible", None, np.inf, np.inf)
    bound = info.mip_dual_bound if task.whole else -np.inf
    return Answer("interrupted" if interrupted else "limit", values, value, min(bound, value))


def loaded(task: Task) -> Any:
    """A HiGHS object with the task's model and options."""
    arrays = task.arrays
    solver = highspy.Highs()
    for name, value in _options(task).items():
        solver.setOptionValue(name, value)
    rows, columns, nonzeros = arrays.shape
    whole = arrays.integer if task.whole else np.zeros_like(arrays.integer)
    solver.passModel(
        columns,
        rows,
        nonzeros,
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        task.offset,
        task.cost,
        arrays.lower if task.lower is None else task.lower,
        arrays.upper if task.upper is None else task.upper,
        arrays.row_lower,
        arrays.row_upper,
        arrays.starts,
        arrays.columns,
        arrays.coefficients,
        whole.astype(np.int32),
    )
    for row in task.rows:
        solver.addRow(row.lower, row.upper, len(row.columns), row.columns, row.coefficients)
    if task.start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = list(task.start)
        solver.setSolution(solution)
    return solver


def _options(task: Task) -> dict[str, Any]:
    options: dict[str, Any] = {
        "output_flag": False,
        "threads": task.threads,
        "parallel": "off" if task.threads == 1 else "on",
        "random_seed": task.seed,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": max(task.gap, 1e-9),
    }
    if np.isfinite(task.seconds):
        options["time_limit"] = max(task.seconds, 0.01)
    if task.first:
        options["mip_max_improving_sols"] = 1
    if task.nodes is not None:
        options["mip_max_nodes"] = task.nodes
    return options


def _listened(solver: Any) -> list[tuple[float, float]]:
    """A list that grows by value and bound while HiGHS runs in its own thread."""
    heard: list[tuple[float, float]] = []

    def hear(event: Any) -> None:
        heard.append((event.data_out.mip_primal_bound, event.data_out.mip_dual_bound))

    solver.cbMipImprovingSolution.subscribe(hear)
    solver.cbMipLogging.subscribe(hear)
    return heard


def _wait(solver: Any, heard: list[tuple[float, float]] | None, improved: Improved | None) -> bool:
    """Run to the end; True if Ctrl-C cut it short."""
    solver.startSolve()
    interrupted = False
    done = False
    told = 0
    while not done:
        try:
            done, _ = solver.wait(0.05)
            if heard is not None and improved is not None and len(heard) > told:
                told = len(heard)
                improved(*heard[told - 1])
        except KeyboardInterrupt:
            interrupted = True
            solver.cancelSolve()
    return interrupted
