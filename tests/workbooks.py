"""Workbooks of the tiny plant, plain or spoilt, and why they are refused."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from models.plant import Plant
from models.tables import TABLES, columns
from planner.contents import Contents, read
from planner.errors import DataError, in_order, line_of
from planner.workbook.layout import setting_keys
from tests.plants import SETTINGS, tiny_plant

Cells = list[list[Any]]
Sheets = dict[str, Cells]
Pages = dict[str, Any]
"""Sheets of xlsxwriter by name."""

Touch = Callable[[Any, Pages], None]


def tiny_sheets(plant: Plant | None = None) -> Sheets:
    """What the sheets of the plant hold, header first; `plant` has only keys and values."""
    plant = plant or tiny_plant()
    values: dict[str, Any] = {**SETTINGS}
    keys: Cells = [["key", "value"]]
    for key, _, _ in setting_keys():
        group, _, inner = key.partition(".")
        if not inner:
            keys.append([key, values[group]])
        elif inner in values.get(group, {}):
            keys.append([key, values[group][inner]])
    sheets: Sheets = {"plant": keys}
    for table, row in TABLES.items():
        known = columns(row)
        rows = [[getattr(one, column.field) for column in known] for one in getattr(plant, table)]
        if rows:
            sheets[table] = [[column.name for column in known], *rows]
    return sheets


def put(sheets: Sheets, table: str, row: int, column: str, value: Any) -> None:
    """Overwrite one cell; `row` counts as in a spreadsheet."""
    cells = sheets[table]
    cells[row - 1][cells[0].index(column)] = value


def write_sheets(
    path: Path, sheets: Sheets, touch: Touch | None = None, old_dates: bool = False
) -> Path:
    """Write a workbook as a planner's own program might, and let `touch` have a go at it."""
    book = xlsxwriter.Workbook(str(path), {"date_1904": old_dates})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    pages = {}
    for name, rows in sheets.items():
        pages[name] = book.add_worksheet(name)
        for at, cells in enumerate(rows):
            for across, value in enumerate(cells):
                _write(pages[name], at, across, value, day)
    if touch is not None:
        touch(book, pages)
    book.close()
    return path


def _write(page: Any, at: int, across: int, value: Any, day: Any) -> None:
    if isinstance(value, str):
        page.write_string(at, across, value)
    elif isinstance(value, bool):
        page.write_boolean(at, across, value)
    elif isinstance(value, dt.date | dt.time):
        page.write_datetime(at, across, value, day)
    elif value is not None:
        page.write_number(at, across, value)


def edit_part(path: Path, part: str, pattern: str, new: str) -> None:
    """Replace what a pattern finds in a file inside the workbook; it must find something."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text, found = re.subn(pattern, new, parts[part].decode("utf-8"))
    assert found
    parts[part] = text.encode("utf-8")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def lines_of_refusal(path: Path, dates: str = "iso") -> list[str]:
    """The lines with which a workbook or a folder is refused."""
    with pytest.raises(DataError) as refusal:
        read(path, dates)
    return [line_of(problem) for problem in refusal.value.problems]


def warned(path: Path) -> tuple[Contents, list[str]]:
    """What a workbook holds, and the lines of its warnings."""
    found = read(path)
    return found, [line_of(problem) for problem in in_order(found.warnings)]


def texts(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
