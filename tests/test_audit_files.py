"""What a run folder must be before its plan can be audited."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

import pytest

import planner.audit
from planner.audit import Violation, audit
from planner.audit.schema import CASE, OPTIONAL, OUTPUTS
from tests.audit_changes import cell, without_file
from tests.audit_plan import PLAN
from tests.audit_run import Files, right_run, write
from tests.audit_run_states import NOTHING_LATE, run_with_states

WRONG = "the file is not the one that run.json lists (sha256)"


@pytest.mark.parametrize("file", ["batches.csv", "case/lots.csv", "case/plant.yaml"])
def test_a_file_changed_after_the_run_is_named(tmp_path: Path, file: str) -> None:
    """Even by a line feed that no table reader sees."""
    run = write(tmp_path, right_run())
    (run / file).write_text((run / file).read_text() + "\n")

    assert audit(run) == (Violation("R0", file, 1, WRONG),)


def test_inputs_may_be_listed_with_their_folder(tmp_path: Path) -> None:
    run = write(tmp_path, right_run())
    told = json.loads((run / "run.json").read_text())
    inputs = {f"case/{file}": value for file, value in told["inputs"].items()}
    (run / "run.json").write_text(json.dumps(told | {"inputs": inputs}))

    assert audit(run) == ()


def test_a_file_that_the_manifest_does_not_list_is_named(tmp_path: Path) -> None:
    run = write(tmp_path, right_run())
    (run / "case" / "notes.csv").write_text("row_id\n")

    assert audit(run) == (Violation("R0", "case/notes.csv", 1, "run.json does not list this file"),)


def test_a_listed_file_that_is_gone_is_named(tmp_path: Path) -> None:
    run = write(tmp_path, right_run())
    (run / "markets.csv").unlink()

    assert audit(run) == (
        Violation("R0", "markets.csv", 1, "the file is missing"),
        Violation("R0", "run.json", 1, "markets.csv is listed but missing"),
    )


def test_a_run_of_another_scenario_is_named(tmp_path: Path) -> None:
    run = write(tmp_path, right_run(), scenario="no-new-building")
    what = "the scenario is 'base', but run.json says 'no-new-building'"

    filled = [name for name in sorted(OUTPUTS) if PLAN[name].count("\n") > 1]
    assert audit(run) == tuple(Violation("R0", f"{name}.csv", 2, what) for name in filled)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "the file cannot be understood: Expecting property name enclosed in double quotes:"),
        ("[1]", "the file cannot be understood: list indices must be integers or slices"),
        ('{"scenario": "base"}', "service_in_horizon is missing"),
        ('{"scenario": "base", "service_in_horizon": null}', "the file cannot be understood: "),
    ],
)
def test_a_manifest_that_is_none_is_named(tmp_path: Path, text: str, what: str) -> None:
    run = write(tmp_path, right_run())
    (run / "run.json").write_text(text)

    assert any(one.file == "run.json" and one.what.startswith(what) for one in audit(run))


def test_an_empty_folder_names_all_that_is_missing(tmp_path: Path) -> None:
    found = audit(tmp_path)

    assert {one.what for one in found} == {"the file is missing"}
    assert len(found) == len(CASE) + len(OUTPUTS) + len(["plant.yaml", "run.json"])


@pytest.mark.parametrize("file", ["batches.csv", "case/plant.yaml", "case/demand.csv", "run.json"])
def test_bytes_that_are_no_text_are_named(tmp_path: Path, file: str) -> None:
    run = write(tmp_path, right_run())
    (run / file).write_bytes(b"\xff\xfe\x00\x81")

    assert any(one.rule == "R0" and one.file == file for one in audit(run))


@pytest.mark.parametrize("table", OPTIONAL)
def test_a_case_may_lack_optional_tables(tmp_path: Path, table: str) -> None:
    """The plan no longer fits, but the missing table itself is no fault."""
    files = run_with(f"case/{table}.csv")
    without_file(f"case/{table}.csv")(files)

    assert not any(one.rule == "R0" for one in audit(write(tmp_path, files, **NOTHING_LATE)))


def run_with(file: str) -> Files:
    """The run that has rows in a file."""
    states = run_with_states()
    return states if states.get(file, "").count("\n") > 1 else right_run()


@pytest.mark.parametrize("table", [*(f"case/{name}" for name in CASE | OPTIONAL), *OUTPUTS])
def test_no_cell_crashes_the_audit(tmp_path: Path, table: str) -> None:
    """Blank, absurd or of another kind, in each column of the second row."""
    file = f"{table}.csv"
    header = run_with(file)[file].splitlines()[0].split(",")
    for column in header:
        for value in ("", "-1", "0", "1e308", "9999-12-31", "*"):
            files = run_with(file)
            cell(file, 2, **{column: value})(files)
            folder = tmp_path / f"{column} {value.replace('*', 'any')}"
            folder.mkdir()
            audit(write(folder, files))


def test_the_audit_shares_no_code_with_the_planner() -> None:
    """Standard library, ruamel.yaml and itself: what the plan gets wrong it may not inherit."""
    allowed = set(sys.stdlib_module_names) | {"ruamel"}
    imported = set()
    for module in Path(planner.audit.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")

    strangers = {name for name in imported if name.split(".")[0] not in allowed}
    assert {name for name in strangers if not name.startswith("planner.audit")} == set()
