"""The engine: finds good plans and says how good. It knows Pyomo and HiGHS, no syringes.

    solve(model, levels, hints, limits, progress=None) -> Outcome

Any time-structured Pyomo MILP can be handed to it. The relaxations of all levels in
order guide the application's starts; local search (`local`) on parts of the model
(`parts`) improves them; HiGHS on the whole model and on windows of buckets does the
rest where the model is light enough or there is time. Variables that follow from others
may be left to the application (`following`).

`solve` and `buckets` bring Pyomo and HiGHS along, so they are imported when they are first used:
whoever reads a plan that was saved needs the contract alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from planner.engine.contract import (
    Followed,
    Follower,
    Hints,
    Level,
    LevelResult,
    Limits,
    Moment,
    Outcome,
)

if TYPE_CHECKING:
    from planner.engine.solving import solve
    from planner.engine.timing import buckets

__all__ = [
    "Followed",
    "Follower",
    "Hints",
    "Level",
    "LevelResult",
    "Limits",
    "Moment",
    "Outcome",
    "buckets",
    "solve",
]

_HOMES = {"buckets": "planner.engine.timing", "solve": "planner.engine.solving"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'planner.engine' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
