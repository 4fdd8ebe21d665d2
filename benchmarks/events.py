"""What a side found and when: written while it runs, so that a crash leaves what there was."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

EVENTS = "events.jsonl"
ENDLESS = 1e19
"""Bounds beyond this are none."""
OFTEN = 0.5
"""Seconds between bounds that are written."""


@dataclass(frozen=True)
class Event:
    """A new plan or bound."""

    seconds: float
    plan: int | None = None
    """Number of a plan's file; None: only a bound, or the levels are known."""

    levels: tuple[float, ...] = ()
    """Values of the levels, where the side knows them."""

    bound: float | None = None
    """No plan has less in the weighted sum (of our side: in the first level)."""


class Recorder:
    """Writes events into a folder; the clock starts with `begin`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begun = time.monotonic()
        self._plans = 0
        self._told = -OFTEN
        self._file = (folder / EVENTS).open("w", encoding="utf-8")

    def begin(self) -> None:
        """Start the clock."""
        self._begun = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._begun

    def plan(self, integers: NDArray[Any], bound: float | None = None) -> None:
        """A new plan by its integer columns."""
        seconds = self.seconds
        np.save(self._folder / f"plan-{self._plans}.npy", np.rint(integers).astype(np.int32))
        self._write(seconds, plan=self._plans, bound=bound)
        self._plans += 1

    def levels(self, values: Sequence[float], seconds: float) -> None:
        """A new plan by the values of its levels."""
        self._write(seconds, levels=list(values))

    def bound(self, bound: float, *, at_once: bool = False) -> None:
        """A bound; not every one is kept."""
        seconds = self.seconds
        if abs(bound) < ENDLESS and (at_once or seconds - self._told >= OFTEN):
            self._told = seconds
            self._write(seconds, bound=bound)

    def _write(self, seconds: float, **found: Any) -> None:
        bound = found.get("bound")
        if bound is not None and not abs(bound) < ENDLESS:
            found["bound"] = None
        line = {name: value for name, value in found.items() if value is not None}
        self._file.write(json.dumps({"seconds": seconds, **line}) + "\n")
        self._file.flush()


def late(seconds: float) -> float:
    """Until when an event still counts for a limit: solvers end a little after it."""
    return 1.0 + 1.05 * seconds


def events(folder: Path) -> Iterator[Event]:
    """The events of a folder; a line that was cut off is left out."""
    path = folder / EVENTS
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            found = json.loads(line)
        except json.JSONDecodeError:
            return
        yield Event(**{**found, "levels": tuple(found.get("levels", ()))})
