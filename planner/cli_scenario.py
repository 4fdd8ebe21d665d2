"""`fillfinish scenario`: which overlays a case has, and what they change."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.exits import Exit
from planner.terminal import AsJson, Assignments, CasePath, print_json, stop

app = typer.Typer(
    name="scenario",
    help="List the scenarios of a case; show what they change.",
    no_args_is_help=True,
)


@app.command("list")
def list_command(case: CasePath, as_json: AsJson = False) -> None:
    """List the scenarios of a case."""
    from planner.errors import DataError
    from planner.scenarios_shown import listed

    try:
        found = listed(case)
    except DataError as error:
        stop(Exit.BAD_INPUT, str(error))
    print_json(found.result()) if as_json else typer.echo(found.text())


@app.command("show")
def show_command(
    case: CasePath,
    names: Annotated[list[str] | None, typer.Argument(help="Scenarios, in their order.")] = None,
    assignments: Assignments = None,
    everything: Annotated[bool, typer.Option("--all", help="Every line of long tables.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what scenarios change, from old to new."""
    from planner.assignments import AssignmentError
    from planner.errors import DataError
    from planner.scenarios_shown import shown

    if not names and not assignments:
        stop(Exit.USAGE, "nothing to show; name a scenario or give --set")
    try:
        found = shown(case, tuple(names or ()), tuple(assignments or ()))
    except AssignmentError as error:
        stop(Exit.USAGE, str(error))
    except DataError as error:
        stop(Exit.BAD_INPUT, str(error))
    print_json(found.result()) if as_json else typer.echo(found.text(everything))
