"""What runs on the workers of a cluster."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

from planner.run_folder import versions
from planner.study.executing import CaseFiles, Task, Worked

if TYPE_CHECKING:
    from planner.study.work import Worker

_one_at_a_time = Lock()


def itself(case: CaseFiles) -> CaseFiles:
    """A case, as a task whose result workers hand to each other."""
    return case


def carried_out(task: Task, case: CaseFiles, wanted: Mapping[str, str]) -> Worked:
    """Carry out a task whose case came apart from it; the run's files come back.

    Parameters
    ----------
    wanted
        Versions that this worker must have; it may have joined late.
    """
    from distributed import get_worker

    me = get_worker()
    if wrong := differing(_versions(), wanted):
        words = f"{me.address} has {wrong}; install the same there"
        return Worked(task.scenario, "failed", words, stop=True)
    with _one_at_a_time, TemporaryDirectory(dir=me.local_directory) as name:
        folder = Path(name)
        worker = _worker(Path(me.local_directory), case.sha256)
        return _packed(worker.work(replace(task, case=case, folder=folder)), folder)


def differing(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """`highspy 1.13.1 (here 1.15.1)`, of all that differs from ours."""
    return ", ".join(
        f"{name} {theirs[name]} (here {version})"
        for name, version in ours.items()
        if theirs[name] != version
    )


def _packed(worked: Worked, folder: Path) -> Worked:
    """With its run's files, and the run's path as it is in the folder."""
    from planner.study.work import held

    if worked.run is None:
        return worked
    words = worked.words.replace(f"{folder}{os.sep}", "")
    run = worked.run.relative_to(folder)
    return replace(worked, run=run, files=held(worked.run), words=words)


@cache
def _versions() -> dict[str, str]:
    return versions()


@lru_cache(maxsize=1)
def _worker(folder: Path, sha256: str) -> Worker:
    """Who carries out tasks in this process; a case is kept until another one comes."""
    from planner.study.work import Worker

    return Worker(folder / "fillfinish" / sha256[:16])
