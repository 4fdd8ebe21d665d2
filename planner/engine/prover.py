"""What runs in the process of a proof (`planner.engine.proof`): bounds for one level at a time.

Stages of a level
    light relaxation    the relaxation without the rows that may be left out: a quick bound
    cuts                rounds of separation: the loose and tight rows that it breaks are added
    branch and bound    all rows with the cuts kept, from the best plan of the search

What holds for one level holds for all, so rows and cuts stay. Each stage is left when
another level is asked for. Bounds are values of relaxations solved to the end, or the bound
of branch and bound; never a value on the way.
"""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, BinaryIO

import numpy as np

from planner.engine.arrays import Arrays, Floats, Ints, Row
from planner.engine.branching import Branching
from planner.engine.cutting import Cutting
from planner.engine.highs import Answer
from planner.engine.hot import Hot
from planner.engine.messages import Ask, Bound, Failed, Matter, Rested, Tell, Tighten

LARGE = 30_000
"""Nonzeros up to which counted work is spent on branch and bound, and on cuts where there is a
relaxation without them: nodes and rounds of more take too long."""


GLANCE = 0.05
"""Seconds between two looks at what has come in."""


class Inbox:
    """Questions and plans as they come in, read by a thread that ends the process at the end
    of the pipe: then the parent is gone."""

    def __init__(self, pipe: BinaryIO, *, in_order: bool) -> None:
        self._pipe, self._in_order = pipe, in_order
        self._asked: SimpleQueue[tuple[Ask, Floats | None]] = SimpleQueue()
        self._arrived = self._taken = 0
        self._plan: Floats | None = None
        self._tight: list[Row] = []
        self._tightened = Event()
        Thread(target=self._read, daemon=True).start()

    def stale(self) -> bool:
        """Whether another question waits; never where all are answered in order."""
        return not self._in_order and self._arrived > self._taken

    def newer(self) -> Floats | None:
        """The newest plan told; None where all is done in order."""
        return None if self._in_order else self._plan

    def tight(self) -> list[Row] | None:
        """The tight rows, once they are here; None if another question comes before."""
        while not self._tightened.wait(GLANCE):
            if self.stale():
                return None
        return self._tight

    def next(self) -> tuple[Ask, Floats | None]:
        """The question to work on, with the rows of those passed over, and the plan told before
        it; waits for one."""
        rows: list[Row] = []
        while True:
            ask, plan = self._asked.get()
            self._taken += 1
            rows += ask.rows
            if not self.stale():
                return replace(ask, rows=rows), plan

    def _read(self) -> None:
        try:
            while True:
                message = pickle.load(self._pipe)
                if isinstance(message, Tell):
                    self._plan = message.plan
                elif isinstance(message, Tighten):
                    self._tight = list(message.rows)
                    self._tightened.set()
                else:
                    self._arrived += 1
                    self._asked.put((message, self._plan))
        finally:
            os._exit(0)


