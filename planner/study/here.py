"""A study in this process: one scenario after the other, for small cases and for tests."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Sequence
from pathlib import Path

from planner.study.executing import Task, Worked
from planner.study.interrupts import at_once


class Here:
    """An `Executor` without processes."""

    slots = 1
    shared = True

    def __init__(self) -> None:
        from planner.study.work import Worker

        self._folder = Path(tempfile.mkdtemp(prefix="fillfinish-"))
        self._worker = Worker(self._folder)
        self._removed = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._submitted: list[Task] = []

    def submit(self, task: Task) -> None:
        self._submitted.append(task)

    def finished(self, seconds: float) -> Sequence[Worked]:
        tasks, self._submitted = self._submitted, []
        with at_once():
            return [self._worker.work(task) for task in tasks]

    def close(self) -> None:
        self._removed()
