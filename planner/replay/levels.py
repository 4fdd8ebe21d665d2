"""The levels of a replay beside those of the run: better, worse or equal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planner.manifest import LevelTold, RunTold

Verdict = Literal["better", "worse", "equal"]


@dataclass(frozen=True)
class LevelAgain:
    """A level of a run beside that of its replay."""

    then: LevelTold
    now: LevelTold

    @property
    def verdict(self) -> Verdict:
        """Whether the replay is better; equal within the level's tolerance."""
        change = self.now.value - self.then.value
        if abs(change) <= self.then.tolerance:
            return "equal"
        return "better" if change < 0 else "worse"

    def cells(self) -> tuple[str, ...]:
        """For a line of text."""
        then, now = self.then, self.now
        return then.name, then.figure(then.value), "->", now.figure(now.value), self.verdict


def levels_again(told: RunTold, again: RunTold) -> tuple[LevelAgain, ...]:
    """The levels that both have, in order."""
    return tuple(_pairs(told, again))


def _pairs(told: RunTold, again: RunTold) -> Iterator[LevelAgain]:
    for then in told.levels:
        now = again.level(then.name)
        if now is not None:
            yield LevelAgain(then, now)


def as_a_whole(levels: tuple[LevelAgain, ...]) -> str:
    """Which plan is better: the first level that differs decides."""
    for level in levels:
        if level.verdict != "equal":
            name = level.then.name
            return f"the replay is {level.verdict}: {name}, the first level that differs, decides"
    return "the replay is as good: every level is equal within its tolerance"
