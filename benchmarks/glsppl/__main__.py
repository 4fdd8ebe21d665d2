"""`python -m benchmarks.glsppl`: the published cases on the engine."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.glsppl import model
from benchmarks.glsppl.cost import cost
from benchmarks.glsppl.instance import Instance, read
from planner.engine import Limits, solve

PUBLISHED = {
    "P1": (635_916.0, 634_373.0),
    "P2": (20_753.3, 20_670.9),
    "P3": (473_315.0, 472_957.0),
    "P4": (450_809.0, 447_707.0),
}
"""CPLEX 12.10 after 3 600 s, and the best value in the paper."""

FOLDER = Path(__file__).parents[2].parent / "shared" / "benchmarks" / "glsppl"

MISSING = """no {files} in {folder}
They are third-party data: get them from the public repository kennedy94/GLSPPL-RF, folder
'Real-world Instances', and say where they are with --folder."""

HEAD = "case       value       bound     CPLEX 3600 s  published    to CPLEX   seconds"


def main(arguments: Sequence[str] | None = None) -> None:
    """Solve the cases asked for and print a line for each."""
    parser = argparse.ArgumentParser(prog="benchmarks.glsppl", description=__doc__)
    parser.add_argument("cases", nargs="*", default=list(PUBLISHED), help="P1 P2 P3 P4")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the files are")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each case")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    files = [asked.folder / f"{name}.txt" for name in asked.cases]
    missing = [file.name for file in files if not file.is_file()]
    if missing:
        print(MISSING.format(files=", ".join(missing), folder=asked.folder))
        return
    print(HEAD)
    for file in files:
        print(_line(read(file), Limits(seconds=asked.seconds, seed=asked.seed)), flush=True)


def _line(case: Instance, limits: Limits) -> str:
    """The result of a case; the value is that of its lots, counted apart from the model.

    The bound is that of `model`, which makes a product once a line and week: it is not
    proven for the published model, whose plans may be cheaper.
    """
    m = model.build(case)
    outcome = solve(m, [model.level(m)], model.hints(m), limits)
    if not outcome.levels:
        return f"{case.name:5} {outcome.status}"
    value = cost(case, model.plan(m)).total
    cplex, best = PUBLISHED.get(case.name, (float("nan"), float("nan")))
    return (
        f"{case.name:5} {value:12,.1f} {outcome.levels[0].bound:12,.1f} {cplex:12,.1f} "
        f"{best:12,.1f} {100 * (value / cplex - 1):+9.3f} % {outcome.history[-1].seconds:8.1f}"
    )


if __name__ == "__main__":
    main()
