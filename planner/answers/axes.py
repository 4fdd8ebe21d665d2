"""What cost can be weighed against: service, moves, stock; one level after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import Literal

from models.plant import Plant
from models.previous import open_batches
from models.problems import Problem, unknown
from planner.answers.enough import SERVICE, Enough
from planner.answers.limits_tried import Better, Keeps, Tried, cheaper, served_better
from planner.answers.measured import Measured
from planner.answers.refused import Refused
from planner.study.contract import Result, Scenario

Name = Literal["service", "moves", "stock"]
NAMES: tuple[Name, ...] = ("service", "moves", "stock")

DEFAULTS: dict[Name, tuple[float, ...]] = {
    "service": (0.25, 0.5, 1, 2, 4),
    "moves": (0, 5, 10, 20, 50),
    "stock": (6, 9, 12, 16, 20, 26),
}
UNITS: dict[Name, str] = {"service": "d", "moves": "batches", "stock": "weeks"}


@dataclass(frozen=True)
class Step:
    """A limit to try."""

    allowed: str
    limit: float
    scenario: Scenario
    enough: Enough | None = None
    """What is good enough of each level of service, where the limit is on these."""

    def tried(self, result: Result, plant: Plant) -> Tried:
        """What came of it; a plan beyond the limit is none."""
        beyond = ""
        if self.enough is not None and result.run is not None:
            beyond = self.enough.missed(result)
        own = None if beyond else Measured.of(result, plant)
        return Tried(self.allowed, self.limit, result, own, beyond=beyond, enough=self.enough)


def asked(against: str, at: Sequence[float], plant: Plant) -> Name:
    """The axis of that name.

    Raises
    ------
    Refused
        If there is none, if a limit makes no sense, or if there is no plan before.
    """
    problems = []
    if against not in NAMES:
        problems.append(Problem("--against ...", None, None, None, _unknown(against)))
    for limit in at:
        if not isfinite(limit) or limit < 0 or (against == "moves" and limit != int(limit)):
            whole = "a whole number, 0 or more" if against == "moves" else "0 or more"
            unit = UNITS.get(against, "")  # type: ignore[call-overload]
            what = f"'{limit:g}' is no limit; write {whole} ({unit})"
            problems.append(Problem("--at ...", None, None, None, what))
    if against == "moves" and not open_batches(plant):
        problems.append(without_previous())
    if problems:
        raise Refused(problems, plant.settings.name)
    return next(name for name in NAMES if name == against)


def without_previous() -> Problem:
    """What to say where moves are asked about and there is no plan before."""
    what = (
        "has no open batch, so nothing can be moved; give the plan before with --previous RUN,"
        " or fill previous_batches"
    )
    return Problem("previous_batches", None, None, None, what)


def _unknown(against: str) -> str:
    return unknown("axis", against, list(NAMES))


def steps(axis: Name, at: Sequence[float], base: Result, plant: Plant) -> list[Step]:
    """The limits to try beside today's, each of which starts from the base's plan."""
    limits = sorted(set(at or DEFAULTS[axis]))
    if axis == "service":
        return [_worse(limit, base) for limit in limits if limit > 0]
    if axis == "moves":
        opened = len(open_batches(plant))
        return [at_most_moved(int(limit)) for limit in limits if limit < opened]
    return [_stocked(limit) for limit in limits]


def unlimited(axis: Name, base: Result) -> Step:
    """Today's plan, searched once more as long as every other."""
    if axis == "service":
        return _worse(0.0, base)
    return Step("no limit", inf, Scenario("no limit", start="base"))


def _worse(days: float, base: Result) -> Step:
    """Every level of service may be so many days worse than in the base, at least by its
    tolerance."""
    least = {level.name: level.tolerance for level in base.told.levels} if base.told else {}
    enough = Enough.beyond(base, {name: max(days, least[name]) for name in SERVICE})
    allowed, name = ("as today", "no worse") if days == 0 else (f"{days:g} d worse",) * 2
    return Step(allowed, days, Scenario(name, assignments=enough.assignments, start="base"), enough)


def at_most_moved(moves: int) -> Step:
    """No more than so many open batches of the plan before are moved or dropped."""
    text = f"settings.limits.moves={moves}"
    allowed = f"at most {moves} moved" if moves else "none moved"
    return Step(allowed, moves, Scenario(allowed, assignments=(text,), start="base"))


def _stocked(weeks: float) -> Step:
    """A mean stock of each syringe of no more than so many weeks of its need."""
    text = f"settings.limits.mean_stock_weeks={weeks:g}"
    allowed = f"{weeks:g} weeks of stock"
    return Step(allowed, weeks, Scenario(allowed, assignments=(text,), start="base"))


def better_on(axis: Name, plant: Plant) -> Better:
    """Which of two plans stands for a limit that allows both."""
    return cheaper if axis == "service" else served_better(plant.settings.tolerances.lateness_days)


def kept_on(axis: Name) -> Keeps:
    """Whether a plan that was searched for under a looser limit keeps a tighter one, too: of
    stock it is not known."""

    def keeps(limit: Tried, plan: Tried) -> bool:
        if axis == "service":
            return limit.enough is not None and not limit.enough.missed(plan.result)
        return axis == "moves" and plan.own is not None and plan.own.moves <= limit.limit < inf

    return keeps


def figure_on(axis: Name, plan: Measured) -> float:
    """What a plan has of what is weighed against cost."""
    if axis == "service":
        return plan.days_late.found
    return plan.moves if axis == "moves" else plan.stock
