"""`fillfinish compare` as a user runs it: words, files, refusals and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import planner
from planner.cli import app
from planner.errors import DataError, line_of
from planner.exits import Exit
from tests.written_runs import tell, write_run

fillfinish = CliRunner()


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write_run(tmp_path / "a", service=[{}, {"country": "JP"}], batches=[{}], costs=[{}])


def refused(*runs: Path) -> list[str]:
    with pytest.raises(DataError) as refusal:
        planner.compare(*runs)
    return [line_of(problem) for problem in refusal.value.problems]


def test_words_show_what_changes(base: Path, tmp_path: Path) -> None:
    late = write_run(
        tmp_path / "b",
        "late",
        service=[{"met_units": "40", "backorder_units": "60"}, {"country": "JP"}],
        batches=[{"bucket": "2026-01-12", "fill_start": "2026-01-12"}],
        costs=[{"eur": "1250"}],
        shortages=[{}],
    )

    result = fillfinish.invoke(app, ["compare", str(base), str(late)])

    assert result.exit_code == Exit.OK
    assert result.stdout == (
        "Runs, the first being the base\n"
        f"  Tiny  {base}\n"
        f"  late  {late}\n"
        "\n"
        "Service: on time %, mean days late, units short at worst\n"
        "  all         100.00 -> 70.00  0.000 -> 2.100  0 -> 60\n"
        "  group EU    100.00 -> 40.00  0.000 -> 4.200  0 -> 60\n"
        "  group JP             100.00           0.000        0\n"
        "  country NO  100.00 -> 40.00  0.000 -> 4.200  0 -> 60\n"
        "  1 country as in the base\n"
        "\n"
        "Batches\n"
        "  late:\n"
        "    S1  1 batches  0 kept  1 moved  0 added  0 dropped\n"
        "    moved P1 S1: OLD > L1 2026-01-06 -> OLD > L1 2026-01-12\n"
        "\n"
        "Hours\n"
        "  as in the base\n"
        "\n"
        "Cost, EUR\n"
        "  production  100 -> 1,250\n"
        "  total       100 -> 1,250\n"
        "\n"
        "Levels\n"
        "  cost  Tiny  value 100 EUR  bound 90 EUR  gap 10.0%\n"
        "  cost  late  value 100 EUR  bound 90 EUR  gap 10.0%\n"
        "\n"
        "New shortages\n"
        "  NO S1-PFS 2026-01-05 to 2026-01-18: 60 units (capacity): OLD is full\n"
        "\n"
        "Shortages that went\n"
        "  none\n"
    )


def test_json_and_files_have_every_table(base: Path, tmp_path: Path) -> None:
    late, out = write_run(tmp_path / "b", "late"), tmp_path / "out"

    result = fillfinish.invoke(app, ["compare", str(base), str(late), "--json", "-o", str(out)])

    tables = {"service", "batches", "moves", "hours", "costs", "levels", "shortages"}
    assert set(json.loads(result.stdout)) == {"runs", *tables}
    assert {path.name for path in out.iterdir()} == {f"{table}.csv" for table in tables}
    assert (out / "costs.csv").read_text() == (
        "scenario,term,eur,change_eur\n"
        "Tiny,production,100.0,0.0\nTiny,total,100.0,0.0\n"
        "late,production,0.0,-100.0\nlate,total,0.0,-100.0\n"
    )


def test_runs_of_one_scenario_are_told_apart_by_their_folders(base: Path, tmp_path: Path) -> None:
    again = write_run(tmp_path / "b")

    assert list(planner.compare(base, again).runs) == ["a", "b"]


def test_what_is_no_run_of_the_case_is_refused(base: Path, tmp_path: Path) -> None:
    other, old = write_run(tmp_path / "b"), write_run(tmp_path / "c")
    tell(other, case="Other")
    (old / "costs.csv").write_text("scenario,term\n")

    assert refused(base, tmp_path) == [
        f"{tmp_path}/run.json: is missing; give the folder of one run, such as runs/2026..."
    ]
    assert refused(base, other, base) == [
        f"{base}/run.json: is given twice; give each run once",
        f"{other}/run.json: is a run of case 'Other', not of 'Tiny'; give runs of one",
    ]
    assert refused(base, old) == [
        f"{old}/costs.csv: has no column eur; give a run as it was written"
    ]
    (old / "costs.csv").unlink()
    assert refused(base, old) == [
        f"{old}/costs.csv: is missing or cannot be read; give a run as it was written"
    ]


def test_exit_codes_of_compare(base: Path, tmp_path: Path) -> None:
    one = fillfinish.invoke(app, ["compare", str(base)])
    full = fillfinish.invoke(app, ["compare", str(base), str(base), "-o", str(base)])
    none = fillfinish.invoke(app, ["compare", str(base), str(tmp_path)])

    assert (one.exit_code, one.stderr) == (Exit.USAGE, "give two runs or more, the base first\n")
    assert full.exit_code == Exit.USAGE
    assert full.stderr == f"'{base}' is not empty; name a new or empty folder\n"
    assert none.exit_code == Exit.BAD_INPUT
    assert none.stderr.startswith("compare: 1 problem\n")


def test_a_module_does_not_hide_the_function() -> None:
    """`planner.compare` is called after `planner.comparison` was imported."""
    import planner.comparison

    assert planner.compare is planner.comparison.compare
