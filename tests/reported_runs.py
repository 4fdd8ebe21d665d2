"""Runs to look at: half a year of le-trait, and a plant whose names try to break a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.plant import Plant
from models.tables import TABLES
from planner.engine import Limits
from planner.files import read_case
from planner.pipeline import solve
from planner.runs import publish
from tests.plants import tiny_plant

LE_TRAIT = Path(__file__).parents[1] / "scenarios" / "le-trait"
HALF_A_YEAR = ("settings.weeks=8", "settings.months=4")
WORK = Limits(work=0)
"""Repeats exactly, and is enough for a plan to look at."""

HOSTILE = {
    "Antibody": "<script>window.broken=1</script>",
    "M100": "Über \"quoted\", 'single' & co.",
    "S1": "=HYPERLINK(\"http://elsewhere\")",
    "S1-PFS": "</script><img src=x onerror=window.broken=2>",
    "OLD": "مصنع قديم",
    "L1": "Line | 💉 {{ 7 * 7 }} ${x} %s",
}  # fmt: skip
"""New names for those of tests.plants."""


def le_trait_run(folder: Path) -> Path:
    """Eight weeks and four months of le-trait, solved and written below a folder."""
    plant = read_case(LE_TRAIT, assignments=HALF_A_YEAR)
    return publish(solve(plant, WORK), folder, WORK, "solve le-trait")


def hostile_plant() -> Plant:
    """The small plant of tests.plants with names nobody should have."""
    plant = tiny_plant()
    tables = {
        table: tuple(
            row.model_validate({key: _renamed(value) for key, value in one.model_dump(by_alias=True).items()})
            for one in getattr(plant, table)
        )
        for table, row in TABLES.items()
    }  # fmt: skip
    return plant.but(**tables)


def hostile_run(folder: Path) -> Path:
    """Its plan."""
    return publish(solve(hostile_plant(), WORK), folder, WORK, "solve hostile")


def _renamed(value: Any) -> Any:
    return HOSTILE.get(value, value) if isinstance(value, str) else value
