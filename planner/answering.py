"""What every question does as a command: open its study, ask, keep the finding, say it."""

from __future__ import annotations

import hashlib
import json
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typer

from planner.answers.again import answer_kept
from planner.answers.contract import Finding
from planner.answers.kept import FILE, TABLE, told, write_finding
from planner.answers.refused import Refused
from planner.answers.words import text_of
from planner.assignments import AssignmentError
from planner.engine import Limits
from planner.errors import DataError, NoPlanError
from planner.exits import Exit
from planner.files import WhatIf
from planner.previous import Previous
from planner.study.asked import Request, name_wrong
from planner.study.kept import study_kept
from planner.study.opened import open_study
from planner.study.progress import watched
from planner.study.study import Study, StudyStopped
from planner.terminal import print_json, stop

Ask = Callable[..., Finding]

BARELY = (
    "With --work 0 searches that start from another plan barely search, and what was found is far"
    " from the best: on le-trait, 20 % more demand came out 96.3 % on time instead of 98.6 %. Ask"
    " with --work 50 or more before you use a figure."
)
"""Note of an answer that was asked for with no effort."""


@dataclass(frozen=True)
class Shared:
    """The options that all questions have; see `cli_answers`."""

    case: Path
    scenarios: list[str] | None
    assignments: list[str] | None
    previous: str | None
    seconds: float
    work: int | None
    seed: int
    jobs: int
    cluster: str | None
    out: Path
    name: str | None
    as_json: bool
    quiet: bool

    def request(self, question: str, asked: Mapping[str, Any]) -> Request:
        """The study behind a question."""
        previous = None if self.previous is None else Previous(self.previous, Path("runs"))
        what_if = WhatIf(tuple(self.scenarios or ()), tuple(self.assignments or ()), previous)
        limits = Limits(self.seconds, None, 1, self.seed, self.work)
        decides = {"question": question, **asked}
        whole = [str(self.case), repr(what_if), repr(limits), json.dumps(decides, default=str)]
        told = hashlib.sha256("\n".join(whole).encode()).hexdigest()
        return Request(
            case=self.case,
            name=self.name or f"{question}-{told[:8]}",
            out=self.out,
            what_if=what_if,
            limits=limits,
            jobs=self.jobs,
            cluster=self.cluster,
            asked=decides,
            command=shlex.join(["fillfinish", *sys.argv[1:]]),
            title=question,
        )


def answered(question: str, ask: Ask, asked: Mapping[str, Any], shared: Shared) -> None:
    """Answer a question and end; never raises for what a user can cause."""
    say = lambda words: typer.echo(words, err=True)  # noqa: E731
    request = shared.request(question, asked)
    folder = request.out / request.name
    if wrong := name_wrong(request.name):
        stop(Exit.USAGE, wrong)
    new = not folder.exists()
    try:
        with watched(shared.quiet, say) as watch, open_study(request, watch) as study:
            finding = _finding(study, question, ask, asked)
    except (AssignmentError, DataError) as error:
        if new:
            _forget(folder)
        usage = isinstance(error, AssignmentError | Refused)
        stop(Exit.USAGE if usage else Exit.BAD_INPUT, str(error))
    except NoPlanError as error:
        stop(Exit.INFEASIBLE if error.clashes else Exit.STOPPED, str(error))
    except StudyStopped as error:
        stop(Exit.BAD_INPUT, f"{error}\n{_again(folder)}")
    except KeyboardInterrupt:
        stop(Exit.INTERRUPTED, f"interrupted: {_again(folder)}")
    except OSError as error:
        stop(Exit.BAD_INPUT, f"{error.filename or folder}: {error.strerror}")
    if shared.as_json:
        print_json({"study": str(folder), **told(finding)})
        return
    quoted = shlex.quote(str(folder))
    typer.echo(text_of(finding))
    typer.echo(
        f"\n{folder}: {TABLE}, every scenario in scenarios.csv, every table in results/\n"
        f"To look at it: fillfinish report {quoted}"
    )


def _finding(study: Study, question: str, ask: Ask, asked: Mapping[str, Any]) -> Finding:
    """The answer that is kept, else a new one, then kept."""
    kept = answer_kept(study.folder, question)
    if kept is not None:
        return kept
    (study.folder / FILE).unlink(missing_ok=True)  # it may not outlive what it was found from
    finding = ask(study, **asked)
    if study.limits.work == 0:
        finding = replace(finding, notes=(BARELY, *finding.notes))
    write_finding(finding, study.folder)
    return finding


def _forget(folder: Path) -> None:
    """Delete a study that this command began and in which nothing has ended: a slip of the
    pen must not take its name."""
    with suppress(DataError):
        if not study_kept(folder).rows:
            shutil.rmtree(folder)


def _again(folder: Path) -> str:
    return f"what has ended is kept in {folder}; the same command goes on from there"
