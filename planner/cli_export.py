"""`fillfinish export`: a run as an Excel workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.exits import Exit
from planner.terminal import Spoken, stop

ENDING = ".xlsx"


def export_command(
    run: Annotated[Path, typer.Argument(help="Folder of a run.")],
    workbook: Annotated[Path, typer.Argument(help="New file to write, such as plan.xlsx.")],
    language: Annotated[Spoken, typer.Option(help="Language of the workbook.")] = Spoken.ENGLISH,
) -> None:
    """Write a run as an Excel workbook: Monday screen, Gantt, hours, every table."""
    from planner.errors import DataError
    from planner.export.plan_workbook import plan_workbook
    from planner.saved import read_run

    if workbook.suffix.lower() != ENDING:
        stop(Exit.USAGE, f"{workbook} is no name of a workbook; end it with {ENDING}")
    if workbook.exists():
        stop(Exit.USAGE, f"{workbook} is there already; give another name, or remove it")
    try:
        saved = read_run(run, "export")
        written = plan_workbook(saved, language.value)
    except DataError as error:
        stop(Exit.BAD_INPUT, str(error))
    except ModuleNotFoundError as error:
        if error.name != "xlsxwriter":
            raise
        stop(Exit.USAGE, "workbooks need xlsxwriter; run: pip install 'fillfinish[excel]'")
    for changed in saved.changed:
        typer.echo(f"warning - {run}/{changed}: edited since the run; the sheet says so", err=True)
    try:
        with workbook.open("xb") as opened:
            opened.write(written)
    except OSError as error:
        stop(Exit.BAD_INPUT, f"{workbook}: {error.strerror}")
    typer.echo(workbook)
