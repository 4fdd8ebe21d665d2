"""`alternatives`: plans that cost about the same and differ as much as possible.

Service may be a little worse than in the base's plan, or next to no batch could stand
elsewhere. The first plan is the cheapest found with that room. Each next one starts from it,
keeps its cost within a share, and then has as few batches as can be found at places (syringe,
suite, line, volume, bucket) that an earlier plan uses.
"""

from __future__ import annotations

from models.problems import Problem
from planner.answers.alternatives_told import told
from planner.answers.contract import Finding
from planner.answers.unlike import batches_of, elsewhere
from planner.errors import DataError, NoPlanError
from planner.study.contract import Result, Scenario, Studying, against_base

OTHER_LEVELS = 5
"""Times the mean days late given up that cover and fairness may be worse: their days are counted
over stock that is five weeks deep, not over what is late."""


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
    DataError
        If fewer than two plans are asked for, or a share or days that make no sense.
    NoPlanError
        If the base has no plan.
    """
    _check(study, plans, within, days)
    base, _ = against_base(study, [])
    if base.told is None:
        raise NoPlanError(f"the case has no plan to find alternatives for: {base.words}")
    room = _room(base, days)
    (first,) = study.solve([Scenario("plan 1", assignments=room, start="base")])
    if first.run is None:
        raise NoPlanError(f"the case has no plan to find alternatives for: {first.words}")
    found = [first]
    failed: list[Result] = []
    while len(found) < plans and not failed:
        (result,) = study.solve([_next(found, (*room, _cost(first, within)))])
        further = result.run is not None and _new(result, found)
        (found if further else failed).append(result)
    return told(base, found, failed, plans, within, days)


def _room(base: Result, days: float) -> tuple[str, ...]:
    """How much worse service may be than in the base's plan."""
    kept = {level.name: level.tolerance for level in base.told.levels} if base.told else {}
    more = OTHER_LEVELS * days
    return (
        f"settings.tolerances.lateness_days={max(days, kept['lateness']):g}",
        f"settings.tolerances.cover_days={max(more, kept['cover']):g}",
        f"settings.tolerances.fairness_days={max(more, kept['fairness']):g}",
    )


def _cost(first: Result, within: float) -> str:
    return f"settings.tolerances.cost_eur={max(1.0, within * first.level('cost').found):.2f}"


def _next(found: list[Result], texts: tuple[str, ...]) -> Scenario:
    return Scenario(
        f"plan {len(found) + 1}",
        assignments=texts,
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
        raise DataError(problems, study.base.plant.settings.name)


def _problem(option: str, what: str) -> Problem:
    return Problem(f"{option} ...", None, None, None, what)
