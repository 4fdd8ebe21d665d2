"""What `study run` and `study resume` do, apart from parsing and printing."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.problems import Problem
from planner.engine import Limits
from planner.errors import DataError
from planner.exits import Exit
from planner.study.asked import Request, name_wrong
from planner.study.contract import FIRST, Result, Scenario
from planner.study.definition import Definition, Typed, defined
from planner.study.kept import study_kept
from planner.study.opened import open_study
from planner.study.progress import watched
from planner.study.shown import study_shown
from planner.study.study import StudyStopped

SECONDS = 60.0
JOBS = 2


@dataclass(frozen=True)
class Manner:
    """How a study is carried out; none of it decides what comes out but the seed."""

    out: Path
    name: str | None
    cluster: str | None
    cold: bool
    alike: bool
    """Every scenario starts from one plan of the base, so that all are searched as long."""

    fresh: bool
    gap: float | None
    seed: int
    threads: int
    quiet: bool


@dataclass(frozen=True)
class StudyAnswer:
    """What to print, and the exit code."""

    code: Exit
    words: str = ""
    """For people, on stderr."""

    screen: str = ""
    result: dict[str, Any] | None = None


Say = Callable[[str], None]


def run_study(typed: Typed, manner: Manner, command: str, say: Say) -> StudyAnswer:
    """Define a study, carry it out and show it; never raises for what a user can cause."""
    if manner.name is not None and (wrong := name_wrong(manner.name)):
        return StudyAnswer(Exit.USAGE, wrong)
    try:
        definition = defined(typed)
        for note in definition.notes:
            say(note)
        request = _request(definition, typed, manner, command)
    except DataError as error:
        return StudyAnswer(Exit.BAD_INPUT, str(error))
    return carry_out(request, manner.quiet, say)


def resume_study(
    folder: Path, jobs: int | None, cluster: str | None, quiet: bool, say: Say
) -> StudyAnswer:
    """Go on with a study from its folder alone."""
    try:
        request = study_kept(folder).request
        if request.scenarios is None:
            what = f"its scenarios depend on what comes out; type '{request.command}' again"
            raise DataError([Problem(str(folder), None, None, None, what)], "study")
    except DataError as error:
        return StudyAnswer(Exit.BAD_INPUT, str(error))
    request = replace(request, jobs=JOBS if jobs is None else jobs, cluster=cluster)
    return carry_out(request, quiet, say)


def carry_out(request: Request, quiet: bool, say: Say) -> StudyAnswer:
    """Solve all scenarios of a study that is fully known."""
    folder = request.out / request.name
    try:
        with watched(quiet, say) as watch, open_study(request, watch) as study:
            results = study.solve(request.scenarios or ())
    except DataError as error:
        return StudyAnswer(Exit.BAD_INPUT, str(error))
    except StudyStopped as error:
        return StudyAnswer(Exit.BAD_INPUT, f"{error}\n{_so_far(folder)}")
    except KeyboardInterrupt:
        return StudyAnswer(Exit.INTERRUPTED, f"interrupted: {_so_far(folder)}")
    except OSError as error:
        return StudyAnswer(Exit.BAD_INPUT, f"{error.filename or folder}: {error.strerror}")
    shown = study_shown(folder)
    return StudyAnswer(Exit.OK, _ended(results), shown.text(), shown.result())


def _request(definition: Definition, typed: Typed, manner: Manner, command: str) -> Request:
    seconds = SECONDS if definition.seconds is None else definition.seconds
    limits = Limits(seconds, manner.gap, manner.threads, manner.seed, definition.work)
    return Request(
        case=definition.case,
        name=manner.name or _name_of(definition, typed),
        out=manner.out,
        what_if=definition.base,
        limits=limits,
        jobs=JOBS if definition.jobs is None else definition.jobs,
        cluster=manner.cluster,
        cold=manner.cold,
        fresh=manner.fresh,
        scenarios=_with_first(definition.scenarios, manner.cold, manner.alike),
        command=command,
        title=definition.title,
        source=typed.file.read_bytes() if typed.file else None,
    )


def _with_first(scenarios: Sequence[Scenario], cold: bool, alike: bool) -> tuple[Scenario, ...]:
    """With a first plan that the base, too, starts from: else it would be searched less than
    those that start from it, and every difference to it would be too good."""
    if cold or len(scenarios) < 2:
        return tuple(scenarios)
    if alike:
        scenarios = [replace(one, start=one.start or FIRST) for one in scenarios]
    return (Scenario(FIRST), *scenarios)


def _name_of(definition: Definition, typed: Typed) -> str:
    """A name for the folder: that of the file, else of the title."""
    name = typed.file.stem if typed.file else definition.title
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "study"


def _ended(results: Sequence[Result]) -> str:
    others = Counter(one.status for one in results if one.status != "finished")
    if not others:
        return ""
    told = ", ".join(f"{count:,} {status}" for status, count in others.most_common())
    return f"{sum(others.values()):,} of {len(results):,} scenarios have no plan: {told}"


def _so_far(folder: Path) -> str:
    kept = study_kept(folder)
    total = len(kept.rows) + (kept.left or 0)
    return (
        f"{len(kept.rows):,} of {total:,} scenarios have ended and are kept;"
        f" 'fillfinish study resume {shlex.quote(str(folder))}' goes on"
    )
