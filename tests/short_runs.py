"""Runs of the small plant to report on: enough for everybody, or four times its demand."""

from __future__ import annotations

import csv
from pathlib import Path

from models.plant import Plant
from planner.engine import Limits
from planner.language import Language
from planner.pipeline import solve
from planner.report import report
from planner.report.view import View
from planner.runs import publish
from planner.saved import read_run
from tests.plants import tiny_plant

WORK = Limits(work=0)


def run_of(plant: Plant, folder: Path) -> Path:
    """A plant solved and written below a folder."""
    return publish(solve(plant, WORK), folder, WORK, "solve tiny")


def short_plant() -> Plant:
    """Nothing is released before 2026-01-25, and the stock at the site is not enough."""
    plant = tiny_plant()
    return plant.but(demand=tuple(row.but(units=4 * (row.units or 0)) for row in plant.demand))


def short_run(folder: Path) -> Path:
    """Norway and Japan are short until 2026-01-25."""
    return run_of(short_plant(), folder)


def view_of_run(run: Path, language: str = "en", against: Path | None = None) -> View:
    """What sections read of a run."""
    return View(read_run(run), Language(language), read_run(against) if against else None)


def rows_of(run: Path, table: str) -> list[dict[str, str]]:
    """A table as it is written."""
    with (run / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def body_of(view: View, section: str) -> str:
    """A section as it stands on the page."""
    page = report(view.saved, view.against, view.t.code)
    return page.split(f'<section id="{section}"')[1].split("<section id=")[0]
