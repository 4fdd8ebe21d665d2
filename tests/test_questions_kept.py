"""A question asked again: answered from its folder, or anew if that may be another."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import Result

from planner.exits import Exit
from tests.answers_repeated import TINY, ask

CHEAP = ("attribution", "--part", "demand.units*=1.1", "--part", "staffing.efficiency*=0.9")


def asked(folder: Path, question: str, *words: object) -> Result:
    return ask(question, folder, *words)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of studies with one answer; tests leave it as it is."""
    folder = tmp_path_factory.mktemp("studies")
    assert asked(folder, *CHEAP).exit_code == Exit.OK
    return folder


def test_the_same_question_again_solves_nothing(answered: Path) -> None:
    """The journal does not grow, and the answer is the same."""
    study = answered / "attribution"
    before = {name: (study / name).read_bytes() for name in ("journal.jsonl", "answer.json")}

    again = asked(answered, *CHEAP)

    assert again.exit_code == Exit.OK
    assert {name: (study / name).read_bytes() for name in before} == before


def test_the_same_question_again_loads_neither_solver_nor_prices(tmp_path: Path) -> None:
    """The first answer is printed again, to the byte, by a process that could not solve."""
    words = ("bottleneck", "--more", "shift", "--all")
    first = asked(tmp_path, *words)
    kept = ("--work", "0", "-o", str(tmp_path), "--name", "bottleneck", "--jobs", "0", "-q")
    code = (
        "import sys; from planner.cli import app\n"
        f"try: app({[words[0], str(TINY), *words[1:], *kept]!r})\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    printed, loaded = ran.stdout.split("LOADED")

    assert first.exit_code == Exit.OK
    assert printed == first.stdout
    assert {"pyomo", "highspy", "planner.answers.prices"}.isdisjoint(loaded.split())


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("answer.json", "points on time", "points of luck"),
        ("journal.jsonl", '"status": "finished"', '"status": "killed"'),
    ],
)
def test_a_question_is_asked_anew_if_its_answer_may_be_another(
    file: str, old: str, new: str, tmp_path: Path
) -> None:
    """If somebody edited the answer, or a scenario is to be tried again."""
    assert asked(tmp_path, *CHEAP).exit_code == Exit.OK
    study = tmp_path / "attribution"
    written = (study / "answer.csv").read_bytes()
    path = study / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (study / "answer.csv").write_text("gone", encoding="utf-8")

    assert asked(tmp_path, *CHEAP).exit_code == Exit.OK
    assert (study / "answer.csv").read_bytes() == written


def test_an_answer_without_effort_says_so_first(answered: Path) -> None:
    """The note stays with the answer, so that the page has it, too."""
    kept = json.loads((answered / "attribution" / "answer.json").read_text(encoding="utf-8"))

    assert kept["notes"][0].startswith("With --work 0 searches that start from another plan")
    assert "--work 50 or more" in kept["notes"][0]


def test_a_name_of_another_question_is_refused_and_kept(answered: Path) -> None:
    study = answered / "attribution"
    before = (study / "answer.json").read_bytes()

    other = asked(answered, *CHEAP[:-1], "staffing.efficiency*=0.8")

    assert other.exit_code == Exit.BAD_INPUT
    assert "the question" in other.stderr
    assert "--name" in other.stderr
    assert (study / "answer.json").read_bytes() == before
