"""The linear relaxation, without the rows that it may leave out, hot between its solves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from planner.engine.aim import Aim
from planner.engine.arrays import Arrays, Floats
from planner.engine.contract import Hints, Limits
from planner.engine.session import Session


class Relaxation:
    """A session whose last rows hold the levels."""

    def __init__(self, arrays: Arrays, aims: Sequence[Aim], hints: Hints, limits: Limits) -> None:
        loose = arrays.without(hints.loose)
        self.session = Session(loose, limits.threads, limits.seed)
        self._aims = aims
        self._first = loose.shape[0]
        """Row that holds the first level."""
        self._shares = {loose.row(each): share for each, share in hints.usable.items()}
        self._bounds = {
            row: (float(loose.row_lower[row]), float(loose.row_upper[row])) for row in self._shares
        }
        self.session.add([aim.held(float("inf")) for aim in aims])

    def hold(self, at_most: Floats) -> None:
        """Hold the levels at these values, and begin anew."""
        for number, aim in enumerate(self._aims):
            row = aim.held(at_most[number])
            self.session.allow(self._first + number, row.lower, row.upper)
        self.session.forget()

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Only the shares of rows that whole plans can use."""
        for row, (lower, upper) in self._bounds.items():
            self.session.allow(row, lower, upper * self._shares[row])
        try:
            yield
        finally:
            for row, (lower, upper) in self._bounds.items():
                self.session.allow(row, lower, upper)
