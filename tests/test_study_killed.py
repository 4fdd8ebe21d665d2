"""Studies and workers that are killed or interrupted, and disks that are full: for real."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli_study import app
from planner.exits import Exit
from planner.study.contract import Result, Scenario
from planner.study.here import Here
from planner.study.kept import study_kept
from planner.study.study import Study, StudyStopped
from planner.study.watching import Unwatched
from planner.study.workers import Processes
from tests.plants import write_tiny
from tests.study_folders import (
    STUDY,
    begun,
    carried_out,
    ended_in,
    folder_of,
    lasting,
    more,
    request_of,
    table_rows,
    wait_for,
)

SWEEP = "demand.units*=0.8,0.9,1.1,1.2"


def asked(folder: Path, *options: object) -> tuple[object, ...]:
    """A study of five scenarios and a first plan, under a name."""
    name = ("-o", folder, "--name", "swept", "--jobs", 2, "-q")
    return ("run", folder / "tiny", "--sweep", SWEEP, "--work", 0, *name, *options)


def has_ended(folder: Path, count: int) -> bool:
    """Whether a study has begun and so many of its scenarios have ended."""
    return (folder / "study.json").is_file() and ended_in(folder) >= count


def test_killed_at_any_moment_a_study_goes_on_without_repeating(tmp_path: Path) -> None:
    """Killed before its first scenario ended, then after one, then after three; in the end it
    is as one that nobody disturbed, and no plan was made twice."""
    write_tiny(tmp_path / "killed")
    folder = tmp_path / "killed" / "swept"
    for lines in (0, 1, 3):
        study = begun(*asked(tmp_path / "killed"))
        wait_for(partial(has_ended, folder, lines))
        os.kill(study.pid, signal.SIGKILL)
        study.communicate()
    last = begun("resume", folder, "-q")
    assert last.wait() == Exit.OK

    write_tiny(tmp_path / "calm")
    calm = CliRunner().invoke(app, list(map(str, asked(tmp_path / "calm", "--jobs", 0))))
    assert calm.exit_code == Exit.OK
    assert lasting(folder) == lasting(tmp_path / "calm" / "swept")
    for table in ("batches", "service"):
        rows = table_rows(folder, table)
        of_calm = table_rows(tmp_path / "calm" / "swept", table)
        assert sorted(map(str, rows)) == sorted(map(str, of_calm))
    assert len(list((tmp_path / "killed" / "plans").glob("*/*"))) == 6
    entries = (folder / "journal.jsonl").read_text().splitlines()
    names = [entry["scenario"]["name"] for entry in map(json.loads, entries) if "scenario" in entry]
    assert len(set(names)) == len(names) == 6


def test_an_interrupted_study_says_how_to_go_on_and_leaves_nobody_behind(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    folder = tmp_path / "swept"
    study = begun(*asked(tmp_path))
    wait_for(lambda: ended_in(folder) >= 1)

    os.killpg(study.pid, signal.SIGINT)
    _, words = study.communicate()

    kept = study_kept(folder)
    count = len(kept.rows)
    assert study.returncode == Exit.INTERRUPTED
    assert words == (
        f"interrupted: {count} of 6 scenarios have ended and are kept;"
        f" 'fillfinish study resume {folder}' goes on\n"
    )
    assert {one.status for one in kept.results} == {"finished"}
    assert kept.left == 6 - count > 0
    with pytest.raises(ProcessLookupError):
        os.killpg(study.pid, 0)


class Doom(Unwatched):
    """Kills the only worker when it is given a scenario of this name."""

    def __init__(self, workers: Processes) -> None:
        self.workers = workers

    def begun(self, scenario: str) -> None:
        if scenario == "doomed":
            os.kill(self.workers.pids[0], signal.SIGKILL)


def test_a_worker_that_dies_is_a_row_and_is_replaced(tmp_path: Path) -> None:
    """Resumed, the scenario is tried again."""
    doomed = replace(more("1.1"), name="doomed")
    request = request_of(tmp_path, Scenario("base"), doomed, more("0.9"))
    workers = Processes(1)
    with Study(request, lambda: workers, Doom(workers)) as study:
        first = study.solve(request.scenarios or ())

    again = carried_out(request)

    assert [one.status for one in first] == ["finished", "killed", "finished"]
    assert first[1].words == "its process ended (signal SIGKILL; out of memory?)"
    assert [one.status for one in again] == ["finished"] * 3
    assert [row.result.status for row in study_kept(study.folder).rows] == ["finished"] * 3


def test_a_process_that_cannot_start_stops_the_study_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A solver that cannot be imported: no scenario would do better. What had ended is kept."""
    base = Scenario("base")
    request = request_of(tmp_path, base, more("0.9"), more("1.1"))
    with Study(request, Here) as study:
        study.solve([base])
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "highspy.py").write_text("raise ImportError('libhighs.so: no such file')\n")
    monkeypatch.syspath_prepend(str(broken))

    with (
        pytest.raises(StudyStopped) as stopped,
        Study(request, lambda: Processes(2)) as study,
    ):
        study.solve(request.scenarios or ())

    lines = str(stopped.value).splitlines()
    assert lines[0] == "a process that solves cannot start (exit code 1)"
    assert lines[-1] == "ImportError: libhighs.so: no such file"
    assert [row.result.scenario.name for row in study_kept(folder_of(request)).rows] == ["base"]


