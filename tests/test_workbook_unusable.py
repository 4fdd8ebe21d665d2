"""Workbooks that are refused for what stands beside their values, or as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.workbooks import Pages, edit_part, lines_of_refusal, put, tiny_sheets, write_sheets

PLACE = "case.xlsx, sheet "
SAVE = "open it in a spreadsheet program and save it as 'Excel workbook (.xlsx)'"


def test_merged_cells_are_refused_with_their_range(tmp_path: Path) -> None:
    """A2:A3 of packs holds NO and JP; merged, only NO is left, and row 3 would be blank."""

    def merge(book: Any, pages: Pages) -> None:
        pages["packs"].merge_range("A2:A3", "NO", book.add_format({"bold": True}))

    assert lines_of_refusal(write_sheets(tmp_path / "case.xlsx", tiny_sheets(), merge)) == [
        f"{PLACE}packs:2: A2:A3 is merged; unmerge it and fill each cell",
        f"{PLACE}packs:3, country: is blank; write its value",
    ]


def test_error_values_are_refused(tmp_path: Path) -> None:
    def spoil(book: Any, pages: Pages) -> None:
        pages["packs"].write_formula("C2", "=NA()", None, "#N/A")

    assert lines_of_refusal(write_sheets(tmp_path / "case.xlsx", tiny_sheets(), spoil)) == [
        f"{PLACE}packs:2, units_per_pack: holds the error #N/A; write the value"
    ]


def test_a_percentage_is_refused_where_percent_are_the_unit(tmp_path: Path) -> None:
    """A cell that shows 75 % holds 0.75; a yield of 98 % is 0.98 and taken."""

    def spoil(book: Any, pages: Pages) -> None:
        percent = book.add_format({"num_format": "0%"})
        share = book.add_format({"num_format": '0.0" "%'})
        across = tiny_sheets()["countries"][0].index("min_remaining_shelf_life_pct")
        pages["countries"].write_number(1, across, 0.75, percent)
        pages["plant"].write_number("B12", 0.12, share)
        pages["fill_recipes"].write_number("E2", 0.98, percent)

    what = "shows as a percentage; format the cell as Number and write 75 for 75 %"
    assert lines_of_refusal(write_sheets(tmp_path / "case.xlsx", tiny_sheets(), spoil)) == [
        f"{PLACE}countries:2, min_remaining_shelf_life_pct: {what}",
        f"{PLACE}plant:12, holding_site_pct_per_year: {what}",
    ]


def test_a_formula_that_was_never_computed_is_refused(tmp_path: Path) -> None:
    """The library that writes puts 0 as its value; without it, a reader sees a blank."""

    def spoil(book: Any, pages: Pages) -> None:
        pages["plant"].write_formula("B4", "=4+4")

    path = write_sheets(tmp_path / "case.xlsx", tiny_sheets(), spoil)
    edit_part(path, "xl/worksheets/sheet1.xml", r"<f>4\+4</f><v>0</v>", "<f>4+4</f>")

    assert lines_of_refusal(path) == [
        f"{PLACE}plant:4, weeks: holds a formula without a value;"
        " let Excel compute it and save, or write the value"
    ]


def test_in_the_calendar_of_1904_a_day_number_counts_from_there(tmp_path: Path) -> None:
    """44565 days after 1904-01-01 is 2026-01-05: 46027 less 1462."""
    sheets = tiny_sheets()
    put(sheets, "lots", 2, "filled_on", 44565)

    assert lines_of_refusal(write_sheets(tmp_path / "case.xlsx", sheets, old_dates=True)) == [
        f"{PLACE}lots:2, filled_on: '44565' is a number without a date format; write 2026-01-05 if that is meant"
    ]


FILES = {
    "a password": (
        "case.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more",
        f"is protected by a password or an old .xls; unlock it, then {SAVE}",
    ),
    "another kind of file": ("case.xlsx", b"row_id,country\n", f"is not a whole Excel workbook; {SAVE}"),
    "half a file": ("case.xlsx", b"PK\x03\x04 cut off", f"is not a whole Excel workbook; {SAVE}"),
    "an old ending": ("case.xls", b"\xd0\xcf\x11\xe0", f"is not an .xlsx; {SAVE}"),
    "another program's ending": ("case.ods", b"PK\x03\x04", f"is not an .xlsx; {SAVE}"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "what"), FILES.values(), ids=FILES)
def test_a_file_is_refused_for(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(content)

    assert lines_of_refusal(tmp_path / name) == [f"{name}: {what}"]


def test_a_workbook_of_which_a_part_is_missing_is_refused(tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "case.xlsx", tiny_sheets())
    edit_part(path, "xl/workbook.xml", "<sheets>", "<sheets><broken>")

    assert lines_of_refusal(path) == [f"case.xlsx: is not a whole Excel workbook; {SAVE}"]


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    assert lines_of_refusal(tmp_path / "tinny") == [
        "./tinny: does not exist; give a case folder or an .xlsx"
    ]
