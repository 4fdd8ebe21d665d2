"""Which scenario starts from whose plan: each from the nearest, decided before any is solved.

Distance is read off the definitions. An overlay in one scenario and not in the other counts
1. Of each change that is assigned, the difference of the two values counts as a share of its
range in the study: `*=0.8` and `*=1.0`, where the study has 0.8 to 1.2, are 0.5 apart. Without
the change a scenario has 1 for `*=`, 0 for `+=` and `-=`; what cannot be compared counts 1.

The scenarios form the shortest tree (Prim's). By hand, for a base and `demand.units*` 0.8,
0.9, 1.1 and 1.2: the range is 0.4, so neighbours are 0.25 apart and the base, at 1, lies
between 0.9 and 1.1. The tree is base > 0.9 > 0.8 and base > 1.1 > 1.2.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from math import nan
from typing import TYPE_CHECKING, Any

from models.problems import unknown
from planner.study.contract import Scenario
from planner.study.texts import divided

if TYPE_CHECKING:
    import numpy as np

DAYS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
DIGITS = 9
"""Distances are rounded so that a tie stays one whatever the order of adding up."""

UNCHANGED = Scenario("")

_SPAN = re.compile(r"([+-]?[0-9]+) *(day|week|month|year)s?")
_DATE = re.compile(r"([0-9]{4}-[0-9]{2})(-[0-9]{2})?")


def tree(scenarios: Sequence[Scenario], finished: Sequence[Scenario] = ()) -> dict[str, str | None]:
    """By name the scenario whose plan each starts from, in the order in which they attach.

    A scenario attaches after those that it is `unlike`, so that none waits for itself. Circles
    of `start` and `unlike` stay as they are: who takes turns refuses them.

    Parameters
    ----------
    scenarios
        Those to solve, whose names differ and in whose starts `starts_wrong` finds nothing.
    finished
        Those that have plans already. Without any the scenario nearest to the unchanged
        case is the root and starts from None. Ties go by order, `finished` first.
    """
    growing = _Growing([*finished, *scenarios], by_hand_from=len(finished))
    for index in range(len(finished)):
        growing.attach(index)
    found: dict[str, str | None] = {}
    root = None if finished else growing.root()
    if root is not None:
        found[scenarios[root].name] = None
        growing.attach(root)
    while (link := growing.next()) is not None:
        index, start = link
        found[growing.everyone[index].name] = growing.everyone[start].name
        growing.attach(index)
    return found | {each.name: each.start for each in scenarios if each.name not in found}


def distances(scenarios: Sequence[Scenario]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Distance of every scenario from every other, in their order."""
    import numpy as np

    between = _Places(scenarios)
    return np.array([between.distances_from(index) for index in range(len(scenarios))])


def starts_wrong(
    scenarios: Sequence[Scenario], finished: Collection[str] = ()
) -> Iterator[tuple[Scenario, str]]:
    """Scenarios whose start, given by hand, does not exist or leads back to them; and why."""
    starts = {scenario.name: scenario.start for scenario in scenarios}
    for scenario in scenarios:
        if scenario.start is None or scenario.start in finished:
            continue
        if scenario.start not in starts:
            yield scenario, unknown("scenario", scenario.start, [*starts, *finished])
            continue
        way = [scenario.name]
        while (before := starts.get(way[-1])) is not None and before not in way:
            way.append(before)
        if before == scenario.name:
            yield scenario, f"starts from itself, {' > '.join([*way, before])}; take one out"


