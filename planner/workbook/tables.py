"""The sheet of a table: its cells as text, checked as the rows of a CSV are."""

from __future__ import annotations

from collections.abc import Sequence

from models.problems import Problem
from models.tables import columns
from models.units import Row
from planner.cells import Spelling
from planner.days import CellError
from planner.sheet import Cell, Record, Sheet, no_header, sheet_of
from planner.workbook.cells import Understand, understanding
from planner.workbook.pages import Content, Line, Page


def read_table(page: Page, row: type[Row], spelling: Spelling, old_dates: bool) -> Sheet:
    """The rows of a sheet; its problems are named by the table, not yet by the sheet."""
    if not page.lines:
        what = f"{no_header(row)}, or delete the sheet of an optional table"
        return Sheet((), (), (Problem(row.table, None, None, None, what),))
    (top, first), *body = page.lines
    header = [_name(cell) for cell in first]
    known = {column.name: column for column in columns(row)}
    if not known.keys() & set(header):
        return Sheet((), (), (Problem(row.table, top - 2, None, None, no_header(row)),))
    understand = [
        understanding(known[name], old_dates) if name in known else _unread for name in header
    ]
    units = [known[name].unit if name in known else None for name in header]
    records = [_record(_in_units(page, line, units), understand) for line in body]
    return sheet_of(row, top, header, records, spelling)


def _in_units(page: Page, line: Line, units: Sequence[str | None]) -> Line:
    at, cells = line
    placed = enumerate(zip(cells, units, strict=True))
    return at, [page.in_unit(cell, at, across, unit) for across, (cell, unit) in placed]


def _record(line: Line, understand: Sequence[Understand]) -> Record:
    at, cells = line
    return at, [
        cell if isinstance(cell, CellError) else understood(cell)
        for cell, understood in zip(cells, understand, strict=True)
    ]


def _name(cell: Content) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def _unread(cell: Content) -> Cell:
    """Cells of a column that is not known, which is a problem of its own."""
    return ""
