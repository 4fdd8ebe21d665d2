"""Cells: each kind of slip and the exact sentence that it earns."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from planner.files import read_case
from tests.plants import patch, replace, write_tiny
from tests.refusals import lines_of_refusal


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_tiny(tmp_path)


CELLS = {
    "a blank": ("demand", 3, "kind", "", "is blank; write order or forecast or backlog"),
    "a blank number": ("packs", 3, "units_per_pack", "", "is blank; write its value (units per pack)"),
    "a blank text": ("suites", 2, "name", "  ", "is blank; write its value"),
    "a negative number": ("release", 2, "days", "-1", "'-1' is below 0; write 0 or more (d)"),
    "a zero": ("prep_recipes", 2, "volume_l", "0", "'0' is not above 0; write more than 0 (L)"),
    "a percentage": (
        "fill_recipes", 2, "yield", "98", "'98' is above 1; write 1 or less (fraction)"
    ),
    "a week of 200 h": (
        "staffing", 2, "hours_per_week", "200", "'200' is above 168; write 168 or less (h)"
    ),
    "text in a number": (
        "bulks", 2, "hold_limit_h", "48 h", "'48 h' is not a number; write the number alone (h)"
    ),
    "not a number": ("bulks", 2, "hold_limit_h", "nan", "'nan' is not a number; write the number alone (h)"),
    "text in a whole number": (
        "demand", 2, "units", "n/a", "'n/a' is not a whole number; write the number alone (units)"
    ),
    "a fraction of a unit": (
        "demand", 2, "units", "1.5", "'1.5' is not a whole number; write it without a fraction"
    ),
    "a decimal comma": ("bulks", 2, "mg_per_ml", "1,5", "'1,5' has a decimal comma; write 1.5"),
    "a comma that may group": (
        "bulks", 2, "mg_per_ml", "1,500", "'1,500' may be 1500 or 1.500; write the one meant"
    ),
    "a comma that groups": (
        "demand", 2, "units", "12,000", "'12,000' has a thousands separator; write 12000"
    ),
    "a point that groups": (
        "demand", 2, "units", "12.000", "'12.000' has a thousands separator; write 12000"
    ),
    "a space that groups": (
        "bulks", 2, "mg_per_ml", "1 500", "'1 500' has a thousands separator; write 1500"
    ),
    "both separators": (
        "bulks", 2, "mg_per_ml", "1.500,25", "'1.500,25' has a thousands separator; write 1500.25"
    ),
    "a power of ten": (
        "demand", 2, "units", "1.2E+04", "'1.2E+04' may have lost digits; write the number in full"
    ),
    "an unknown choice": (
        "lots", 2, "status", "relased", "status 'relased' does not exist; did you mean 'released'?"
    ),
    "a long country": (
        "countries", 2, "country", "Norway",
        ("'Norway' has the wrong form; ISO 3166 code of two capitals;"
        " `NO` is Norway, `NA` Namibia"),
    ),
    "a week": (
        "lots", 2, "filled_on", "2026-W02",
        "'2026-W02' is a week, not a day; write a day of it, such as its Monday 2026-01-05",
    ),
    "a calendar week": (
        "demand", 2, "due_on", "KW02 2026",
        "'KW02 2026' is a week, not a day; write a day of it, such as its Monday 2026-01-05",
    ),
    "a day of a week": (
        "staffing", 2, "from", "2026-W02-3", "'2026-W02-3' is a day of a week; write 2026-01-07"
    ),
    "a week that no year has": (
        "staffing", 2, "from", "2025-W53",
        "'2025-W53' is not an ISO date; write it in the form 2026-01-05",
    ),
    "a day with strokes": (
        "staffing", 2, "from", "05/01/2026",
        "'05/01/2026' may be two days; write 2026-01-05 or 2026-05-01, whichever is meant",
    ),
    "a day with strokes that is clear": (
        "staffing", 2, "from", "25/01/2026", "'25/01/2026' is not an ISO date; write 2026-01-25"
    ),
    "a day with points": (
        "staffing", 2, "from", "05.01.2026", "'05.01.2026' is not an ISO date; write 2026-01-05"
    ),
    "a day in words": (
        "staffing", 2, "from", "Monday",
        "'Monday' is not an ISO date; write it in the form 2026-01-05",
    ),
    "a day with a time": (
        "staffing", 2, "from", "2026-01-05 00:00:00",
        "'2026-01-05 00:00:00' has a time of day; write 2026-01-05",
    ),
    "a day as a spreadsheet counts": (
        "staffing", 2, "from", "46027",
        "'46027' is a spreadsheet's day number; write 2026-01-05",
    ),
    "a day that does not exist": (
        "staffing", 2, "from", "2026-02-30",
        "'2026-02-30' is not in the calendar; correct the day",
    ),
    "a day for ever": (
        "staffing", 2, "until", "9999-12-31",
        "'9999-12-31' is not between 2000 and 2100; correct the year",
    ),
    "a day as a month": (
        "demand", 2, "month", "2026-01-01", "'2026-01-01' is not a month; write 2026-01"
    ),
    "a month the other way round": (
        "demand", 2, "month", "01/2026", "'01/2026' is not a month; write 2026-01"
    ),
    "a month in words": (
        "demand", 2, "month", "Jan 26", "'Jan 26' is not a month; write in the form 2026-04"
    ),
    "a thirteenth month": (
        "demand", 2, "month", "2026-13", "'2026-13' is not in the calendar; correct the month"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("table", "row", "column", "text", "what"), CELLS.values(), ids=CELLS)
def test_a_cell_is_refused_for(
    case: Path, table: str, row: int, column: str, text: str, what: str
) -> None:
    patch(case, table, row, column, text)

    assert lines_of_refusal(case) == [f"{table}.csv:{row}, {column}: {what}"]


@pytest.mark.parametrize("week", ["2026-W02", "KW 2/2026", "S02 2026"])
def test_a_week_is_its_monday_where_it_begins_something_and_its_sunday_where_it_ends_it(
    case: Path, week: str
) -> None:
    """Monday 2026-01-05 to Sunday 2026-01-11."""
    patch(case, "staffing", 2, "from", week)
    patch(case, "staffing", 2, "until", week)

    staffed = read_case(case).staffing[0]

    assert (staffed.from_, staffed.until) == (dt.date(2026, 1, 5), dt.date(2026, 1, 11))


def test_beside_semicolons_a_point_before_three_digits_is_refused(case: Path) -> None:
    """A German export writes one thousand five hundred so, an English one 1.5."""
    patch(case, "bulks", 2, "mg_per_ml", "1.500")
    replace(case, "bulks.csv", ",", ";")

    assert lines_of_refusal(case) == [
        "bulks.csv:2, mg_per_ml: '1.500' may be 1500 or 1,500; write the one meant"
    ]


def test_all_problems_of_a_row_and_of_all_tables_come_at_once(case: Path) -> None:
    patch(case, "bulks", 2, "mg_per_ml", "-1")
    patch(case, "bulks", 2, "hold_limit_h", "two days")
    patch(case, "lots", 2, "filled_on", "")
    replace(case, "plant.yaml", "weeks: 8", "weeks: -8")

    assert lines_of_refusal(case) == [
        "bulks.csv:2, hold_limit_h: 'two days' is not a number; write the number alone (h)",
        "bulks.csv:2, mg_per_ml: '-1' is not above 0; write more than 0 (mg/mL)",
        "lots.csv:2, filled_on: is blank; write its value",
        "plant.yaml:3, weeks: '-8' is below 0; write 0 or more (weeks)",
    ]
