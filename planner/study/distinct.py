"""The scenarios of a study, each once and under a name of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from models.problems import Problem
from planner.study.contract import FIRST, Scenario
from planner.study.sweeps import NONE, plain
from planner.study.texts import Text, divided

BASE = "base"
RESERVED = (BASE, FIRST, NONE)
"""Names that no scenario may be given."""

Content = tuple[tuple[Path, ...], tuple[tuple[str, str], ...], Path | None]
"""Files of overlays, targets with values, the run before: what is solved."""


class Distinct:
    """Scenarios in their order, the base first; what is there twice is a problem."""

    def __init__(self, file: Callable[[str], Path], problems: list[Problem]) -> None:
        self.scenarios = [Scenario(BASE)]
        self.dropped = 0
        """Points drawn that are the same as another scenario."""

        self._file = file
        self._problems = problems
        self._names = {BASE}
        self._known = {self._content(Scenario(BASE)): BASE}

    def add(self, scenario: Scenario, text: Text, by_chance: bool = False) -> None:
        """Add one; a place of a grid where nothing is changed becomes the base's place."""
        content = self._content(scenario)
        other = self._known.get(content)
        if other == BASE and scenario.place:
            self.scenarios[0] = replace(self.scenarios[0], place=scenario.place)
        elif other is not None and by_chance:
            self.dropped += 1
        elif other is not None:
            same = "stands there twice" if other == scenario.name else f"is the same as {other}"
            what = f"{scenario.name} {same}; delete one"
            self._problems.append(text.problem(what))
        elif scenario.name in self._names:
            what = f"another scenario is named {scenario.name}; give one of them another name"
            self._problems.append(text.problem(what))
        else:
            self._names.add(scenario.name)
            self._known[content] = scenario.name
            self.scenarios.append(scenario)

    def _content(self, scenario: Scenario) -> Content:
        assigned = (divided(text) or (text, "") for text in scenario.assignments)
        return (
            tuple(self._file(overlay) for overlay in scenario.overlays),
            tuple((target, plain(value)) for target, value in assigned),
            scenario.previous,
        )
