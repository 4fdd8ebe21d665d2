"""`fillfinish convert`: a case from folder to workbook and back, without loss.

Nothing is written unless the whole case is in order, and nothing is overwritten.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.plant import Plant
from models.problems import Problem
from models.tables import TABLES
from planner.cells import FRENCH, STANDARD, Form
from planner.contents import ISO, Contents, ConversionError, needed, read
from planner.errors import DataError, in_order
from planner.files import write_case
from planner.fits import altered_by_excel, misfits

FEW = 3
"""Texts that are named one by one."""

WORKBOOK = ".xlsx"
OTHERS = (".xls", ".xlsm", ".xlsb", ".ods", ".csv")
FORMS = {"standard": STANDARD, "french": FRENCH}
"""How CSV files may be written, by the word of the option."""


@dataclass(frozen=True)
class Converted:
    """What was written."""

    target: Path
    rows: Mapping[str, int]
    """Rows of each table."""

    attached: tuple[str, ...]
    warnings: tuple[Problem, ...]

    def line_of_text(self) -> str:
        """One line for people."""
        filled = [count for count in self.rows.values() if count]
        said = f"{self.target}: {len(filled)} tables with {sum(filled):,} rows"
        if len(self.attached) > FEW:
            return f"{said}; {len(self.attached)} texts beside them, such as {self.attached[0]}"
        return f"{said}; {', '.join(self.attached)}" if self.attached else said

    def result(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "target": str(self.target),
            "rows": dict(self.rows),
            "attached": list(self.attached),
            "warnings": [vars(warning) for warning in self.warnings],
        }


def convert(source: Path, target: Path, csv: str = "standard", dates: str = ISO) -> Converted:
    """Write a case in another form.

    Parameters
    ----------
    source
        A case folder or an .xlsx.
    target
        An .xlsx that does not exist, or a new or empty folder.
    csv
        `standard`, or `french` for semicolons and decimal commas.
    dates
        `iso`, or `day-first` where 05/01/2026 is 5 January.

    Raises
    ------
    DataError
        With every problem of the source; nothing is written then.
    ConversionError
        If the target is not free, or a library is missing.
    """
    into_workbook = _is_workbook(target)
    if into_workbook and csv != "standard":
        raise ConversionError(f"--csv is for a folder, and '{target}' is a workbook; leave it out")
    _free(target)
    found = read(source, dates)
    form = FORMS[csv]
    problems = misfits(found.plant, found.attached) if into_workbook else []
    if problems:
        raise DataError(problems, source.name)
    warnings = [*found.warnings, *(altered_by_excel(found.plant) if form is FRENCH else ())]
    _write(target, found, form)
    rows = {table: len(getattr(found.plant, table)) for table in TABLES}
    return Converted(target, rows, tuple(found.attached), in_order(warnings))


def template(target: Path) -> Path:
    """Write an empty workbook to fill in."""
    if not _is_workbook(target):
        raise ConversionError(f"'{target}' is no .xlsx; give the template a name such as case.xlsx")
    _free(target)
    with _aside(target) as aside:
        _write_workbook(aside, None, {})
    return target


def _is_workbook(target: Path) -> bool:
    suffix = target.suffix.lower()
    if suffix in OTHERS and not target.is_dir():
        raise ConversionError(f"'{target}' would be {suffix}; name an .xlsx or a folder")
    return suffix == WORKBOOK and not target.is_dir()


def _free(target: Path) -> None:
    """Nothing is ever overwritten."""
    if target.is_file():
        raise ConversionError(f"'{target}' is there already; name a new file or delete it first")
    if target.is_dir() and any(target.iterdir()):
        raise ConversionError(f"'{target}' is not empty; name a new or empty folder")


def _write(target: Path, found: Contents, form: Form) -> None:
    with _aside(target) as aside:
        if _is_workbook(target):
            _write_workbook(aside, found.plant, found.attached)
            return
        write_case(found.plant, aside, form)
        for name, text in found.attached.items():
            (aside / name).parent.mkdir(exist_ok=True)
            (aside / name).write_text(text, encoding="utf-8", newline="\n")


def _write_workbook(path: Path, plant: Plant | None, attached: Mapping[str, str]) -> None:
    needed("xlsxwriter")
    from planner.export.case_workbook import write_case_workbook

    write_case_workbook(path, plant, attached)


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """A path beside the target that takes its place once all is written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.parent / f".writing-{target.name}"
    try:
        yield aside
        _free(target)
        aside.replace(target)
    finally:
        if aside.is_dir():
            shutil.rmtree(aside)
        aside.unlink(missing_ok=True)
