"""Rounds of separation: the rows that the relaxation breaks are added until that stalls.

They come from the tight rows of the application and from the loose ones of the model: where
most of these say nothing, their relaxation is reached sooner piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from planner.engine.arrays import Floats, Row
from planner.engine.highs import Answer
from planner.engine.hot import Hot, Stale
from planner.engine.pool import Pool

ROUNDS = 60
"""Most rounds for a level."""

MOST = 500
"""Rows that a round adds at most."""

PATIENCE = 4
"""Rounds without progress after which separation stalls."""

PROGRESS = 1e-4
"""Share of the bound by which it must rise within these rounds, if the tolerance asks for no
more."""

SLACK = 1e-6
"""Distance from its bounds at which a row says nothing."""

IDLE = 3
"""Rounds in which a row says nothing before it is taken out."""


class Cutting:
    """A relaxation with the loose and tight rows that it needs."""

    def __init__(self, hot: Hot, loose: Sequence[Row], tight: Sequence[Row]) -> None:
        """The relaxation has no loose rows yet."""
        self._hot, self._pool, self._loose = hot, Pool([*loose, *tight]), len(loose)
        self._numbers: list[int | None] = [None] * hot.rows
        """Of each row: its number in the pool, if it comes from there."""
        self._idle: dict[int, int] = {}
        """By number in the pool: rounds without a say."""

    def begin(self, level: int, at_most: Floats, rows: Sequence[Row]) -> None:
        """Turn to a level, with more rows that hold for every plan."""
        self._hot.add(rows)
        self._numbers += [None] * len(rows)
        self._hot.aim(level, at_most)

    def rounds(self, tolerance: float, stale: Stale, work: int | None = None) -> Iterator[Answer]:
        """What the relaxation says after each round, in the level's scale; `work` limits their
        number."""
        bounds: list[float] = []
        for _ in range(ROUNDS if work is None else min(ROUNDS, work)):
            answer = self._hot.reached(stale)
            if answer is None or stale():
                return
            yield answer
            if answer.values is None:
                return
            bounds.append(answer.bound)
            least = max(PROGRESS * abs(answer.bound), tolerance)
            if len(bounds) > PATIENCE and answer.bound - bounds[-1 - PATIENCE] < least:
                return
            found = self._pool.broken(answer.values, MOST)
            if not found:
                return
            self._tidy()
            self._hot.add([self._pool.rows[number] for number in found])
            self._numbers += found
            self._idle |= dict.fromkeys(found, 0)

    def kept(self) -> list[Row]:
        """The tight rows in the relaxation."""
        return [self._pool.rows[number] for number in self._idle if number >= self._loose]

    def _tidy(self) -> None:
        """Take out rows that have said nothing for some rounds."""
        sums = self._hot.sums()
        gone: list[int] = []
        for place, number in enumerate(self._numbers):
            if number is None:
                continue
            row = self._pool.rows[number]
            slack = min(sums[place] - row.lower, row.upper - sums[place])
            self._idle[number] = self._idle[number] + 1 if slack > SLACK else 0
            if self._idle[number] >= IDLE:
                gone.append(place)
        if not gone:
            return
        numbers = [self._numbers[place] for place in gone]
        taken = [number for number in numbers if number is not None]
        self._hot.drop(gone)
        self._pool.give_back(taken)
        for number in taken:
            del self._idle[number]
        kept = np.ones(len(self._numbers), dtype=bool)
        kept[gone] = False
        self._numbers = [n for n, keep in zip(self._numbers, kept, strict=True) if keep]
