"""Our side: the pipeline's own call of the engine."""

from __future__ import annotations

from typing import Any

from benchmarks.events import Recorder
from models.milp import build
from models.plant import Plant
from planner import engine
from planner.engine import Level, Limits, Moment, Outcome
from planner.pipeline import hints, levels


def solve(plant: Plant, recorder: Recorder, seconds: float, seed: int) -> Outcome:
    """Plan, and write down every plan's levels and every bound of the first level.

    The clock starts at the engine's call: handing the model over is part of it.
    """
    m = build(plant)
    aims, known = levels(m, plant), hints(m, plant)
    first = aims[0]
    recorder.begin()
    outcome = engine.solve(
        m, aims, known, Limits(seconds=seconds, seed=seed), lambda it: _hear(recorder, first, it)
    )
    if outcome.levels:
        recorder.levels([level.value for level in outcome.levels], recorder.seconds)
        recorder.bound(outcome.levels[0].bound, at_once=True)
    return outcome


def _hear(recorder: Recorder, first: Level, moment: Moment) -> None:
    values: Any = getattr(moment, "values", ())
    if values:
        recorder.levels(values, moment.seconds)
    if moment.level == first.name:
        recorder.bound(moment.bound)
