"""The application: files -> plant -> model -> engine -> plan -> CSV.

The public API, each name imported when it is first used (Pyomo takes seconds):

    plant = planner.load("scenarios/tiny")
    plan = planner.solve(plant, planner.Limits(seconds=60))
    plan.table("batches")
    late = planner.load("scenarios/tiny", scenarios=["approval-late"])
    planner.compare("runs/2026...", "runs/2026...").table("service")
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "load": ("planner.files", "read_case"),
    "solve": ("planner.pipeline", "solve"),
    "publish": ("planner.runs", "publish"),
    "compare": ("planner.comparison", "compare"),
    "Plan": ("planner.plan", "Plan"),
    "Limits": ("planner.engine", "Limits"),
    "DataError": ("planner.errors", "DataError"),
    "NoPlanError": ("planner.errors", "NoPlanError"),
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'planner' has no attribute '{name}'")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
