"""`fillfinish compare`: runs of one case beside each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.exits import Exit
from planner.terminal import AsJson, print_json, stop


def compare_command(
    runs: Annotated[list[Path], typer.Argument(help="Folders of runs, the base first.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="New or empty folder for one CSV a table.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare runs of one case: service, batches, hours, cost, shortages."""
    from planner.comparison import compare
    from planner.comparison.words import text_of
    from planner.errors import DataError

    if len(runs) < 2:
        stop(Exit.USAGE, "give two runs or more, the base first")
    if out is not None and (out.is_file() or (out.is_dir() and any(out.iterdir()))):
        stop(Exit.USAGE, f"'{out}' is not empty; name a new or empty folder")
    try:
        found = compare(*runs)
    except DataError as error:
        stop(Exit.BAD_INPUT, str(error))
    print_json(found.result()) if as_json else typer.echo(text_of(found))
    if out is not None:
        for path in found.write(out):
            typer.echo(path, err=True)
