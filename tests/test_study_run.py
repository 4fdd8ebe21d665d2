"""Scenarios carried out: what comes of each, where its search starts, what is not done twice."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.audit import audit
from planner.cli import app
from planner.errors import DataError
from planner.manifest import told_by
from planner.run_folder import sha256_of
from planner.study.alone import Alone
from planner.study.contract import FIRST, Result, Scenario, against_base
from planner.study.here import Here
from planner.study.study import Study
from tests.plants import write_tiny
from tests.study_folders import (
    CLASH,
    WORK,
    carried_out,
    more,
    request_of,
    scenario_rows,
    table_rows,
)


def test_whatever_a_scenario_comes_to_is_a_row_and_the_others_go_on(tmp_path: Path) -> None:
    """An unknown column is invalid, four batches in a week infeasible; both say why."""
    request = replace(request_of(tmp_path), scenarios=None)
    with Study(request, Here) as study:
        clash = study.overlay("clash", "Four batches", CLASH)
        wrong = Scenario("wrong", assignments=("demand.pallets*=2", "nothing.units=1"))
        base, invalid, infeasible, last = study.solve(
            [Scenario("base"), wrong, Scenario("clash", (clash,)), more("1.1")]
        )

    assert [one.status for one in (base, invalid, infeasible, last)] == [
        "finished",
        "invalid",
        "infeasible",
        "finished",
    ]
    assert "demand column 'pallets' does not exist" in invalid.words
    assert "table 'nothing'" in invalid.words
    assert infeasible.words.startswith("the rows of the case clash:")
    assert [row["status"] for row in scenario_rows(study.folder)] == [
        "finished",
        "invalid",
        "infeasible",
        "finished",
    ]
    assert {row["scenario"] for row in table_rows(study.folder, "batches")} == {
        "base",
        "demand 1.1",
    }


def test_a_plan_of_a_study_is_a_run_like_any_other(tmp_path: Path) -> None:
    (result,) = carried_out(request_of(tmp_path, Scenario("base")))

    assert result.run is not None
    assert audit(result.run) == ()
    assert told_by(result.run, "test").scenario == "base"


def test_a_problem_names_the_overlay_where_it_was_given(tmp_path: Path) -> None:
    with Study(replace(request_of(tmp_path), scenarios=None), Here) as study:
        path = study.overlay("mine", "Mine", [{"table": "demand", "set": {"pallets": 1}}])
        (result,) = study.solve([Scenario("mine", (path,))])

    assert f"- {study.folder}/scenarios/mine.yaml:" in result.words


def same_tables(result: Result, folder: Path) -> bool:
    """Whether the result's command, typed, gives the bytes of all its tables."""
    words = shlex.split(result.command)[1:]
    done = CliRunner().invoke(app, [*words, "-o", str(folder)])
    assert done.exit_code == 0, done.stderr
    (run,) = folder.iterdir()
    assert result.told is not None
    return result.told.outputs == {file: sha256_of(run / file) for file in result.told.outputs}


def test_the_command_of_a_result_gives_the_same_bytes(tmp_path: Path) -> None:
    """One from nothing; one with an overlay of the study, an assignment and a start; and one
    that should not be like it."""
    with Study(replace(request_of(tmp_path), scenarios=None), Here) as study:
        change = {"table": "staffing", "where": {"resource": "L1"}, "multiply": {"efficiency": 0.9}}
        slow = study.overlay("slow", "A slower line", [change])
        first, changed = study.solve(
            [Scenario("base"), Scenario("slow up", (slow,), ("demand.units*=1.1",), start="base")]
        )
        (other,) = study.solve([Scenario("other", start="base", unlike=("slow up",))])

    assert "--start" in changed.command and "--unlike" in other.command
    assert same_tables(first, tmp_path / "one")
    assert same_tables(changed, tmp_path / "two")
    assert same_tables(other, tmp_path / "three")


def test_the_plan_before_may_be_that_of_another_scenario(tmp_path: Path) -> None:
    """Its batches are in `moves.csv` or kept; the command says --previous."""
    with Study(replace(request_of(tmp_path), scenarios=None), Here) as study:
        (base,) = study.solve([Scenario("base")])
        (after,) = study.solve([Scenario("after", previous=base.run)])

    assert after.told is not None and base.run is not None
    assert after.told.previous == base.run.name
    assert f"--previous {base.run}" in after.command


def test_what_was_solved_under_another_name_is_not_solved_again(tmp_path: Path) -> None:
    """Demand times 1.10 is demand times 1.1; tables tell it under its own name."""
    one, two = replace(more("1.1"), start="base"), replace(more("1.10"), start="base")
    _, first, again = carried_out(request_of(tmp_path, Scenario("base"), one, two))

    assert (first.cached, again.cached) == (False, True)
    assert again.run == first.run
    folder = tmp_path / "studies" / "study"
    told = {row["scenario"]: 0 for row in table_rows(folder, "service")}
    for row in table_rows(folder, "service"):
        told[row["scenario"]] += 1
    assert told["demand 1.1"] == told["demand 1.10"] == told["base"]
    assert "--name 'demand 1.1'" in again.command


