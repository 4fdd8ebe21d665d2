"""The words of a case workbook: the sheet `read me` and the notes of headers."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from models.tables import TABLES, Column
from planner.export.case_workbook_formats import Formats
from planner.workbook.layout import OWN, PLANT

NOTE_WIDTH = 46
"""Characters in a line of a note."""

TITLE = "A case of fillfinish"
GUIDE = (
    "This workbook holds what a plan is made from: the sheet 'plant' and one sheet a table.",
    "Fill in from row 2 on, one row a line, no blank header, no totals below. The order of rows"
    " and columns is free; columns that you do not need may be deleted if they are optional.",
    "Point at a header to see what the column means, its unit, whether it may be blank, and"
    " which sheet it refers to. The unit also shows in brackets after the column's name.",
    "Days are real dates, shown as 2026-01-05; months show as 2026-04 (any day 1 of a month)."
    " In columns that begin or end something a week such as 2026-W02 is understood too.",
    "Codes are text: the cells are formatted as text, so that 00012, 1E5 and 2-3 stay as typed."
    " Keep that when you paste (paste values).",
    f"Sheets of your own: begin their names with '{OWN}', such as '{OWN}notes'; they are left out.",
    "Not read: merged cells, formulas without a value, error values such as #N/A. Save as .xlsx.",
    "Into a case folder, and back:",
    "fillfinish convert case.xlsx my-case",
    "fillfinish convert my-case case-again.xlsx",
)


def guide(sheet: Any, formats: Formats, counts: Mapping[str, int]) -> None:
    """Write the first sheet: what this is, how to fill it, and a list of sheets to go to."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 13)
    sheet.set_column(2, 2, 9, formats.middle())
    sheet.set_column(3, 3, 90)
    sheet.write_string(0, 0, TITLE, formats.title())
    at = 2
    for words in GUIDE:
        sheet.merge_range(at, 0, at, 3, words, formats.words())
        sheet.set_row(at, 15 * ceil(len(words) / 125))
        at += 1
    at += 1
    sheet.write_string(at, 0, "may not be blank", formats.header(True, None))
    sheet.write_string(at + 1, 0, "may be blank", formats.header(False, None))
    at += 3
    for place, name in enumerate(("sheet", "", "rows", "what it holds")):
        sheet.write_string(at, place, name, formats.header(False, None))
    sheet.write_url(at + 1, 0, f"internal:'{PLANT}'!A1", formats.link(), PLANT)
    sheet.write_string(at + 1, 1, "required")
    sheet.write_string(at + 1, 3, "The few values that are not a table.")
    for row_at, (table, row) in enumerate(TABLES.items(), start=at + 2):
        sheet.write_url(row_at, 0, f"internal:'{table}'!A1", formats.link(), table)
        sheet.write_string(row_at, 1, "required" if row.required else "optional")
        sheet.write_number(row_at, 2, counts[table])
        first = (row.__doc__ or "").strip().split("\n\n")[0]
        sheet.write_string(row_at, 3, _plain(first), formats.words())


def note_of(column: Column) -> tuple[str, int]:
    """The note of a header, and how many lines it takes."""
    parts = [_plain(column.doc)]
    if column.choices:
        parts.append(f"One of: {', '.join(column.choices)}.")
    if column.unit not in (None, "month"):
        parts.append(f"Unit: {column.unit}.")
    if column.kind in ("date", "month"):
        parts.append("A month, such as 2026-04." if column.kind == "month" else "A day.")
    if column.refers:
        words = " or ".join((*column.refers, *(f"'{word}'" for word in column.also)))
        parts.append(f"Refers to: {words}.")
    parts.append("May not be blank." if column.required else "May be blank.")
    return "\n".join(parts), sum(ceil(len(part) / NOTE_WIDTH) or 1 for part in parts)


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("``", "`").replace("`", "'")
