"""`fillfinish explain` on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from planner.answers.kept import read_finding
from planner.cli_explain import explain_command
from planner.exits import Exit
from planner.files import write_case
from tests.short_runs import run_of, short_run
from tests.small_plants import day, order, plant

app = typer.Typer()
app.command("explain")(explain_command)


def typed(*words: Any) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return short_run(tmp_path_factory.mktemp("runs"))


def test_a_run_alone_lists_the_worst(run: Path) -> None:
    answer = typed(run)

    assert answer.exit_code == Exit.OK
    assert "--country NO --presentation S1-PFS --bucket 2026-01-05" in answer.output


def test_the_chain_alone_takes_no_seconds(run: Path) -> None:
    answer = typed(run, "--country", "JP", "--seconds", 0)

    assert answer.exit_code == Exit.OK
    assert "JP S1-PFS is short of up to" in answer.output
    assert "* release takes 14 days" in answer.output
    assert "Tried" not in answer.output


def test_json_holds_every_link_with_its_place(run: Path) -> None:
    told = json.loads(typed(run, "--country", "JP", "--seconds", 0, "--json").output)

    links = told["chain"]["links"]
    (release,) = [link for link in links if link["step"] == "time"]
    assert (release["file"], release["rows"], release["binds"]) == (
        "case/release.csv", [2], True,
    )  # fmt: skip


def test_what_is_solved_is_kept_and_not_solved_again(tmp_path: Path) -> None:
    """Of 20,000 due in the first week 10,000 are made; one process, all changes in a minute."""
    short = run_of(plant(demand=[order(20_000, day("01-11"))]), tmp_path)
    words = (short, "--country", "AA", "--jobs", 0, "-q", "-o", tmp_path / "studies")

    first = typed(*words)
    (folder,) = (path for path in (tmp_path / "studies").glob("explain-AA-*"))
    journal = (folder / "journal.jsonl").read_bytes()
    again = typed(*words)

    assert first.exit_code == Exit.OK
    assert "32 h a week more on P from 2026-01-05 to 2026-01-11 would end it" in first.output
    assert again.output == first.output
    assert (folder / "journal.jsonl").read_bytes() == journal
    kept = read_finding(folder)
    assert kept is not None
    assert kept.question == "explain"


def test_a_batch_is_explained(run: Path) -> None:
    answer = typed(run, "--batch", "P0001")

    assert answer.exit_code == Exit.OK
    assert answer.output.startswith("P0001, S1 on NEW > L1, is filled in the bucket of 2026-01-05")


def test_nothing_short_is_an_answer(run: Path) -> None:
    answer = typed(run, "--country", "NO", "--bucket", "2026-04-14")

    assert answer.exit_code == Exit.OK
    assert "NO is not short there. Its least cover is" in answer.output


def test_an_unknown_country_is_a_slip_of_the_question(run: Path) -> None:
    answer = typed(run, "--country", "Japan")

    assert answer.exit_code == Exit.USAGE
    assert "did you mean 'JP'?" in answer.output


def test_a_case_without_a_plan_names_the_clash(tmp_path: Path) -> None:
    firm = [
        {"batch": f"B{n}", "bulk": "M", "syringe": "S", "suite": "P", "line": "F"}
        | {"volume_l": 10, "prep_on": day(f"01-1{2 + n}"), "fill_on": day(f"01-1{4 + n}")}
        | {"status": "released"}
        for n in (0, 1, 2)
    ]
    write_case(plant(demand=[order(1_000, day("02-10"))], firm_batches=firm), tmp_path / "small")

    answer = typed(tmp_path / "small")
    told = json.loads(typed(tmp_path / "small", "--json").output)
    changed = typed(tmp_path / "small", "--set", "staffing.hours_per_week=90")

    assert answer.exit_code == Exit.INFEASIBLE
    assert "firm_batches.csv:2, fill_on: move the batch or take it out" in answer.output
    places = told["ways"][0]["rows"][0]["places"]
    assert places[0] == {
        "table": "firm_batches", "index": 0, "column": "fill_on", "value": "2026-01-14",
        "what": "move the batch or take it out",
    }  # fmt: skip
    assert changed.exit_code == Exit.OK
    assert "--set staffing.hours_per_week=90" in changed.output


def test_a_case_with_problems_lists_them(tmp_path: Path) -> None:
    answer = typed(tmp_path / "nowhere")

    assert answer.exit_code == Exit.BAD_INPUT
    assert "there is no folder" in answer.output


def test_a_run_is_explained_as_it_is(run: Path) -> None:
    answer = typed(run, "--set", "settings.weeks=4")

    assert answer.exit_code == Exit.USAGE
    assert "a run is explained as it is" in answer.output
