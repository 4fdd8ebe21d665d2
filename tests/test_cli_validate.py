"""`fillfinish init` and `fillfinish validate`: what they print, their exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli import app
from planner.exits import Exit
from planner.files import read_case
from tests.plants import patch, write_tiny

fillfinish = CliRunner()


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_tiny(tmp_path)


def test_a_case_that_can_be_planned_is_summarised(case: Path) -> None:
    result = fillfinish.invoke(app, ["validate", str(case)])

    assert result.exit_code == Exit.OK
    assert result.stdout == (
        "Tiny: can be planned\n"
        "  plan    2026-01-05 to 2026-04-30: 8 weeks + 2 months; 1 tail bucket until 2026-05-31\n"
        "  demand  2 countries in 2 approval groups, 1 presentation of 1 syringe;"
        " 12 rows for 2 pairs of country and presentation\n"
        "  plant   2 suites, 1 line, 2 routes, 2 batch kinds\n"
        "  stock   1 lot, 0 firm batches\n"
    )
    assert result.stderr == ""


def test_warnings_go_to_stderr(case: Path) -> None:
    (case / "media_fills.csv").unlink()

    result = fillfinish.invoke(app, ["validate", str(case)])

    assert result.exit_code == Exit.OK
    assert result.stderr == (
        "Warnings:\n"
        "- media_fills.csv: has no rows; a line needs two media fills a year, and their hours\n"
    )


def test_a_case_with_problems_ends_with_exit_code_3_and_nothing_is_written(
    case: Path, tmp_path: Path
) -> None:
    patch(case, "release", 2, "days", "six weeks")
    before = files_in(tmp_path)

    result = fillfinish.invoke(app, ["validate", str(case)])

    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr == (
        "tiny: 1 problem\n"
        "- release.csv:2, days: 'six weeks' is not a whole number; write the number alone (d)\n"
        "Checks across tables follow once these are mended.\n"
    )
    assert files_in(tmp_path) == before


def test_problems_as_json(case: Path) -> None:
    patch(case, "demand", 4, "presentation", "S1-PF")

    result = fillfinish.invoke(app, ["validate", str(case), "--json"])

    assert result.exit_code == Exit.BAD_INPUT
    assert json.loads(result.stdout) == {
        "case": "tiny",
        "valid": False,
        "problems": [
            {
                "file": "demand.csv",
                "row": 4,
                "column": "presentation",
                "value": "S1-PF",
                "what": "presentation 'S1-PF' does not exist; did you mean 'S1-PFS'?",
            }
        ],
        "warnings": [],
        "summary": None,
    }


def test_a_summary_as_json(case: Path) -> None:
    result = fillfinish.invoke(app, ["validate", str(case), "--json"])
    answer = json.loads(result.stdout)

    assert answer["valid"] is True
    assert answer["warnings"] == []
    assert answer["summary"]["routes"] == 2
    assert answer["summary"]["firm_batches"] == 0


def test_a_missing_argument_is_wrong_usage() -> None:
    assert fillfinish.invoke(app, ["validate"]).exit_code == Exit.USAGE


def test_init_copies_a_shipped_case_that_can_be_planned(tmp_path: Path) -> None:
    result = fillfinish.invoke(app, ["init", str(tmp_path / "mine"), "--from", "tiny"])

    assert result.exit_code == Exit.OK
    assert read_case(tmp_path / "mine").settings.name


def test_init_refuses_a_folder_that_is_not_empty(case: Path) -> None:
    before = files_in(case)

    result = fillfinish.invoke(app, ["init", str(case)])

    assert result.exit_code == Exit.USAGE
    assert result.stderr == f"'{case}' is not empty; name a new or empty folder\n"
    assert files_in(case) == before


def test_init_knows_the_shipped_cases(tmp_path: Path) -> None:
    result = fillfinish.invoke(app, ["init", str(tmp_path / "mine"), "--from", "tinny"])

    assert result.exit_code == Exit.USAGE
    assert result.stderr == "case 'tinny' does not exist; did you mean 'tiny'?\n"
    assert not (tmp_path / "mine").exists()


def test_help_comes_at_once_because_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from planner.cli import app; app(['--help'], standalone_mode=False);"
        " heavy = {'pyomo', 'pandas', 'numpy', 'pydantic', 'highspy'} & set(sys.modules);"
        " sys.exit(str(heavy) if heavy else 0)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert "validate" in done.stdout


def test_checking_a_case_imports_no_pyomo(case: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from planner.files import read_case;"
        f" read_case(Path({str(case)!r})); sys.exit('pyomo' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
