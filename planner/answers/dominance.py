"""Which scenario's plans are possible in which other, so that no worse plan than is known counts.

Of some changes it is known that they only allow more, such as more hours or an earlier approval:
every plan without is a plan with. What a search misses there is its own noise, not the change's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.answers.ranges import figure
from planner.answers.served import LEAST, Served
from planner.answers.shares import Subset
from planner.assignments import AssignmentError, written
from planner.study.contract import FIRST, Scenario, Studying
from planner.study.spans import Span

ON_TIME = (
    "Plans are made for few days late, not for a share on time: one may get better where the other"
    " gets worse, and no bound holds for the share."
)
"""Note of what is told in both."""

MORE_HELPS = {
    "staffing": {"hours_per_week", "efficiency"},
    "fill_recipes": {"yield"},
    "lots": {"units"},
    "substance_lots": {"kg"},
    "shelf_life": {"months"},
}
LESS_HELPS = {"release": {"days"}, "approvals": {"from"}}
"""Columns of which more, or less, only allows more. Not demand: days late are a mean over it."""


def sense_of(assignments: Iterable[str]) -> int:
    """1 if assignments together only allow more, -1 if only less, 0 if nobody knows."""
    senses = {_sense(text) for text in assignments}
    return senses.pop() if len(senses) == 1 else 0


def _sense(text: str) -> int:
    try:
        change = written(text)
    except AssignmentError:
        return 0
    (column, value), *_ = change.values.items()
    helps = (column in MORE_HELPS.get(change.table, ())) - (
        column in LESS_HELPS.get(change.table, ())
    )
    return helps * _more(change.operation, value or "")


def _more(operation: str, value: str) -> int:
    """1 if a change makes cells larger or later, -1 if smaller or earlier, 0 if it depends."""
    if operation == "shift":
        return -1 if value.startswith("-") else 1
    nothing = {"add": 0.0, "multiply": 1.0}.get(operation)
    try:
        change = float(value) - nothing if nothing is not None else 0.0
    except ValueError:
        return 0
    return (change > 0) - (change < 0)


@dataclass(frozen=True)
class Replaced:
    """A plan that was worse than one that is possible there, too."""

    subset: Subset
    plan_of: Subset
    worse: float
    """Mean days late."""


def best_known(
    served: Mapping[Subset, Served], senses: Sequence[int], tolerance: float
) -> tuple[dict[Subset, Served], tuple[Replaced, ...]]:
    """For each set of changes the least late plan that is possible with them, whichever search
    found it; and where that is another's.

    Parameters
    ----------
    served
        By set of changes, by number; empty: the base.
    senses
        Of each change, as `sense_of` has them.
    tolerance
        Days late within which plans count as equal, so that each keeps its own.
    """
    best: dict[Subset, Served] = {}
    replaced = []
    for subset, own in served.items():
        known = [other for other in served if _possible(other, subset, senses)]
        first = min(known, key=lambda other: served[other].days_late.found)
        worse = own.days_late.found - served[first].days_late.found
        best[subset] = own
        if worse > max(tolerance, LEAST):
            best[subset] = served[first].bounded_by(own)
            replaced.append(Replaced(subset, first, worse))
    return best, tuple(replaced)


def _possible(plan: Subset, where: Subset, senses: Sequence[int]) -> bool:
    """Whether a plan with some changes is one with others: these allow no less."""
    allows_more = all(senses[part] > 0 for part in where - plan)
    return allows_more and all(senses[part] < 0 for part in plan - where)


def noise_words(
    study: Studying, base: Served, replaced: Sequence[Replaced], names: Mapping[Subset, str]
) -> str:
    """How large the search's own noise is, as far as it shows.

    Parameters
    ----------
    base
        The plan that the base's own search found.
    """
    first = study.solve([Scenario(FIRST)])[0].level("lateness").found
    found = base.days_late.found
    equal = study.base.plant.settings.tolerances.lateness_days
    noise = max([abs(first - found), *(each.worse for each in replaced)])
    said = (
        f"How much the search itself varies: the base came out {figure(first, 4)} d late at first"
        f" and {figure(found, 4)} d when it was searched on"
    )
    if replaced:
        most = max(replaced, key=lambda each: each.worse)
        them = "scenarios that allow" if len(replaced) > 1 else "scenario that allows"
        said += (
            f"; {len(replaced)} {them} more came out worse than one that allows less, whose plan"
            f" stands there, too: {names[most.subset]} by {figure(most.worse, 4)} d than"
            f" {names[most.plan_of]}"
        )
        said += " the most" if len(replaced) > 1 else ""
    if noise <= equal:
        return (
            f"{said}, which count as equal ({equal:g} d); what it misses every time is not in it."
        )
    return f"{said}. Differences below {figure(noise, 4)} d say little; more effort makes it less."


def clipped(more: Span, sense: int) -> Span:
    """Days late more than the base's, cut where a change can only help or only hurt."""
    if not sense:
        return more
    cut = min if sense > 0 else max
    return Span(*(cut(0.0, each) for each in (more.low, more.found, more.high)))
