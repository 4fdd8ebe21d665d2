"""The sides that are compared, by name.

A side's module has `solve(problem, recorder, seconds, seed)`; ours has the case instead of
the problem. It is imported in the process that runs it, never here.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True)
class Side:
    """A way to solve a case."""

    module: str
    needs: str
    """Package that must be installed."""

    distribution: str
    """Its name where it is installed from."""

    form: str | None
    """What it is given (`benchmarks.forms`); None: the case itself."""

    about: str

    @property
    def installed(self) -> bool:
        return find_spec(self.needs) is not None


OURS = "fillfinish"

SIDES = {
    OURS: Side(
        "benchmarks.sides.ours",
        "highspy",
        "highspy",
        None,
        "`planner.engine.solve` with the levels and hints of `planner.pipeline`",
    ),
    "highs-light": Side(
        "benchmarks.sides.highs_alone",
        "highspy",
        "highspy",
        "light",
        "HiGHS alone on our light form (`models.milp.FAMILIES`)",
    ),
    "highs-heavy": Side(
        "benchmarks.sides.highs_alone",
        "highspy",
        "highspy",
        "heavy",
        "HiGHS alone on our heavy form (`models.milp.HEAVY`)",
    ),
    "highs-plain": Side(
        "benchmarks.sides.highs_alone",
        "highspy",
        "highspy",
        "plain",
        "HiGHS alone on the plain form (`benchmarks.plain`: order variables and big-M)",
    ),
    "scip": Side(
        "benchmarks.sides.scip",
        "pyscipopt",
        "pyscipopt",
        "light",
        "SCIP on our light form",
    ),
    "cp-sat": Side(
        "benchmarks.sides.cp_sat",
        "ortools",
        "ortools",
        "light",
        "CP-SAT, one worker, on our light form in bounded, scaled integers",
    ),
}
