"""What the commands share: options, and how to print and to stop."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from planner.exits import Exit

CasePath = Annotated[Path, typer.Argument(help="Folder with plant.yaml and the tables.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Scenarios = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario", help="Overlay of the case, or a .yaml file, to apply; may be given again."
    ),
]
Assignments = Annotated[
    list[str] | None,
    typer.Option(
        "--set", help="A change after them, such as 'staffing.efficiency[resource=FB]*=0.9'."
    ),
]


class Spoken(StrEnum):
    """Languages of what people look at."""

    ENGLISH = "en"
    FRENCH = "fr"


def stop(code: Exit, words: str) -> NoReturn:
    """Say why on stderr and end with an exit code."""
    typer.echo(words, err=True)
    raise typer.Exit(code)


def print_json(value: Any) -> None:
    """Print a result for other programs."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))
