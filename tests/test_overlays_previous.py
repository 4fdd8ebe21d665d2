"""`--previous RUN`: the batches of an earlier run become the plan before."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.inventory import PreviousBatch
from planner.errors import DataError, line_of
from planner.files import WhatIf, open_case, write_case
from planner.previous import Previous
from tests.plants import tiny_plant, write_tiny
from tests.refusals import day
from tests.written_runs import tell, write_run


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_tiny(tmp_path)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    statuses = ("planned", "firm", "in_process", "filled")
    rows = [{"batch": f"P{n}", "status": status} for n, status in enumerate(statuses, start=1)]
    return write_run(tmp_path / "runs" / "first", batches=rows)


def with_previous(case: Path, run: str) -> tuple[PreviousBatch, ...]:
    asked = WhatIf(previous=Previous(run, case.parent / "runs"))
    return open_case(case, asked).plant.previous_batches


def refused(case: Path, run: str) -> list[str]:
    with pytest.raises(DataError) as refusal:
        with_previous(case, run)
    return [line_of(problem) for problem in refusal.value.problems]


def test_planned_firm_and_started_batches_are_the_plan_before(case: Path, run: Path) -> None:
    batches = with_previous(case, str(run))

    assert [row.batch for row in batches] == ["P1", "P2", "P3"]
    assert batches[0] == PreviousBatch(
        batch="P1", syringe="S1", suite="OLD", line="L1", volume_l=20, fill_on=day("2026-01-06")
    )


def test_latest_is_the_newest_run_of_this_case(case: Path, run: Path) -> None:
    newer = write_run(run.parent / "newer", batches=[{"batch": "P9"}])
    tell(newer, written="2026-01-02T08:00:00+00:00")
    other = write_run(run.parent / "other")
    tell(other, case="Other", written="2026-01-03T08:00:00+00:00")
    bad = write_run(run.parent / "bad_refused")
    tell(bad, written="2026-01-04T08:00:00+00:00")

    assert [row.batch for row in with_previous(case, "latest")] == ["P9"]


def test_latest_without_a_run(case: Path) -> None:
    runs = case.parent / "runs"

    assert refused(case, "latest") == [
        f"{runs}/run.json: there is no run of 'Tiny' in {runs}; leave --previous out the first time"
    ]


def test_a_folder_that_is_no_run(case: Path) -> None:
    assert refused(case, str(case)) == [
        f"{case}/run.json: is missing; give the folder of one run, such as runs/2026..."
    ]


def test_a_run_of_another_case_and_version_that_was_edited(case: Path, run: Path) -> None:
    tell(run, case="Other", versions={"fillfinish": "9.2.1"})
    (run / "batches.csv").write_text("batch\n")

    assert refused(case, str(run)) == [
        f"{run}/batches.csv: was edited after the run (run.json has another sha256); give a run as it was written",
        f"{run}/run.json: is a run of case 'Other', not of 'Tiny'; give a run of it",
        f"{run}/run.json: was written by fillfinish 9.2.1, this is 0.1.0; solve it again and give that",
    ]


def test_a_case_that_has_previous_batches_already(tmp_path: Path, run: Path) -> None:
    batch = PreviousBatch(
        batch="P1", syringe="S1", suite="OLD", line="L1", volume_l=20, fill_on=day("2026-01-06")
    )
    write_case(tiny_plant().but(previous_batches=(batch,)), tmp_path / "more")

    assert refused(tmp_path / "more", str(run)) == [
        "previous_batches.csv: has rows, and --previous was given too; empty the table or leave it out"
    ]


def test_a_batch_that_the_case_does_not_know_is_named_by_its_run(case: Path, run: Path) -> None:
    strange = write_run(run.parent / "strange", batches=[{"suite": "OLDER"}])

    assert refused(case, str(strange)) == [
        f"{strange}/batches.csv:2, suite: row added to previous_batches:"
        " suite 'OLDER' does not exist; did you mean 'OLD'?"
    ]
