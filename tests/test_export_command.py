"""`fillfinish export` as a user runs it: files, refusals and exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from planner.cli_export import export_command
from planner.exits import Exit
from tests.exported_runs import case, plan_of, run_of, sheets_of

app = typer.Typer()
app.command()(export_command)
fillfinish = CliRunner()


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return run_of(plan_of(case()), tmp_path)


def test_a_workbook_is_written_and_named(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"

    done = fillfinish.invoke(app, [str(run), str(file), "--language", "fr"])

    assert done.exit_code == Exit.OK
    assert done.stdout.strip() == str(file)
    assert "Lundi" in sheets_of(file.read_bytes())


def test_a_file_that_is_there_is_kept(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    file.write_text("mine")

    done = fillfinish.invoke(app, [str(run), str(file)])

    assert done.exit_code == Exit.USAGE
    assert done.stderr.strip() == f"{file} is there already; give another name, or remove it"
    assert file.read_text() == "mine"


def test_a_name_that_excel_would_not_open_is_refused(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"

    done = fillfinish.invoke(app, [str(run), str(file)])

    assert done.exit_code == Exit.USAGE
    assert done.stderr.strip() == f"{file} is no name of a workbook; end it with .xlsx"


def test_a_folder_that_is_not_there_is_named(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "plan.xlsx"

    done = fillfinish.invoke(app, [str(run), str(file)])

    assert done.exit_code == Exit.BAD_INPUT
    assert done.stderr.strip() == f"{file}: No such file or directory"


def test_a_run_without_a_table_is_refused(run: Path, tmp_path: Path) -> None:
    (run / "capacity.csv").unlink()
    file = tmp_path / "plan.xlsx"

    done = fillfinish.invoke(app, [str(run), str(file)])

    assert done.exit_code == Exit.BAD_INPUT
    assert "capacity.csv" in done.stderr
    assert not file.exists()


def test_a_run_that_does_not_say_its_options_is_refused(run: Path, tmp_path: Path) -> None:
    told = json.loads((run / "run.json").read_text())
    del told["options"]
    (run / "run.json").write_text(json.dumps(told))

    done = fillfinish.invoke(app, [str(run), str(tmp_path / "plan.xlsx")])

    assert done.exit_code == Exit.BAD_INPUT
    assert "'options' is missing" in done.stderr


def test_an_edited_file_is_told_and_the_workbook_written(run: Path, tmp_path: Path) -> None:
    (run / "moves.csv").write_bytes((run / "moves.csv").read_bytes().replace(b"\n", b"\r\n"))
    file = tmp_path / "plan.xlsx"

    done = fillfinish.invoke(app, [str(run), str(file)])

    assert done.exit_code == Exit.OK, done.stderr
    assert f"warning - {run}/moves.csv: edited since the run" in done.stderr
    assert file.exists()


def test_without_xlsxwriter_it_says_what_to_install(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    done = fillfinish.invoke(app, [str(run), str(tmp_path / "plan.xlsx")])

    assert done.exit_code == Exit.USAGE
    assert "pip install 'fillfinish[excel]'" in done.stderr
