"""Workbooks that are read: what is taken as it stands, and what is said about it."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from models.tables import TABLES, columns
from planner.contents import read
from planner.conversion import convert, template
from planner.workbook.layout import LISTS, setting_keys
from tests.plants import added, edited, tiny_plant, write_tiny
from tests.workbooks import Cells, Pages, edit_part, put, tiny_sheets, warned, write_sheets

PLACE = "case.xlsx, sheet "


def test_a_workbook_of_another_program_is_read(tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "case.xlsx", tiny_sheets())

    found, warnings = warned(path)

    assert found.plant == tiny_plant()
    assert warnings == []


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "case.xlsx", tiny_sheets(), old_dates=True)

    assert read(path).plant == tiny_plant()


def test_days_may_be_text_in_iso_form_and_weeks_where_they_begin_or_end_something(
    tmp_path: Path,
) -> None:
    sheets = tiny_sheets()
    put(sheets, "lots", 2, "filled_on", "2025-12-01")
    put(sheets, "staffing", 2, "from", "2026-W01")
    put(sheets, "demand", 2, "month", "2026-01")

    plant = read(write_sheets(tmp_path / "case.xlsx", sheets)).plant

    assert plant.lots[0].filled_on == dt.date(2025, 12, 1)
    assert plant.staffing[0].from_ == dt.date(2025, 12, 29)
    assert plant.demand[0].month == dt.date(2026, 1, 1)


def test_where_days_stand_first_text_is_read_so(tmp_path: Path) -> None:
    sheets = tiny_sheets()
    put(sheets, "lots", 2, "filled_on", "01/12/2025")

    plant = read(write_sheets(tmp_path / "case.xlsx", sheets), "day-first").plant

    assert plant.lots[0].filled_on == dt.date(2025, 12, 1)


def test_whole_numbers_are_codes_where_a_planner_typed_them_as_such(tmp_path: Path) -> None:
    """4711010 in an ordinary cell is a number to the spreadsheet, and a code to us."""
    sheets = tiny_sheets()
    sheets["lots"][1][sheets["lots"][0].index("erp_id")] = 4711010

    assert read(write_sheets(tmp_path / "case.xlsx", sheets)).plant.lots[0].erp_id == "4711010"


def test_blank_rows_within_and_formatted_ones_below_are_left_out(tmp_path: Path) -> None:
    sheets = tiny_sheets()
    sheets["packs"].insert(2, [])

    def format_below(book: Any, pages: Pages) -> None:
        pages["packs"].write_blank("A900", None, book.add_format({"num_format": "@"}))
        pages["packs"].write_string("B7", "  ")

    path = write_sheets(tmp_path / "case.xlsx", sheets, format_below)

    assert read(path).plant == tiny_plant()


def test_columns_may_stand_in_any_order_and_optional_ones_be_left_out(tmp_path: Path) -> None:
    sheets = tiny_sheets()
    sheets["connections"] = [["line", "suite"], ["L1", "OLD"], ["L1", "NEW"]]

    assert read(write_sheets(tmp_path / "case.xlsx", sheets)).plant == tiny_plant()


def test_values_of_formulas_are_taken_and_named(tmp_path: Path) -> None:
    def compute(book: Any, pages: Pages) -> None:
        pages["packs"].write_formula("C2", "=1+1", None, 2)
        pages["connections"].write_formula("A2", '="OLD"', None, "OLD")

    found, warnings = warned(write_sheets(tmp_path / "case.xlsx", tiny_sheets(), compute))

    assert found.plant == tiny_plant()
    assert warnings == [
        f"{PLACE}connections: values of formulas were taken as they stood: A2",
        f"{PLACE}packs: values of formulas were taken as they stood: C2",
    ]


def test_what_is_hidden_is_read_and_named(tmp_path: Path) -> None:
    """Hidden rows without values, such as row 40, are not worth a word."""

    def hide(book: Any, pages: Pages) -> None:
        pages["lots"].hide()
        pages["packs"].set_row(2, None, None, {"hidden": True})
        pages["packs"].set_row(39, None, None, {"hidden": True})
        pages["suites"].set_column("B:B", None, None, {"hidden": True})

    found, warnings = warned(write_sheets(tmp_path / "case.xlsx", tiny_sheets(), hide))

    assert found.plant == tiny_plant()
    assert warnings == [
        f"{PLACE}lots: is hidden; it was read too",
        f"{PLACE}packs: 1 hidden row was read too: 3",
        f"{PLACE}suites: 1 hidden column was read too: B",
    ]


def test_rows_that_a_filter_hides_are_read_and_counted(tmp_path: Path) -> None:
    def keep_norway(book: Any, pages: Pages) -> None:
        pages["demand"].autofilter("A1:J13")
        pages["demand"].filter_column("B", "country == NO")
        for at, row in enumerate(tiny_plant().demand, start=1):
            if row.country != "NO":
                pages["demand"].set_row(at, None, None, {"hidden": True})

    found, warnings = warned(write_sheets(tmp_path / "case.xlsx", tiny_sheets(), keep_norway))
    other = [at for at, row in enumerate(tiny_plant().demand, start=2) if row.country != "NO"]

    assert found.plant == tiny_plant()
    assert warnings == [
        f"{PLACE}demand: {len(other)} hidden rows were read too (by a filter): "
        + ", ".join(map(str, other))
    ]


def test_sheets_of_the_planners_own_are_left_out_and_blank_ones_not_mentioned(
    tmp_path: Path,
) -> None:
    sheets = tiny_sheets()
    sheets["_ideas"], sheets["Feuil1"] = [["ask Jean"]], []

    found, warnings = warned(write_sheets(tmp_path / "case.xlsx", sheets))

    assert found.plant == tiny_plant()
    assert warnings == [f"{PLACE}_ideas: was left out, for its name begins with '_'"]


def test_sorted_lines_of_text_find_their_order_again(tmp_path: Path) -> None:
    files: Cells = [["file", "line", "text"], ["README.md", 2, "  two "], ["README.md", 1, "- one"]]
    path = write_sheets(tmp_path / "case.xlsx", tiny_sheets() | {"files": files})

    assert read(path).attached == {"README.md": "- one\n  two "}


def test_a_part_named_from_the_root_is_found(tmp_path: Path) -> None:
    """Some programs write `/xl/worksheets/sheet1.xml` where others write it without `/xl/`."""

    def hide(book: Any, pages: Pages) -> None:
        pages["plant"].set_row(3, None, None, {"hidden": True})

    path = write_sheets(tmp_path / "case.xlsx", tiny_sheets(), hide)
    edit_part(path, "xl/_rels/workbook.xml.rels", '"worksheets/', '"/xl/worksheets/')

    assert warned(path)[1] == [f"{PLACE}plant: 1 hidden row was read too: 4"]


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """The workbook that we write of the tiny plant."""
    convert(write_tiny(tmp_path), tmp_path / "ours.xlsx")
    return tmp_path / "ours.xlsx"


def part_of(path: Path, sheet: str) -> str:
    """The XML of a sheet."""
    place = CalamineWorkbook.from_path(str(path)).sheet_names.index(sheet) + 1
    with zipfile.ZipFile(path) as archive:
        return archive.read(f"xl/worksheets/sheet{place}.xml").decode("utf-8")


def test_headers_are_the_exact_names_of_columns(ours: Path) -> None:
    book = CalamineWorkbook.from_path(str(ours))

    for table, row in TABLES.items():
        header = book.get_sheet_by_name(table).to_python()[0]
        assert header == [column.name for column in columns(row)]
    keys = [row[0] for row in book.get_sheet_by_name("plant").to_python()[1:]]
    assert keys == [key for key, _, _ in setting_keys()]


def test_every_header_has_a_note_with_its_unit(ours: Path) -> None:
    with zipfile.ZipFile(ours) as archive:
        notes = [
            archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name.startswith("xl/comments")
        ]
    count = sum(len(columns(row)) for row in TABLES.values())

    assert sum(text.count("<comment ") for text in notes) == count
    assert any(
        "Strength of the solution.\nUnit: mg/mL.\nMay not be blank." in text for text in notes
    )


def test_drop_downs_offer_choices_keys_of_other_sheets_and_words_besides(ours: Path) -> None:
    """One supplied country may be added 100 times before its key no longer shows."""
    demand, release = part_of(ours, "demand"), part_of(ours, "release")
    lists = CalamineWorkbook.from_path(str(ours)).get_sheet_by_name(LISTS).to_python()
    of_syringes = lists[0].index("syringes or *")

    assert '<formula1>"order,forecast,backlog"</formula1>' in demand
    assert "OFFSET(countries!$A$2,0,0,MAX(1,COUNTIF(countries!$A$2:$A$103" in demand
    assert "OFFSET(lists!" in release
    assert 'errorStyle="warning"' in release
    assert [row[of_syringes] for row in lists[1:4]] == ["*", "S1", ""]


def test_no_cell_but_those_of_the_drop_downs_is_a_formula(tmp_path: Path) -> None:
    name = '=HYPERLINK("http://x","y")'
    plant = tiny_plant().but(
        suites=edited("suites", 0, name=name, note="+1", erp_id="@x"),
        closures=added("closures", resource="L1", **{"from": "2026-01-06", "to": "2026-01-06"}, reason="-"),
    )  # fmt: skip
    path = write_sheets(tmp_path / "given.xlsx", tiny_sheets(plant))

    convert(path, tmp_path / "ours.xlsx")

    assert "<f>" not in part_of(tmp_path / "ours.xlsx", "suites")
    assert "<f>" not in part_of(tmp_path / "ours.xlsx", "closures")
    assert read(tmp_path / "ours.xlsx").plant == plant


def test_the_template_is_our_workbook_without_rows(tmp_path: Path) -> None:
    book = CalamineWorkbook.from_path(str(template(tmp_path / "new.xlsx")))

    for table, row in TABLES.items():
        assert book.get_sheet_by_name(table).to_python() == [[one.name for one in columns(row)]]
    assert {row[1] for row in book.get_sheet_by_name("plant").to_python()[1:]} == {""}