class _Growing:
    """A tree to which one scenario after the other attaches."""

    def __init__(self, everyone: Sequence[Scenario], by_hand_from: int) -> None:
        import numpy as np

        count = len(everyone)
        order = {scenario.name: index for index, scenario in enumerate(everyone)}
        starts = [
            each.start if place >= by_hand_from else None for place, each in enumerate(everyone)
        ]
        self.everyone = everyone
        self._places = _Places(everyone)
        self._by_hand = np.array([order[start] if start else -1 for start in starts], dtype=int)
        self._nearest = np.full(count, np.inf)
        self._start = np.full(count, -1)
        self._waiting = np.ones(count, dtype=bool)
        self._unlike = [{order[name] for name in each.unlike if name in order} for each in everyone]
        self._held = np.array([bool(names) for names in self._unlike], dtype=bool)

    def attach(self, index: int) -> None:
        """Attach one; those left look whether it is the nearest to start from."""
        import numpy as np

        self._waiting[index] = False
        for other in np.flatnonzero(self._held):
            self._unlike[other].discard(index)
            self._held[other] = bool(self._unlike[other])
        distance = self._places.distances_from(index)
        free = (self._by_hand < 0) & (distance < self._nearest)
        closer = self._waiting & (free | (self._by_hand == index))
        self._nearest[closer], self._start[closer] = distance[closer], index

    def root(self) -> int | None:
        """The scenario nearest to the unchanged case, if one may start from nothing."""
        import numpy as np

        may = (self._by_hand < 0) & ~self._held
        unchanged = self._places.distances_from(len(self.everyone))
        return int(np.where(may, unchanged, np.inf).argmin()) if may.any() else None

    def next(self) -> tuple[int, int] | None:
        """The nearest of those left, and what it starts from; None if all that is left waits
        in circles."""
        import numpy as np

        ready = self._waiting & (self._nearest < np.inf)
        if (ready & ~self._held).any():
            ready &= ~self._held
        if not ready.any():
            return None
        index = int(np.where(ready, self._nearest, np.inf).argmin())
        return index, int(self._start[index])


class _Places:
    """Scenarios, and after them the unchanged case, as rows of numbers."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        import numpy as np

        everyone = [*scenarios, UNCHANGED]
        assigned = [_assigned(scenario) for scenario in everyone]
        targets = dict.fromkeys(target for values in assigned for target in values)
        overlays = dict.fromkeys(name for each in everyone for name in each.overlays)
        rows: list[list[float]] = [
            [float(name in each.overlays) for each in everyone] for name in overlays
        ]
        codes: list[list[int]] = []
        for target in targets:
            texts = [values.get(target) for values in assigned]
            shares = _shares(target[0], texts)
            if shares is None:
                known = {text: code for code, text in enumerate(dict.fromkeys(texts))}
                codes.append([known[text] for text in texts])
            else:
                rows.append(shares)
        count = len(everyone)
        self._shares = np.array(rows, dtype=float).reshape(-1, count).T
        self._codes = np.array(codes, dtype=int).reshape(-1, count).T
        self._blank = np.isnan(self._shares)

    def distances_from(self, index: int) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Of every scenario from one of them; `index` one past the last is the unchanged case."""
        import numpy as np

        apart = np.abs(self._shares - self._shares[index])
        apart = np.where(self._blank == self._blank[index], np.nan_to_num(apart), 1.0)
        others = (self._codes != self._codes[index]).sum(axis=1)
        found: np.ndarray[Any, np.dtype[np.float64]] = (apart.sum(axis=1) + others).round(DIGITS)
        return found[:-1]


def _assigned(scenario: Scenario) -> Mapping[tuple[str, int], str]:
    """Values by target, and which time it stands there."""
    seen: Counter[str] = Counter()
    found = {}
    for assignment in scenario.assignments:
        target, value = divided(assignment) or (assignment, "")
        found[target, seen[target]] = value
        seen[target] += 1
    return found


def _shares(target: str, texts: Sequence[str | None]) -> list[float] | None:
    """Values as shares of their range, nan for none; None if they cannot be compared."""
    kinds = {_measured(text)[0] for text in texts if text is not None}
    if len(kinds) > 1 or "" in kinds:
        return None
    neutral = {"*": 1.0, "+": 0.0, "-": 0.0}.get(target[-1], nan)
    numbers = [neutral if text is None else _measured(text)[1] for text in texts]
    real = [number for number in numbers if number == number]
    width = max(real) - min(real) or 1.0
    return [number / width for number in numbers]


@cache
def _measured(text: str) -> tuple[str, float]:
    """Number, days of a time or day of a date, and which of these; blank for other texts."""
    if found := _SPAN.fullmatch(text):
        return "time", int(found[1]) * DAYS[found[2]]
    if found := _DATE.fullmatch(text):
        try:
            return "date", dt.date.fromisoformat(found[1] + (found[2] or "-01")).toordinal()
        except ValueError:
            return "", nan
    try:
        return "number", float(text)
    except ValueError:
        return "", nan
