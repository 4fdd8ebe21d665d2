"""One of the runs that are compared: its tables as they stand in its folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from models.calendar import DAY, month_after
from planner.errors import DataError
from planner.run_folder import FILE, TextRow, manifest_of, problem_of, rows_of

ASKED = "compare"
NEEDED = {
    "service": (
        "country", "presentation", "bucket", "demand_units", "met_units", "backorder_units",
    ),
    "batches": (
        "batch", "syringe", "suite", "line", "volume_l", "units", "bucket", "fill_start", "status",
    ),
    "capacity": ("resource", "bucket"),
    "costs": ("term", "eur"),
    "shortages": ("country", "presentation", "from", "until", "worst_units", "binds", "reason"),
}  # fmt: skip
"""Tables and columns that a comparison reads; it minds no others."""

WEEK = 7


@dataclass(frozen=True)
class Run:
    """A run, with the name by which the comparison calls it."""

    folder: Path
    label: str
    manifest: dict[str, Any]
    tables: dict[str, list[TextRow]]
    group_of: dict[str, str]
    """Approval group of each country."""

    weeks: int
    """Weekly buckets; those after them end with a month."""

    @cached_property
    def days_of(self) -> dict[str, int]:
        """Days of each bucket of the run, by the date of its first day."""
        buckets = sorted({row["bucket"] for row in self.tables["service"]})
        return {bucket: self._days(at, bucket) for at, bucket in enumerate(buckets)}

    def _days(self, at: int, bucket: str) -> int:
        if at < self.weeks:
            return WEEK
        first = dt.date.fromisoformat(bucket)
        return (month_after(first) - first) // DAY


def read_runs(folders: tuple[Path, ...]) -> tuple[Run, ...]:
    """Read runs of one case; those of one name are told apart by their folder.

    Raises
    ------
    DataError
        If a folder is no run, or a run of another case than the first.
    """
    manifests = [manifest_of(folder, ASKED) for folder in folders]
    base, problems = manifests[0].get("case"), []
    for folder, manifest in zip(folders, manifests, strict=True):
        if manifest.get("case") != base:
            what = f"is a run of case '{manifest.get('case')}', not of '{base}'; give runs of one"
            problems.append(problem_of(folder, FILE, what))
        if folders.count(folder) > 1:
            problems.append(problem_of(folder, FILE, "is given twice; give each run once"))
    if problems:
        raise DataError(problems, ASKED)
    scenarios = [str(manifest.get("scenario")) for manifest in manifests]
    return tuple(map(_run, folders, _labels(scenarios, folders), manifests))


def _labels(scenarios: list[str], folders: tuple[Path, ...]) -> list[str]:
    """The scenario; where two runs share it the folder's name, and the path if they share both."""
    named = [folder.resolve().name for folder in folders]
    return [
        scenario
        if scenarios.count(scenario) == 1
        else name
        if named.count(name) == 1
        else str(folder)
        for scenario, name, folder in zip(scenarios, named, folders, strict=True)
    ]


def _run(folder: Path, label: str, manifest: dict[str, Any]) -> Run:
    tables = {table: rows_of(folder, table, ASKED, needed) for table, needed in NEEDED.items()}
    countries = rows_of(folder, "case/countries", ASKED, ("country", "approval_group"))
    group_of = {row["country"]: row["approval_group"] for row in countries}
    return Run(folder, label, manifest, tables, group_of, _weeks(folder))


def _weeks(folder: Path) -> int:
    """`weeks` of `plant.yaml`; runs of older versions may lack keys that are new now."""
    file = "case/plant.yaml"
    try:
        lines = (folder / file).read_text(encoding="utf-8").splitlines()
        return next(int(line.split(":")[1]) for line in lines if line.startswith("weeks:"))
    except (OSError, StopIteration, ValueError):
        what = "does not say how many weeks; give a run as it was written"
        raise DataError([problem_of(folder, file, what)], ASKED) from None
