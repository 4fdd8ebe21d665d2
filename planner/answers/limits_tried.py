"""Plans under a limit that is loosened step by step, and which of them are worth having."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from planner.answers.enough import Enough
from planner.answers.measured import Measured
from planner.study.contract import Result

SAME = 1e-9
DIGITS = 6

Better = Callable[[Measured, Measured], bool]
"""Whether the first plan is better where both are allowed."""


@dataclass(frozen=True)
class Tried:
    """A limit, the plan found under it, and the plan that stands for it."""

    allowed: str
    """The limit in words."""

    limit: float
    """Infinite: none."""

    result: Result
    own: Measured | None
    """Of the plan that the search under this limit found; None: it found none that keeps it."""

    best: Measured | None = None
    """Of the best plan that this limit allows, whichever search found it."""

    plan_of: str = ""
    """Scenario whose plan that is."""

    beyond: str = ""
    """By what the plan found misses the limit, in words; blank: it keeps it, or there is none."""

    enough: Enough | None = None
    """What is good enough of each level of service, where the limit is on these."""

    dominated_by: str = ""
    """Scenario whose plan is no worse in anything and better in something; blank: none."""

    @property
    def replaced(self) -> bool:
        """Whether a search under another limit found a better plan that keeps this one."""
        return bool(self.plan_of) and self.plan_of != self.result.scenario.name


Keeps = Callable[[Tried, Tried], bool]
"""Whether the plan of the second, searched for under a looser limit, keeps the limit of the
first."""


def with_best(tried: Sequence[Tried], better: Better, keeps: Keeps) -> list[Tried]:
    """Limits from the tightest to the loosest, each with the best plan that it allows: every
    plan under a tighter limit keeps a looser one, and one under a looser limit may keep it."""
    ordered = sorted(tried, key=lambda one: one.limit)
    found: list[Tried] = []
    for number, each in enumerate(ordered):
        best, name = each.own, each.result.scenario.name if each.own else ""
        for place, other in enumerate(ordered):
            if other.own is None or (place > number and not keeps(each, other)):
                continue
            if best is None or better(other.own, best):
                best, name = other.own, other.result.scenario.name
        found.append(replace(each, best=best, plan_of=name))
    return found


def with_dominated(tried: Sequence[Tried], figure: Callable[[Measured], float]) -> list[Tried]:
    """The same, those marked than which another plan is better in days late, cover, cost and
    `figure` together."""

    def figures(one: Measured) -> tuple[float, ...]:
        return one.days_late.found, one.cover.found, one.cost.found, figure(one)

    marked = []
    for each in tried:
        by = ""
        for other in tried:
            if each.best is None or other.best is None or other.plan_of == each.plan_of:
                continue
            pairs = list(zip(figures(other.best), figures(each.best), strict=True))
            if all(a <= b + SAME for a, b in pairs) and any(a < b - SAME for a, b in pairs):
                by = other.plan_of
                break
        marked.append(replace(each, dominated_by=by))
    return marked


def cheaper(one: Measured, other: Measured) -> bool:
    """Where the limit is on service: cost alone decides."""
    return one.cost.found < other.cost.found - SAME


def served_better(tolerance: float) -> Better:
    """Where service comes first: fewer days late by more than a tolerance, else less cost."""

    def better(one: Measured, other: Measured) -> bool:
        fewer = other.days_late.found - one.days_late.found
        if abs(fewer) > tolerance:
            return fewer > 0
        return cheaper(one, other)

    return better


def distinct(tried: Sequence[Tried], figure: Callable[[Measured], float]) -> list[Tried]:
    """Those with a plan, in the order of `figure`; of equal plans the one under the tightest
    limit."""
    found: dict[tuple[float, ...], Tried] = {}
    for one in tried:
        if one.best is not None:
            values = figure(one.best), one.best.days_late.found, one.best.cost.found
            found.setdefault(tuple(round(value, DIGITS) for value in values), one)
    return [found[values] for values in sorted(found)]
