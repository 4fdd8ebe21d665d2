"""Whose turn it is: a scenario waits for those that it starts from or should differ from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.problems import Problem
from planner.errors import DataError
from planner.study.contract import Scenario


class Turns:
    """Scenarios to carry out, those first for which most others wait.

    Parameters
    ----------
    todo
        In the order asked for.
    starts
        By scenario: the one that it starts from, if any.
    ended
        Scenarios that are not waited for.

    Raises
    ------
    DataError
        If a scenario waits for one that does not exist, or for itself.
    """

    def __init__(
        self, todo: Iterable[Scenario], starts: Mapping[str, str | None], ended: Iterable[str]
    ) -> None:
        self._ended = set(ended)
        self._todo = {scenario.name: scenario for scenario in todo}
        self._waits = {
            name: {*scenario.unlike, *filter(None, [starts.get(name)])}
            for name, scenario in self._todo.items()
        }
        self._look_for_strangers()
        self._waiting = self._counted()

    def next(self) -> Scenario | None:
        """The scenario to begin now; None: there is none before another one ends."""
        ready = [name for name, waits in self._waits.items() if waits <= self._ended]
        if not ready:
            return None
        name = max(ready, key=lambda name: self._waiting[name])  # the first of equals
        del self._waits[name]
        return self._todo[name]

    def end(self, name: str) -> None:
        """A scenario has ended, with a plan or without."""
        self._ended.add(name)

    @property
    def left(self) -> int:
        """Scenarios that have not begun."""
        return len(self._waits)

    def _look_for_strangers(self) -> None:
        known = self._ended | self._todo.keys()
        problems = [
            _problem(f"scenario '{name}' needs the plan of '{other}', which is no scenario")
            for name, waits in self._waits.items()
            for other in sorted(waits - known)
        ]
        if problems:
            raise DataError(problems, "study")

    def _counted(self) -> dict[str, int]:
        """By scenario: how many wait for it, directly or not."""
        level, ended = dict.fromkeys(self._waits, 0), set(self._ended)
        order: list[str] = []
        while len(order) < len(self._waits):
            ready = [n for n, waits in self._waits.items() if n not in ended and waits <= ended]
            if not ready:
                circle = sorted(self._waits.keys() - ended)
                what = f"scenarios wait for each other's plans: {', '.join(circle)}"
                raise DataError([_problem(what)], "study")
            order += ready
            ended.update(ready)
        for name in reversed(order):
            for other in self._waits[name] & level.keys():
                level[other] += 1 + level[name]
        return level


def _problem(what: str) -> Problem:
    return Problem("study", None, None, None, f"{what}; correct its start")
