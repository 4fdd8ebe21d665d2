"""A run folder read back as the plan it holds: for reports and workbooks, without solving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, nan
from pathlib import Path
from typing import Any

from models.calendar import Calendar
from models.plant import Plant
from models.problems import Problem
from planner.columns import COLUMNS
from planner.engine import LevelResult
from planner.errors import DataError
from planner.files import read_case
from planner.manifest import LevelTold, RunTold, told_by
from planner.plan import Plan
from planner.run_files import CASE, changed_of
from planner.run_folder import problem_of
from planner.saved_tables import Record, records
from planner.settings_file import FILE as SETTINGS


@dataclass(frozen=True)
class Saved:
    """A run as it lies in its folder."""

    folder: Path
    plan: Plan
    """As `solve` returned it, but for the history of the search."""

    told: RunTold
    """What `run.json` says."""

    changed: tuple[str, ...]
    """Files that are not as the run wrote them: somebody edited or removed them since."""


def read_run(folder: Path | str, asked: str = "run") -> Saved:
    """Read a run folder.

    Parameters
    ----------
    folder
        The folder of one run.
    asked
        The command, for messages.

    Raises
    ------
    DataError
        If the folder is no run or of a newer version, a file is missing, or a cell is not of
        the kind that the run wrote there; with all problems.
    """
    folder = Path(folder)
    told = told_by(folder, asked)
    problems: list[Problem] = []
    tables = {name: records(folder, name, problems) for name in COLUMNS}
    if not (folder / CASE / SETTINGS).is_file():
        what = "is missing; give the folder of a run as it was written"
        problems.append(problem_of(folder, f"{CASE}/{SETTINGS}", what))
    if problems:
        raise DataError(problems, asked)
    plant = read_case(folder / CASE)
    problems += _strangers(folder, plant, tables)
    if problems:
        raise DataError(problems, asked)
    return Saved(folder, _plan(plant, told, tables), told, changed_of(folder, told))


def _plan(plant: Plant, told: RunTold, tables: dict[str, tuple[Record, ...]]) -> Plan:
    return Plan(
        plant=plant,
        scenario=told.scenario,
        status=told.status,
        levels=tuple(map(_level, told.levels)),
        history=(),
        seconds=told.seconds,
        records=tables,
        service_in_horizon=told.service_in_horizon,
        cover_in_horizon=told.cover_in_horizon,
        fairness_in_horizon=told.fairness_in_horizon,
        rounded_units=told.rounded_units,
        too_late=tuple(late.model_dump() for late in told.too_late),
    )


def _strangers(
    folder: Path, plant: Plant, tables: dict[str, tuple[Record, ...]]
) -> Iterator[Problem]:
    """The first cell of each column that names what a run of this case cannot have."""
    calendar = Calendar.of(plant)
    suites, lines = {row.suite for row in plant.suites}, {row.line for row in plant.lines}
    known: dict[str, set[Any]] = {
        "bulk": {row.bulk for row in plant.bulks},
        "syringe": {row.syringe for row in plant.syringes},
        "presentation": {row.presentation for row in plant.presentations},
        "country": {row.country for row in plant.countries},
        "suite": suites,
        "line": lines,
        "resource": suites | lines,
        "bucket": {calendar.first(bucket) for bucket in calendar.planned} | {None},
        "status": {"filled", "firm", "in_process", "planned"},
    }
    for table, rows in tables.items():
        for column in known.keys() & (rows[0].keys() if rows else ()):
            strange = {row[column] for row in rows} - known[column]
            if strange:
                index = next(i for i, row in enumerate(rows) if row[column] in strange)
                name = rows[index][column]
                what = f"the run's case knows no {column} '{name}'; give a run as it was written"
                yield Problem(f"{folder}/{table}.csv", index, column, name, what)


def _level(told: LevelTold) -> LevelResult:
    """A level; JSON has no infinity, so null stands where there is no bound yet."""
    figures = {
        "bound": -inf if told.bound is None else told.bound,
        "gap": nan if told.gap is None else told.gap,
    }
    return LevelResult(**{**told.model_dump(), **figures})
