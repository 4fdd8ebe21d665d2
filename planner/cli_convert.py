"""`fillfinish convert`: a case from folder to workbook and back."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planner.exits import Exit
from planner.terminal import AsJson, print_json, stop


class Csv(StrEnum):
    """How CSV files are written."""

    STANDARD = "standard"
    FRENCH = "french"


class Dates(StrEnum):
    """How dates are read."""

    ISO = "iso"
    DAY_FIRST = "day-first"


def convert_command(
    source: Annotated[Path | None, typer.Argument(help="A case folder or an .xlsx.")] = None,
    target: Annotated[
        Path | None, typer.Argument(help="A new .xlsx, or a new or empty folder.")
    ] = None,
    csv: Annotated[
        Csv, typer.Option(help="CSV to write: 'french' has semicolons and decimal commas.")
    ] = Csv.STANDARD,
    dates: Annotated[
        Dates, typer.Option(help="Dates to read: 'day-first' takes 05/01/2026 as 5 January.")
    ] = Dates.ISO,
    template: Annotated[
        Path | None, typer.Option(help="Write an empty workbook to fill in instead.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Convert a case: folder to .xlsx, .xlsx to folder, French CSV, or back."""
    from planner import conversion
    from planner.contents import ConversionError
    from planner.errors import DataError, listed
    from planner.verdict import refused

    if template is not None and source is not None:
        stop(Exit.USAGE, "--template takes no source; give it alone: convert --template NEW.xlsx")
    if template is None and (source is None or target is None):
        stop(Exit.USAGE, "give a source and a target: convert CASE CASE.xlsx, or the other way")
    try:
        if template is not None:
            typer.echo(conversion.template(template))
            return
        assert source is not None and target is not None
        done = conversion.convert(source, target, csv.value, dates.value)
    except ConversionError as error:
        stop(Exit.USAGE, str(error))
    except DataError as error:
        if as_json:
            print_json(refused(error))
            raise typer.Exit(Exit.BAD_INPUT) from None
        stop(Exit.BAD_INPUT, str(error))
    print_json(done.result()) if as_json else typer.echo(done.line_of_text())
    if done.warnings:
        typer.echo("\n".join(["Warnings:", *listed(done.warnings)]), err=True)
