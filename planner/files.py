"""Case folders: a CSV file for each table and `plant.yaml`, read and written.

Everything is read as text and converted by `planner.cells`; the row classes of
`models` are the schema. What is wrong is reported all at once as a `DataError`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.checks import warnings
from models.plant import Plant
from models.problems import Problem, unknown
from models.settings import Settings
from models.tables import TABLES, columns
from models.units import Row
from planner.cells import text_of
from planner.errors import DataError, in_order
from planner.settings_file import FILE, read_settings, write_settings
from planner.sheet import Sheet, read_sheet

FOOTER = "Checks across tables follow once these are mended."
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True)
class Case:
    """A case as read: the plant, and the file's row of each of its rows."""

    name: str
    plant: Plant
    at: dict[str, tuple[int, ...]]

    def warnings(self) -> tuple[Problem, ...]:
        """What a planner should know although it can be planned, by file and row."""
        return in_order(_in_file(problem, self.at) for problem in warnings(self.plant))


def read_case(folder: Path | str) -> Plant:
    """Read the case in a folder.

    Raises
    ------
    DataError
        With all problems: first those of files and cells; once there are none,
        those across tables.
    """
    return open_case(Path(folder)).plant


def open_case(folder: Path) -> Case:
    """As `read_case`, and keeps where in the files the rows stand."""
    folder = Path(folder)
    name = folder.resolve().name
    if not folder.is_dir():
        raise DataError([Problem(FILE, None, None, None, f"there is no folder '{folder}'")], name)
    settings, problems = _settings(folder)
    sheets = {table: _sheet(folder, row, problems) for table, row in TABLES.items()}
    problems += _strangers(folder)
    problems += [problem for sheet in sheets.values() for problem in sheet.problems]
    if problems or settings is None:
        raise DataError(problems, name, FOOTER)
    return _case(name, settings, sheets)


def warnings_of(plant: Plant) -> tuple[Problem, ...]:
    """What a planner should know although it can be planned, sorted."""
    return in_order(warnings(plant))


def _settings(folder: Path) -> tuple[Settings | None, list[Problem]]:
    if (folder / FILE).is_file():
        return read_settings(folder / FILE)
    return None, [Problem(FILE, None, None, None, "is missing; add it to the folder")]


def _sheet(folder: Path, row: type[Row], problems: list[Problem]) -> Sheet:
    path = folder / f"{row.table}.csv"
    if path.is_file():
        return read_sheet(path, row)
    if row.required:
        problems.append(Problem(row.table, None, None, None, "is missing; add it to the folder"))
    return Sheet((), (), ())


def _strangers(folder: Path) -> list[Problem]:
    """Files that look like tables and are none: a misspelt one would be left out silently."""
    known = [f"{table}.csv" for table in TABLES]
    problems = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~")) or path.name in known or not path.is_file():
            continue
        if path.suffix.lower() == ".csv":
            said = f"rename it or move it away: {unknown('table', path.name, known)}"
        elif path.suffix.lower() in SPREADSHEETS and path.stem in TABLES:
            said = f"is a spreadsheet; save it as '{path.stem}.csv' (CSV UTF-8)"
        elif path.suffix.lower() == ".yml" and path.stem == "plant":
            said = f"is not read; rename it to '{FILE}'"
        else:
            continue
        problems.append(Problem(path.name, None, None, None, said))
    return problems


def _case(name: str, settings: Settings, sheets: dict[str, Sheet]) -> Case:
    at = {table: sheet.at for table, sheet in sheets.items()}
    tables: dict[str, Any] = {table: sheet.rows for table, sheet in sheets.items()}
    try:
        return Case(name, Plant(settings=settings, **tables), at)
    except ValidationError as refusal:
        found: Iterable[Problem] = refusal.errors()[0]["ctx"]["problems"]
        raise DataError((_in_file(problem, at) for problem in found), name) from None


def _in_file(problem: Problem, at: dict[str, tuple[int, ...]]) -> Problem:
    """The problem with the rows of the file: they differ where the file has blank rows.

    Sentences of `models.checks` say `row 7` of the table they are about.
    """
    rows = at.get(problem.table, ())
    if problem.index is None or rows == tuple(range(2, len(rows) + 2)):
        return problem
    what = re.sub(r"\brow (\d+)", lambda found: f"row {rows[int(found[1]) - 2]}", problem.what)
    return replace(problem, index=rows[problem.index] - 2, what=what)


def write_case(plant: Plant, folder: Path) -> None:
    """Write every table and `plant.yaml`: comma, dot, UTF-8, ISO dates, blank for None."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_settings(plant.settings, folder / FILE)
    for table, row in TABLES.items():
        _write_table(folder / f"{table}.csv", row, getattr(plant, table))


def _write_table(path: Path, row: type[Row], rows: Iterable[Row]) -> None:
    fields = [(column.field, column.kind) for column in columns(row)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column in columns(row))
        for one in rows:
            writer.writerow(text_of(getattr(one, field), kind) for field, kind in fields)
