"""Scenarios beside each other: which there are, their figures, where each lies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import inf

from planner.study.contract import FIRST
from planner.study.kept import Kept
from planner.study.rows import ScenarioRow
from planner.study.spans import Span

BASE = "base"
DIGITS = 6
"""Decimals, as in scenarios.csv; what differs less is the same."""

LEVELS = {
    "lateness": ("lateness_d", "lateness_bound_d"),
    "cost": ("cost_eur", "cost_bound_eur"),
}
"""Columns of scenarios.csv with what was found of a level, and with its bound."""


@dataclass(frozen=True)
class Beside:
    """The scenarios of a study that can be compared."""

    kept: Kept

    @cached_property
    def rows(self) -> tuple[ScenarioRow, ...]:
        """All that are of interest: not the plan that others start from, if the base was solved
        again from it."""
        named = {row.result.scenario.name for row in self.kept.rows}
        left_out = FIRST if BASE in named else None
        return tuple(row for row in self.kept.rows if row.result.scenario.name != left_out)

    @cached_property
    def finished(self) -> tuple[ScenarioRow, ...]:
        """Those with a plan; its figures are there even if its run is gone."""
        return tuple(row for row in self.rows if has_plan(row))

    @cached_property
    def failed(self) -> tuple[ScenarioRow, ...]:
        """Those without."""
        return tuple(row for row in self.rows if row.result.status != "finished")

    @cached_property
    def base(self) -> ScenarioRow | None:
        """What differences are taken from."""
        return next((row for row in self.finished if row.result.scenario.name == BASE), None)

    @cached_property
    def varied(self) -> tuple[str, ...]:
        """What was varied together: what places are made of; nothing if one thing at a time."""
        places = [row.result.scenario.place for row in self.rows if row.result.scenario.place]
        names = dict.fromkeys(name for place in places for name in place)
        return tuple(names) if all(len(place) == len(names) for place in places) else ()

    @cached_property
    def axes(self) -> tuple[str, ...]:
        """What was varied with more than one value."""
        return tuple(name for name in self.varied if len(self.values(name)) > 1)

    def values(self, axis: str) -> tuple[str, ...]:
        """Values of an axis in order: by number where all are numbers."""
        places = [row.result.scenario.place for row in self.rows]
        texts = list(dict.fromkeys(place[axis] for place in places if axis in place))
        numbers = {text: number_of(text) for text in texts}
        if all(value is not None for value in numbers.values()):
            texts.sort(key=lambda text: numbers[text] or 0.0)
        return tuple(texts)

    def label(self, row: ScenarioRow) -> str:
        """A short name for a picture: the values alone where several things were varied."""
        place = row.result.scenario.place
        return (
            ", ".join(place.values())
            if place and len(self.varied) > 1
            else row.result.scenario.name
        )

    def most_different(self, most: int) -> tuple[ScenarioRow, ...]:
        """The base and those whose service differs most from it, in the order of the study."""
        if self.base is None:
            return self.finished[:most]
        today = on_time_of(self.base) or 0.0
        ranked = sorted(self.finished, key=lambda row: -abs((on_time_of(row) or 0.0) - today))
        chosen = {id(row) for row in (self.base, *ranked[: most - 1])}
        return tuple(row for row in self.finished if id(row) in chosen)


def has_plan(row: ScenarioRow) -> bool:
    """Whether a scenario ended with a plan."""
    return row.result.status == "finished" and bool(row.figures)


def span_of(row: ScenarioRow, level: str) -> Span:
    """A level of a plan with the range that its bound leaves."""
    value, bound = LEVELS[level]
    found, least = row.figures[value], row.figures[bound]
    return Span.minimised(round(found, DIGITS), None if least is None else round(least, DIGITS))


def on_time_of(row: ScenarioRow) -> float | None:
    """Demand met when due, %."""
    share: float | None = row.figures["on_time_pct"]
    return share


def tenths(share: float) -> float:
    """A share in percent for a map, that is not rounded up to 100."""
    return int(10 * share + 1e-6) / 10


def number_of(text: str) -> float | None:
    """`0.9`, `+3 months` or `6 months` as a number; None if it is none."""
    head = text.split()[0] if text.split() else ""
    try:
        value = float(head)
    except ValueError:
        return None
    return value if abs(value) < inf else None
