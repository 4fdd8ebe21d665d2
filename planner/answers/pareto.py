"""`pareto`: what cost buys of service, of quiet (few moves) or of low stock.

The epsilon constraint: one of the two is limited, the limit is loosened step by step, and the
plan is searched anew under each, always from the base's plan and as long. Under a limit on
service cost is minimised, and service no better than that: what today's plan has and so many
days more is good enough (`enough` in plant.yaml). Under one on moves or stock service still comes
first.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.answers import axes
from planner.answers.contract import Finding
from planner.answers.limits_tried import with_best, with_dominated
from planner.answers.pareto_told import told
from planner.errors import NoPlanError
from planner.study.contract import Studying, against_base


def ask(study: Studying, *, against: str = "service", at: Sequence[float] = ()) -> Finding:
    """Weigh cost against something else.

    Parameters
    ----------
    against
        `service`, `moves` or `stock`.
    at
        Limits to try: days that service may be worse than today, batches moved or dropped,
        weeks of mean stock; none: a ladder of our own.

    Raises
    ------
    DataError
        If there is no such axis, a limit makes no sense, or moves are asked about without a
        plan before.
    NoPlanError
        If the base has no plan.
    """
    plant = study.base.plant
    axis = axes.asked(against, at, plant)
    base, _ = against_base(study, [])
    if base.told is None:
        raise NoPlanError(f"the case has no plan to trade anything for: {base.words}")
    today = axes.unlimited(axis, base)
    ladder = [today, *axes.steps(axis, at, base, plant)]
    results = study.solve([step.scenario for step in ladder])
    tried = [step.tried(result, plant) for step, result in zip(ladder, results, strict=True)]
    best = with_best(tried, axes.better_on(axis, plant), axes.kept_on(axis))
    marked = with_dominated(best, lambda plan: axes.figure_on(axis, plan))
    return told(axis, marked, today.allowed)
