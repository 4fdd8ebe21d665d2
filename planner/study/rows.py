"""`scenarios.csv`: one row a scenario, its place, its figures and where its files are."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.cells import safe_text
from planner.manifest import RunTold
from planner.run_folder import rows_of
from planner.study.asked import Paths
from planner.study.contract import Result

FILE = "scenarios.csv"

BEFORE = ("scenario", "status")
FIGURES = (
    "on_time_pct",
    "mean_days_late",
    "lateness_d",
    "lateness_bound_d",
    "cover_d",
    "cover_bound_d",
    "fairness_d",
    "fairness_bound_d",
    "cost_eur",
    "cost_bound_eur",
    "batches",
    "shortages",
)
AFTER = ("overlays", "set", "started_from", "seconds", "cached", "run", "command", "words")
LEVELS = {"lateness": "d", "cover": "d", "fairness": "d", "cost": "eur"}


def figures_of(told: RunTold, run: Path) -> dict[str, float | int | None]:
    """Figures of a plan, by column; None where there is no bound."""
    found: dict[str, float | int | None] = {
        "on_time_pct": None if told.on_time is None else round(100 * told.on_time, 4),
        "mean_days_late": told.service_in_horizon,
    }
    for name, unit in LEVELS.items():
        level = told.level(name)
        found[f"{name}_{unit}"] = level.value if level else None
        found[f"{name}_bound_{unit}"] = level.bound if level else None
    return found | {
        table: len(rows_of(run, table, "study", ())) for table in ("batches", "shortages")
    }


@dataclass(frozen=True)
class ScenarioRow:
    """A result with its figures."""

    result: Result
    figures: dict[str, Any]

    def cells(self, varied: Sequence[str], paths: Paths) -> list[str]:
        """Its row of `scenarios.csv`."""
        result, scenario = self.result, self.result.scenario
        place = [safe_text(scenario.place.get(name, "")) for name in varied]
        after: list[str] = [
            " + ".join(scenario.overlays),
            "; ".join(scenario.assignments),
            result.started_from or "",
            f"{result.seconds:.2f}",
            "yes" if result.cached else "no",
            paths.kept(result.run) if result.run else "",
            result.command,
            result.words,
        ]
        return [
            safe_text(scenario.name),
            result.status,
            *place,
            *(_text(self.figures.get(name)) for name in FIGURES),
            *map(safe_text, after),
        ]


def write_rows(folder: Path, rows: Iterable[ScenarioRow]) -> None:
    """Write `scenarios.csv` anew; what stood there stays until that is done."""
    listed, paths = list(rows), Paths(folder)
    varied = list(dict.fromkeys(name for row in listed for name in row.result.scenario.place))
    fixed = {*BEFORE, *FIGURES, *AFTER}
    headings = [f"{name} (varied)" if name in fixed else name for name in varied]
    aside = folder / f".{FILE}"
    with aside.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow([*BEFORE, *map(safe_text, headings), *FIGURES, *AFTER])
        writer.writerows(row.cells(varied, paths) for row in listed)
    os.replace(aside, folder / FILE)


def _text(value: float | int | None) -> str:
    if value is None:
        return ""
    return f"{value:z.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
