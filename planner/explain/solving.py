"""The study that solves what may help, beside the run's own plan and from it."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.answers.kept import write_finding
from planner.engine import Limits
from planner.explain.asking import LONGER, Question
from planner.explain.contract import Explanation
from planner.explain.effort import Effort, effort_of, slowness
from planner.explain.finding import finding_of
from planner.run_files import CASE
from planner.study.asked import Request
from planner.study.contract import FIRST, Scenario
from planner.study.kept import FILE, told_of
from planner.study.opened import open_study
from planner.study.watching import Watch

COUNT = "changes"
"""What study.json calls the number of changes that there seemed to be time for."""

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
    row = question.short.row
    asked: dict[str, Any] = {
        "question": "explain",
        "run": saved.folder.resolve().name,
        "country": row["country"],
        "presentation": row["presentation"],
        "from": str(row["from"]),
        "seconds": spent.seconds,
        "work": spent.work,
    }
    name = _named(asked)
    effort = _begun(spent.out / name)
    if effort is None:
        most = len(question.candidates)
        effort = effort_of(spent.seconds, saved.told, jobs, most, slowness(jobs))
    chosen = question.chosen(effort.count)
    request = Request(
        case=saved.folder / CASE,
        name=name,
        out=spent.out,
        limits=Limits(
            seconds=round(effort.seconds, 1),
            seed=saved.told.options.seed,
            work=spent.work,
            prove=False,
        ),
        jobs=spent.jobs,
        asked=asked | {COUNT: effort.count},
        command="explain",
        title=question.chain.head,
    )
    with open_study(request, watch) as study:
        study.adopt(Scenario(FIRST), saved.folder)
        late, longer = Clock(spent.seconds).late, max(LONGER, 2 * spent.seconds)
        after = [each for each in question.candidates if each not in chosen]
        found = question.answered(study, chosen, jobs, late, after, longer)
        write_finding(finding_of(found), study.folder)
        return found, study.folder


def _begun(folder: Path) -> Effort | None:
    """The effort with which the same question was begun; None if it was not."""
    if not (folder / FILE).is_file():
        return None
    asked = told_of(folder)["asked"]
    return Effort(asked["limits"]["seconds"], asked["question"][COUNT])


def _named(asked: dict[str, object]) -> str:
    """A folder's name that says what was asked."""
    sha256 = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    return f"explain-{asked['country']}-{asked['presentation']}-{asked['from']}-{sha256[:6]}"
