"""Plans to show without solving: a plant and rows of its tables, written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.plant import Plant
from planner.columns import COLUMNS
from planner.language import Language
from planner.manifest import RunTold
from planner.plan import Plan
from planner.report.view import View
from planner.saved import Saved

Rows = list[dict[str, Any]]
TOLD = RunTold.model_validate(
    {
        "scenario": "By hand",
        "case": "By hand",
        "written": "2026-01-01T00:00:00+00:00",
        "status": "optimal",
        "levels": [],
        "service_in_horizon": 0,
        "options": {"seconds": 1},
        "inputs": {},
        "case_sha256": "",
        "outputs": {},
    }
)


def view_of(plant: Plant, language: str = "en", **records: Rows) -> View:
    """What sections of the report read; tables that are not given are empty."""
    plan = Plan(
        plant=plant,
        scenario="By hand",
        status="optimal",
        levels=(),
        history=(),
        seconds={},
        records={name: tuple(records.get(name, ())) for name in COLUMNS},
        service_in_horizon=0,
        cover_in_horizon=0,
        fairness_in_horizon=0,
        rounded_units=0,
        too_late=(),
    )
    return View(Saved(Path("by-hand"), plan, TOLD, ()), Language(language))


def served(country: str, presentation: str, bucket: Any, demand: int = 0) -> dict[str, Any]:
    """A row of service.csv, as far as sections that ask who demands what read it."""
    return {
        "country": country,
        "presentation": presentation,
        "bucket": bucket,
        "demand_units": demand,
    }
