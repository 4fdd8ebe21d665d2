"""Runs of one case beside each other, the first being the base. Reads only their files."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.cells import safe_text
from planner.comparison.batches import counts, moves
from planner.comparison.run import ASKED, Run, read_runs
from planner.comparison.service import service
from planner.comparison.shortages import shortages
from planner.comparison.sums import costs, hours, levels
from planner.errors import DataError
from planner.run_folder import FILE, problem_of

Record = dict[str, Any]
Frame = Any
"""A pandas data frame."""

COLUMNS = {
    "service": (
        "scenario", "level", "name", "demand_units", "on_time_pct", "mean_days_late",
        "worst_units",
    ),
    "batches": ("scenario", "syringe", "batches", "kept", "moved", "added", "dropped"),
    "moves": (
        "scenario", "change", "batch", "syringe", "from_suite", "from_line", "from_volume_l",
        "from_fill_start", "to_suite", "to_line", "to_volume_l", "to_fill_start", "units",
    ),
    "hours": ("scenario", "resource", "kind", "h", "change_h"),
    "costs": ("scenario", "term", "eur", "change_eur"),
    "levels": ("scenario", "name", "unit", "value", "bound", "gap", "tolerance", "status"),
    "shortages": (
        "scenario", "change", "country", "presentation", "from", "until", "worst_units", "binds",
        "reason",
    ),
}  # fmt: skip
"""Columns of each table of a comparison."""


@dataclass(frozen=True)
class Comparison:
    """What differs between runs.

    Attributes
    ----------
    runs
        The runs by the name that the tables use: the scenario, or the folder where
        two runs have one scenario. The first is the base.
    records
        Rows of each table by name; see `table`.
    """

    runs: Mapping[str, Path]
    records: Mapping[str, tuple[Record, ...]]

    def table(self, name: str) -> Frame:
        """A table as a pandas data frame."""
        import pandas as pd

        return pd.DataFrame(self.records[name], columns=list(COLUMNS[name]))

    def result(self) -> dict[str, Any]:
        """For JSON."""
        return {"runs": {label: str(path) for label, path in self.runs.items()}, **self.records}

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Write each table as CSV and return the files."""
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name, rows in self.records.items():
            path = folder / f"{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as opened:
                writer = csv.DictWriter(opened, COLUMNS[name], lineterminator="\n")
                writer.writeheader()
                writer.writerows(map(_safe, rows))
            written.append(path)
        return tuple(written)


def compare(base: Path | str, *others: Path | str) -> Comparison:
    """Compare runs of one case, from their files alone.

    Parameters
    ----------
    base
        Folder of the run that the others are compared with.
    others
        Folders of one run or more.

    Raises
    ------
    DataError
        If a folder is no run, or the runs are of different cases.
    """
    folders = tuple(Path(folder) for folder in (base, *others))
    if len(folders) < 2:
        what = "is one run; give two or more, the first being the base"
        raise DataError([problem_of(folders[0], FILE, what)], ASKED)
    runs = read_runs(folders)
    return Comparison({run.label: run.folder for run in runs}, _tables(runs))


def _safe(record: Record) -> Record:
    """The record, its texts as no spreadsheet takes them for formulas."""
    return {
        name: safe_text(value) if isinstance(value, str) else value
        for name, value in record.items()
    }


def _tables(runs: tuple[Run, ...]) -> dict[str, tuple[Record, ...]]:
    first, rest = runs[0], runs[1:]
    found = {
        "service": service(runs),
        "batches": counts(first, rest),
        "moves": moves(first, rest),
        "hours": hours(runs),
        "costs": costs(runs),
        "levels": levels(runs),
        "shortages": shortages(first, rest),
    }
    return {name: tuple(rows) for name, rows in found.items()}
