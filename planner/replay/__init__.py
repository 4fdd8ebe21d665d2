"""`fillfinish runs replay`: a run solved again from its own folder, and what differs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.problems import Problem
from planner.commands import Answer, Job, attempt, sources_of
from planner.engine import Limits
from planner.errors import DataError
from planner.exits import Exit
from planner.files import open_case
from planner.manifest import RunTold, told_by, versions_of
from planner.replay.verdict import Replay
from planner.run_files import CASE, FileState, inputs_of, plans_of
from planner.run_folder import REPLAY_OF, problem_of
from planner.starts import Plans

ASKED = "runs replay"
REPAIRS = {
    "edited": "was edited after the run (run.json has another sha256); put the file back as it"
    " was, or plan the edited case with 'fillfinish solve {case}'",
    "missing": "is missing; put it back as it was",
    "added": "was added after the run (run.json does not list it); move it away",
}
"""What is wrong with a table that the run was not solved from, and what to do."""


@dataclass(frozen=True)
class ReplayRequest:
    """The options of `runs replay`."""

    run: Path
    out: Path
    seconds: float | None
    """Seconds of solving, if not those of the run."""

    quiet: bool


def replay(request: ReplayRequest) -> Answer:
    """Solve a run again from its own tables, write it as a new run, and say what differs."""
    try:
        told = told_by(request.run, ASKED)
        files = (*inputs_of(request.run, told), *plans_of(request.run, told))
        problems = list(_unfit(request.run, files))
        if problems:
            raise DataError(problems, ASKED)
    except DataError as error:
        return Answer(Exit.BAD_INPUT, str(error))
    if request.seconds is not None and told.options.work is not None:
        said = f"the run counted {told.options.work:,} nodes a solve, no seconds; leave --seconds"
        return Answer(Exit.USAGE, f"{said} out")
    solved = attempt(lambda: _job(request, told), request.out, request.quiet)
    if isinstance(solved, Answer):
        return solved
    _, folder = solved
    return Replay.of(request.run, told, folder, told_by(folder, ASKED)).answer()


def _unfit(run: Path, files: tuple[FileState, ...]) -> Iterator[Problem]:
    for file in files:
        if file.state != "as it was":
            yield problem_of(run, file.file, REPAIRS[file.state].format(case=run / CASE))


def _job(request: ReplayRequest, told: RunTold) -> Job:
    case = request.run / CASE
    try:
        plant = open_case(case).plant
    except DataError as error:
        raise DataError(error.problems, str(case), _of_another_version(told)) from None
    options = told.options
    seconds = options.seconds if request.seconds is None else request.seconds
    kept = {
        "overlays": list(told.overlays),
        "titles": told.titles,
        "differences": [one.model_dump() for one in told.differences or ()],
        "set": list(told.assignments),
        "previous": told.previous,
        REPLAY_OF: told.replay_of or request.run.resolve().name,
    }
    command = shlex.join([*ASKED.split(), str(request.run)])
    limits = Limits(
        seconds, options.gap, options.threads, options.seed, options.work, options.prove
    )
    plans = Plans.kept_by(request.run, told.start, told.unlike, ASKED)
    return Job(plant, limits, told.scenario, command, kept, sources_of(case), plans)


def _of_another_version(told: RunTold) -> str:
    for one in versions_of(told):
        if one.name == "fillfinish" and one.differs:
            return f"The run was written by fillfinish {one.then}; this is {one.now}."
    return ""
