"""A run read back is the plan that was solved; what was edited, removed or is newer is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from planner.engine import Limits
from planner.errors import DataError
from planner.monday import screen
from planner.pipeline import solve
from planner.plan import Plan
from planner.runs import publish
from planner.saved import read_run
from tests.plants import tiny_plant

LIMITS = Limits(work=0)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(tiny_plant(), LIMITS)


@pytest.fixture(scope="module")
def written(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(plan, tmp_path_factory.mktemp("runs"), LIMITS, "solve tiny")


@pytest.fixture
def run(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "run"))


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(run: Path) -> str:
    with pytest.raises(DataError) as caught:
        read_run(run, "report")
    return str(caught.value).replace(f"{run}/", "")


def test_what_is_read_back_is_what_was_solved(plan: Plan, run: Path) -> None:
    """All tables, cell by cell and type by type; hours and kg are written with 4 decimals."""
    saved = read_run(run)

    assert saved.changed == ()
    assert saved.plan.plant == plan.plant
    assert saved.plan.levels == plan.levels
    assert saved.plan.too_late == plan.too_late
    assert set(saved.plan.records) == set(plan.records)
    for table, rows in plan.records.items():
        for read, solved in zip(saved.plan.records[table], rows, strict=True):
            assert list(read) == list(solved)
            for column, value in solved.items():
                assert read[column] == pytest.approx(value, abs=5e-3)
                assert type(read[column]) is type(value)


def test_the_monday_screen_of_a_saved_run_is_that_of_the_plan(plan: Plan, run: Path) -> None:
    assert screen(read_run(run).plan) == screen(plan)


def test_a_table_edited_since_is_named(run: Path) -> None:
    rewrite(run / "batches.csv", ",18", ",19")
    rewrite(run / "case" / "demand.csv", "forecast", "forecast ")

    assert read_run(run).changed == ("batches.csv", "case/demand.csv")


def test_missing_tables_are_told_all_at_once(run: Path) -> None:
    (run / "stock.csv").unlink()
    (run / "service.csv").write_bytes(b"")

    assert refusal(run) == (
        "report: 2 problems\n"
        "- service.csv: is missing, empty or cannot be read; give a run as it was written\n"
        "- stock.csv: is missing, empty or cannot be read; give a run as it was written"
    )


def test_cells_that_a_spreadsheet_rewrote_are_told_by_row_and_column(run: Path) -> None:
    """A spreadsheet saves 2026-01-05 as 05/01/2026 and 18000 as 18 000."""
    first = (run / "batches.csv").read_text(encoding="utf-8").splitlines()[1].split(",")
    rewrite(run / "batches.csv", ",".join(first[9:11]), f"05/01/2026,{first[10]}")
    rewrite(run / "costs.csv", "\nTiny,", "\nTiny;")

    said = refusal(run)

    assert "batches.csv:2, bucket: '05/01/2026' is not a day such as 2026-01-05" in said
    assert "costs.csv:2: has 3 cells, but the header 4; mend the row" in said


def test_a_name_that_the_case_does_not_have_is_told(run: Path) -> None:
    rewrite(run / "batches.csv", ",OLD,", ",OLDER,")

    assert "batches.csv:3, suite: the run's case knows no suite 'OLDER'" in refusal(run)


def test_a_newer_run_asks_for_a_newer_program(run: Path) -> None:
    manifest = json.loads((run / "run.json").read_text(encoding="utf-8"))
    manifest |= {"format": manifest["format"] + 1}
    manifest["versions"]["fillfinish"] = "9.9.9"
    (run / "run.json").write_text(json.dumps(manifest), encoding="utf-8")

    said = refusal(run)

    assert "9.9.9" in said
    assert "update fillfinish" in said


def test_a_manifest_that_lacks_something_is_refused(run: Path) -> None:
    manifest = json.loads((run / "run.json").read_text(encoding="utf-8"))
    del manifest["levels"]
    (run / "run.json").write_text(json.dumps(manifest), encoding="utf-8")

    assert "'levels' is missing or not as fillfinish writes it" in refusal(run)


def test_a_folder_without_its_case_is_refused(run: Path) -> None:
    shutil.rmtree(run / "case")

    assert "case/plant.yaml: is missing" in refusal(run)
