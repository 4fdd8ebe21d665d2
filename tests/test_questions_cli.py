"""Questions on the command line: what they refuse, keep, print and load."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planner.cli import app
from planner.cli_questions import PANEL
from planner.exits import Exit
from tests.answers_repeated import TINY, ask, fillfinish, solved_again
from tests.study_folders import ended_in, scenario_rows, wait_for

QUESTIONS = (
    "headroom", "bottleneck", "approval-value", "tornado", "pareto", "alternatives",
    "attribution", "stability",
)  # fmt: skip
CHEAP = ("attribution", "--part", "demand.units*=1.1", "--part", "staffing.efficiency*=0.9")


def asked(folder: Path, question: str, *words: object) -> Result:
    return ask(question, folder, *words)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of studies with one answer; tests leave it as it is."""
    folder = tmp_path_factory.mktemp("studies")
    assert asked(folder, *CHEAP).exit_code == Exit.OK
    return folder


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_says_what_it_takes(question: str) -> None:
    """Its own options and those of all; they stand together on the first page of help."""
    shown = CliRunner(env={"COLUMNS": "200", "TERM": "dumb"}).invoke(app, [question, "--help"])
    first = CliRunner(env={"COLUMNS": "200", "TERM": "dumb"}).invoke(app, ["--help"]).stdout

    assert shown.exit_code == Exit.OK
    for option in ("--scenario", "--set", "--work", "--jobs", "--cluster", "--name", "--json"):
        assert option in shown.stdout
    assert f" {question} " in first.split(PANEL)[1]


