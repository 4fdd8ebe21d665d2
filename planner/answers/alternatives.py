"""`alternatives`: plans that cost about the same and differ as much as possible.

Service may be a little worse than in the base's plan, or next to no batch could stand
elsewhere. The first plan is the cheapest found with that room. Each next one starts from it,
keeps its cost within a share, and then has as few batches as can be found at places (syringe,
suite, line, volume, bucket) that an earlier plan uses. What is good enough of a level is a value
(`enough` in plant.yaml), so that no plan drifts away from the base's service and the first's cost.
"""

from __future__ import annotations

from models.problems import Problem
from planner.answers.alternatives_told import Failed, told
from planner.answers.contract import Finding
from planner.answers.enough import Enough
from planner.answers.refused import Refused
from planner.answers.unlike import batches_of, elsewhere
from planner.errors import NoPlanError
from planner.study.contract import Result, Scenario, Studying, against_base

OTHER_LEVELS = 5
"""Times the mean days late given up that cover and fairness may be worse: their days are counted
over stock that is five weeks deep, not over what is late."""

LEAST_EUR = 1.0
"""What a plan may cost more at least."""


def ask(study: Studying, *, plans: int = 3, within: float = 0.01, days: float = 0.05) -> Finding:
    """Find alternatives.

    Parameters
    ----------
    plans
        How many plans, the first included.
    within
        Share of the first plan's cost that another may cost more.
    days
        Mean days late that plans may have more than the base's.

    Raises
    ------
    Refused
        If fewer than two plans are asked for, or a share or days that make no sense.
    NoPlanError
        If the base has no plan.
    """
    _check(study, plans, within, days)
    base, _ = against_base(study, [])
    if base.told is None:
        raise NoPlanError(f"the case has no plan to find alternatives for: {base.words}")
    room = _room(base, days)
    (first,) = study.solve([Scenario("plan 1", assignments=room.assignments, start="base")])
    if first.run is None:
        raise NoPlanError(f"the case has no plan to find alternatives for: {first.words}")
    asked = room.but(_cost(first, within))
    found, failed = [first], list[Failed]()
    while len(found) < plans and not failed:
        (result,) = study.solve([_next(found, asked)])
        status, why = fault(result, found, asked)
        if status:
            failed.append(Failed(result, status, why))
        else:
            found.append(result)
    return told(base, found, failed, plans, within, days)


def _room(base: Result, days: float) -> Enough:
    """How much worse service may be than in the base's plan."""
    least = {level.name: level.tolerance for level in base.told.levels} if base.told else {}
    more = OTHER_LEVELS * days
    asked = {"lateness": days, "cover": more, "fairness": more}
    return Enough.beyond(base, {name: max(room, least[name]) for name, room in asked.items()})


def _cost(first: Result, within: float) -> Enough:
    """How much more than the first a plan may cost."""
    return Enough.beyond(first, {"cost": max(LEAST_EUR, within * first.level("cost").found)})


def fault(result: Result, found: list[Result], asked: Enough) -> tuple[str, str]:
    """Why a result is no further plan: its status, and words; blank if it is one."""
    if result.run is None:
        return result.status, result.words.splitlines()[0] if result.words else ""
    missed = asked.missed(result)
    if missed:
        return "beyond the limit", missed
    return ("", "") if _new(result, found) else ("same plan", "the same plan as one before")


def _next(found: list[Result], asked: Enough) -> Scenario:
    return Scenario(
        f"plan {len(found) + 1}",
        assignments=asked.assignments,
        start=found[0].scenario.name,
        unlike=tuple(one.scenario.name for one in found),
    )


def _new(result: Result, found: list[Result]) -> bool:
    """Whether it differs from every plan before."""
    batches = batches_of(result)
    return all(elsewhere(batches, batches_of(one)) > 0 for one in found)


def _check(study: Studying, plans: int, within: float, days: float) -> None:
    problems = []
    if plans < 2:
        problems.append(_problem("--plans", f"'{plans}' leaves no alternative; ask for 2 or more"))
    if not 0 <= within <= 1:
        problems.append(_problem("--within", f"'{within:g}' is no share; write 0.01 for 1 %"))
    if not 0 <= days < float("inf"):
        problems.append(_problem("--days", f"'{days:g}' are no days; write 0 or more"))
    if problems:
        raise Refused(problems, study.base.plant.settings.name)


def _problem(option: str, what: str) -> Problem:
    return Problem(f"{option} ...", None, None, None, what)
