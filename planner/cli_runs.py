"""`fillfinish runs`: what ran, with which inputs, and whether it can be repeated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.exits import Exit
from planner.terminal import AsJson, print_json, stop

app = typer.Typer(
    name="runs",
    help="List runs; show what ran with which inputs; solve one again and compare.",
    no_args_is_help=True,
)

RunPath = Annotated[Path, typer.Argument(help="Folder of a run, such as runs/2026...")]


@app.command("list")
def list_command(
    folder: Annotated[Path, typer.Argument(help="Folder that holds the runs.")] = Path("runs"),
    case: Annotated[str | None, typer.Option(help="Only runs of this case, by its name.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the runs in a folder, newest first."""
    from planner.errors import DataError
    from planner.runs_listed import listed

    try:
        found = listed(folder, case)
    except DataError as error:
        stop(Exit.BAD_INPUT, str(error))
    if as_json:
        print_json(found.result())
    elif found.shown:
        typer.echo(found.text())
    if words := found.words():
        typer.echo(words, err=True)


@app.command("show")
def show_command(run: RunPath, as_json: AsJson = False) -> None:
    """Show what ran: command, options, levels, versions, and whether files were changed since."""
    from planner.errors import DataError
    from planner.runs_shown import shown

    try:
        found = shown(run)
    except DataError as error:
        stop(Exit.BAD_INPUT, str(error))
    print_json(found.result()) if as_json else typer.echo(found.text())


@app.command("replay")
def replay_command(
    run: RunPath,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder that holds the runs.")] = Path(
        "runs"
    ),
    seconds: Annotated[
        float | None, typer.Option(min=0.1, help="Seconds of solving, if not those of the run.")
    ] = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No live line.")] = False,
) -> None:
    """Solve a run again from its own tables and say whether the bytes agree (exit 8 if not).

    Under --seconds no plan comes twice; then the levels are compared.
    """
    from planner.replay import ReplayRequest, replay

    answer = replay(ReplayRequest(run, out, seconds, quiet))
    if answer.words:
        typer.echo(answer.words, err=True)
    if answer.result is not None:
        print_json(answer.result) if as_json else typer.echo(answer.screen)
    raise typer.Exit(answer.code)
