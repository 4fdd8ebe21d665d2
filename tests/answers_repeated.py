"""Questions asked of the small case, and the plain commands of their scenarios run again."""

from __future__ import annotations

import shlex
from pathlib import Path

from typer.testing import CliRunner, Result

from planner.cli import app
from planner.columns import COLUMNS

fillfinish = CliRunner()
TINY = Path(__file__).parents[1] / "scenarios" / "tiny"


def ask(question: str, folder: Path, *words: object, work: int = 0) -> Result:
    """A question of tiny, in this process; its study is `folder / question`."""
    kept = ("--work", work, "-o", folder, "--name", question, "--jobs", 0, "-q")
    return fillfinish.invoke(app, [question, str(TINY), *map(str, (*words, *kept))])


def solved_again(command: str, folder: Path) -> Path:
    """The run that a plain command makes in another folder."""
    program, *words = shlex.split(command)
    assert program == "fillfinish"
    before = {*folder.glob("*")}
    ended = fillfinish.invoke(app, [*words, "-o", str(folder), "-q"])
    assert ended.exit_code == 0, f"{command}\n{ended.output}"
    (run,) = {*folder.glob("*")} - before
    return run


def different_tables(one: Path, other: Path) -> list[str]:
    """Tables of two runs that are not the same byte for byte."""
    return [
        table
        for table in COLUMNS
        if (one / f"{table}.csv").read_bytes() != (other / f"{table}.csv").read_bytes()
    ]
