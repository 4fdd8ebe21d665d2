"""Workers of a study on a Dask cluster, which share no disk with it.

The case travels to each worker once: it is a task's result on the cluster, and Dask brings it
back if the worker that holds it dies. A scenario whose worker dies is begun again on another
one; Dask gives it up as `killed` when that has happened too often (by default four times).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any

from planner.run_folder import versions
from planner.study.cluster_checks import check, connected, relevant
from planner.study.executing import CaseFiles, Task, Worked
from planner.study.on_worker import carried_out, itself

CONNECT = 10.0

PATIENCE = 60.0
"""Seconds that a study waits for workers when all of them have gone."""

FETCH = 10.0
"""Seconds that a result may take to come; one whose worker died with it is made again."""

LOOK = 1.0
"""Seconds between looks at how many workers there are."""


class Cluster:
    """An `Executor` of the workers of a Dask scheduler; runs are written where tasks say, here.

    Parameters
    ----------
    address
        Of the scheduler, such as `tcp://planning:8786`.
    connect
        Seconds within which it must answer, and have a worker.

    Raises
    ------
    StudyStopped
        If no scheduler answers there, or its workers are none, or of other versions.
    """

    shared = True

    def __init__(self, address: str, connect: float = CONNECT) -> None:
        self._address = address
        self._client = connected(address, connect)
        self._versions = relevant(versions())
        self._cases: dict[str, Any] = {}
        """Futures of cases, by hash."""

        self._submitted: dict[str, tuple[Any, Path | None]] = {}
        """By scenario: its future, and the folder for its run."""

        self._at_hand: deque[Task] = deque()
        self._busy = 0
        self._lock = Lock()
        self._ended: SimpleQueue[str] = SimpleQueue()
        self._workers, self._looked = 0, -LOOK
        self._seen = time.monotonic()
        try:
            check(address, self._client, self._versions, connect)
        except BaseException:
            self._client.close()
            raise

    @property
    def slots(self) -> int:
        """One for each worker there is now, and one at hand when all are busy."""
        self._look()
        return self._workers + (len(self._submitted) >= self._workers)

    def submit(self, task: Task) -> None:
        sha256 = task.case.sha256
        if sha256 not in self._cases:
            self._cases[sha256] = self._client.submit(itself, task.case, pure=False)
        with self._lock:
            self._at_hand.append(task)
        self._send()

    def _send(self) -> None:
        """Send what is at hand while a worker has nothing to do."""
        with self._lock:
            while self._at_hand and self._busy < max(1, self._workers):
                task = self._at_hand.popleft()
                case = CaseFiles(task.case.name, {}, task.case.sha256)
                future = self._client.submit(
                    carried_out,
                    replace(task, case=case, folder=None),
                    self._cases[task.case.sha256],
                    self._versions,
                    pure=False,
                )
                self._busy += 1
                self._submitted[task.scenario] = future, task.folder
                future.add_done_callback(self._freed)
                self._listen(task.scenario, future)

    def _freed(self, _: Any) -> None:
        """A worker has nothing to do: the next one is sent before the result is fetched."""
        with self._lock:
            self._busy -= 1
        if self._client.status == "running":
            self._send()

    def _listen(self, name: str, future: Any) -> None:
        future.add_done_callback(lambda _: self._ended.put(name))

    def finished(self, seconds: float) -> Sequence[Worked]:
        try:
            names = [self._ended.get(timeout=seconds)]
        except Empty:
            return self._deserted()
        while not self._ended.empty():
            names.append(self._ended.get())
        heard = [self._worked(name) for name in names]
        return [worked for worked in heard if worked is not None]

    def close(self) -> None:
        """What workers have begun they end, for nobody."""
        futures = [*(future for future, _ in self._submitted.values()), *self._cases.values()]
        if self._client.status == "running":
            self._client.cancel(futures)
        self._client.close(timeout=CONNECT)

    def _worked(self, name: str) -> Worked | None:
        """What came of a scenario; None if it is being made again."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        future, folder = self._submitted.pop(name)
        try:
            worked: Worked = future.result(timeout=FETCH)
        except TimeoutError:
            self._submitted[name] = future, folder
            self._listen(name, future)
            return None
        except KilledWorker as error:
            often = error.allowed_failures + 1
            words = f"each worker that was given it died, {often} in all; out of memory? see"
            return Worked(name, "killed", f"{words} the log of {error.last_worker.address}")
        except (FutureCancelledError, OSError) as error:
            return Worked(name, "failed", self._lost(error), stop=True)
        except Exception as error:
            words = f"a worker of {self._address} cannot carry it out: {error!r}"
            return Worked(name, "failed", words, stop=True)
        return _unpacked(worked, folder) if folder is not None else worked

    def _lost(self, error: Exception) -> str:
        return (
            f"the scheduler {self._address} is lost ({type(error).__name__}); start it and its"
            " workers, then resume the study"
        )

    def _deserted(self) -> Sequence[Worked]:
        """Everything begun, if all workers have been gone for long."""
        self._look()
        if self._workers:
            self._seen = time.monotonic()
        if not self._submitted or time.monotonic() - self._seen < PATIENCE:
            return ()
        words = (
            f"{self._address} has had no worker for {PATIENCE:.0f} s; start some with"
            f" dask worker {self._address} --nthreads 1, then resume the study"
        )
        names = [*self._submitted, *(task.scenario for task in self._at_hand)]
        return [Worked(name, "failed", words, stop=True) for name in names]

    def _look(self) -> None:
        """Count the workers, unless that was done a moment ago."""
        now = time.monotonic()
        if now - self._looked < LOOK:
            return
        self._looked = now
        try:
            running = self._client.status == "running"
            self._workers = len(self._client.nthreads()) if running else 0
        except OSError:  # its futures say that the scheduler is lost
            self._workers = 0


def _unpacked(worked: Worked, folder: Path) -> Worked:
    """With its run in a folder here; its path came relative to the folder it was written in."""
    if worked.run is None:
        return worked
    run = folder / worked.run
    for path, content in (worked.files or {}).items():
        (run / path).parent.mkdir(parents=True, exist_ok=True)
        (run / path).write_bytes(content)
    words = worked.words.replace(str(worked.run), str(run))
    return replace(worked, run=run, files=None, words=words)
