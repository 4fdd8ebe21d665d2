"""What `fillfinish solve` does, apart from parsing and printing."""

from __future__ import annotations

import logging
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.plant import Plant
from planner.assignments import AssignmentError
from planner.engine import Limits
from planner.errors import DataError, NoPlanError, listed
from planner.exits import Exit
from planner.files import Case, WhatIf, open_case
from planner.live import live
from planner.monday import screen
from planner.on_time import on_time
from planner.pipeline import solve
from planner.plain_solve import asked_words, option_words
from planner.plan import Plan
from planner.previous import Previous
from planner.run_folder import SOURCES
from planner.runs import RefusedError, finite, publish
from planner.starts import Plans

Say = Callable[[str], None]


@dataclass(frozen=True)
class Asked:
    """What is asked of the case that its tables do not say."""

    scenarios: tuple[str, ...] = ()
    assignments: tuple[str, ...] = ()
    previous: str | None = None
    """A run's folder, or `latest` of those in the folder that holds the runs."""

    start: Path | None = None
    """Folder of a run whose plan the search begins from."""

    unlike: tuple[Path, ...] = ()
    """Folders of runs whose plans the plan should differ from."""


@dataclass(frozen=True)
class SolveRequest:
    """The options of `solve`."""

    case: Path
    out: Path
    seconds: float
    gap: float | None
    seed: int
    threads: int
    work: int | None
    name: str | None
    quiet: bool
    verbose: bool
    asked: Asked = field(default_factory=Asked)
    prove: bool = True


@dataclass(frozen=True)
class Answer:
    """What to print, and the exit code."""

    code: Exit
    words: str = ""
    """For people, on stderr."""

    screen: str = ""
    result: dict[str, Any] | None = None


@dataclass(frozen=True)
class Job:
    """What is solved, and what `run.json` keeps of how it was asked for."""

    plant: Plant
    limits: Limits
    scenario: str
    command: str
    told: Mapping[str, Any]
    sources: bytes | None
    """`SOURCES.md` of the case."""

    plans: Plans = field(default_factory=Plans)
    """The finished plans that the search knows."""


def solve_case(request: SolveRequest, say: Say) -> Answer:
    """Read, solve, audit and write; never raises for what a user can cause."""
    if request.verbose:
        logging.basicConfig(level=logging.INFO, format="%(message)s")
    solved = attempt(lambda: _job(request, say), request.out, request.quiet)
    if isinstance(solved, Answer):
        return solved
    plan, folder = solved
    code, words = ending(plan, request)
    return Answer(code, words, _screen(plan, folder), _result(plan, folder))


def _job(request: SolveRequest, say: Say) -> Job:
    found = open_case(request.case, _what_if(request))
    _warn(found, say)
    asked, case = request.asked, found.plant.settings.name
    plans = Plans.of(asked.start, asked.unlike, case, found.name)
    limits = Limits(
        request.seconds, request.gap, request.threads, request.seed, request.work, request.prove
    )
    options = option_words(limits, request.name, asked.start, asked.unlike)
    return Job(
        found.plant,
        limits,
        request.name or found.scenario,
        f"{command_of(found)} {shlex.join(options)}",
        found.asked(),
        sources_of(found.folder),
        plans,
    )


def attempt(prepare: Callable[[], Job], out: Path, quiet: bool) -> tuple[Plan, Path] | Answer:
    """The plan of a job and its run below `out`, audited; an answer if that cannot be."""
    try:
        job = prepare()
        with live(quiet) as progress:
            plan = solve(
                job.plant,
                job.limits,
                scenario=job.scenario,
                progress=progress,
                start=job.plans.start_rows,
                unlike=job.plans.unlike_rows,
            )
        folder = publish(plan, out, job.limits, job.command, job.told, job.sources, job.plans)
    except AssignmentError as error:
        return Answer(Exit.USAGE, str(error))
    except DataError as error:
        return Answer(Exit.BAD_INPUT, str(error))
    except NoPlanError as error:
        return Answer(Exit.INFEASIBLE if error.clashes else Exit.STOPPED, str(error))
    except RefusedError as error:
        return Answer(Exit.AUDIT, _refused(error))
    except KeyboardInterrupt:
        return Answer(Exit.INTERRUPTED, "interrupted before a plan was saved; nothing written")
    except OSError as error:
        return Answer(Exit.BAD_INPUT, f"{error.filename or out}: {error.strerror}")
    return plan, folder


def sources_of(case: Path) -> bytes | None:
    """`SOURCES.md` of a case, if it has one."""
    file = case / SOURCES
    return file.read_bytes() if file.is_file() else None


def _what_if(request: SolveRequest) -> WhatIf:
    asked = request.asked
    previous = Previous(asked.previous, request.out) if asked.previous else None
    return WhatIf(asked.scenarios, asked.assignments, previous)


def command_of(found: Case) -> str:
    """The command as `run.json` keeps it: what to type to ask the same again."""
    asked = found.what_if
    words = asked_words(asked.scenarios, asked.assignments, found.previous)
    return shlex.join(["solve", found.folder.name, *words])


def _warn(found: Case, say: Say) -> None:
    for line in listed(found.warnings()):
        say(f"warning {line}")


def ending(plan: Plan, request: SolveRequest) -> tuple[Exit, str]:
    """The exit code of a plan that is saved, and words if it is not 0."""
    if plan.status == "interrupted":
        return Exit.INTERRUPTED, "interrupted: this is the best plan so far"
    missed = [level for level in plan.levels if not level.reached and level.gap_base == "value"]
    if request.gap is None or not missed:
        return Exit.OK, ""
    level = missed[0]
    return Exit.GAP, (
        f"the {level.name} gap asked for, {request.gap:.1%}, was not reached:"
        f" {level.gap:.1%}; the plan is saved"
    )


def _screen(plan: Plan, folder: Path) -> str:
    return (
        f"{screen(plan)}\n{folder}: audited, every rule holds\n"
        f"To look at it: fillfinish report {shlex.quote(str(folder))}"
    )


def _result(plan: Plan, folder: Path) -> dict[str, Any]:
    return {
        "run": str(folder),
        "status": plan.status,
        "levels": [finite(vars(level)) for level in plan.levels],
        "service_in_horizon": plan.service_in_horizon,
        "on_time": on_time(plan.records["service"]),
        "batches": len(plan.records["batches"]),
        "shortages": len(plan.records["shortages"]),
        "seconds": dict(plan.seconds),
    }


def _refused(error: RefusedError) -> str:
    shown = [f"- {v.rule} {v.file}:{v.row}: {v.what}" for v in error.violations[:20]]
    return "\n".join([str(error), *shown, "this is our bug; please report it with the folder"])
