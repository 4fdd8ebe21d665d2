"""A study in which the process of one scenario ends."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.engine import Limits
from planner.study.alone import Alone
from planner.study.contract import Result, Scenario


class Failing(Alone):
    """All scenarios but one are solved."""

    def __init__(self, case: Path, folder: Path, fails: str) -> None:
        super().__init__(case, folder, Limits(work=0))
        self._fails = fails

    def solve(self, scenarios: Sequence[Scenario]) -> tuple[Result, ...]:
        solved = iter(super().solve([one for one in scenarios if one.name != self._fails]))
        return tuple(
            Result(one, "killed", None, None, "its process ended", "")
            if one.name == self._fails
            else next(solved)
            for one in scenarios
        )
