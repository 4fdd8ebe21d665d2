"""The sheets of tables, of hours and of the run say what the run's files say."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from planner.cells import plain_text
from planner.columns import COLUMNS
from planner.export.plan_workbook import plan_workbook
from planner.saved import read_run
from tests.exported_runs import Rows, case, exported, plan_of, run_of, sheets_of


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_of(plan_of(case(), scenario="@scenario"), tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def sheets(run: Path) -> dict[str, Rows]:
    return exported(run)


def table_of(run: Path, table: str) -> list[list[str]]:
    with (run / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def same(value: Any, text: str) -> bool:
    """Whether a cell of a sheet is the cell of the CSV file."""
    if isinstance(value, float):
        return value == float(text)
    if isinstance(value, dt.date):
        return value.isoformat() == text
    return bool(value == plain_text(text))


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_is_that_of_the_csv_file(run: Path, sheets: dict[str, Rows], table: str) -> None:
    rows = table_of(run, table)

    differ = [
        (at, value, text)
        for at, (found, wanted) in enumerate(zip(sheets[table], rows, strict=True))
        for value, text in zip(found, wanted, strict=True)
        if not same(value, text)
    ]
    assert not differ


def test_numbers_are_numbers_and_days_are_days(sheets: dict[str, Rows]) -> None:
    """Also names made of digits, and names that look like formulas, stay text."""
    header, *rows = sheets["batches"]
    filled, begun = (dict(zip(header, row, strict=True)) for row in rows[:2])

    assert filled["batch"] == "00012"
    assert filled["volume_l"] == 10.0
    assert filled["fill_start"] == dt.date(2025, 12, 23)
    assert filled["bucket"] == ""
    assert begun["batch"] == "=1+1"
    assert begun["bucket"] == dt.date(2026, 1, 5)


def test_nothing_is_a_formula_whatever_it_is_called(run: Path, sheets: dict[str, Rows]) -> None:
    """The scenario is `@scenario`, a batch `=1+1`, a closure `=refit`."""
    with ZipFile(BytesIO(plan_workbook(read_run(run)))) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        formulas = [name for name in names if re.search(rb"<f[ >/]", parts.read(name))]

        assert len(names) == len(sheets)
        assert not formulas
    assert sheets["batches"][1][0] == "@scenario"


def test_the_share_of_hours_is_what_is_worked_of_what_is_offered(sheets: dict[str, Rows]) -> None:
    """
    In the week of 12 January line F fills two batches of 2 + 10 h, changes for 8 h, is
    decontaminated for 6 h and has a media fill of 24 h: 62 of 70 h. Suite P is closed from
    26 January to 1 February, the week of 26 January, and has no share.
    """
    buckets, line, suite = sheets["Hours"][:3]

    assert buckets[2] == dt.date(2026, 1, 12)
    assert line[0] == "F"
    assert line[2] == pytest.approx(62 / 70)
    assert suite[0] == "P"
    assert suite[4] == ""
    assert [row[2] for row in sheets["Hours"][5:7]] == [8.0, 50.0]


def test_the_sheet_of_the_run_says_how_good_it_is(run: Path, sheets: dict[str, Rows]) -> None:
    """A bound a hair below 0 is 0."""
    rows = sheets["Run"]
    facts = {row[0]: row[1] for row in rows}
    level = next(row for row in rows if row[0] == "lateness")

    assert facts["scenario"] == "@scenario"
    assert facts["folder"] == run.name
    assert facts["command"] == "solve small"
    assert facts["seconds allowed"] == 5.0
    assert facts["none are"] == ""
    assert level == ["lateness", "d", 1.5, 0.0, 1.5, 0.001, "proven"]


def test_a_level_without_a_bound_says_so(run: Path, tmp_path: Path) -> None:
    other = run_of(plan_of(case()), tmp_path)
    told = json.loads((other / "run.json").read_text())
    told["levels"][0] |= {"bound": None, "gap": None}
    (other / "run.json").write_text(json.dumps(told))

    level = next(row for row in exported(other)["Run"] if row[0] == "lateness")

    assert level[2:5] == [1.5, "not known yet", "not known yet"]


def test_files_edited_since_are_named(tmp_path: Path) -> None:
    run = run_of(plan_of(case()), tmp_path)
    (run / "batches.csv").write_text((run / "batches.csv").read_text().replace("00012", "00013"))

    sheets = exported(run)

    assert ["batches.csv", "edited or removed"] in [row[:2] for row in sheets["Run"]]
    assert sheets["batches"][1][1] == "00013"


def test_a_table_edited_by_hand_is_shown_as_it_is(tmp_path: Path) -> None:
    run = run_of(plan_of(case()), tmp_path)
    text = (run / "batches.csv").read_text()
    assert "2026-01-17" in text
    (run / "batches.csv").write_text(text.replace("2026-01-17", "2026-01-07"))

    rows = table_of(run, "batches")

    assert all(
        same(value, cell)
        for found, wanted in zip(exported(run)["batches"], rows, strict=True)
        for value, cell in zip(found, wanted, strict=True)
    )


def test_a_table_that_no_sheet_can_hold_is_left_out_and_named(run: Path) -> None:
    """Nine batches, ten rows of hours: with room for nine only the longer tables go."""
    sheets = sheets_of(plan_workbook(read_run(run), most=9))

    assert "batches" in sheets
    assert "capacity" not in sheets
    said = "capacity has 10 rows, more than a sheet can hold: open capacity.csv"
    assert said in [row[0] for row in sheets["Run"]]


def test_the_same_run_gives_the_same_bytes(run: Path) -> None:
    assert plan_workbook(read_run(run)) == plan_workbook(read_run(run))


def test_french_is_said_everywhere_but_in_tables(run: Path, sheets: dict[str, Rows]) -> None:
    french = exported(run, "fr")

    assert [name for name in french if name not in COLUMNS] == [
        "Lundi",
        "Gantt",
        "Heures",
        "Exécution",
    ]
    assert [row[0] for row in french["Gantt"][:5]] == [
        "Gantt du plan",
        "mois",
        "semaine ISO",
        "Lundi",
        "Suites de préparation",
    ]
    assert french["Gantt"][2][2:4] == ["S52", "S01"]
    assert french["Exécution"][0][0] == "L'exécution"
    assert french["Heures"][0][0] == "Part des heures utilisées"
    assert {name: french[name] for name in COLUMNS} == {name: sheets[name] for name in COLUMNS}


def test_monday_is_the_screen_line_by_line(sheets: dict[str, Rows]) -> None:
    lines = [row[0] for row in sheets["Monday"]]

    assert lines[0].startswith("@scenario, 2026-01-05 to the bucket of 2026-02-02")
    assert "2026-01-12  2 x B P > F" in lines
    assert "How good is it" in lines
