"""`fillfinish report`: a run or a study as one page of HTML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.exits import Exit
from planner.terminal import Spoken, stop

STUDY = "study.json"
"""What only the folder of a study has."""


def report_command(
    run: Annotated[Path, typer.Argument(help="Folder of a run, or of a study.")],
    against: Annotated[
        Path | None, typer.Option(help="Run of the same case to compare it with.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="File to write; else RUN/report.html.")
    ] = None,
    language: Annotated[Spoken, typer.Option(help="Language of the page.")] = Spoken.ENGLISH,
) -> None:
    """Write a run as one page of HTML: Gantt, hours, cover, stock, service, reasons.

    A study: its answer, its scenarios beside each other, maps and differences.
    """
    from planner.errors import DataError
    from planner.report import report
    from planner.saved import read_run

    file = out or run / "report.html"
    try:
        if (run / STUDY).is_file():
            _write(file, _of_study(run, against, language))
            return
        saved = read_run(run, "report")
        other = read_run(against, "report") if against else None
        page = report(saved, other, language.value)
    except DataError as error:
        stop(Exit.BAD_INPUT, str(error))
    for changed in saved.changed:
        typer.echo(f"warning - {run}/{changed}: edited since the run; the page says so", err=True)
    _write(file, page)


def _of_study(study: Path, against: Path | None, language: Spoken) -> str:
    from planner.study_page import study_page

    if against is not None or language is not Spoken.ENGLISH:
        stop(Exit.USAGE, "--against and --language are for runs; the page of a study is English")
    return study_page(study)


def _write(file: Path, page: str) -> None:
    try:
        file.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        stop(Exit.BAD_INPUT, f"{file}: {error.strerror}")
    typer.echo(file)
