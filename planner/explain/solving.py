"""The study that solves what may help, beside the run's own plan and from it."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from planner.answers.kept import write_finding
from planner.engine import Limits
from planner.explain.asked import ASKED
from planner.explain.asking import Question
from planner.explain.contract import Explanation
from planner.explain.effort import effort_of
from planner.explain.finding import finding_of
from planner.manifest import told_by
from planner.run_files import CASE
from planner.study.asked import Request
from planner.study.contract import FIRST, Result, Scenario
from planner.study.executing import Executor
from planner.study.here import Here
from planner.study.rows import ScenarioRow, figures_of
from planner.study.study import Study
from planner.study.watching import Watch
from planner.study.workers import Processes

STARTED_S = 3.0
"""Seconds of the command's start, of reading the run and of the chain."""


class Clock:
    """Says when a further round of solves would take longer than the time there is."""

    def __init__(self, seconds: float) -> None:
        self._begun = self._last = time.monotonic()
        self._until = self._begun + seconds - STARTED_S
        self._longest = 0.0

    def late(self) -> bool:
        """Asked after each round; the next is taken to last as long as the longest so far."""
        now = time.monotonic()
        self._longest, self._last = max(self._longest, now - self._last), now
        return now + self._longest > self._until


class FromRun(Study):
    """A study whose first plan is a run that is there already."""

    def adopt(self, scenario: Scenario, run: Path) -> None:
        """Take a run as what came of a scenario."""
        told = told_by(run, ASKED)
        result = Result(scenario, "finished", run, told, "", told.command)
        self._rows[scenario.name] = ScenarioRow(result, figures_of(told, run))


def executor_of(request: Request) -> Executor:
    """Processes; without jobs, this one."""
    return Processes(request.jobs) if request.jobs else Here()


@dataclass(frozen=True)
class Spent:
    """What may be spent on an answer, and where it is kept."""

    seconds: float
    """For everything."""

    jobs: int
    """Processes at a time; 0: this one."""

    out: Path
    """Folder that holds the studies."""

    work: int | None = None
    """Nodes a solve, so that it repeats; None: the seconds are shared."""


def explained(
    question: Question, spent: Spent, watch: Watch | None = None
) -> tuple[Explanation, Path]:
    """Solve as many changes as there is time for; the folder that keeps them and the finding.

    Asked again, what was solved is not solved again.
    """
    saved, jobs = question.short.saved, max(1, spent.jobs)
    effort = effort_of(spent.seconds, saved.told, jobs, len(question.candidates))
    chosen = question.chosen(effort.count)
    row = question.short.row
    asked = {
        "question": "explain",
        "run": saved.folder.resolve().name,
        "country": row["country"],
        "presentation": row["presentation"],
        "from": str(row["from"]),
        "candidates": [candidate.name for candidate in chosen],
        "seconds": spent.seconds,
        "work": spent.work,
    }
    request = Request(
        case=saved.folder / CASE,
        name=_named(asked),
        out=spent.out,
        limits=Limits(
            seconds=round(effort.seconds, 1), seed=saved.told.options.seed, work=spent.work
        ),
        jobs=spent.jobs,
        asked=asked,
        command="explain",
        title=question.chain.head,
    )
    with FromRun(request, partial(executor_of, request), watch) as study:
        study.adopt(Scenario(FIRST), saved.folder)
        found = question.answered(study, chosen, jobs, Clock(spent.seconds).late)
        write_finding(finding_of(found), study.folder)
        return found, study.folder


def _named(asked: dict[str, object]) -> str:
    """A folder's name that says what was asked."""
    sha256 = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    return f"explain-{asked['country']}-{asked['presentation']}-{asked['from']}-{sha256[:6]}"
