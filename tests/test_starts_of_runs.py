"""`solve --start` and `--unlike`: what a run keeps of other runs, and what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.audit import audit
from planner.cli import app
from planner.errors import DataError
from planner.exits import Exit
from planner.saved import read_run
from planner.starts import Given, Placed, Plans, read_start
from tests.plants import START, write_tiny
from tests.written_runs import tell

fillfinish = CliRunner()


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case, a run of it, and one that begins there and differs from it."""
    folder = tmp_path_factory.mktemp("starts")
    case = write_tiny(folder)
    first = solved(case, folder / "first")
    solved(case, folder / "second", "--start", str(first), "--unlike", str(first))
    return folder


def solved(case: Path, out: Path, *options: str) -> Path:
    done = fillfinish.invoke(
        app, ["solve", str(case), "--work", "0", "-o", str(out), "-q", "--json", *options]
    )
    assert done.exit_code == Exit.OK, done.stderr
    return Path(json.loads(done.stdout)["run"])


def run_in(folder: Path) -> Path:
    (run,) = folder.iterdir()
    return run


def test_a_start_is_the_planned_batches_of_a_run(runs: Path) -> None:
    run = run_in(runs / "first")
    found = read_start(run, "test")

    table = (run / "batches.csv").read_text().splitlines()
    assert sum(each.batches for each in found) == sum(",planned," in line for line in table) > 0
    assert list(found) == sorted(found)
    assert {each.line for each in found} == {"L1"}


def spoilt(run: Path, way: str) -> None:
    if way == "no run":
        shutil.rmtree(run)
    elif way == "edited":
        (run / "batches.csv").write_text((run / "batches.csv").read_text() + "\n")
    else:
        tell(run, **({"versions": {"fillfinish": "99.0.0"}} if way == "version" else {"case": "B"}))


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("no run", "run.json: is missing; give the folder of one run"),
        ("edited", "batches.csv: was edited after the run"),
        ("version", "was written by fillfinish 99.0.0, this is"),
        ("case", "is a run of case 'B', not of 'Tiny'; give a run of it"),
    ],
)
def test_what_is_no_start_is_refused(runs: Path, tmp_path: Path, way: str, said: str) -> None:
    run = Path(shutil.copytree(run_in(runs / "first"), tmp_path / "run"))
    spoilt(run, way)

    with pytest.raises(DataError, match=said.replace("(", r"\(")):
        read_start(run, "test", "Tiny")
    done = fillfinish.invoke(app, ["solve", str(runs / "tiny"), "--start", str(run), "-q"])
    assert done.exit_code == Exit.BAD_INPUT
    assert said in done.stderr


def test_a_run_says_where_it_began_and_keeps_its_own_copy(runs: Path) -> None:
    first, second = run_in(runs / "first"), run_in(runs / "second")
    told = json.loads((second / "run.json").read_text())

    assert (told["start"], told["unlike"]) == (first.name, [first.name])
    assert f"--start {first}" in told["command"]
    assert f"--unlike {first}" in told["command"]
    assert sorted(told["plans"]) == ["start.csv", "unlike-1.csv"]
    assert audit(second) == ()


def test_a_replay_needs_nothing_but_the_run(runs: Path, tmp_path: Path) -> None:
    run = Path(shutil.copytree(run_in(runs / "second"), tmp_path / "alone"))

    done = fillfinish.invoke(app, ["runs", "replay", str(run), "-o", str(tmp_path), "-q", "--json"])

    assert done.exit_code == Exit.OK, done.stderr
    again = json.loads(done.stdout)
    assert all(table["agrees"] for table in again["tables"])
    copies = [Path(again["run"]) / "plans" / "start.csv", run / "plans" / "start.csv"]
    assert copies[0].read_bytes() == copies[1].read_bytes()


def test_a_replay_minds_an_edited_copy(runs: Path, tmp_path: Path) -> None:
    run = Path(shutil.copytree(run_in(runs / "second"), tmp_path / "edited"))
    copy = run / "plans" / "start.csv"
    copy.write_text(copy.read_text().replace(",1\n", ",2\n", 1))

    done = fillfinish.invoke(app, ["runs", "replay", str(run), "-o", str(tmp_path), "-q"])

    assert done.exit_code == Exit.BAD_INPUT
    assert "plans/start.csv: was edited after the run" in done.stderr
    assert "plans/start.csv" in read_run(run).changed


def test_rows_stay_as_they_are_written(tmp_path: Path) -> None:
    """Names that look like formulas, and litres with decimals."""
    kept = (Placed("=S", "A", "L", 12.5, START, 3), Placed("T", "A,B", "L", 150.0, START, 1))
    Plans(Given("one", kept)).write(tmp_path)

    assert Plans.kept_by(tmp_path, "one", (), "test").start_rows == kept
