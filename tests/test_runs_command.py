"""`fillfinish runs list` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli_runs import app
from planner.exits import Exit
from planner.on_time import on_time, percent
from planner.run_folder import runs_of
from tests.written_runs import tell, two_runs, write_run

fillfinish = CliRunner()


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return two_runs(tmp_path / "runs")


def said(*arguments: object) -> str:
    result = fillfinish.invoke(app, list(map(str, arguments)))
    assert result.exit_code == Exit.OK, result.stderr
    return result.stdout


def refused(*arguments: object) -> list[str]:
    result = fillfinish.invoke(app, list(map(str, arguments)))
    assert (result.exit_code, result.stdout) == (Exit.BAD_INPUT, "")
    return result.stderr.splitlines()


def test_the_list_is_newest_first_and_in_utc(runs: Path) -> None:
    """Seconds are those of build, solve and write together: 0.5 + 2 + 0.5."""
    assert said("list", runs) == (
        f"Runs in {runs}, newest first; all of Tiny\n"
        f"written (UTC)     scenario  status    on time  days late  cost EUR    gap  seconds  {'run':<{len(str(runs)) + 2}}  previous\n"
        f"2026-01-02 08:30  late      finished  50.00 %      0.250       100  10.0%        3  {runs}/b  a\n"
        f"2026-01-01 08:00  Tiny      limit     70.00 %      0.250       100  10.0%        3  {runs}/a  -\n"
    )


def test_runs_of_several_cases_have_a_column_and_one_can_be_asked_for(runs: Path) -> None:
    tell(write_run(runs / "c"), case="Other")

    assert " case " in said("list", runs).splitlines()[1]
    assert [line.split("/")[-1] for line in said("list", runs, "--case", "other").splitlines()] == [
        f"{runs.name}, newest first; all of Other",
        "written (UTC)     scenario  status   on time  days late  cost EUR    gap  seconds  run",
        "c",
    ]


def test_what_cannot_be_read_is_named_with_what_to_do(runs: Path) -> None:
    for name in ("x", "y", "z"):
        write_run(runs / name)
    (runs / "x" / "run.json").write_text("{")
    tell(runs / "y", format=2, versions={"fillfinish": "9.2.1"})
    tell(runs / "z", levels="none", written="yesterday")
    (runs / "20260101T000000Z_tiny_00000000").mkdir()
    (runs / ".writing-20260101T080000").mkdir()
    (runs / "notes").mkdir()

    result = fillfinish.invoke(app, ["list", str(runs)])

    assert result.exit_code == Exit.OK
    assert len(result.stdout.splitlines()) == 4
    assert result.stderr.splitlines() == [
        "Runs that cannot be read:",
        f"- {runs}/20260101T000000Z_tiny_00000000/run.json: is missing; give the folder of one run, such as runs/2026...",
        f"- {runs}/x/run.json: is not JSON; give a run as it was written",
        f"- {runs}/y/run.json: has format 2, written by fillfinish 9.2.1; this is fillfinish {version('fillfinish')}, which reads format 1: update fillfinish",
        f"- {runs}/z/run.json: 'levels', 'written' are missing or not as fillfinish writes them; give a run as it was written",
        f"{runs}/.writing-20260101T080000: left over from a solve that was ended by force; delete it if no solve is running",
    ]


def test_refused_runs_and_replays_are_marked(runs: Path) -> None:
    write_run(runs / "c_refused")
    tell(runs / "b", replay_of="a")

    text = said("list", runs)

    assert "  refused by audit  " in text
    assert "  finished, replay  " in text


def test_an_older_run_without_service_still_is_listed(runs: Path) -> None:
    (runs / "a" / "service.csv").unlink()

    assert json.loads(said("list", runs, "--json"))["runs"][1]["on_time"] is None
    assert "  limit           ?  " in said("list", runs)


def test_the_list_for_other_programs(runs: Path) -> None:
    found = json.loads(said("list", runs, "--json"))

    assert (found["unreadable"], found["leftovers"]) == ([], [])
    assert found["runs"][1] == {
        "run": f"{runs}/a",
        "written": "2026-01-01T08:00:00+00:00",
        "case": "Tiny",
        "scenario": "Tiny",
        "status": "limit",
        "on_time": 0.7,
        "mean_days_late": 0.25,
        "cost_eur": 100.0,
        "gap": 0.1,
        "seconds": 3.0,
        "previous": None,
        "replay_of": None,
    }


def test_a_folder_without_runs_says_what_to_do(runs: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    def words(*arguments: str) -> str:
        result = fillfinish.invoke(app, ["list", *arguments])
        assert (result.exit_code, result.stdout) == (Exit.OK, "")
        return result.stderr

    assert words(str(empty)) == (
        f"No runs in {empty}: 'fillfinish solve CASE -o {empty}' writes one; or name another folder\n"
    )
    assert words(str(runs), "--case", "tin") == (
        f"No runs of 'tin' in {runs}; it has runs of: Tiny\n"
    )
    assert words(str(runs / "a")) == (
        f"No runs in {runs}/a: it is one run; try 'fillfinish runs show {runs}/a'\n"
    )
    assert refused("list", tmp_path / "no") == [
        "runs list: 1 problem",
        f"- {tmp_path}/no/run.json: there is no folder '{tmp_path}/no'; 'fillfinish solve CASE' makes it, or name another",
    ]


def test_a_replay_is_never_the_latest_plan(runs: Path) -> None:
    tell(runs / "b", replay_of="a")

    assert runs_of(runs, "Tiny") == [runs / "a"]


def test_on_time_is_read_from_text() -> None:
    """Bucket 0: 60 of 100 on time, 40 owed. Bucket 1: of 120 met 40 are old: 140 of 200."""
    pair = {"country": "FR", "presentation": "P", "demand_units": "100"}
    first = {**pair, "met_units": "60", "backorder_units": "40"}
    second = {**pair, "met_units": "120", "backorder_units": "20"}

    assert on_time([first, second]) == 0.7
    assert percent(0.99999) == "99.99 %"


def test_looking_at_runs_loads_no_slow_library(runs: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from planner import cli_runs;"
        "from planner.runs_listed import listed; from planner.runs_shown import shown;"
        f"listed(Path({str(runs)!r})).text(); shown(Path({str(runs / 'a')!r})).text();"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert {"highspy", "pandas", "pyomo"}.isdisjoint(done.stdout.split())
