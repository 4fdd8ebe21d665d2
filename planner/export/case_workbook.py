"""A case as a workbook: a sheet a table, to be filled in and read again without loss.

Everything said of columns comes from the row classes: notes, units, drop-downs,
colours. Text is written as text, so that `00012`, `1E5`, `NO` and `=A1` stay as typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from models.plant import Plant
from models.settings import Settings
from models.tables import TABLES, Column, columns
from models.units import Row
from planner.cells import Value, text_of
from planner.export.case_workbook_formats import Formats, display_of
from planner.export.case_workbook_lists import Lists
from planner.export.case_workbook_words import guide, note_of
from planner.workbook.layout import (
    FILES,
    FILES_HEADER,
    LISTS,
    PLANT,
    PLANT_HEADER,
    READ_ME,
    setting_keys,
)

Book = Any
"""An xlsxwriter workbook."""

PageSheet = Any
"""One of its sheets."""

ROOM = 1_000
"""Rows below the last one that have drop-downs too."""

WIDEST = 44
A4 = 9
"""As Excel numbers paper."""

MEASURED = 1_000
"""Rows whose texts the width of a column follows."""


class Exact(float):
    """A number that is written with every digit it needs; xlsxwriter would write 16."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


def write_case_workbook(path: Path, plant: Plant | None, attached: Mapping[str, str]) -> None:
    """Write a workbook.

    Parameters
    ----------
    path
        The new file.
    plant
        What it holds; None: an empty workbook to fill in.
    attached
        Texts of the files that travel along, by path in the case's folder.
    """
    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), {**plain, "nan_inf_to_errors": False})
    tables = {table: getattr(plant, table) if plant else () for table in TABLES}
    formats = Formats(book)
    first = book.add_worksheet(READ_ME)
    _plant_sheet(book.add_worksheet(PLANT), formats, plant.settings if plant else None)
    sheets = {table: book.add_worksheet(table) for table in TABLES}
    lists = Lists(book.add_worksheet(LISTS), tables)
    for table, row in TABLES.items():
        _table_sheet(sheets[table], row, tables[table], formats, lists)
    if attached:
        _files_sheet(book.add_worksheet(FILES), attached, formats)
    guide(first, formats, {table: len(rows) for table, rows in tables.items()})
    for sheet in book.worksheets():
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 1 if sheet is first else 0)
    book.close()


def _plant_sheet(sheet: PageSheet, formats: Formats, settings: Settings | None) -> None:
    for place, name in enumerate(PLANT_HEADER):
        sheet.write_string(0, place, name, formats.header(place < 2, None))
    for at, (key, _, column) in enumerate(setting_keys(), start=1):
        required = column.required and "null:" not in column.doc
        sheet.write_string(at, 0, key, formats.key(required))
        value = None
        if settings is not None:
            part: Any = settings
            *groups, _ = key.split(".")
            for group in groups:
                part = getattr(part, group)
            value = getattr(part, column.field)
        _write(sheet, at, 1, value, formats.cell(column.kind))
        sheet.write_string(at, 2, "" if column.unit is None else column.unit)
        sheet.write_string(at, 3, " ".join(column.doc.split()).replace("`", "'"))
    for place, width in enumerate((32, 28, 10, 90)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)


def _table_sheet(
    sheet: PageSheet, row: type[Row], rows: Sequence[Row], formats: Formats, lists: Lists
) -> None:
    known = columns(row)
    for place, column in enumerate(known):
        sheet.set_column(place, place, _width(column, rows), formats.cell(column.kind))
        sheet.write_string(0, place, column.name, formats.header(column.required, column))
        note, lines = note_of(column)
        size = {"x_scale": 2.2, "y_scale": max(0.6, 0.24 * lines), "author": "fillfinish"}
        sheet.write_comment(0, place, note, size)
        choice = lists.choice(column)
        if choice is not None:
            sheet.data_validation(1, place, len(rows) + ROOM, place, choice)
        cells = formats.cell(column.kind)
        for at, one in enumerate(rows, start=1):
            _write(sheet, at, place, getattr(one, column.field), cells)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(known) - 1)
    sheet.set_tab_color(formats.tab(row.required))


def _files_sheet(sheet: PageSheet, attached: Mapping[str, str], formats: Formats) -> None:
    for place, name in enumerate(FILES_HEADER):
        sheet.write_string(0, place, name, formats.header(True, None))
    at = 0
    for file, text in attached.items():
        for line, words in enumerate(text.split("\n"), start=1):
            at += 1
            sheet.write_string(at, 0, file, formats.cell("text"))
            sheet.write_number(at, 1, line)
            _write(sheet, at, 2, words or None, formats.cell("text"))
    sheet.set_column(0, 0, 34)
    sheet.set_column(2, 2, 120)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, at), len(FILES_HEADER) - 1)


def _write(sheet: PageSheet, at: int, place: int, value: Value | None, cells: Any) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(at, place, value, cells)
    elif isinstance(value, float):
        sheet.write_number(at, place, Exact(value), cells)
    elif isinstance(value, int):
        sheet.write_number(at, place, value, cells)
    else:
        sheet.write_datetime(at, place, value, cells)


def _width(column: Column, rows: Iterable[Row]) -> int:
    """Characters that the header and the first cells need."""
    texts = (text_of(getattr(one, column.field), column.kind) for one in list(rows)[:MEASURED])
    longest = max((len(text) for text in texts), default=0)
    return min(WIDEST, max(longest, len(display_of(column)) + 3) + 1)
