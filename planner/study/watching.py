"""Who is told how a study goes on."""

from __future__ import annotations

from typing import Protocol

from planner.study.contract import Result


class Watch(Protocol):
    """Hears of each scenario that begins and ends."""

    def planned(self, count: int, slots: int) -> None:
        """So many more are to be solved, `slots` at a time."""

    def begun(self, scenario: str) -> None:
        """A scenario is given to a worker."""

    def ended(self, result: Result) -> None:
        """A scenario has ended, with a plan or without."""

    def tick(self) -> None:
        """Time goes by."""


class Unwatched:
    """Nobody."""

    def planned(self, count: int, slots: int) -> None: ...

    def begun(self, scenario: str) -> None: ...

    def ended(self, result: Result) -> None: ...

    def tick(self) -> None: ...
