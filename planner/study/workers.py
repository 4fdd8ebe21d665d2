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
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO

from planner.study.executing import Task, Worked
from planner.study.interrupts import ignored
from planner.study.study import StudyStopped

CODE = """
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from planner.study.workers import serve
serve(sys.argv[1])
"""

GRACE = 2.0
"""Seconds that a process has to end once it has hung up."""

TOLD = 4_000
"""Bytes of what a process printed that are told when it ends, the last ones."""


def serve(folder: str) -> None:
    """Carry out tasks until the study hangs up; an interrupt is for the study to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a solver prints is no answer
    tasks: SimpleQueue[Task] = SimpleQueue()
    threading.Thread(target=_hear, args=(tasks, Path(folder)), daemon=True).start()
    try:
        import planner.engine.highs
        import planner.pipeline  # noqa: F401  while the study prepares its first task
        from planner.study.work import Worker
    except Exception:
        traceback.print_exc()
        os._exit(1)  # any other exit would wait for the thread
    worker = Worker(Path(folder))
    _send(os.getpid(), answers)
    while True:
        _send(worker.work(tasks.get()), answers)


def _send(item: object, pipe: IO[bytes]) -> None:
    pickle.dump(item, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _hear(tasks: SimpleQueue[Task], folder: Path) -> None:
    """Take tasks; a study that ends, even by a kill, leaves nobody behind who solves on."""
    try:
        while True:
            tasks.put(pickle.load(sys.stdin.buffer))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            _printed(folder).unlink()
            folder.parent.rmdir()  # the last worker can
        os._exit(0)


def _printed(folder: Path) -> Path:
    """Where a process prints: it has no terminal of its own."""
    return folder.with_suffix(".txt")


class _Slot:
    """A process and what it is busy with."""

    def __init__(self, number: int, folder: Path, heard: SimpleQueue[_Heard]) -> None:
        self.scenario: str | None = None
        self.ready = False
        """It has said hello: what it needs is installed."""

        self._printed = _printed(folder / str(number))
        words = [sys.executable, "-c", CODE, str(folder / str(number))]
        pipe = subprocess.PIPE
        with ignored(), self._printed.open("wb") as printed:
            self.process = subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=printed)
        assert self.process.stdin is not None and self.process.stdout is not None
        self._tasks = self.process.stdin
        self._give(list(sys.path))
        listening = (self, self.process.stdout, heard)
        threading.Thread(target=_listen, args=listening, daemon=True).start()

    def begin(self, task: Task) -> None:
        """Give it a task; if it is dead, that is heard later."""
        self.scenario = task.scenario
        self._give(task)

    def end(self, seconds: float = 0) -> None:
        """End the process, whatever it does; within some seconds it may end by itself, or else
        how it ended would not be known."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        self.process.kill()
        self.process.wait()
        with suppress(OSError):
            self._tasks.close()

    def how(self) -> str:
        """How it ended, and below that what it printed last."""
        with self._printed.open("rb") as printed:
            printed.seek(max(0, self._printed.stat().st_size - TOLD))
            last = printed.read().decode(errors="replace").strip()
        return "\n".join(filter(None, [f"({_how(self.process.returncode)})", last]))

    def _give(self, item: object) -> None:
        with suppress(OSError):
            _send(item, self._tasks)


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
        """As of any `Executor`.

        Raises
        ------
        StudyStopped
            If a process ends before it can take a task, as where an installation is broken.
        """
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
        slot.end(GRACE)
        if not slot.ready:  # nor would another one be
            raise StudyStopped(f"a process that solves cannot start {slot.how()}")
        how, number = slot.how(), self._at.index(slot)
        self._at[number] = _Slot(number, self._folder, self._heard)
        if scenario is None:
            return None
        return Worked(scenario, "killed", f"its process ended {how}")


def _listen(slot: _Slot, pipe: IO[bytes], heard: SimpleQueue[_Heard]) -> None:
    try:
        with pipe:
            slot.ready = pickle.load(pipe) == slot.process.pid
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
