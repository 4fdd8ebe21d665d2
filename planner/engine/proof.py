"""Prove heavy: bounds found in a process of their own while the search goes on in this one.

The process is a fresh interpreter that talks through pipes. `multiprocessing` would run a
caller's unguarded script again, and may start nothing from a daemon. The process ends when its
pipe does, so it survives neither `close` nor its parent.
"""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

import numpy as np

from planner.engine.aim import Aim
from planner.engine.arrays import Arrays, Floats, Row
from planner.engine.contract import Limits
from planner.engine.messages import Ask, Bare, Bound, Failed, Matter, Rested, Tell, Tighten

log = logging.getLogger(__name__)

CODE = """
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from planner.engine.prover import main
main()
"""

GLANCE = 0.2
"""Seconds that a wait cannot be interrupted, at most."""


class Proof:
    """A handle on the process. Once it is dead nothing more is heard, and nothing fails."""

    def __init__(
        self,
        arrays: Arrays,
        aims: Sequence[Aim],
        loose: Sequence[Any],
        limits: Limits,
    ) -> None:
        """Start the process; it is told all from a thread, so this takes milliseconds.

        Parameters
        ----------
        loose
            Constraints that the first relaxation leaves out.
        limits
            `work` makes the proof repeatable: each question is answered to the end of its
            counted work, and only `wait` hears of it.
        """
        self._in_order = limits.work is not None
        self._unanswered = self._asked = 0
        self._newest: dict[int, int] = {}
        """By level: number of its newest question."""
        self._told: Floats | None = None
        self._news: SimpleQueue[Bound | Rested | None] = SimpleQueue()
        self._outbox: SimpleQueue[Any] = SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self.alive = True
        """False after it was closed, killed or has failed."""
        rows = np.array([arrays.row(constraint) for constraint in loose], dtype=np.int32)
        bare = [replace(aim, level=replace(aim.level, expr=None)) for aim in aims]
        self._outbox.put(list(sys.path))
        self._outbox.put(Matter(Bare(arrays), bare, rows, limits.seed, limits.work))
        self._start()

    def _start(self) -> None:
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen([sys.executable, "-c", CODE], stdin=pipe, stdout=pipe)
        except (OSError, ValueError) as error:
            log.warning("no proof can be started: %s", error)
            self.alive = False
            return
        assert self._process.stdin is not None and self._process.stdout is not None
        Thread(target=self._write, args=(self._process.stdin,), daemon=True).start()
        Thread(target=self._read, args=(self._process.stdout,), daemon=True).start()

    @property
    def pid(self) -> int | None:
        """Number of the process."""
        return None if self._process is None else self._process.pid

    def ask(self, level: int, at_most: Floats, rows: Sequence[Row]) -> None:
        """Bound a level from now on, the earlier ones held; work on another one is left.

        Parameters
        ----------
        at_most
            What the levels may not exceed, in their units; those before `level` are read.
        rows
            Found since the last question; they hold for every plan.
        """
        if self.alive:
            self._unanswered += 1
            self._asked += 1
            self._newest[level] = self._asked
            self._outbox.put(Ask(level, at_most.copy(), tuple(rows), self._asked))

    def tighten(self, rows: Sequence[Row]) -> None:
        """Rows that hold for every plan: those that a relaxation breaks are added to it. Once;
        cuts begin when they are here."""
        self._outbox.put(Tighten([row for row in rows if len(row.columns)]))

    def tell(self, plan: Floats) -> None:
        """The best plan of the search: branch and bound begins at it."""
        if self.alive and plan is not self._told:
            self._told = plan
            self._outbox.put(Tell(plan))

    def heard(self) -> list[Bound]:
        """News since the last call; does not wait. Nothing under a work limit: see `wait`."""
        found: list[Bound] = []
        while not self._in_order:
            try:
                item = self._news.get_nowait()
            except Empty:
                break
            if isinstance(item, Bound) and item.number == self._newest[item.level]:
                found.append(item)
        return found

    def wait(self) -> list[Bound]:
        """Under a work limit: all news, once every question has had its counted work."""
        found: list[Bound] = []
        while self._in_order and self._unanswered and not self._closed:
            try:
                item = self._news.get(timeout=GLANCE)
            except Empty:
                continue
            if isinstance(item, Bound):
                found.append(item)
            else:
                self._unanswered = 0 if item is None else self._unanswered - 1
        return found

    def close(self) -> None:
        """End the process, whatever it does."""
        self.alive, self._closed = False, True
        self._outbox.put(None)
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _write(self, pipe: BinaryIO) -> None:
        try:
            with pipe:
                while (item := self._outbox.get()) is not None:
                    pickle.dump(item, pipe, protocol=pickle.HIGHEST_PROTOCOL)
                    pipe.flush()
        except OSError:
            self.alive = False

    def _read(self, pipe: BinaryIO) -> None:
        try:
            with pipe:
                while True:
                    item = pickle.load(pipe)
                    if isinstance(item, Failed):
                        log.warning("the proof has failed: %s", item.words)
                    else:
                        self._news.put(item)
        except (EOFError, OSError, pickle.UnpicklingError):
            pass
        finally:
            self.alive = False
            self._news.put(None)
