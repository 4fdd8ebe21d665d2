"""What `fillfinish solve` does, apart from parsing and printing."""

from __future__ import annotations

import logging
import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any

from planner.assignments import AssignmentError
from planner.engine import Limits, Moment
from planner.errors import DataError, NoPlanError, listed
from planner.exits import Exit
from planner.files import Case, WhatIf, open_case
from planner.monday import on_time, screen
from planner.pipeline import solve
from planner.plan import Plan
from planner.previous import Previous
from planner.runs import RefusedError, finite, publish

Say = Callable[[str], None]


@dataclass(frozen=True)
class Asked:
    """What is asked of the case that its tables do not say."""

    scenarios: tuple[str, ...] = ()
    assignments: tuple[str, ...] = ()
    previous: str | None = None
    """A run's folder, or `latest` of those in the folder that holds the runs."""


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


@dataclass(frozen=True)
class Answer:
    """What to print, and the exit code."""

    code: Exit
    words: str = ""
    """For people, on stderr."""

    screen: str = ""
    result: dict[str, Any] | None = None


def solve_case(request: SolveRequest, say: Say) -> Answer:
    """Read, solve, audit and write; never raises for what a user can cause."""
    if request.verbose:
        logging.basicConfig(level=logging.INFO, format="%(message)s")
    limits = Limits(request.seconds, request.gap, request.threads, request.seed, request.work)
    try:
        found = open_case(request.case, _what_if(request))
        _warn(found, say)
        name = request.name or found.scenario
        with _live(request.quiet) as progress:
            plan = solve(found.plant, limits, scenario=name, progress=progress)
        folder = publish(plan, request.out, limits, command_of(found), found.asked())
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
        return Answer(Exit.BAD_INPUT, f"{error.filename or request.out}: {error.strerror}")
    code, words = ending(plan, request)
    return Answer(code, words, _screen(plan, folder), _result(plan, folder))


def _what_if(request: SolveRequest) -> WhatIf:
    asked = request.asked
    previous = Previous(asked.previous, request.out) if asked.previous else None
    return WhatIf(asked.scenarios, asked.assignments, previous)


def command_of(found: Case) -> str:
    """The command as `run.json` keeps it: what to type to ask the same again."""
    words = ["solve", found.folder.name]
    for name in found.what_if.scenarios:
        words += ["--scenario", name]
    for text in found.what_if.assignments:
        words += ["--set", text]
    if found.previous is not None:
        words += ["--previous", str(found.previous)]
    return shlex.join(words)


def _warn(found: Case, say: Say) -> None:
    for line in listed(found.warnings()):
        say(f"warning {line}")


@contextmanager
def _live(quiet: bool) -> Iterator[Callable[[Moment], None] | None]:
    """One live line on stderr while solving; nothing if it is not a terminal or `quiet`."""
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    with Live(Text("building the model"), console=console, transient=True) as live:
        seen: list[Moment] = []

        def show(moment: Moment) -> None:
            seen.append(moment)
            live.update(Text(live_line(seen)))

        yield show


FOUND = {"plan": "better plan", "whole": "the whole model at once"}
"""What the engine's stages say, in words; every other stage tells a better bound."""


def live_line(seen: Sequence[Moment]) -> str:
    """Seconds, of each level the best value, bound and gap so far, and what was found last."""
    parts, stage = [], seen[-1].stage
    for level in dict.fromkeys(moment.level for moment in seen):
        of_level = [moment for moment in seen if moment.level == level]
        value = min(moment.value for moment in of_level)
        bound = max(moment.bound for moment in of_level)
        if isfinite(value) and isfinite(bound):
            gap = _figure(value - bound)
            parts.append(f"{level} {_figure(value)}, bound {_figure(bound)}, gap {gap}")
        elif isfinite(value):
            parts.append(f"{level} {_figure(value)}, no bound yet")
    return f"{seen[-1].seconds:5.0f} s  {'; '.join([*parts, FOUND.get(stage, 'better bound')])}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


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
    return f"{screen(plan)}\n{folder}: audited, every rule holds"


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
