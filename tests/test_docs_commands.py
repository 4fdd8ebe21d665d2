"""What the pages say about commands, exit codes and tables is what the code does."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from planner import command_page
from planner.cli import app
from planner.columns import COLUMNS
from planner.exits import Exit

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])

IN_A_BLOCK = re.compile(r"^\s*(?:\$ )?(?:\.venv[/\\](?:bin|Scripts)[/\\])?fillfinish (.+)$", re.M)
IN_A_LINE = re.compile(r"`fillfinish ([^`]+)`")
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.M)
ENDS = re.compile(r"\|\|?|&&|;|\d?>.*|<|\[OPTIONS\]")
"""Where the words of a command end."""

NETWORK = {"ftplib", "http", "httpx", "requests", "smtplib", "socket", "urllib", "urllib3"}


def written(page: Path) -> Iterator[tuple[str, bool]]:
    """The commands on a page, and whether they are whole: those in a line may be a part."""
    text = page.read_text(encoding="utf-8")
    for block in FENCE.findall(text):
        yield from ((command, True) for command in IN_A_BLOCK.findall(block))
    yield from ((command, False) for command in IN_A_LINE.findall(FENCE.sub("", text)))


def parse(text: str, whole: bool) -> None:
    """Parse a command line without running it; raises for what is not one."""
    words = list(takewhile(lambda word: not ENDS.fullmatch(word), shlex.split(text, comments=True)))
    command: Any = get_command(app)
    while words and hasattr(command, "commands"):
        if words[0].startswith("-"):
            known = {name for option in command.params for name in option.opts}
            assert words[0] in known, f"fillfinish has no option {words[0]}"
            return
        name = words.pop(0)
        assert name in command.commands, f"there is no command '{name}'"
        command = command.commands[name]
    if hasattr(command, "commands"):
        assert not whole, f"{text} names a group, not a command"
        return
    try:
        command.make_context(command.name, words)
    except typer.BadParameter as error:
        if whole or type(error).__name__ != "MissingParameter":
            raise


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_on_a_page_is_one(page: Path) -> None:
    """Command, arguments, options and the form of their values."""
    wrong = []
    for text, whole in written(page):
        try:
            parse(text, whole)
        except Exception as error:
            wrong.append(f"fillfinish {text}: {error}")

    assert wrong == []


@pytest.mark.parametrize(
    "text", ["solv case", "solve case --second 5", "solve case --seconds five", "runs", "solve"]
)
def test_a_command_that_is_none_is_found(text: str) -> None:
    with pytest.raises(Exception, match=r"command|option|valid|argument|case|group|seconds"):
        parse(text, True)


def test_commands_are_found_in_blocks_and_lines(tmp_path: Path) -> None:
    """With and without a prompt and the folder of the environment; comments are no part."""
    page = tmp_path / "page.md"
    text = (
        "Say `fillfinish schema`:\n\n```\n$ fillfinish init a  # new\n.venv/bin/fillfinish schema"
    )
    page.write_text(f"{text} > a.md\n```\n", encoding="utf-8")

    assert list(written(page)) == [
        ("init a  # new", True),
        ("schema > a.md", True),
        ("schema", False),
    ]


def test_the_page_of_commands_is_up_to_date() -> None:
    page = DOCS / "commands.md"

    assert page.read_text(encoding="utf-8") == command_page.markdown(), "run: make docs"


def test_the_page_of_exit_codes_has_each_one() -> None:
    """Number and name; `BAD_INPUT` is written `bad input`."""
    text = (DOCS / "exit-codes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([\w ]+) \|", text, re.M)

    assert rows == [(str(int(code)), code.name.lower().replace("_", " ")) for code in Exit]


def test_the_page_of_output_tables_has_each_column() -> None:
    """Every table, with its columns in their order; each has a meaning."""
    text = (DOCS / "output.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)\.csv\n(.*?)(?=^## )", text, re.DOTALL | re.M))
    columns = {
        table: tuple(re.findall(r"^\| `(\w+)` \| [\w ]* ?\| \S", section, re.M))
        for table, section in sections.items()
    }

    assert columns == COLUMNS


def test_the_code_opens_no_connection() -> None:
    """The FAQ says so, and that a cluster is the one exception."""
    opening = set()
    for folder in ("models", "planner"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                opening |= {(path.name, name) for name in names if name.split(".")[0] in NETWORK}

    assert opening == {("cluster_checks.py", "socket")}
