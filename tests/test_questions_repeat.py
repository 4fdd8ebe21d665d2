"""Every answer stands on plans that a plain `solve` makes again, byte for byte."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from planner.exits import Exit
from tests.answers_repeated import TINY, ask, different_tables, solved_again
from tests.study_folders import scenario_rows

ASKED: dict[str, tuple[object, ...]] = {
    "headroom": ("--floor", 0.9, "--to", 0.1, "--up-to", 1.4),
    "bottleneck": ("--most", 3),
    "approval-value": (),
    "tornado": ("--vary", "demand.units*=0.9..1.1"),
    "pareto": ("--at", 1),
    "alternatives": ("--plans", 2),
    "attribution": ("--part", "demand.units*=1.1", "--part", "staffing.efficiency*=0.9"),
    "stability": ("--set", "demand.units*=1.1", "--at", 0),
}


@pytest.fixture(scope="module")
def last_week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan before."""
    folder = tmp_path_factory.mktemp("last-week")
    return solved_again(f"fillfinish solve {shlex.quote(str(TINY))} --work 0", folder)


@pytest.mark.parametrize("question", ASKED)
def test_a_plain_solve_repeats_every_scenario_of_an_answer(
    question: str, last_week: Path, tmp_path: Path
) -> None:
    """The command in scenarios.csv alone gives each table again, the scenario column too."""
    previous = ("--previous", last_week) if question == "stability" else ()
    answer = ask(question, tmp_path, *ASKED[question], *previous)
    study = tmp_path / question
    assert answer.exit_code == Exit.OK, answer.output
    finished = [row for row in scenario_rows(study) if row["status"] == "finished"]

    differ = {
        row["scenario"]: tables
        for row in finished
        if (
            tables := different_tables(
                solved_again(row["command"], tmp_path / "again"), study / row["run"]
            )
        )
    }

    assert len(finished) >= 2
    assert differ == {}