class Prover:
    """Answers one question after the other."""

    def __init__(self, matter: Matter, inbox: Inbox, send: Callable[[Any], None]) -> None:
        self._matter, self._inbox, self._send = matter, inbox, send
        self._rows: list[Row] = []
        """Of the questions so far."""
        self._light: Hot | None = None
        if len(matter.loose):
            loosened = _loosened(matter.arrays, matter.loose)
            self._light = Hot(loosened, matter.aims, matter.seed)
        self._cutting: Cutting | None = None

    def answer(self, ask: Ask, plan: Floats | None) -> None:
        """Run the stages of a question; they are left when another one is asked."""
        self._ask, self._best, self._finished = ask, -np.inf, False
        self._aim = self._matter.aims[ask.level]
        self._rows += ask.rows
        self._quick()
        counted = self._matter.work is not None and self._matter.arrays.shape[2] > LARGE
        if counted and self._light is not None:
            return  # rounds of cuts are counted, but one may take a minute
        if not self._over:
            self._cut()
        if not self._over:
            self._branch(plan)

    @property
    def _over(self) -> bool:
        """Whether the question is answered, or another one waits."""
        return self._finished or self._inbox.stale()

    def _quick(self) -> None:
        """The relaxation without the loose rows."""
        if self._light is not None:
            self._light.add(self._ask.rows)
            self._light.aim(self._ask.level, self._ask.at_most)
            found = self._light.reached(self._inbox.stale)
            if found is not None:
                self._hear("light relaxation", found, found.status == "infeasible")

    def _cut(self) -> None:
        """The relaxation with the loose and tight rows that it breaks."""
        matter, ask = self._matter, self._ask
        if self._cutting is None:
            tight = self._inbox.tight()
            if tight is None:
                return
            lazy = _inequalities(matter.arrays, matter.loose)
            hot = Hot(_loosened(matter.arrays, lazy), matter.aims, matter.seed)
            self._cutting = Cutting(hot, _rows(matter.arrays, lazy), tight)
            self._cutting.begin(ask.level, ask.at_most, self._rows)
        else:
            self._cutting.begin(ask.level, ask.at_most, ask.rows)
        level = self._aim.level
        for found in self._cutting.rounds(
            level.tolerance * level.scale, self._inbox.stale, matter.work
        ):
            self._hear("cuts", found, found.status == "infeasible")

    def _branch(self, plan: Floats | None) -> None:
        """Branch and bound; counted work is not spent on large models."""
        matter, ask = self._matter, self._ask
        if self._cutting is None or (matter.work is not None and matter.arrays.shape[2] > LARGE):
            return
        rows = [*self._rows, *self._cutting.kept()]
        branching = Branching(matter.arrays, matter.aims, ask.level, ask.at_most, rows)
        stale, newer = self._inbox.stale, self._inbox.newer
        plan = newer() if matter.work is None else plan
        for found, finished in branching.run(plan, stale, newer, matter.seed, matter.work):
            self._hear("branch and bound", found, finished)

    def _hear(self, stage: str, found: Answer, finished: bool) -> None:
        """Send what says more than what was sent before."""
        bound = found.bound / self._aim.level.scale
        plan = found.values if stage == "branch and bound" else None
        if bound > self._best or plan is not None or finished:
            self._best = max(self._best, bound)
            self._finished = finished
            ask = self._ask
            self._send(Bound(ask.level, stage, self._best, plan, finished, ask.number))


def _loosened(arrays: Arrays, rows: Ints) -> Arrays:
    """A copy in which some rows say nothing."""
    loosened = copy(arrays)
    loosened.row_lower, loosened.row_upper = arrays.row_lower.copy(), arrays.row_upper.copy()
    loosened.row_lower[rows], loosened.row_upper[rows] = -np.inf, np.inf
    return loosened


def _inequalities(arrays: Arrays, rows: Ints) -> Ints:
    """Those of some rows that are no equations and have columns: equations are soon all broken."""
    sizes = np.diff(arrays.starts)[rows]
    found: Ints = rows[(arrays.row_lower[rows] != arrays.row_upper[rows]) & (sizes > 0)]
    return found


def _rows(arrays: Arrays, rows: Ints) -> list[Row]:
    """Some rows one by one."""
    found = []
    for row in rows:
        entries = slice(arrays.starts[row], arrays.starts[row + 1])
        columns, coefficients = arrays.columns[entries], arrays.coefficients[entries]
        lower, upper = float(arrays.row_lower[row]), float(arrays.row_upper[row])
        found.append(Row(columns, coefficients, lower, upper))
    return found


def main() -> None:
    """The life of the process: it ends with the pipe that it reads."""
    pipe, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a solver prints is no message

    def send(message: Any) -> None:
        pickle.dump(message, out, protocol=pickle.HIGHEST_PROTOCOL)
        out.flush()

    try:
        matter: Matter = pickle.load(pipe)
        inbox = Inbox(pipe, in_order=matter.work is not None)
        prover = Prover(matter, inbox, send)
        while True:
            prover.answer(*inbox.next())
            if matter.work is not None:
                send(Rested())
    except EOFError:
        pass
    except Exception:
        send(Failed(traceback.format_exc()))
    finally:
        os._exit(1)
