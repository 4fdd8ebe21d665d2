"""Questions as commands: the options that all share, and what is printed and kept."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from planner.terminal import AsJson, Assignments, CasePath, Scenarios

if TYPE_CHECKING:
    from planner.answers.contract import Finding

    Ask = Callable[..., Finding]

PANEL = "What would it take"


def _shared(
    case: CasePath,
    scenarios: Scenarios = None,
    assignments: Assignments = None,
    previous: Annotated[
        str | None, typer.Option(help="Run with the plan before, or 'latest' of the case in runs/.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="Seconds of each solve.")] = 30.0,
    work: Annotated[
        int | None, typer.Option(min=0, help="Nodes a solve, instead of seconds: repeats exactly.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Random seed.")] = 0,
    jobs: Annotated[
        int, typer.Option(min=0, help="Processes that solve at a time; 0: in this one.")
    ] = 2,
    cluster: Annotated[
        str | None, typer.Option(help="Dask scheduler to solve on, such as tcp://host:8786.")
    ] = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder that holds the studies.")] = Path(
        "studies"
    ),
    name: Annotated[
        str | None, typer.Option(help="Name of the study; else made of question and options.")
    ] = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No live line.")] = False,
) -> None:
    """Options of every question; its parameters become those of each command."""


def question(panel_app: typer.Typer, name: str) -> Callable[[Ask], Ask]:
    """Make a command of a function `ask(study, *, its own options) -> Finding`.

    Its docstring is the help; its own options come after the case, those that every
    question has after them.
    """

    def registered(ask: Ask) -> Ask:
        own = inspect.signature(ask).parameters
        of_own = get_type_hints(ask, localns={"Studying": Any, "Finding": Any}, include_extras=True)
        shared = inspect.signature(_shared).parameters
        of_shared = get_type_hints(_shared, include_extras=True)

        def command(**given: Any) -> None:
            from planner.answering import Shared, answered

            asked = {key: given.pop(key) for key in list(given) if key in own}
            answered(name, ask, asked, Shared(**given))

        case, *rest = (
            each.replace(annotation=of_shared[key], kind=inspect.Parameter.KEYWORD_ONLY)
            for key, each in shared.items()
        )
        mine = [
            each.replace(annotation=of_own[key], kind=inspect.Parameter.KEYWORD_ONLY)
            for key, each in own.items()
            if key != "study"
        ]
        command.__signature__ = inspect.Signature([case, *mine, *rest])  # type: ignore[attr-defined]
        command.__doc__ = ask.__doc__
        panel_app.command(name, rich_help_panel=PANEL)(command)
        return ask

    return registered
