"""`fillfinish runs replay`: the same bytes, or where they differ and why."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.audit import audit
from planner.cli_runs import app
from planner.commands import Asked, SolveRequest, solve_case
from planner.exits import Exit
from planner.manifest import told_by
from planner.replay.verdict import Replay
from planner.run_files import outputs_of
from planner.run_folder import sha256_of
from tests.plants import write_tiny
from tests.written_runs import tell

fillfinish = CliRunner()
SOURCES = "# Where the numbers come from\n\nAll are illustrative.\n"


def solved(case: Path, out: Path) -> Path:
    """A run under counted work, which repeats."""
    request = SolveRequest(case, out, 60, None, 3, 1, 0, "it's b", True, False, Asked())
    answer = solve_case(request, lambda words: None)
    assert answer.result is not None, answer.words
    return Path(answer.result["run"])


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("original")
    case = write_tiny(folder)
    (case / "SOURCES.md").write_text(SOURCES)
    return solved(case, folder / "runs")


@pytest.fixture
def run(original: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(original, tmp_path / "runs" / original.name))


class Replayed:
    """A replay beside its run, as the command says it."""

    def __init__(self, run: Path, *options: str) -> None:
        done = fillfinish.invoke(
            app, ["replay", str(run), "-o", str(run.parent), "--json", *options]
        )
        self.code, self.words = done.exit_code, done.stderr
        self.result = json.loads(done.stdout) if done.stdout else {}

    @property
    def folder(self) -> Path:
        return Path(self.result["run"])

    @property
    def differing(self) -> dict[str, str]:
        tables = self.result["tables"]
        return {table["file"]: table["difference"] for table in tables if not table["agrees"]}


def test_counted_work_repeats_byte_for_byte(run: Path) -> None:
    replayed = Replayed(run)

    assert (replayed.code, replayed.words, replayed.differing) == (Exit.OK, "", {})
    assert len(replayed.result["tables"]) == 14
    for file in outputs_of(run, told_by(run, "test")):
        assert (run / file.file).read_bytes() == (replayed.folder / file.file).read_bytes()


def test_a_replay_is_a_new_audited_run_that_names_the_old_one(run: Path) -> None:
    """Its case, scenario and options are those of the run; replayed itself, it names the same."""
    first = Replayed(run)
    then, now = told_by(run, "test"), told_by(first.folder, "test")
    second = Replayed(first.folder)

    assert (now.scenario, now.options, now.inputs) == (then.scenario, then.options, then.inputs)
    assert (now.replay_of, now.command) == (run.name, f"runs replay {run}")
    assert told_by(second.folder, "test").replay_of == run.name
    assert len({run, first.folder, second.folder}) == 3
    assert audit(first.folder) == ()
    assert (second.folder / "case" / "SOURCES.md").read_text() == SOURCES


def test_sources_go_along_and_count_neither_as_input_nor_as_output(run: Path) -> None:
    manifest = json.loads((run / "run.json").read_text())
    bare = write_tiny(run.parent.parent)
    without = told_by(solved(bare, run.parent), "test")

    assert next(iter(manifest)) == "format"
    assert manifest["sources"] == "case/SOURCES.md"
    assert (run / "case" / "SOURCES.md").read_text() == SOURCES
    assert "SOURCES.md" not in {*manifest["inputs"], *manifest["outputs"]}
    assert manifest["case_sha256"] == without.case_sha256


def test_the_command_asks_the_same_again(run: Path) -> None:
    assert told_by(run, "test").command == "solve tiny --name 'it'\"'\"'s b' --work 0 --seed 3"


def test_a_value_changed_since_is_told_by_file_and_row(run: Path) -> None:
    """The last of the markets is given to another country, and moves.csv is away."""
    lines = (run / "markets.csv").read_text().splitlines()
    number, (head, market, syringe, country, presentation) = len(lines), lines[-1].split(",")
    lines[-1] = ",".join((head, market, syringe, "XX", presentation))
    (run / "markets.csv").write_text("\n".join(lines) + "\n")
    (run / "moves.csv").unlink()

    replayed = Replayed(run)

    assert replayed.code == Exit.DIFFERS
    assert replayed.differing == {
        "markets.csv": f"row {number}, country: 'XX' in the run, '{country}' in the replay",
        "moves.csv": "now it is missing",
    }
    assert replayed.words == (
        "2 of 14 tables differ; the replay gives what the run wrote, its files were changed since\n"
    )


def test_a_plan_that_does_not_repeat_names_the_versions(run: Path) -> None:
    """
    As if another HiGHS had given the run a plan without batches: the file is the one that
    run.json lists, and no replay gives it.
    """
    table = run / "batches.csv"
    table.write_text(table.read_text().splitlines(keepends=True)[0])
    manifest = json.loads((run / "run.json").read_text())
    versions, outputs = manifest["versions"], manifest["outputs"]
    tell(run, outputs=outputs | {"batches.csv": sha256_of(table)})

    alike = Replayed(run)
    tell(run, versions=versions | {"highspy": "1.0.0"})
    changed = Replayed(run)

    assert alike.differing == {"batches.csv": "row 2 stands in the replay only"}
    assert (alike.code, changed.code) == (Exit.DIFFERS, Exit.DIFFERS)
    assert alike.words == (
        "1 of 14 tables differ; no version does; please report it with both folders\n"
    )
    assert changed.words == (
        f"1 of 14 tables differ; so do versions: highspy 1.0.0 -> {versions['highspy']}\n"
    )


def test_a_wall_clock_promises_no_bytes_and_levels_are_compared(run: Path) -> None:
    """The run, of no search at all, says that it had 60 s; ten prove a plan of the tiny case."""
    options = {"seconds": 60, "gap": None, "threads": 1, "seed": 0, "work": None}
    tell(run, repeatable=False, options=options)

    done = fillfinish.invoke(app, ["replay", str(run), "-o", str(run.parent), "--seconds", "10"])
    lines = done.stdout.splitlines()

    assert (done.exit_code, done.stderr) == (Exit.OK, "")
    assert lines[2:4] == [
        "The run had a wall clock (--seconds), which may give another plan each time; only --work repeats byte for byte.",
        "So the levels are compared:",
    ]
    assert [line.split()[0] for line in lines[5:9]] == ["lateness", "cover", "fairness", "cost"]
    assert lines[9] == "the replay had 10 seconds, the run 60"
    assert lines[10].startswith("the replay is ")
    assert lines[11].endswith(" of 14 tables have the same bytes")


def test_seconds_are_refused_for_counted_work(run: Path) -> None:
    replayed = Replayed(run, "--seconds", "5")

    assert replayed.code == Exit.USAGE
    assert replayed.words == "the run counted 0 nodes a solve, no seconds; leave --seconds out\n"


def test_tables_that_are_not_those_of_the_run_are_refused_all_at_once(run: Path) -> None:
    case = run / "case"
    (case / "suites.csv").write_text((case / "suites.csv").read_text().replace("9000", "1"))
    (case / "release.csv").unlink()
    (case / "new.csv").write_text("suite\n")

    replayed = Replayed(run)

    assert (replayed.code, replayed.result) == (Exit.BAD_INPUT, {})
    assert replayed.words.splitlines() == [
        "runs replay: 3 problems",
        f"- {case}/new.csv: was added after the run (run.json does not list it); move it away",
        f"- {case}/release.csv: is missing; put it back as it was",
        f"- {case}/suites.csv: was edited after the run (run.json has another sha256); put the file back as it was, or plan the edited case with 'fillfinish solve {case}'",
    ]
    assert [path.name for path in run.parent.iterdir()] == [run.name]


def test_a_newer_run_is_refused(run: Path) -> None:
    tell(run, format=2)

    replayed = Replayed(run)

    assert replayed.code == Exit.BAD_INPUT
    assert "has format 2" in replayed.words


def test_a_table_of_another_version_names_the_version(run: Path) -> None:
    """As from a fillfinish that had another column: the bytes are the run's, the schema is not."""
    suites = run / "case" / "suites.csv"
    suites.write_text("name\nOLD\n")
    manifest = json.loads((run / "run.json").read_text())
    inputs = manifest["inputs"] | {"suites.csv": sha256_of(suites)}
    tell(run, inputs=inputs, versions={"fillfinish": "0.0.1"})

    replayed = Replayed(run)

    assert replayed.code == Exit.BAD_INPUT
    assert replayed.words.startswith(f"{run}/case: ")
    assert "The run was written by fillfinish 0.0.1; this is " in replayed.words


def test_an_interrupted_replay_is_kept_and_promises_no_bytes(run: Path) -> None:
    stopped = shutil.copytree(run, run.parent / "stopped")
    tell(stopped, status="interrupted")

    answer = Replay.of(run, told_by(run, "t"), stopped, told_by(stopped, "t")).answer()

    assert (answer.code, answer.words) == (
        Exit.INTERRUPTED,
        "interrupted: the replay is the best plan so far",
    )
    assert answer.result is not None
    assert answer.result["repeatable"] is False
    assert "A search that was interrupted may give another plan each time.\n" in answer.screen
