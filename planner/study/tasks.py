"""From a scenario of a study to a task that a worker can do anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from planner.files import WhatIf
from planner.manifest import told_by
from planner.overlay_file import is_path
from planner.overlays import file_of_overlay, read_overlays
from planner.run_folder import FILE as RUN
from planner.starts import Plans
from planner.study.asked import Request
from planner.study.contract import Scenario
from planner.study.executing import CaseFiles, PreviousRun, Task
from planner.study.kept import command_of
from planner.study.store import Store

PREVIOUS = (RUN, "batches.csv")
"""Files of a run that the plan before is read from."""


@dataclass(frozen=True)
class Begun:
    """A scenario that a worker is busy with."""

    scenario: Scenario
    start: str | None
    """Scenario that it starts from."""

    start_run: Path | None
    unlike: tuple[Path, ...]


class Tasks:
    """Makes the tasks of a study."""

    def __init__(self, request: Request, case: CaseFiles, shared: bool, store: Store) -> None:
        self._request = request
        self._case = case
        self._store = store
        self._folder = store.aside.absolute() if shared else None

    def task(self, begun: Begun) -> Task:
        """The task of a scenario."""
        request, scenario = self._request, begun.scenario
        base = _whole(request.what_if.scenarios)
        overlays = (*base, *_whole(scenario.overlays))
        previous = scenario.previous or _previous(request)
        runs = [run for run in (begun.start_run, *begun.unlike) if run is not None]
        case = told_by(runs[0], "study").case if runs else ""
        return Task(
            scenario=scenario.name,
            case=self._case,
            base=WhatIf(base, request.what_if.assignments),
            overlays=overlays,
            assignments=(*request.what_if.assignments, *scenario.assignments),
            files=self._files(overlays),
            previous=_held(previous) if previous is not None else None,
            plans=Plans.of(begun.start_run, begun.unlike, case, "study"),
            limits=request.limits,
            command=command_of(request, scenario, scenario.name, begun.start_run, begun.unlike),
            known=frozenset() if request.fresh else self._store.plans.known(),
            folder=self._folder,
        )

    def _files(self, overlays: Iterable[str]) -> dict[str, bytes]:
        """Overlays that are no part of the case, with those that they extend."""
        given = [name for name in overlays if is_path(name)]
        if not given:
            return {}
        read, _ = read_overlays(self._request.case, list(dict.fromkeys(given)))
        paths = {*given, *(os.path.abspath(one.file) for one in read if is_path(one.file))}
        inside = os.path.abspath(self._request.case) + os.sep
        return {
            path: Path(path).read_bytes()
            for path in sorted(paths)
            if not path.startswith(inside) and Path(path).is_file()
        }


def _whole(overlays: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(file_of_overlay(Path(), o)) if is_path(o) else o for o in overlays)


def _previous(request: Request) -> Path | None:
    asked = request.what_if.previous
    return Path(asked.run) if asked is not None else None


def _held(run: Path) -> PreviousRun:
    files = {name: (run / name).read_bytes() for name in PREVIOUS if (run / name).is_file()}
    return PreviousRun(run, files)
