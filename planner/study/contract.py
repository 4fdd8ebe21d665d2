"""What a study is made of: scenarios to solve, and what came of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, Protocol

from planner.engine import Limits
from planner.files import Case
from planner.manifest import RunTold
from planner.run_folder import TextRow, rows_of
from planner.study.spans import Span

Status = Literal["finished", "infeasible", "invalid", "no plan", "refused", "killed", "failed"]
"""`finished`: audited plan. `infeasible`: no plan exists. `invalid`: the case has problems.
`no plan`: none was found in time. `refused`: the audit found violations. `killed`: its process
ended. `failed`: our mistake."""

FINAL: tuple[Status, ...] = ("finished", "infeasible", "invalid")
"""What is not tried again when a study is resumed."""


@dataclass(frozen=True)
class Scenario:
    """One case to solve: the study's case with overlays and assignments."""

    name: str
    """Unique in a study; first column of every table."""

    overlays: tuple[str, ...] = ()
    """Names in the case's folder `scenarios`, or paths of `.yaml` files; in order."""

    assignments: tuple[str, ...] = ()
    """Texts of `--set`, after them."""

    place: Mapping[str, str] = field(default_factory=dict)
    """Where it lies in a grid or sample: by what is varied, its value as text."""

    start: str | None = None
    """Scenario whose plan the search starts from; None: the nearest that is finished."""

    previous: Path | None = None
    """Run whose batches are the plan before, whose moves are priced."""

    unlike: tuple[str, ...] = ()
    """Scenarios whose plans this one's should differ from as much as it can."""


@dataclass(frozen=True)
class Result:
    """What came of a scenario."""

    scenario: Scenario
    status: Status
    run: Path | None
    """Folder of its audited plan, if finished."""

    told: RunTold | None
    """What `run.json` of that folder says."""

    words: str
    """Why there is no plan: all problems, one a line; blank if finished."""

    command: str
    """The plain `fillfinish solve ...` that gives the same."""

    started_from: str | None = None
    """Scenario whose plan the search started from."""

    seconds: float = 0.0
    """That a worker was busy with it; 0 from the cache."""

    cached: bool = False
    """An earlier study has solved the same case with the same options and versions."""

    def level(self, name: str) -> Span:
        """A level's value with the range that its bound leaves.

        Raises
        ------
        LookupError
            If there is no plan.
        """
        level = self.told.level(name) if self.told else None
        if level is None:
            raise LookupError(f"{self.scenario.name} has no plan")
        return Span.minimised(level.value, level.bound)

    @property
    def on_time(self) -> float:
        """Share of the demand met when due, as found; no bound says more of it.

        Raises
        ------
        LookupError
            If there is no plan.
        """
        if self.told is None or self.told.on_time is None:
            raise LookupError(f"{self.scenario.name} has no plan")
        return self.told.on_time

    def rows(self, table: str, *needed: str) -> list[TextRow]:
        """Rows of a table of its run, as text."""
        if self.run is None:
            raise LookupError(f"{self.scenario.name} has no plan")
        return rows_of(self.run, table, "study", needed)


class Studying(Protocol):
    """What an answer may ask of a study."""

    @property
    def base(self) -> Case:
        """The case that scenarios change: the one asked for, with its own what-if."""

    @property
    def limits(self) -> Limits:
        """Seconds or work of each solve."""

    def solve(self, scenarios: Sequence[Scenario]) -> tuple[Result, ...]:
        """Solve what is not solved yet, several at a time; results in the same order.

        May be called again with further scenarios, which may start from earlier ones. The
        same scenario under the same name may be given again; another one may not.
        """

    def overlay(self, name: str, title: str, changes: Sequence[Mapping[str, Any]]) -> str:
        """Write an overlay of the study's own, `changes` as in a file of `scenarios/`; what to
        put in `Scenario.overlays`. The file stays in the study's folder, so that a plain
        `solve --scenario FILE` can read it."""


FIRST = "first plan"
"""Scenario of the base solved from nothing; everything else starts from its plan."""


def against_base(
    study: Studying, scenarios: Sequence[Scenario]
) -> tuple[Result, tuple[Result, ...]]:
    """The base, and scenarios beside it, all solved from one and the same plan.

    What a scenario gains must not be what another minute of search gains: so the base is
    solved again from its own first plan, as long as any scenario.
    """
    first = Scenario(FIRST)
    study.solve([first])
    started = [replace(each, start=each.start or FIRST) for each in scenarios]
    base, *others = study.solve([Scenario("base", start=FIRST), *started])
    return base, tuple(others)
