"""A study: scenarios carried out several at a time, each kept as soon as it ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from models.problems import Problem
from planner.engine import Limits
from planner.errors import DataError
from planner.files import Case, open_case
from planner.manifest import told_by
from planner.study.asked import Request
from planner.study.contract import Result, Scenario
from planner.study.executing import CaseFiles, Executor, Worked
from planner.study.interrupts import noted
from planner.study.kept import OVERLAYS, command_of
from planner.study.overlays_written import write_overlay
from planner.study.roll import Roll
from planner.study.rows import ScenarioRow, figures_of
from planner.study.store import Store
from planner.study.tasks import Begun, Tasks
from planner.study.turns import Turns
from planner.study.watching import Unwatched, Watch

GLANCE = 0.5
"""Seconds between looks at the clock and for an interrupt."""

REWRITTEN = 5.0
"""Seconds between rewritings of scenarios.csv."""


class StudyStopped(Exception):
    """The machine lets a study go no further, as by a full disk or where no process can start;
    what ended is kept."""


class Study:
    """A `Studying` with workers, a folder and a cache of plans.

    Use it as a context: its workers and its folder's lock end with it.

    Parameters
    ----------
    request
        What is asked for. If its folder is there, what has ended is not done again.
    executor
        Makes who carries scenarios out, once there is one to carry out.
    watch
        Is told how it goes on.

    Raises
    ------
    DataError
        If the case has problems, or the folder is of another study or version, or in use.
    """

    def __init__(
        self, request: Request, executor: Callable[[], Executor], watch: Watch | None = None
    ) -> None:
        self.request = request
        self._case = _files_of(request)
        if not (request.out / request.name).is_dir():
            _ = self.base  # its problems come before anything is written
        self._store = Store(request, self._case.hashes())
        self._make = executor
        self._executor: Executor | None = None
        self._watch = watch or Unwatched()
        self._roll = Roll(self._store.paths, request.cold)
        self._rows: dict[str, ScenarioRow] = {}
        self._rewritten = time.monotonic()

    @cached_property
    def base(self) -> Case:
        """The case that scenarios change."""
        return open_case(self.request.case, self.request.what_if)

    @property
    def limits(self) -> Limits:
        """Seconds or work of each solve."""
        return self.request.limits

    @property
    def folder(self) -> Path:
        """Where everything is kept."""
        return self._store.folder

    def overlay(self, name: str, title: str, changes: Sequence[Mapping[str, Any]]) -> str:
        """Write an overlay into the study's folder; what to put in `Scenario.overlays`."""
        return str(write_overlay(self.folder / OVERLAYS, name, title, changes))

    def solve(self, scenarios: Sequence[Scenario]) -> tuple[Result, ...]:
        """Solve what is not solved yet; results in the same order.

        Raises
        ------
        DataError
            If a name is given to two scenarios, or one starts from no scenario.
        StudyStopped
            If the disk is full, or no process can start.
        KeyboardInterrupt
            After an interrupt, once what has ended is kept.
        """
        for one in self._roll.take_up(scenarios):
            row = self._store.row(one)
            if row is not None:
                self._rows[one.name] = row
        todo = list({one.name: one for one in scenarios if one.name not in self._rows}.values())
        if todo:
            self._carry_out(todo)
        return tuple(self._rows[one.name].result for one in scenarios)

    def adopt(self, scenario: Scenario, run: Path) -> Result:
        """Let a run that is there already stand for a scenario: it is not solved, others may
        start from it. Nothing of it is copied; who asks again adopts it again.

        Raises
        ------
        DataError
            If the name is another scenario's, or there is no run as it was written.
        """
        self._roll.take_up([scenario])
        told = told_by(run, "study")
        result = Result(scenario, "finished", run, told, "", told.command)
        self._rows[scenario.name] = ScenarioRow(result, figures_of(told, run))
        return result

    def close(self) -> None:
        """Stop what runs; write `scenarios.csv`; let others have the folder."""
        try:
            if self._executor is not None:
                self._executor.close()
            self._store.write_rows()
        finally:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError) if error is not None else nullcontext():
            self.close()

    def _carry_out(self, todo: Sequence[Scenario]) -> None:
        turns = Turns(todo, self._roll.starts, self._rows)
        if self._executor is None:
            self._executor = self._make()
        tasks = Tasks(self.request, self._case, self._executor.shared, self._store)
        self._watch.planned(len(todo), self._executor.slots)
        busy: dict[str, Begun] = {}
        with noted() as interrupted:
            try:
                while (turns.left or busy) and not interrupted():
                    self._begin(turns, tasks, busy)
                    for worked in self._executor.finished(GLANCE):
                        self._take_in(worked, turns, tasks, busy)
                    self._watch.tick()
            except OSError as error:
                raise StudyStopped(f"{error.filename or self.folder}: {error.strerror}") from None
            if interrupted():  # even if all have ended: whoever asked may ask for more
                raise KeyboardInterrupt

    def _take_in(self, worked: Worked, turns: Turns, tasks: Tasks, busy: dict[str, Begun]) -> None:
        begun = busy.pop(worked.scenario)
        row = self._ended(begun, worked)
        self._rows[begun.scenario.name] = row
        turns.end(begun.scenario.name)
        self._begin(turns, tasks, busy)  # before the rest, which takes its time
        self._keep(begun, row)

    def _begin(self, turns: Turns, tasks: Tasks, busy: dict[str, Begun]) -> None:
        """Give workers that have nothing to do a scenario each."""
        assert self._executor is not None
        while len(busy) < self._executor.slots and (scenario := turns.next()) is not None:
            unlike = [run for name in scenario.unlike if (run := self._run(name)) is not None]
            begun = Begun(scenario, *self._ancestor(scenario.name), tuple(unlike))
            self._executor.submit(tasks.task(begun))
            busy[scenario.name] = begun
            self._watch.begun(scenario.name)

    def _ancestor(self, name: str) -> tuple[str | None, Path | None]:
        """The scenario to start from: if it has no plan, the nearest before it that has one."""
        for start in self._roll.before(name):
            if (run := self._run(start)) is not None:
                return start, run
        return None, None

    def _run(self, name: str) -> Path | None:
        result = self._rows[name].result
        return result.run if result.status == "finished" else None

    def _ended(self, begun: Begun, worked: Worked) -> ScenarioRow:
        """The result of a scenario, with its run where runs are kept."""
        if worked.stop:
            raise StudyStopped(worked.words)
        plans, words, run = self._store.plans, worked.words, None
        if worked.status == "finished":
            run = plans.of(worked, self.request.fresh)
        elif worked.run is not None:
            home = plans.refused(worked.run, self.folder)
            words = words.replace(str(worked.run), str(home))
        told = told_by(run, "study") if run is not None else None
        named = told.scenario if told is not None else begun.scenario.name
        result = Result(
            begun.scenario,
            worked.status,
            run,
            told,
            words,
            command_of(self.request, begun.scenario, named, begun.start_run, begun.unlike),
            begun.start,
            worked.seconds,
            worked.cached,
        )
        figures = figures_of(told, run) if told is not None and run is not None else {}
        return ScenarioRow(result, figures)

    def _keep(self, begun: Begun, row: ScenarioRow) -> None:
        """Write down what came of a scenario."""
        paths, told = self._store.paths, row.result.told
        kept = {
            "number": self._roll.number(begun.scenario.name),
            "named": told.scenario if told is not None else begun.scenario.name,
            "start_run": paths.kept(begun.start_run) if begun.start_run else None,
            "unlike_runs": [paths.kept(run) for run in begun.unlike],
        }
        self._store.keep(row, kept)
        self._watch.ended(row.result)
        if time.monotonic() - self._rewritten > REWRITTEN:
            self._store.write_rows()
            self._rewritten = time.monotonic()


def _files_of(request: Request) -> CaseFiles:
    if not request.case.is_dir():
        what = f"there is no folder '{request.case}'; give the folder of a case"
        raise DataError([Problem("case", None, None, None, what)], "study")
    return CaseFiles.read(request.case)
