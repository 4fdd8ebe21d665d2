"""HiGHS on arrays: one object a solve, cancelled kindly, never through files."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

import highspy
import numpy as np

from planner.engine.arrays import Arrays, Floats, Row

INFEASIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
Improved = Callable[[float, float], None]
"""Called with value and bound while HiGHS runs."""

GLANCE = 0.05
"""Seconds between two looks at a run."""

PATIENCE = 1.5
"""Seconds that a cancelled run may take to end; presolve does not hear that it is cancelled."""


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
    runner = Runner(solver)
    interrupted = _wait(runner, heard, improved)
    if not runner.wait(0):
        return Answer("interrupted", None, np.inf, -np.inf)
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


def _wait(
    runner: Runner, heard: list[tuple[float, float]] | None, improved: Improved | None
) -> bool:
    """Run to the end; True if Ctrl-C cut it short. Then it may not have ended: see `Runner`."""
    until = float("inf")
    told = 0
    done = False
    runner.start()
    while not done and time.monotonic() < until:
        try:
            done = runner.wait(GLANCE)
            if heard is not None and improved is not None and len(heard) > told:
                told = len(heard)
                improved(*heard[told - 1])
        except KeyboardInterrupt:
            until = min(until, time.monotonic() + PATIENCE)
            runner.cancel()
    return until < float("inf")


class Runner:
    """Runs of one HiGHS object in threads of their own, which can be cancelled or left alone.
    An object that is left alone must not be used again.

    `Highs.startSolve` shares its locks between all objects of a process, so there a run that
    does not end at once (nothing stops presolve) would block all others.
    """

    def __init__(self, solver: Any) -> None:
        self._solver = solver
        self._stop = Event()
        self._ended = Event()
        for heard in (solver.cbSimplexInterrupt, solver.cbIpmInterrupt, solver.cbMipInterrupt):
            heard.subscribe(self._hear)

    def start(self) -> None:
        """Begin a run; the one before must have ended."""
        self._stop.clear()
        self._ended.clear()
        # No daemon: Python aborts if it exits while HiGHS runs in one.
        Thread(target=self._run).start()

    def wait(self, seconds: float) -> bool:
        """Wait for the end; False if it has not come within the seconds."""
        return self._ended.wait(seconds)

    def cancel(self) -> None:
        """Ask the run to end."""
        self._stop.set()

    def finish(self) -> None:
        """A whole run. Ctrl-C cancels it and goes on to the caller; a run that does not end
        soon then is left alone."""
        try:
            self.start()
            while not self.wait(GLANCE):
                pass
        except KeyboardInterrupt:
            self.cancel()
            self.wait(PATIENCE)
            raise

    def _run(self) -> None:
        try:
            self._solver.run()
        finally:
            self._ended.set()

    def _hear(self, event: Any) -> None:
        # HiGHS keeps what was said last, also from one run to the next.
        event.interrupt(self._stop.is_set())