def test_help_of_questions_loads_nothing_that_solves_or_draws() -> None:
    """Half a second is what the start of pandas or Pyomo alone takes."""
    code = (
        "import sys; from planner.cli import app\n"
        "try: app(['headroom', '--help'])\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = ran.stdout.split("LOADED")[1].split()
    slow = {"highspy", "pandas", "pyomo", "numpy", "scipy", "dask", "distributed", "jinja2"}

    assert {name.partition(".")[0] for name in loaded}.isdisjoint(slow)
    assert not [name for name in loaded if name.startswith(("planner.study.", "models.milp"))]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("headroom", "--product", "S9"), Exit.BAD_INPUT, "S9"),
        (("headroom", "--region", "XX"), Exit.BAD_INPUT, "XX"),
        (("headroom", "--floor", "1.5"), Exit.USAGE, "--floor"),
        (("headroom", "--set", "demand.unit*=2"), Exit.BAD_INPUT, "did you mean 'units'"),
        (("headroom", "--set", "demand"), Exit.USAGE, "demand"),
        (("headroom", "--scenario", "nowhere"), Exit.BAD_INPUT, "nowhere"),
        (("bottleneck", "--more", "lines"), Exit.USAGE, "lines"),
        (("approval-value", "--group", "XX"), Exit.BAD_INPUT, "XX"),
        (("approval-value", "--by", "soon"), Exit.USAGE, "soon"),
        (("approval-value", "--by", "2020-01-01"), Exit.BAD_INPUT, "is not in the plan"),
        (("approval-value", "--by", "2026-02-01", "--earlier", "1 month"), Exit.USAGE, "give one"),
        (("tornado", "--vary", "demand.units*=1.1..0.9"), Exit.USAGE, "demand.units*=1.1..0.9"),
        (("pareto", "--against", "luck"), Exit.USAGE, "luck"),
        (("pareto", "--against", "moves"), Exit.USAGE, "--previous"),
        (("attribution", "--part", "demand.units*=1.1"), Exit.USAGE, "2 to 4"),
        (("attribution", "--part", "lat"), Exit.BAD_INPUT, "2 to 4"),
        (("attribution", "--part", "a=1"), Exit.BAD_INPUT, "--part 'a=1': cannot be read"),
        (("stability",), Exit.USAGE, "--previous"),
        (("stability", "--previous", "runs/none"), Exit.BAD_INPUT, "runs/none"),
        (("alternatives", "--plans", "1"), Exit.USAGE, "plans"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_refused_with_a_sentence(
    words: tuple[str, ...], code: Exit, said: str, tmp_path: Path
) -> None:
    """Before anything is solved; no folder is left that would take the name."""
    answer = asked(tmp_path, *words)

    assert (answer.exit_code, answer.stdout) == (code, "")
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr
    assert [path for path in tmp_path.iterdir() if (path / "study.json").exists()] == []


def test_a_case_that_is_none_is_refused(tmp_path: Path) -> None:
    answer = fillfinish.invoke(app, ["headroom", str(tmp_path / "no-case"), "-o", str(tmp_path)])

    assert answer.exit_code in (Exit.USAGE, Exit.BAD_INPUT)
    assert "no-case" in answer.stderr


@pytest.mark.parametrize("name", ["../elsewhere", "a/b", "..", "."])
def test_a_name_is_that_of_a_folder(name: str, tmp_path: Path) -> None:
    words = ["headroom", str(TINY), "-o", str(tmp_path / "studies"), "--name", name]
    answer = fillfinish.invoke(app, words)

    assert answer.exit_code == Exit.USAGE
    assert "--name" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_json_is_the_answer_and_nothing_else(answered: Path) -> None:
    """An end that is open is null: JSON knows no infinity."""
    found = json.loads(asked(answered, *CHEAP, "--json").stdout)

    kept = json.loads((answered / "attribution" / "answer.json").read_text(encoding="utf-8"))
    assert found.pop("study") == str(answered / "attribution")
    assert found == {key: value for key, value in kept.items() if key != "sha256"}
    assert found["question"] == "attribution"


def test_the_screen_has_the_sentence_and_says_how_to_look_at_it(answered: Path) -> None:
    """The last line is a command that works as it stands."""
    screen = asked(answered, *CHEAP).stdout
    sentence = json.loads((answered / "attribution" / "answer.json").read_text())["sentence"]
    command = screen.splitlines()[-1].partition("fillfinish ")[2]

    assert screen.startswith(sentence + "\n")
    assert fillfinish.invoke(app, command.split()).exit_code == Exit.OK
    assert (answered / "attribution" / "report.html").is_file()


def test_without_a_name_question_and_options_make_one(tmp_path: Path) -> None:
    """Another option is another study; the same ones find it again."""
    words = [str(TINY), "--work", "0", "-o", str(tmp_path), "--jobs", "0", "-q"]
    for at in ("1", "1", "2"):
        assert fillfinish.invoke(app, ["pareto", *words, "--at", at]).exit_code == Exit.OK

    names = sorted(path.name for path in tmp_path.iterdir() if (path / "study.json").is_file())
    assert len(names) == 2
    assert all(name.startswith("pareto-") for name in names)


def test_an_interrupted_question_keeps_what_ended_and_goes_on(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "planner.cli", "headroom", str(TINY), "--work", "0"]
    words += ["-o", str(tmp_path), "--name", "cut", "--jobs", "0", "-q"]
    began = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    wait_for(lambda: ended_in(tmp_path / "cut") >= 2)
    os.kill(began.pid, signal.SIGINT)
    _, told = began.communicate(timeout=60)
    kept = [row["scenario"] for row in scenario_rows(tmp_path / "cut")]

    again = subprocess.run(words, capture_output=True, text=True, check=False)

    assert began.returncode == Exit.INTERRUPTED
    assert "the same command goes on from there" in told
    assert len(kept) >= 2
    assert again.returncode == Exit.OK
    after = [row["scenario"] for row in scenario_rows(tmp_path / "cut")]
    assert after[: len(kept)] == kept
    assert len((tmp_path / "cut" / "journal.jsonl").read_text().split('"status"')) - 1 == len(after)


def test_the_plan_before_of_a_question_is_that_of_every_command(tmp_path: Path) -> None:
    run = solved_again(f"fillfinish solve {TINY} --work 0", tmp_path / "runs")

    answer = asked(tmp_path, "stability", "--previous", run, "--at", 0)

    assert answer.exit_code == Exit.OK, answer.output
    commands = [row["command"] for row in scenario_rows(tmp_path / "stability")]
    assert commands
    assert [command for command in commands if f"--previous {run}" not in command] == []
