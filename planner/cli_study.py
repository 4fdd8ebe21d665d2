"""`fillfinish study`: many scenarios of one case, solved several at a time and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.exits import Exit
from planner.terminal import AsJson, Assignments, print_json, stop

app = typer.Typer(
    name="study",
    help="Solve many scenarios of a case; list, show and resume studies.",
    no_args_is_help=True,
)

StudyPath = Annotated[Path, typer.Argument(help="Folder of a study, such as studies/NAME.")]
Jobs = Annotated[
    int | None, typer.Option(min=0, help="Processes that solve at a time (2); 0: in this one.")
]
Cluster = Annotated[
    str | None, typer.Option(help="Dask scheduler to solve on, such as tcp://host:8786.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No progress.")]


@app.command("run")
def run_command(
    what: Annotated[
        Path, typer.Argument(metavar="CASE|STUDY.yaml", help="A case, or a study as a file.")
    ],
    sweeps: Annotated[
        list[str] | None,
        typer.Option("--sweep", help="Values to try, such as 'demand.units*=0.8,1,1.2'; a grid."),
    ] = None,
    samples: Annotated[
        list[str] | None,
        typer.Option("--sample", help="A range to draw from, such as 'demand.units*=0.8..1.2'."),
    ] = None,
    points: Annotated[int | None, typer.Option(help="How many points are drawn.")] = None,
    method: Annotated[str | None, typer.Option(help="latin-hypercube or sobol.")] = None,
    sample_seed: Annotated[int | None, typer.Option(help="Random seed of the points.")] = None,
    scenarios: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario", help="One scenario, such as 'no-new-building + demand.units*=1.1'."
        ),
    ] = None,
    base: Annotated[
        list[str] | None, typer.Option("--base", help="Overlay that every scenario has.")
    ] = None,
    assignments: Assignments = None,
    seconds: Annotated[
        float | None, typer.Option(min=0.1, help="Seconds of each solve (60).")
    ] = None,
    work: Annotated[
        int | None, typer.Option(min=0, help="Nodes a solve, instead of seconds: repeats exactly.")
    ] = None,
    gap: Annotated[float | None, typer.Option(min=0, help="Stop at this cost gap.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Random seed of the search.")] = 0,
    threads: Annotated[int, typer.Option(min=1, help="Threads of HiGHS.")] = 1,
    jobs: Jobs = None,
    cluster: Cluster = None,
    cold: Annotated[
        bool, typer.Option("--cold", help="Solve each from nothing, not from a near plan.")
    ] = False,
    alike: Annotated[
        bool,
        typer.Option("--alike", help="Start all from one plan of the base: fair differences."),
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Solve again what earlier studies have solved.")
    ] = False,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder that holds the studies.")] = Path(
        "studies"
    ),
    name: Annotated[
        str | None, typer.Option(help="Name of the study; else that of the file or the case.")
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Solve scenarios: a list, a grid, a sample, or a file with all of them.

    A study that was stopped goes on where it was if it is asked for again.
    """
    import shlex
    import sys

    from planner.study.carried_out import Manner, run_study
    from planner.study.definition import Typed

    is_file = what.suffix.lower() in (".yaml", ".yml")
    typed = Typed(
        None if is_file else what,
        what if is_file else None,
        None,
        tuple(base or ()),
        tuple(assignments or ()),
        tuple(scenarios or ()),
        tuple(sweeps or ()),
        tuple(samples or ()),
        points,
        method,
        sample_seed,
        seconds,
        work,
        jobs,
    )
    manner = Manner(out, name, cluster, cold, alike, no_cache, gap, seed, threads, quiet)
    command = shlex.join(["fillfinish", *sys.argv[1:]])
    answer = run_study(typed, manner, command, lambda words: typer.echo(words, err=True))
    _end(answer.code, answer.words, answer.screen, answer.result, as_json)


@app.command("resume")
def resume_command(
    study: StudyPath,
    jobs: Jobs = None,
    cluster: Cluster = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Solve what a study has not solved yet, from its folder alone."""
    from planner.study.carried_out import resume_study

    say = lambda words: typer.echo(words, err=True)  # noqa: E731
    answer = resume_study(study, jobs, cluster, quiet, say)
    _end(answer.code, answer.words, answer.screen, answer.result, as_json)


@app.command("list")
def list_command(
    folder: Annotated[Path, typer.Argument(help="Folder that holds the studies.")] = Path(
        "studies"
    ),
    as_json: AsJson = False,
) -> None:
    """List the studies in a folder, newest first."""
    from planner.errors import DataError
    from planner.study.listed import studies_in

    try:
        found = studies_in(folder)
    except DataError as error:
        stop(Exit.BAD_INPUT, str(error))
    if as_json:
        print_json(found.result())
    elif text := found.text():
        typer.echo(text)
    if words := found.words():
        typer.echo(words, err=True)


@app.command("show")
def show_command(study: StudyPath, as_json: AsJson = False) -> None:
    """Show the scenarios of a study beside each other, and why some have no plan."""
    from planner.errors import DataError
    from planner.study.shown import study_shown

    try:
        found = study_shown(study)
    except DataError as error:
        stop(Exit.BAD_INPUT, str(error))
    print_json(found.result()) if as_json else typer.echo(found.text())
    if words := found.words():
        typer.echo(words, err=True)


def _end(code: Exit, words: str, screen: str, result: object, as_json: bool) -> None:
    if words:
        typer.echo(words, err=True)
    if result is not None:
        print_json(result) if as_json else typer.echo(screen)
    raise typer.Exit(code)
