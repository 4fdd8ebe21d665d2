"""A case workbook, read: what it holds, or every problem, each with sheet, row and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.problems import Problem, unknown
from models.settings import Settings
from models.tables import TABLES
from planner.cells import PLAIN, Spelling
from planner.settings_file import FILE
from planner.sheet import Sheet, Unreadable
from planner.workbook.attached import read_attached
from planner.workbook.layout import FILES, LISTS, OWN, PLANT, READ_ME, place
from planner.workbook.package import SAVE, Package, Side, opened
from planner.workbook.pages import Page
from planner.workbook.plant import read_plant
from planner.workbook.tables import read_table

KNOWN = (PLANT, *TABLES, FILES)


@dataclass(frozen=True)
class Found:
    """What a workbook holds, as far as it could be read."""

    settings: Settings | None
    sheets: Mapping[str, Sheet]
    attached: Mapping[str, str]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()


def read_workbook(path: Path, spelling: Spelling = PLAIN) -> Found:
    """Read a case workbook; nothing in it is changed."""
    try:
        package = opened(path)
        pages, problems, warnings = _pages(package)
    except Unreadable as error:
        return Found(None, {}, {}, (Problem(path.name, None, None, None, str(error)),))
    settings, sheets, attached = None, {}, dict[str, str]()
    for page in pages:
        problems += page.merges()
        warnings += page.warnings()
        if page.name == PLANT:
            settings, found = read_plant(page, spelling, package.old_dates)
        elif page.name == FILES:
            attached, found = read_attached(page)
        else:
            row = TABLES[page.name]
            sheets[row.table] = read_table(page, row, spelling, package.old_dates)
            found = list(in_workbook(path.name, sheets[row.table].problems))
        problems += found
    problems += _missing(path.name, {page.name for page in pages})
    every = {table: sheets.get(table, Sheet((), (), ())) for table in TABLES}
    return Found(settings, every, attached, tuple(problems), tuple(warnings))


def in_workbook(workbook: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems of tables and of `plant.yaml`, placed in the sheets of a workbook."""
    for problem in problems:
        sheet = PLANT if problem.table == FILE else problem.table
        known = sheet in KNOWN
        yield replace(problem, table=place(workbook, sheet)) if known else problem


def _missing(workbook: str, there: set[str]) -> Iterator[Problem]:
    needed = (PLANT, *(table for table, row in TABLES.items() if row.required))
    for sheet in needed:
        if sheet not in there:
            yield Problem(place(workbook, sheet), None, None, None, "is missing; add the sheet")


def _pages(package: Package) -> tuple[list[Page], list[Problem], list[Problem]]:
    """The sheets to read, what is wrong with the others, and those that were left out."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    name = package.path.name
    pages, problems, warnings = [], [], []
    try:
        book = CalamineWorkbook.from_path(str(package.path))
        for told in book.sheets_metadata:
            if told.name in (READ_ME, LISTS) or told.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(told.name)
            hidden = told.visible != SheetVisibleEnum.Visible
            if told.name in KNOWN:
                pages.append(_page(package, told.name, hidden, sheet))
            elif told.name.startswith(OWN):
                what = f"was left out, for its name begins with '{OWN}'"
                warnings.append(Problem(place(name, told.name), None, None, None, what))
            elif sheet.height:
                problems.append(_stranger(name, told.name))
    except CalamineError as error:
        raise Unreadable(f"cannot be read ({error}); {SAVE}") from error
    return pages, problems, warnings


def _page(package: Package, name: str, hidden: bool, sheet: Any) -> Page:
    rows = sheet.to_python(skip_empty_area=False)
    side = package.side(name) if name in package.parts else Side()
    return Page(package.path.name, name, hidden, rows, sheet.merged_cell_ranges or (), side)


def _stranger(workbook: str, sheet: str) -> Problem:
    meant = sheet.strip().lower()
    said = unknown("sheet", sheet, list(KNOWN))
    what = f"rename it, or begin its name with '{OWN}' if it is your own: {said}"
    if meant in KNOWN:
        what = f"rename it to '{meant}'"
    return Problem(place(workbook, sheet), None, None, None, what)