def test_another_study_in_the_same_folder_finds_the_plans(tmp_path: Path) -> None:
    carried_out(request_of(tmp_path, Scenario("base"), name="one"))

    (base,) = carried_out(request_of(tmp_path, Scenario("base"), name="two"))
    (fresh,) = carried_out(
        replace(request_of(tmp_path, Scenario("base"), name="three"), fresh=True)
    )

    assert base.cached
    assert not fresh.cached
    assert base.run is not None and fresh.run is not None
    assert base.run.parent == fresh.run.parent and base.run != fresh.run


def test_other_options_are_another_plan(tmp_path: Path) -> None:
    carried_out(request_of(tmp_path, Scenario("base"), name="one"))

    request = request_of(tmp_path, Scenario("base"), name="two")
    (base,) = carried_out(replace(request, limits=replace(WORK, seed=1)))

    assert not base.cached


def test_a_plan_that_somebody_changed_is_not_used(tmp_path: Path) -> None:
    (base,) = carried_out(request_of(tmp_path, Scenario("base"), name="one"))
    assert base.run is not None
    with (base.run / "batches.csv").open("a") as opened:
        opened.write("base,X\n")

    with pytest.raises(DataError, match=r"batches\.csv: was changed since .*delete this folder"):
        carried_out(request_of(tmp_path, Scenario("base"), name="two"))


def test_each_starts_from_the_nearest_and_cold_ones_from_nothing(tmp_path: Path) -> None:
    """By hand: 0.9 and 1.1 are next to the base, 1.2 is next to 1.1."""
    scenarios = (Scenario("base"), more("1.2"), more("1.1"), more("0.9"))

    warm = carried_out(request_of(tmp_path, *scenarios, name="warm"))
    cold = carried_out(replace(request_of(tmp_path, *scenarios, name="cold"), cold=True))

    assert [one.started_from for one in warm] == [None, "demand 1.1", "base", "base"]
    assert [one.started_from for one in cold] == [None] * 4


def test_a_start_without_a_plan_is_passed_over(tmp_path: Path) -> None:
    wrong = Scenario("wrong", assignments=("demand.pallets=1",), start="base")
    after = replace(more("1.1"), start="wrong")

    _, _, last = carried_out(request_of(tmp_path, Scenario("base"), wrong, after))

    assert last.started_from == "base"


def test_base_and_scenarios_start_from_one_first_plan(tmp_path: Path) -> None:
    """Also if there were others before, the first plan is from nothing."""
    with Study(replace(request_of(tmp_path), scenarios=None), Here) as study:
        study.solve([more("1.2")])
        base, (up,) = against_base(study, [more("1.1")])
        (first,) = study.solve([Scenario(FIRST)])

    assert (first.started_from, base.started_from, up.started_from) == (None, FIRST, FIRST)


def test_a_name_is_that_of_one_scenario(tmp_path: Path) -> None:
    with Study(replace(request_of(tmp_path), scenarios=None), Here) as study:
        study.solve([Scenario("base")])
        with pytest.raises(DataError, match="two scenarios are called 'base'"):
            study.solve([Scenario("base", assignments=("demand.units*=2",))])

        assert study.solve([Scenario("base")])[0].status == "finished"


def test_a_start_that_is_no_scenario_is_refused_before_anything_is_solved(tmp_path: Path) -> None:
    request = request_of(tmp_path, Scenario("base"), replace(more("2"), start="bsae"))

    with pytest.raises(DataError, match=r"start: .*did you mean 'base'"):
        carried_out(request)
    with Study(replace(request, name="again", scenarios=None), Here) as study:
        with pytest.raises(DataError, match="start:"):
            study.solve(request.scenarios or ())
        assert study.solve([Scenario("base", assignments=("demand.pallets=1",))])
    with pytest.raises(DataError, match="needs the plan of 'nobody', which is no scenario"):
        carried_out(request_of(tmp_path, Scenario("base", unlike=("nobody",)), name="two"))
    assert not (tmp_path / "studies" / "plans").exists()


def test_a_case_with_problems_is_refused_before_there_is_a_folder(tmp_path: Path) -> None:
    request = request_of(tmp_path, Scenario("base"))
    (request.case / "lines.csv").unlink()

    with pytest.raises(DataError, match=r"lines\.csv: is missing"):
        carried_out(request)
    assert not request.out.exists()


def test_alone_solves_without_a_name(tmp_path: Path) -> None:
    case = write_tiny(tmp_path)

    one, two = Alone(case, tmp_path, WORK), Alone(case, tmp_path, WORK)

    assert one.solve([Scenario("base")])[0].on_time == two.solve([Scenario("base")])[0].on_time
