"""What cost can be weighed against: service, moves, stock; one level after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import Literal

from models.plant import Plant
from models.previous import open_batches
from models.problems import Problem, unknown
from planner.answers.limits_tried import Better, cheaper, served_better
from planner.answers.measured import Measured
from planner.errors import DataError
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


def asked(against: str, at: Sequence[float], plant: Plant) -> Name:
    """The axis of that name.

    Raises
    ------
    DataError
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
        raise DataError(problems, plant.settings.name)
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


def unlimited(axis: Name) -> Step:
    """Today's plan, searched once more as long as every other."""
    if axis == "service":
        return Step("as today", 0.0, Scenario("no worse", start="base"))
    return Step("no limit", inf, Scenario("no limit", start="base"))


def _worse(days: float, base: Result) -> Step:
    """Every level of service may be so many days worse than in the base. What is not proven of
    cover and fairness is added to theirs, or the search would spend its time on them."""
    texts = [f"settings.tolerances.lateness_days={days:g}"]
    for level, setting in (("cover", "cover_days"), ("fairness", "fairness_days")):
        span = base.level(level)
        unproven = span.found - max(span.low, 0.0)
        texts.append(f"settings.tolerances.{setting}={days + unproven:.4f}")
    scenario = Scenario(f"{days:g} d worse", assignments=tuple(texts), start="base")
    return Step(f"{days:g} d worse", days, scenario)


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


def figure_on(axis: Name, plan: Measured) -> float:
    """What a plan has of what is weighed against cost."""
    if axis == "service":
        return plan.days_late.found
    return plan.moves if axis == "moves" else plan.stock
