"""`fillfinish convert` as a user runs it: words, refusals and exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from planner.cli_convert import convert_command
from planner.conversion import convert
from planner.exits import Exit
from planner.files import read_case
from tests.plants import patch, tiny_plant, write_tiny
from tests.workbooks import texts, tiny_sheets, write_sheets

app = typer.Typer()
app.command()(convert_command)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_case_with_a_problem_is_refused_whole_and_nothing_is_written(tmp_path: Path) -> None:
    case = write_tiny(tmp_path)
    patch(case, "bulks", 2, "mg_per_ml", "-1")
    patch(case, "lots", 2, "lot", "")

    result = run(case, tmp_path / "case.xlsx")

    assert result.exit_code == Exit.BAD_INPUT
    assert result.stderr == (
        "tiny: 2 problems\n"
        "- bulks.csv:2, mg_per_ml: '-1' is not above 0; write more than 0 (mg/mL)\n"
        "- lots.csv:2, lot: is blank; write its value\n"
        "Checks across tables follow once these are mended.\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tiny"]


@pytest.mark.parametrize("name", ["there.xlsx", "full"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    case = write_tiny(tmp_path)
    (tmp_path / "there.xlsx").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x.txt").write_text("mine")

    result = run(case, tmp_path / name)

    said = {
        "there.xlsx": f"'{tmp_path / name}' is there already; name a new file or delete it first\n",
        "full": f"'{tmp_path / name}' is not empty; name a new or empty folder\n",
    }
    assert result.exit_code == Exit.USAGE
    assert result.stderr == said[name]
    assert (tmp_path / "there.xlsx").read_text() == "mine"
    assert texts(tmp_path / "full") == {"x.txt": b"mine"}


def test_an_empty_folder_and_one_that_is_not_there_are_filled(tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "case.xlsx", tiny_sheets())
    (tmp_path / "empty").mkdir()

    for target in (tmp_path / "empty", tmp_path / "a" / "b"):
        convert(path, target)

        assert read_case(target) == tiny_plant()


@pytest.mark.parametrize("name", ["case.xls", "case.ods", "case.csv", "case.xlsm"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    result = run(write_tiny(tmp_path), tmp_path / name)

    assert result.exit_code == Exit.USAGE
    assert result.stderr == (
        f"'{tmp_path / name}' would be {Path(name).suffix}; name an .xlsx or a folder\n"
    )


def test_the_command_says_what_it_wrote_and_what_to_know(tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "case.xlsx", tiny_sheets() | {"_ideas": [["x"]]})

    result = run(path, tmp_path / "case")

    assert result.exit_code == Exit.OK
    assert result.stdout == f"{tmp_path / 'case'}: 18 tables with 40 rows\n"
    assert result.stderr == (
        "Warnings:\n- case.xlsx, sheet _ideas: was left out, for its name begins with '_'\n"
    )


def test_for_other_programs_it_says_so_in_json(tmp_path: Path) -> None:
    result = run(write_tiny(tmp_path), tmp_path / "case.xlsx", "--json")

    told = json.loads(result.stdout)
    assert told["target"] == str(tmp_path / "case.xlsx")
    assert told["rows"]["packs"] == 2
    assert (told["attached"], told["warnings"]) == ([], [])


def test_the_template_is_written_once(tmp_path: Path) -> None:
    first = run("--template", tmp_path / "new.xlsx")
    again = run("--template", tmp_path / "new.xlsx")

    assert (first.exit_code, first.stdout) == (Exit.OK, f"{tmp_path / 'new.xlsx'}\n")
    assert again.exit_code == Exit.USAGE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "give a source and a target: convert CASE CASE.xlsx, or the other way\n"),
        (["case"], "give a source and a target: convert CASE CASE.xlsx, or the other way\n"),
        (
            ["case", "b", "--template", "c.xlsx"],
            "--template takes no source; give it alone: convert --template NEW.xlsx\n",
        ),
        (["--template", "c.csv"], "'c.csv' would be .csv; name an .xlsx or a folder\n"),
        (["--template", "c"], "'c' is no .xlsx; give the template a name such as case.xlsx\n"),
        (
            ["case", "c.xlsx", "--csv", "french"],
            "--csv is for a folder, and 'c.xlsx' is a workbook; leave it out\n",
        ),
    ],
)
def test_a_command_that_makes_no_sense_is_refused(words: list[str], said: str) -> None:
    result = run(*words)

    assert (result.exit_code, result.stderr) == (Exit.USAGE, said)


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    result = run(write_tiny(tmp_path), tmp_path / "case.xlsx")

    assert result.exit_code == Exit.USAGE
    assert result.stderr == "workbooks need an extra: pip install 'fillfinish[excel]'\n"
    assert not (tmp_path / "case.xlsx").exists()


def test_problems_are_told_in_json_too(tmp_path: Path) -> None:
    case = write_tiny(tmp_path)
    patch(case, "bulks", 2, "mg_per_ml", "-1")

    result = run(case, tmp_path / "case.xlsx", "--json")

    assert result.exit_code == Exit.BAD_INPUT
    assert json.loads(result.stdout)["problems"][0]["column"] == "mg_per_ml"
