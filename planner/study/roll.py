"""The scenarios that a study was asked for so far, and whose plan each starts from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.problems import Problem
from planner.errors import DataError
from planner.study.asked import Paths, scenario_sha256
from planner.study.contract import FIRST, Scenario
from planner.study.nearest import starts_wrong, tree


class Roll:
    """Scenarios in the order asked for; starts are decided then, whatever ends first.

    Parameters
    ----------
    paths
        Of the study's folder.
    cold
        Every scenario starts from nothing.
    """

    def __init__(self, paths: Paths, cold: bool) -> None:
        self._paths = paths
        self._cold = cold
        self._scenarios: dict[str, Scenario] = {}
        self.starts: dict[str, str | None] = {}
        """By scenario: the one whose plan it starts from; None: nothing."""

    def take_up(self, scenarios: Sequence[Scenario]) -> list[Scenario]:
        """Add scenarios; those that are new, each once.

        Raises
        ------
        DataError
            If two have one name, or a start leads nowhere; then none is added.
        """
        new: dict[str, Scenario] = {}
        for one in scenarios:
            known = self._scenarios.get(one.name) or new.setdefault(one.name, one)
            if known is not one and self._sha256(known) != self._sha256(one):
                what = f"two scenarios are called '{one.name}'; give each its own name"
                raise DataError([Problem("study", None, None, None, what)], "study")
        cold = {name for name in new if self._cold or name == FIRST}
        warm = [one for name, one in new.items() if name not in cold]
        wrong = [
            Problem("study", None, None, None, f"scenario '{one.name}': start: {what}")
            for one, what in starts_wrong(warm, [*self.starts, *cold])
        ]
        if wrong:
            raise DataError(wrong, "study")
        earlier = [*self._scenarios.values(), *(new[name] for name in new if name in cold)]
        self._scenarios |= new
        self.starts |= dict.fromkeys(cold) | tree(warm, earlier)
        return list(new.values())

    def number(self, name: str) -> int:
        """Place of a scenario in the order asked for."""
        return list(self._scenarios).index(name)

    def before(self, name: str) -> Iterator[str]:
        """The scenario that one starts from, the one that that starts from, and so on."""
        while (start := self.starts[name]) is not None:
            yield start
            name = start

    def _sha256(self, scenario: Scenario) -> str:
        return scenario_sha256(scenario, self._paths)
