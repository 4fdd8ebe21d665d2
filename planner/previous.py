"""`--previous RUN`: the batches of an earlier run become `previous_batches`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from models.inventory import PreviousBatch
from models.problems import Problem
from models.tables import columns
from models.units import Row
from planner.cells import converter
from planner.changes import Source
from planner.days import CellError
from planner.draft import Draft
from planner.errors import DataError
from planner.run_folder import (
    FILE,
    manifest_of,
    problem_of,
    refusals_of,
    rows_of,
    runs_of,
)

LATEST = "latest"
TABLE = PreviousBatch.table
OPEN = ("planned", "firm", "in_process")
"""Status of the batches that the next plan may keep, move or drop."""

COLUMN_OF = {"fill_on": "fill_start"}
"""Columns of `batches.csv` that have another name there."""


@dataclass(frozen=True)
class Previous:
    """The plan before, as asked for."""

    run: str
    """Folder of a run, or `latest`."""

    runs: Path
    """Folder that holds the runs, for `latest`."""

    def folder(self, case: str, asked: str) -> Path:
        """The folder of the run; the newest of the case for `latest`."""
        if self.run != LATEST:
            return Path(self.run)
        found = runs_of(self.runs, case)
        if found:
            return found[-1]
        what = f"there is no run of '{case}' in {self.runs}; leave --previous out the first time"
        raise DataError([problem_of(self.runs, FILE, what)], asked)


def with_previous(draft: Draft, run: Path, asked: str) -> Draft:
    """The draft with the batches of an earlier run.

    Raises
    ------
    DataError
        If the run is of another case or version, was edited, or if the case has
        previous batches already.
    """
    if draft.tables[TABLE]:
        what = "has rows, and --previous was given too; empty the table or leave it out"
        raise DataError([Problem(TABLE, None, None, None, what)], asked)
    problems = refusals_of(run, manifest_of(run, asked), draft.settings.name)
    if problems:
        raise DataError(problems, asked)
    return draft.with_rows(TABLE, _batches(run, asked))


def _batches(run: Path, asked: str) -> list[tuple[Row, Source]]:
    wanted = {
        column: COLUMN_OF.get(column.name, column.name)
        for column in columns(PreviousBatch)
        if column.required
    }
    found: list[tuple[Row, Source]] = []
    needed = (*wanted.values(), "status")
    for line, cells in enumerate(rows_of(run, "batches", asked, needed), start=2):
        if cells["status"] not in OPEN:
            continue
        try:
            values = {
                column.name: converter(column)(cells[name]) for column, name in wanted.items()
            }
            row = PreviousBatch.model_validate(values)
        except (CellError, ValidationError):
            what = "is no batch with syringe, route, volume and day; give a run as it was written"
            raise DataError([problem_of(run, "batches.csv", what, line - 2)], asked) from None
        found.append((row, Source(f"{run}/batches.csv", line=line)))
    return found
