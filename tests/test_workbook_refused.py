"""Workbooks that are refused: each slip, and the sentence that says where and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.workbooks import (
    Sheets,
    lines_of_refusal,
    put,
    tiny_sheets,
    write_sheets,
)

PLACE = "case.xlsx, sheet "


def set_cell(table: str, row: int, column: str, value: Any) -> Callable[[Sheets], None]:
    return lambda sheets: put(sheets, table, row, column, value)


def rename(old: str, new: str) -> Callable[[Sheets], None]:
    def renamed(sheets: Sheets) -> None:
        sheets[new] = sheets.pop(old)

    return renamed


CELLS: dict[str, tuple[Callable[[Sheets], Any], list[str]]] = {
    "a day number that has lost its format": (
        set_cell("lots", 2, "filled_on", 46027),
        ["lots:2, filled_on: '46027' is a number without a date format; write 2026-01-05 if that is meant"],
    ),
    "a number that is no day": (
        set_cell("lots", 2, "filled_on", 20260105),
        ["lots:2, filled_on: '20260105' is a number, not a day; write it in the form 2026-01-05"],
    ),
    "a time of day in a date": (
        set_cell("lots", 2, "filled_on", dt.datetime(2026, 1, 5, 12, 30)),
        ["lots:2, filled_on: '2026-01-05 12:30' has a time of day; write 2026-01-05"],
    ),
    "a date as text that may be two days": (
        set_cell("lots", 2, "filled_on", "05/01/2026"),
        ["lots:2, filled_on: '05/01/2026' may be two days; write 2026-01-05 or 2026-05-01, whichever is meant"],
    ),
    "a day in a column of months": (
        set_cell("demand", 2, "month", dt.date(2026, 1, 15)),
        ["demand:2, month: '2026-01-15' is not a month; write 2026-01"],
    ),
    "a decimal comma as text": (
        set_cell("bulks", 2, "mg_per_ml", "1,5"),
        ["bulks:2, mg_per_ml: '1,5' has a decimal comma; write 1.5"],
    ),
    "a date in a column of numbers": (
        set_cell("bulks", 2, "mg_per_ml", dt.date(2026, 5, 1)),
        ["bulks:2, mg_per_ml: '2026-05-01' is a date; format the cell as Number and write the number alone (mg/mL)"],
    ),
    "a truth value in a column of numbers": (
        set_cell("bulks", 2, "hold_limit_h", True),
        ["bulks:2, hold_limit_h: TRUE is a truth value; write the number alone (h)"],
    ),
    "half a unit": (
        set_cell("demand", 2, "units", 1.5),
        ["demand:2, units: '1.5' is not a whole number; write it without a fraction"],
    ),
    "a code that became a date": (
        set_cell("lots", 2, "lot", dt.date(2026, 3, 2)),
        ["lots:2, lot: '2026-03-02' is a date, not text; format the cell as Text and type the code again"],
    ),
    "a code that became a truth value": (
        set_cell("lots", 2, "lot", False),
        ["lots:2, lot: FALSE is a truth value; format the cell as Text and type the word again"],
    ),
    "a code that became a power of ten": (
        set_cell("lots", 2, "lot", 1e20),
        ["lots:2, lot: 100000000000000000000 is a number that may have lost digits; format the cell as Text and type the code again"],
    ),
    "a blank": (
        set_cell("packs", 3, "units_per_pack", None),
        ["packs:3, units_per_pack: is blank; write its value (units per pack)"],
    ),
    "a value out of bounds in the sheet plant": (
        lambda sheets: sheets["plant"][3].__setitem__(1, -8),
        ["plant:4, weeks: '-8' is below 0; write 0 or more (weeks)"],
    ),
    "a tolerance out of bounds": (
        lambda sheets: sheets["plant"][5].__setitem__(1, 0),
        ["plant:6, tolerances.lateness_days: '0' is not above 0; write more than 0 (d)"],
    ),
    "a missing key": (
        lambda sheets: sheets["plant"].pop(2),
        ["plant, start: is missing; add a row with it"],
    ),
    "a misspelt key": (
        lambda sheets: sheets["plant"].append(["move_cost", 5]),
        ["plant:15: key 'move_cost' does not exist; did you mean 'move_cost_eur'?"],
    ),
    "a key twice": (
        lambda sheets: sheets["plant"].append(["weeks", 5]),
        ["plant:15, weeks: stands there twice; delete one"],
    ),
    "a renamed sheet": (
        rename("demand", "demands"),
        [
            "demand: is missing; add the sheet",
            "demands: rename it, or begin its name with '_' if it is your own:"
            " sheet 'demands' does not exist; did you mean 'demand'?",
        ],
    ),
    "a sheet in capitals": (
        rename("lots", "LOTS"),
        ["LOTS: rename it to 'lots'"],
    ),
    "no sheet plant": (
        lambda sheets: sheets.pop("plant"),
        ["plant: is missing; add the sheet"],
    ),
    "a column twice": (
        lambda sheets: sheets.update(
            connections=[[*cells, cells[0]] for cells in sheets["connections"]]
        ),
        ["connections:1: column 'suite' stands there twice; delete one"],
    ),
    "a misspelt column": (
        lambda sheets: put(sheets, "packs", 1, "units_per_pack", "unit_per_pack"),
        ["packs:1: column 'unit_per_pack' does not exist; did you mean 'units_per_pack'?"],
    ),
    "a column without a name": (
        lambda sheets: sheets["suites"][1].append("look here"),
        ["suites:1: column 6 has no name; name it or delete it"],
    ),
    "no header": (
        lambda sheets: sheets["connections"].pop(0),
        ["connections:1: has no header; begin it with the row suite,line"],
    ),
    "a required sheet without rows": (
        lambda sheets: sheets.update(connections=[["suite", "line"]]),
        ["connections: has no rows; add at least one"],
    ),
    "a blank required sheet": (
        lambda sheets: sheets.update(connections=[]),
        ["connections: has no header; begin it with the row suite,line, or delete the sheet of an optional table"],
    ),
    "the same row twice, after a blank one": (
        lambda sheets: sheets["packs"].extend([[], sheets["packs"][1]]),
        ["packs:5: country 'NO', presentation 'S1-PFS' is already in row 2; delete or correct one"],
    ),
    "a name that no sheet has": (
        set_cell("connections", 2, "line", "L9"),
        ["connections:2, line: line 'L9' does not exist; known: L1"],
    ),
    "a file that does not travel": (
        lambda sheets: sheets.update(files=[["file", "line", "text"], ["../x.md", 1, "a"]]),
        ["files:2, file: '../x.md' does not travel with a case; name scenarios/NAME.yaml or NAME.md"],
    ),
    "a line of text twice": (
        lambda sheets: sheets.update(
            files=[["file", "line", "text"], ["a.md", 1, "a"], ["a.md", 1, "b"]]
        ),
        ["files:3, line: line 1 of a.md is there already; number each line once"],
    ),
    "a line of text that became a number": (
        lambda sheets: sheets.update(files=[["file", "line", "text"], ["a.md", 1, 12]]),
        ["files:2, text: '12.0' is not text; format the cell as Text and type it again"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "lines"), CELLS.values(), ids=CELLS)
def test_a_sheet_is_refused_for(
    tmp_path: Path, spoil: Callable[[Sheets], Any], lines: list[str]
) -> None:
    sheets = tiny_sheets()
    spoil(sheets)

    found = lines_of_refusal(write_sheets(tmp_path / "case.xlsx", sheets))

    assert found == [PLACE + line for line in lines]


def test_every_problem_of_every_sheet_comes_at_once(tmp_path: Path) -> None:
    sheets = tiny_sheets()
    put(sheets, "bulks", 2, "mg_per_ml", -1)
    put(sheets, "lots", 2, "filled_on", 46027)
    sheets["plant"][3][1] = "eight"

    assert lines_of_refusal(write_sheets(tmp_path / "case.xlsx", sheets)) == [
        f"{PLACE}bulks:2, mg_per_ml: '-1' is not above 0; write more than 0 (mg/mL)",
        f"{PLACE}lots:2, filled_on: '46027' is a number without a date format; write 2026-01-05 if that is meant",
        f"{PLACE}plant:4, weeks: 'eight' is not a whole number; write the number alone (weeks)",
    ]
