"""SCIP: one call on the weighted sum, from the plan that does nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

# an extra; mypy is run without it
import pyscipopt  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.events import Recorder
from benchmarks.problem import Problem


def solve(problem: Problem, recorder: Recorder, seconds: float, seed: int) -> None:
    model, variables = _loaded(problem)
    whole = [variables[j] for j in np.flatnonzero(problem.integer)]
    model.includeEventhdlr(_listener(recorder, whole), "recorder", "plans and bounds")
    model.setParam("randomization/randomseedshift", seed)
    model.setParam("limits/time", seconds)
    model.hideOutput()
    recorder.begin()
    model.optimize()
    recorder.bound(model.getDualbound(), at_once=True)
    if model.getNSols():
        best = model.getBestSol()
        recorder.plan(np.array([model.getSolVal(best, each) for each in whole]))


def _loaded(problem: Problem) -> tuple[Any, list[Any]]:
    """The problem in SCIP, its start included."""
    model = pyscipopt.Model()
    variables = [
        model.addVar(
            vtype="I" if whole else "C",
            lb=None if np.isneginf(low) else float(low),
            ub=None if np.isposinf(up) else float(up),
            obj=float(cost),
        )
        for low, up, whole, cost in zip(
            problem.lower, problem.upper, problem.integer, problem.cost, strict=True
        )
    ]
    model.addObjoffset(problem.offset)
    for row, (first, last) in enumerate(pairwise(problem.starts.tolist())):
        terms = zip(
            problem.coefficients[first:last].tolist(),
            problem.columns[first:last].tolist(),
            strict=True,
        )
        low, up = float(problem.row_lower[row]), float(problem.row_upper[row])
        if last > first:
            body = pyscipopt.quicksum(factor * variables[j] for factor, j in terms)
            model.addCons(_ranged(body, low, up))
    start = model.createSol()
    for variable, value in zip(variables, problem.start.tolist(), strict=True):
        model.setSolVal(start, variable, value)
    model.addSol(start)
    return model, variables


def _ranged(body: Any, low: float, up: float) -> Any:
    if low == up:
        return body == low
    if np.isneginf(low):
        return body <= up
    if np.isposinf(up):
        return body >= low
    return (low <= body) <= up


def _listener(recorder: Recorder, whole: list[Any]) -> Any:
    """An event handler that writes plans and, now and then, bounds."""
    plans = pyscipopt.SCIP_EVENTTYPE.BESTSOLFOUND
    bounds = pyscipopt.SCIP_EVENTTYPE.LPSOLVED

    class Listener(pyscipopt.Eventhdlr):  # type: ignore[misc,unused-ignore]
        def eventinit(self) -> None:
            self.model.catchEvent(plans, self)
            self.model.catchEvent(bounds, self)

        def eventexit(self) -> None:
            self.model.dropEvent(plans, self)
            self.model.dropEvent(bounds, self)

        def eventexec(self, event: Any) -> None:
            bound = self.model.getDualbound()
            if event.getType() == plans:
                best = self.model.getBestSol()
                found = np.array([self.model.getSolVal(best, each) for each in whole])
                recorder.plan(found, bound)
            else:
                recorder.bound(bound)

    return Listener()
