"""`fillfinish explain`: why is this short, so late, or impossible; and what would help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.exits import Exit
from planner.terminal import AsJson, Assignments, Scenarios, print_json, stop

if TYPE_CHECKING:
    from planner.explain.solving import Spent


def explain_command(
    path: Annotated[Path, typer.Argument(help="Folder of a run, or of a case without a plan.")],
    country: Annotated[
        str | None, typer.Option(help="Who is short, such as JP; without it: the worst.")
    ] = None,
    presentation: Annotated[str | None, typer.Option(help="Of what; else the worst.")] = None,
    bucket: Annotated[
        str | None, typer.Option(help="A day of the shortage, such as 2026-07-06.")
    ] = None,
    batch: Annotated[str | None, typer.Option(help="Ask about a batch instead.")] = None,
    scenarios: Scenarios = None,
    assignments: Assignments = None,
    seconds: Annotated[
        float, typer.Option(min=0, help="Seconds for everything; 0: the chain alone.")
    ] = 60.0,
    jobs: Annotated[int, typer.Option(min=0, help="Processes that solve at a time.")] = 2,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder that holds the studies.")] = Path(
        "studies"
    ),
    work: Annotated[
        int | None, typer.Option(min=0, help="Nodes a solve, instead of a share of the seconds.")
    ] = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No live line.")] = False,
) -> None:
    """Say why a country is short or a batch late, and solve the single changes that may help.

    A case that has no plan: which rows clash, and which one to drop.
    """
    from planner.assignments import AssignmentError
    from planner.errors import DataError
    from planner.explain.asked import AskedError
    from planner.explain.solving import Spent
    from planner.run_folder import FILE
    from planner.study.study import StudyStopped

    of_case = tuple(scenarios or ()), tuple(assignments or ())
    if (path / FILE).is_file() and any(of_case):
        stop(Exit.USAGE, "--scenario and --set are for cases; a run is explained as it is")
    try:
        if not (path / FILE).is_file():
            found = _of_case(path, *of_case, seconds)
        elif batch is not None:
            found = _of_batch(path, batch)
        elif country is None:
            found = _listed(path)
        else:
            asked = (path, country, presentation, bucket)
            found = _of_country(asked, Spent(seconds, jobs, out, work), quiet=quiet)
    except (AskedError, AssignmentError) as error:
        stop(Exit.USAGE, str(error))
    except DataError as error:
        stop(Exit.BAD_INPUT, str(error))
    except StudyStopped as error:
        stop(Exit.BAD_INPUT, f"{error}; what has ended is kept for the same question")
    except OSError as error:
        stop(Exit.BAD_INPUT, f"{error.filename or out}: {error.strerror}")
    except KeyboardInterrupt:
        stop(Exit.INTERRUPTED, "interrupted; what has been solved is kept for the same question")
    code, words, result = found
    print_json(result) if as_json else typer.echo(words)
    raise typer.Exit(code)


Answer = tuple[Exit, str, dict[str, Any]]
"""Exit code, words, and the same as JSON."""


def _listed(run: Path) -> Answer:
    from planner.explain.asked import ASKED
    from planner.explain.asking import worst_listed
    from planner.saved import read_run

    saved = read_run(run, ASKED)
    return Exit.OK, "\n".join(worst_listed(saved)), {
        "shortages": list(saved.plan.records["shortages"])
    }  # fmt: skip


def _of_batch(run: Path, name: str) -> Answer:
    from dataclasses import asdict

    from planner.explain.asked import ASKED, batch_asked
    from planner.explain.batch import batch_chain
    from planner.explain.facts_read import facts_of
    from planner.explain.words import chain_text
    from planner.saved import read_run

    saved = read_run(run, ASKED)
    chain = batch_chain(saved, facts_of(saved), batch_asked(saved, name))
    return Exit.OK, chain_text(chain), {"chain": asdict(chain)}


def _of_country(
    asked: tuple[Path, str, str | None, str | None], spent: Spent, *, quiet: bool
) -> Answer:
    from planner.explain.asked import ASKED, shortage
    from planner.explain.asking import Question, nothing_short
    from planner.explain.solving import explained
    from planner.explain.words import json_of, text_of
    from planner.saved import read_run
    from planner.study.progress import watched

    run, country, presentation, bucket = asked
    saved = read_run(run, ASKED)
    short = shortage(saved, country, presentation, bucket)
    if short is None:
        words = nothing_short(saved, country, presentation)
        return Exit.OK, words, {"sentence": words}
    question = Question(short)
    if not spent.seconds:
        told = question.told()
        return Exit.OK, text_of(told), json_of(told)
    with watched(quiet, lambda words: typer.echo(words, err=True)) as watch:
        found, folder = explained(question, spent, watch)
    kept = f"\n\n{folder}: answer.csv, every scenario in scenarios.csv, every table in results/"
    return Exit.OK, text_of(found) + kept, {"study": str(folder), **json_of(found)}


def _of_case(
    case: Path, scenarios: tuple[str, ...], assignments: tuple[str, ...], seconds: float
) -> Answer:
    import shlex
    from dataclasses import asdict

    from planner.explain.infeasible import diagnosed
    from planner.explain.infeasible_words import text_of
    from planner.files import WhatIf, open_case
    from planner.plain_solve import asked_words

    found = open_case(case, WhatIf(scenarios, assignments))
    diagnosis = diagnosed(found.plant, max(1.0, seconds))
    words = ["fillfinish", "solve", str(case), *asked_words(scenarios, assignments, None)]
    command = shlex.join(words)
    code = {"feasible": Exit.OK, "infeasible": Exit.INFEASIBLE, "unknown": Exit.STOPPED}
    return (
        code[diagnosis.status],
        text_of(found.name, diagnosis, command),
        {"case": found.name, "command": command, **asdict(diagnosis)},
    )
