"""The jobs of `benchmarks.one`: prepare a problem, solve it, judge what was found.

Imports stand inside: CP-SAT's process must not import highspy.
"""

from __future__ import annotations

import json
import time
from importlib import import_module
from pathlib import Path

from benchmarks.events import Recorder, events, late
from benchmarks.problem import Problem
from benchmarks.sides import SIDES

PREPARED = "problem.npz"
FACTS = "facts.json"
JUDGED = "judged.json"
STEPS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 3600)
"""Seconds at which the best plan so far is judged, beside the marks."""
FIRST = 3
"""Plans that are judged because they came first."""


def prepare(folder: Path, case: str, form: str) -> None:
    """Write the problem of a case in a form, what it weighs, and what doing nothing is worth if
    what lies in stock is shipped as the weighted sum likes it best."""
    from benchmarks.cases import plant_of
    from benchmarks.forms import Form

    plant = plant_of(case)
    begun = time.monotonic()
    found = Form(plant, form)
    built = time.monotonic() - begun
    found.problem().save(folder / PREPARED)
    idle = found.completed(found.idle())
    assert idle is not None  # there is a start, so there is its best completion
    rows, columns, nonzeros = found.arrays.shape
    facts = {
        "sizes": [rows, columns, nonzeros, int(found.arrays.integer.sum())],
        "levels": [[level.name, level.unit] for level in found.levels],
        "weights": list(found.weights),
        "idle": list(found.values(idle)),
        "build_seconds": built,
    }
    (folder / FACTS).write_text(json.dumps(facts), encoding="utf-8")


def solve(folder: Path, side: str, case: str, seconds: float, seed: int, problem: str) -> None:
    """Run a side; `problem` is the file of the problem, blank for ours."""
    recorder = Recorder(folder)
    module = import_module(SIDES[side].module)
    if SIDES[side].form is None:
        from benchmarks.cases import plant_of

        outcome = module.solve(plant_of(case), recorder, seconds, seed)
        bounds = [[level.name, level.bound, level.status] for level in outcome.levels]
        (folder / FACTS).write_text(json.dumps({"bounds": bounds}), encoding="utf-8")
        return
    module.solve(Problem.load(Path(problem)), recorder, seconds, seed)


def judge(folder: Path, case: str, marks: list[float], problem: str) -> None:
    """Complete the plans that stood at the marks and at some seconds between: their levels by
    number of the plan, nothing for what is no plan."""
    import numpy as np

    from benchmarks.cases import plant_of
    from benchmarks.forms import Form

    form = Form(plant_of(case))
    names = Problem.load(Path(problem)).integers
    found = [(event.seconds, event.plan) for event in events(folder) if event.plan is not None]
    judged: dict[int, list[float]] = {}
    asked = {plan for _, plan in found[:FIRST]}
    for step in {*marks, *(step for step in STEPS if step < max(marks))}:
        over = late(step) if step == max(marks) else step
        asked |= {max((plan for seconds, plan in found if seconds <= over), default=0)}
    for number in sorted(asked & {plan for _, plan in found}):
        plan = form.completed(form.taken(names, np.load(folder / f"plan-{number}.npy")))
        judged[number] = [] if plan is None else list(form.values(plan))
        (folder / JUDGED).write_text(json.dumps(judged), encoding="utf-8")


def published(folder: Path, case: str, seconds: float, seed: int) -> None:
    """A case of `benchmarks.glsppl` on the engine."""
    from planner.engine import Limits, solve

    main = import_module("benchmarks.glsppl.__main__")
    file = main.FOLDER / f"{case}.txt"
    if not file.is_file():
        raise FileNotFoundError(f"{case}.txt: third-party data, see benchmarks.glsppl")
    instance = main.read(file)
    m = main.model.build(instance)
    limits = Limits(seconds=seconds, seed=seed)
    outcome = solve(m, [main.model.level(m)], main.model.hints(m), limits)
    facts = {"cplex": main.PUBLISHED[case][0], "best": main.PUBLISHED[case][1]}
    if outcome.levels:
        facts["value"] = main.cost(instance, main.model.plan(m)).total
        facts["bound"] = outcome.levels[0].bound
    (folder / FACTS).write_text(json.dumps(facts), encoding="utf-8")


def handover(folder: Path) -> None:
    """The rows of `benchmarks.handover`: (case, side, measure, value, unit)."""
    rows = import_module("benchmarks.handover").rows()
    (folder / FACTS).write_text(json.dumps([list(row) for row in rows]), encoding="utf-8")