def outputs(result: Result) -> dict[str, str]:
    """Hash of each table."""
    assert result.told is not None
    return result.told.outputs


def test_processes_find_what_this_process_finds(tmp_path: Path) -> None:
    here = request_of(tmp_path, Scenario("base"), more("0.9"), more("1.1"), name="here")
    there = replace(here, name="there", fresh=True)

    alone = carried_out(here)
    with Study(there, partial(Processes, 2)) as study:
        together = study.solve(there.scenarios or ())

    assert [outputs(one) for one in together] == [outputs(one) for one in alone]
    assert not any(one.cached for one in together)


def test_the_same_case_solved_twice_at_once_is_kept_once(tmp_path: Path) -> None:
    """1.1 and 1.10 are one demand, begun together by two processes; 1.2 is another one. Each
    name has its own rows, all of the right plan."""
    twins = [replace(more(share), start="base") for share in ("1.1", "1.10", "1.2")]
    request = request_of(tmp_path, Scenario("base"), *twins)
    with Study(request, partial(Processes, 2)) as study:
        base, one, two, other = study.solve(request.scenarios or ())

    assert one.run == two.run and len({base.run, one.run, other.run}) == 3
    assert len(list((tmp_path / "studies" / "plans").glob("*/*"))) == 3
    needed: dict[str, float] = {}
    for row in table_rows(study.folder, "service"):
        needed[row["scenario"]] = needed.get(row["scenario"], 0) + float(row["demand_units"])
    assert needed["demand 1.1"] == needed["demand 1.10"] == pytest.approx(1.1 * needed["base"])
    assert needed["demand 1.2"] == pytest.approx(1.2 * needed["base"])


def limited(size: int) -> None:
    """No file of this process may be larger, as if the disk were full then."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [3_000, 5_000, 6_500])
def test_a_full_disk_stops_a_study_and_keeps_what_has_ended(tmp_path: Path, size: int) -> None:
    """`study.json` has more than 3,000 bytes and `run.json` more than 5,000, the journal comes
    to 6,500 after some of the nine scenarios."""
    write_tiny(tmp_path)
    wrong = [word for n in range(8) for word in ("--scenario", f"demand.units[country=C{n}]*=2")]
    options = ("-o", tmp_path, "--name", "full", "--jobs", 0, "-q", "--work", 0, "--cold")
    words = [sys.executable, "-c", STUDY, "run", str(tmp_path / "tiny"), *wrong, *map(str, options)]

    def ended(limit: int | None) -> subprocess.CompletedProcess[str]:
        before = partial(limited, limit) if limit else None
        return subprocess.run(words, capture_output=True, text=True, preexec_fn=before)

    full = ended(size)
    kept = ended_in(tmp_path / "full")
    after = ended(None)

    assert full.returncode == Exit.BAD_INPUT
    assert "File too large" in full.stderr
    if size > 3_000:
        assert f"{kept} of 9 scenarios have ended and are kept" in full.stderr
    assert (kept > 0) == (size == 6_500)
    assert after.returncode == Exit.OK, after.stderr
    assert len(study_kept(tmp_path / "full").rows) == 9
    assert ended_in(tmp_path / "full") == 9
