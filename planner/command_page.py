"""`docs/commands.md`: every command with its arguments and options, as they are parsed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from planner.cli import app

Command = Any
"""A command or parameter of the library that Typer builds on."""

HEAD = """\
# The command line

Written by `python -m planner.command_page`; do not edit. `--help` behind a command
prints the same. [Exit codes](exit-codes.md) have a page of their own.

Results go to stdout, words for people to stderr, so `--json` can be piped. No command asks a
question. `NO_COLOR=1` switches colours off; `fillfinish --install-completion` teaches the shell
to complete commands.
"""


def markdown() -> str:
    """The text of the page."""
    return "\n".join([HEAD, *_sections(get_command(app), ())])


def _sections(command: Command, words: tuple[str, ...]) -> Iterator[str]:
    """A section for a command, or for each command of a group, by name."""
    group = getattr(command, "commands", None)
    if group is not None:
        for name in sorted(group):
            yield from _sections(group[name], (*words, name))
        return
    context = command.context_class(command, info_name=words[-1])
    shown = [one for one in command.params if not one.hidden]
    arguments = [_placeholder(one) for one in shown if one.param_type_name == "argument"]
    yield from (f"## {' '.join(words)}", "")
    yield from ("```text", " ".join(["fillfinish", *words, *arguments, "[OPTIONS]"]), "```", "")
    yield from (command.help, "")
    yield from ("| argument or option | meaning |", "|---|---|")
    yield from (_row(one, context) for one in shown)
    yield ""


def _row(parameter: Command, context: Any) -> str:
    name, meaning = parameter.get_help_record(context)
    if parameter.param_type_name == "argument":
        name, meaning = _placeholder(parameter), meaning.replace("  [required]", "")
    name = name.replace("|", " or ")
    return f"| `{name}` | {meaning.replace('  [', ' [')} |"


def _placeholder(argument: Command) -> str:
    """How an argument is written: in brackets if it may be left out, with dots if repeated."""
    name = argument.name.upper()
    name = name if argument.required else f"[{name}]"
    return f"{name}..." if argument.nargs == -1 else name


if __name__ == "__main__":
    print(markdown(), end="")
