"""The command line: parse, call, print, exit code. No logic.

Heavy modules are imported inside the commands, so that `--help` comes at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner import (
    cli_compare,
    cli_convert,
    cli_explain,
    cli_export,
    cli_questions,
    cli_report,
    cli_runs,
    cli_scenario,
    cli_study,
)
from planner.exits import Exit
from planner.terminal import AsJson, Assignments, CasePath, Scenarios, print_json, stop

app = typer.Typer(
    name="fillfinish",
    help="Plan the fill-finish of biologics: batches, lines, countries.",
    no_args_is_help=True,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


@app.callback()
def main() -> None:
    """Plan the fill-finish of biologics: batches, lines, countries."""


@app.command("init")
def init_command(
    folder: Annotated[Path, typer.Argument(help="New or empty folder for the case.")],
    source: Annotated[str, typer.Option("--from", help="Shipped case to start from.")] = "tiny",
) -> None:
    """Copy a shipped case into a folder, to begin your own."""
    from planner.shipped import ShippedError, copy_case

    try:
        files = copy_case(source, folder)
    except ShippedError as error:
        stop(Exit.USAGE, str(error))
    for file in files:
        typer.echo(file)


@app.command("validate")
def validate_command(
    case: CasePath,
    scenarios: Scenarios = None,
    assignments: Assignments = None,
    as_json: AsJson = False,
) -> None:
    """Check a case and say what it holds; every problem at once."""
    from planner.assignments import AssignmentError
    from planner.errors import DataError, listed
    from planner.files import WhatIf, open_case
    from planner.summary import summary_of
    from planner.verdict import refused, valid

    try:
        found = open_case(case, WhatIf(tuple(scenarios or ()), tuple(assignments or ())))
    except AssignmentError as error:
        stop(Exit.USAGE, str(error))
    except DataError as error:
        if as_json:
            print_json(refused(error))
            raise typer.Exit(Exit.BAD_INPUT) from None
        stop(Exit.BAD_INPUT, str(error))
    warnings = found.warnings()
    summary = summary_of(found.plant)
    if as_json:
        print_json(valid(found.name, summary, warnings))
        return
    typer.echo("\n".join([*summary.lines_of_text(), *found.lines_of_text()]))
    if warnings:
        typer.echo("\n".join(["Warnings:", *listed(warnings)]), err=True)


@app.command("schema")
def schema_command(
    markdown: Annotated[bool, typer.Option("--markdown", help="Text of docs/data.md.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print the input tables: their columns, units and meaning."""
    from planner import schema

    if markdown and as_json:
        stop(Exit.USAGE, "--markdown and --json are two forms of one answer; give one")
    if as_json:
        print_json(schema.json_schema())
    else:
        typer.echo(schema.markdown(), nl=False)


@app.command("solve")
def solve_command(
    case: CasePath,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder that holds the runs.")] = Path(
        "runs"
    ),
    seconds: Annotated[float, typer.Option(min=0.1, help="Seconds of solving.")] = 60.0,
    gap: Annotated[
        float | None, typer.Option(min=0, help="Stop at this cost gap (0.05); exit 5 if not met.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Random seed.")] = 0,
    threads: Annotated[int, typer.Option(min=1, help="Threads of HiGHS.")] = 1,
    work: Annotated[
        int | None, typer.Option(min=0, help="Nodes a solve, instead of seconds: repeats exactly.")
    ] = None,
    no_proof: Annotated[
        bool, typer.Option("--no-proof", help="Search only, no bounds: for solves of seconds.")
    ] = False,
    scenarios: Scenarios = None,
    assignments: Assignments = None,
    previous: Annotated[
        str | None, typer.Option(help="Run with the plan before, or 'latest' of the case.")
    ] = None,
    start: Annotated[
        Path | None, typer.Option(help="Run whose plan the search begins from, repaired.")
    ] = None,
    unlike: Annotated[
        list[Path] | None,
        typer.Option(help="Run to differ from, within the tolerances; may be given again."),
    ] = None,
    name: Annotated[str | None, typer.Option(help="Name of the scenario.")] = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No live line.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Log every stage.")] = False,
) -> None:
    """Find the best plan, audit it and write it as CSV."""
    from planner.commands import Asked, SolveRequest, solve_case

    changes = (tuple(scenarios or ()), tuple(assignments or ()), previous)
    asked = Asked(*changes, start, tuple(unlike or ()))
    options = (case, out, seconds, gap, seed, threads, work, name, quiet, verbose)
    request = SolveRequest(*options, asked, not no_proof)
    answer = solve_case(request, lambda words: typer.echo(words, err=True))
    if answer.words:
        typer.echo(answer.words, err=True)
    if answer.result is not None:
        print_json(answer.result) if as_json else typer.echo(answer.screen)
    raise typer.Exit(answer.code)


@app.command("audit")
def audit_command(
    run: Annotated[Path, typer.Argument(help="Folder of a run.")], as_json: AsJson = False
) -> None:
    """Recompute every rule from the files of a run."""
    from planner.audit import audit

    if not (run / "run.json").is_file():
        stop(
            Exit.BAD_INPUT, f"{run}: no run.json; give the folder of one run, such as runs/2026..."
        )
    violations = audit(run)
    if as_json:
        print_json([vars(violation) for violation in violations])
    else:
        for violation in violations:
            typer.echo(f"{violation.rule} {violation.file}:{violation.row}: {violation.what}")
    if violations:
        stop(Exit.AUDIT, f"{run}: {len(violations):,} violations")
    typer.echo(f"{run}: every rule holds", err=True)


app.add_typer(cli_scenario.app)
app.add_typer(cli_runs.app)
app.command("compare")(cli_compare.compare_command)
app.command("convert")(cli_convert.convert_command)
app.command("report")(cli_report.report_command)
app.command("export")(cli_export.export_command)
app.add_typer(cli_study.app)
app.command("explain", rich_help_panel=cli_questions.PANEL)(cli_explain.explain_command)
cli_questions.register(app)


if __name__ == "__main__":
    app()
