"""Processes of a study: one a slot, fresh interpreters, replaced when they die.

They talk through pipes, as the engine's proof does. `multiprocessing` would run a caller's
unguarded script again, and complains of locks that a worker which is killed leaves behind.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO

from planner.study.executing import Task, Worked
from planner.study.interrupts import ignored

CODE = """
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from planner.study.workers import serve
serve(sys.argv[1])
"""


def serve(folder: str) -> None:
    """Carry out tasks until the study hangs up; an interrupt is for the study to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a solver prints is no answer
    tasks: SimpleQueue[Task] = SimpleQueue()
    threading.Thread(target=_hear, args=(tasks, Path(folder)), daemon=True).start()
    import planner.pipeline  # noqa: F401  while the study prepares its first task
    from planner.study.work import Worker

    worker = Worker(Path(folder))
    while True:
        pickle.dump(worker.work(tasks.get()), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _hear(tasks: SimpleQueue[Task], folder: Path) -> None:
    """Take tasks; a study that ends, even by a kill, leaves nobody behind who solves on."""
    try:
        while True:
            tasks.put(pickle.load(sys.stdin.buffer))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            folder.parent.rmdir()  # the last worker can
        os._exit(0)


class _Slot:
    """A process and what it is busy with."""

    def __init__(self, number: int, folder: Path, heard: SimpleQueue[_Heard]) -> None:
        self.scenario: str | None = None
        pipe = subprocess.PIPE
        words = [sys.executable, "-c", CODE, str(folder / str(number))]
        with ignored():
            self.process = subprocess.Popen(words, stdin=pipe, stdout=pipe)
        assert self.process.stdin is not None and self.process.stdout is not None
        self._tasks = self.process.stdin
        self._send(list(sys.path))
        listening = (self, self.process.stdout, heard)
        threading.Thread(target=_listen, args=listening, daemon=True).start()

    def begin(self, task: Task) -> None:
        """Give it a task; if it is dead, that is heard later."""
        self.scenario = task.scenario
        self._send(task)

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.wait()
        with suppress(OSError):
            self._tasks.close()

    def _send(self, item: object) -> None:
        with suppress(OSError):
            pickle.dump(item, self._tasks, pickle.HIGHEST_PROTOCOL)
            self._tasks.flush()


_Heard = tuple[_Slot, Worked | None]
"""An answer; None: the process has ended."""


class Processes:
    """An `Executor` of processes on this machine."""

    shared = True

    def __init__(self, slots: int) -> None:
        self.slots = slots
        self._folder = Path(tempfile.mkdtemp(prefix="fillfinish-"))
        self._heard: SimpleQueue[_Heard] = SimpleQueue()
        self._at = [_Slot(number, self._folder, self._heard) for number in range(slots)]

    @property
    def pids(self) -> tuple[int, ...]:
        """Numbers of the processes."""
        return tuple(slot.process.pid for slot in self._at)

    def submit(self, task: Task) -> None:
        next(slot for slot in self._at if slot.scenario is None).begin(task)

    def finished(self, seconds: float) -> Sequence[Worked]:
        try:
            heard = [self._heard.get(timeout=seconds)]
        except Empty:
            return ()
        while not self._heard.empty():
            heard.append(self._heard.get())
        return [worked for slot, said in heard if (worked := self._worked(slot, said)) is not None]

    def close(self) -> None:
        for slot in self._at:
            slot.end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _worked(self, slot: _Slot, said: Worked | None) -> Worked | None:
        """What came of a slot's task; None if its process died without one."""
        scenario, slot.scenario = slot.scenario, None
        if said is not None:
            return said
        slot.end()
        number = self._at.index(slot)
        self._at[number] = _Slot(number, self._folder, self._heard)
        if scenario is None:
            return None
        return Worked(scenario, "killed", f"its process ended ({_how(slot.process.returncode)})")


def _listen(slot: _Slot, pipe: BinaryIO, heard: SimpleQueue[_Heard]) -> None:
    try:
        with pipe:
            while True:
                heard.put((slot, pickle.load(pipe)))
    except (EOFError, OSError, pickle.UnpicklingError):
        heard.put((slot, None))


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
    hint = "; out of memory?" if name == "SIGKILL" else ""
    return f"signal {name}{hint}"
