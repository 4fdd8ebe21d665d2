"""A run folder read back as the plan it holds: for reports and workbooks, without solving."""

from __future__ import annotations

import hashlib
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
from planner.plan import Plan
from planner.run_folder import FILE, manifest_of, problem_of
from planner.saved_tables import DAY, Record, records

CASE = "case"


@dataclass(frozen=True)
class Saved:
    """A run as it lies in its folder."""

    folder: Path
    plan: Plan
    """As `solve` returned it, but for the history of the search."""

    manifest: dict[str, Any]
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
    manifest = manifest_of(folder, asked)
    problems: list[Problem] = []
    tables = {name: records(folder, name, problems) for name in COLUMNS}
    if not (folder / CASE / "plant.yaml").is_file():
        what = "is missing; give the folder of a run as it was written"
        problems.append(problem_of(folder, f"{CASE}/plant.yaml", what))
    if problems:
        raise DataError(problems, asked)
    plant = read_case(folder / CASE)
    problems += _strangers(folder, plant, tables)
    if problems:
        raise DataError(problems, asked)
    try:
        plan = Plan(
            plant=plant,
            scenario=str(manifest["scenario"]),
            status=str(manifest["status"]),
            levels=tuple(_level(level) for level in manifest["levels"]),
            history=(),
            seconds=dict(manifest["seconds"]),
            records=tables,
            service_in_horizon=float(manifest["service_in_horizon"]),
            cover_in_horizon=float(manifest["cover_in_horizon"]),
            fairness_in_horizon=float(manifest["fairness_in_horizon"]),
            rounded_units=int(manifest["rounded_units"]),
            too_late=tuple(_late(row) for row in manifest["too_late"]),
        )
        changed = tuple(_changed(folder, manifest))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        what = f"lacks or misstates {error}; give a run as it was written"
        raise DataError([problem_of(folder, FILE, what)], asked) from None
    return Saved(folder, plan, manifest, changed)


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


def _level(stated: dict[str, Any]) -> LevelResult:
    """A level; JSON has no infinity, so null stands where there is no bound yet."""
    bound = -inf if stated["bound"] is None else float(stated["bound"])
    gap = nan if stated["gap"] is None else float(stated["gap"])
    return LevelResult(**{**stated, "bound": bound, "gap": gap})


def _late(stated: dict[str, Any]) -> Record:
    return {**stated, "first_arrival": DAY[0](stated["first_arrival"])}


def _changed(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    inputs = {f"{CASE}/{file}": stated for file, stated in manifest["inputs"].items()}
    for file, stated in {**manifest["outputs"], **inputs}.items():
        path = folder / file
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != stated:
            yield file
