"""Case folders: a CSV file for each table and `plant.yaml`, read and written.

Everything is read as text and converted by `planner.cells`; the row classes of
`models` are the schema. What is wrong is reported all at once as a `DataError`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.checks import warnings
from models.plant import Plant
from models.problems import Problem, unknown
from models.settings import Settings
from models.tables import TABLES, columns
from models.units import Row
from planner import assignments as assigned
from planner.cells import PLAIN, STANDARD, Form, Spelling, safe_text, text_of
from planner.changes import Change, Written, checked
from planner.differences import Difference, differences
from planner.draft import Draft
from planner.errors import DataError, in_order
from planner.overlay_file import Overlay, name_of
from planner.overlays import apply, read_overlays
from planner.previous import TABLE, Previous, with_previous
from planner.settings_file import FILE, read_settings, write_settings
from planner.sheet import Sheet, read_sheet

FOOTER = "Checks across tables follow once these are mended."
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True)
class WhatIf:
    """What is asked of a case that its tables do not say."""

    scenarios: tuple[str, ...] = ()
    """Overlays in the order in which they apply: names in the case, or paths of `.yaml` files."""

    assignments: tuple[str, ...] = ()
    """Texts of `--set`, after them."""

    previous: Previous | None = None
    """The run whose batches are the plan before."""

    def name_of(self, case: str) -> str:
        """The case's name, or those of the scenarios; `set` if anything is set besides."""
        named = self._names or (case,)
        return " + ".join([*named, "set"] if self.assignments else named)

    def title_of(self, case: str) -> str:
        """The case's name and those of the scenarios, for messages."""
        return " + ".join([case, *self._names, *(["set"] if self.assignments else [])])

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(name_of(name) for name in self.scenarios)


@dataclass(frozen=True)
class Case:
    """A case as read: the plant, and where each of its rows comes from."""

    folder: Path
    name: str
    """The folder's name, with the scenarios that were asked for."""

    plant: Plant
    draft: Draft
    base: Draft
    """The tables as they stand in the files, before any change."""

    what_if: WhatIf = field(default_factory=WhatIf)
    overlays: tuple[Overlay, ...] = ()
    """Those of the scenarios and those that they extend, as applied."""

    previous: Path | None = None
    """The run whose batches are in `previous_batches`."""

    @property
    def scenario(self) -> str:
        """Default name of a run."""
        return self.what_if.name_of(self.plant.settings.name)

    def asked(self) -> dict[str, Any]:
        """What `run.json` keeps of the what-if."""
        return {
            "overlays": [overlay.name for overlay in self.overlays],
            "titles": {overlay.name: overlay.title for overlay in self.overlays},
            "set": list(self.what_if.assignments),
            "differences": [table.told() for table in self.differences()],
            "previous": self.previous.name if self.previous else None,
        }

    def differences(self) -> tuple[Difference, ...]:
        """What the scenarios and assignments change; the previous run's batches are no change."""
        found = differences(self.base, self.draft) if self.draft is not self.base else ()
        return tuple(each for each in found if self.previous is None or each.table != TABLE)

    def lines_of_text(self) -> tuple[str, ...]:
        """What is asked of it, in words."""
        said = [f"  what if {overlay.name}: {overlay.title}" for overlay in self.overlays]
        return (*said, *(f"  what if --set '{text}'" for text in self.what_if.assignments))

    def warnings(self) -> tuple[Problem, ...]:
        """What a planner should know although it can be planned, by file and row."""
        return in_order(self.draft.in_files(warnings(self.plant)))


def read_case(
    folder: Path | str, scenarios: Sequence[str] = (), assignments: Sequence[str] = ()
) -> Plant:
    """Read the case in a folder.

    Parameters
    ----------
    folder
        A folder with `plant.yaml` and a CSV file for each table.
    scenarios
        Names of overlays in its folder `scenarios`, or paths of `.yaml` files elsewhere, in the
        order in which they apply.
    assignments
        Changes after them, such as `staffing.efficiency[resource=FB]*=0.9`.

    Raises
    ------
    DataError
        With all problems: first those of files and cells; once there are none,
        those of changes that fit no row; at last those across tables.
    AssignmentError
        If an assignment has another form.
    """
    return open_case(Path(folder), WhatIf(tuple(scenarios), tuple(assignments))).plant


def open_case(folder: Path, what_if: WhatIf | None = None, spelling: Spelling = PLAIN) -> Case:
    """As `read_case`, and keeps where in the files the rows stand."""
    what_if = what_if or WhatIf()
    folder = Path(folder)
    name = what_if.title_of(folder.resolve().name)
    last = [assigned.written(text) for text in what_if.assignments]
    if not folder.is_dir():
        raise DataError([Problem(FILE, None, None, None, f"there is no folder '{folder}'")], name)
    settings, problems = _settings(folder)
    sheets = {table: _sheet(folder, row, spelling, problems) for table, row in TABLES.items()}
    problems += _strangers(folder)
    problems += [problem for sheet in sheets.values() for problem in sheet.problems]
    overlays, of_overlays = read_overlays(folder, what_if.scenarios)
    changes, of_changes = _checked(last)
    problems += of_overlays + of_changes
    if problems or settings is None:
        raise DataError(problems, name, FOOTER)
    base = Draft.of(settings, sheets)
    draft, problems = apply(base, overlays, changes)
    if problems:
        raise DataError(problems, name, FOOTER)
    previous = None
    if what_if.previous is not None:
        previous = what_if.previous.folder(draft.settings.name, name)
        draft = with_previous(draft, previous, name)
    plant = _plant(name, draft)
    return Case(folder.resolve(), name, plant, draft, base, what_if, tuple(overlays), previous)


def warnings_of(plant: Plant) -> tuple[Problem, ...]:
    """What a planner should know although it can be planned, sorted."""
    return in_order(warnings(plant))


def _settings(folder: Path) -> tuple[Settings | None, list[Problem]]:
    if (folder / FILE).is_file():
        return read_settings(folder / FILE)
    return None, [Problem(FILE, None, None, None, "is missing; add it to the folder")]


def _sheet(folder: Path, row: type[Row], spelling: Spelling, problems: list[Problem]) -> Sheet:
    path = folder / f"{row.table}.csv"
    if path.is_file():
        return read_sheet(path, row, spelling)
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


def _checked(written: Iterable[Written]) -> tuple[list[Change], list[Problem]]:
    pairs = [checked(one) for one in written]
    changes = [change for change, _ in pairs if change is not None]
    return changes, [problem for _, problems in pairs for problem in problems]


def _plant(name: str, draft: Draft) -> Plant:
    plant, problems = draft.plant()
    if plant is None:
        raise DataError(problems, name)
    return plant


def write_case(plant: Plant, folder: Path, form: Form = STANDARD) -> None:
    """Write every table and `plant.yaml`; blank for None, numbers in full."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_settings(plant.settings, folder / FILE)
    for table, row in TABLES.items():
        _write_table(folder / f"{table}.csv", row, getattr(plant, table), form)


def _write_table(path: Path, row: type[Row], rows: Iterable[Row], form: Form) -> None:
    fields = [(column.field, column.kind) for column in columns(row)]
    with path.open("w", encoding=form.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=form.separator, lineterminator="\n")
        writer.writerow(column.name for column in columns(row))
        for one in rows:
            writer.writerow(_cell(getattr(one, field), kind, form) for field, kind in fields)


def _cell(value: Any, kind: str, form: Form) -> str:
    text = text_of(value, kind)
    if kind == "number":
        return text.replace(".", form.decimal)
    return safe_text(text) if kind == "text" else text
