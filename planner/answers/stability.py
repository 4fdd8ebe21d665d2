"""`stability`: what it costs to leave the plan before as it is.

The number of open batches that may be moved or dropped is limited, from none to any number, and
without a limit their price is put to nothing, too. Every plan is searched for as long and from
the same plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from models.plant import Plant
from models.previous import open_batches
from planner.answers.axes import DEFAULTS, Step, asked, at_most_moved, better_on, kept_on
from planner.answers.contract import Finding
from planner.answers.limits_tried import with_best, with_dominated
from planner.answers.stability_told import told
from planner.errors import NoPlanError
from planner.study.contract import Scenario, Studying, against_base


def ask(study: Studying, *, at: Sequence[int] = ()) -> Finding:
    """Weigh service and cost against batches moved.

    Parameters
    ----------
    at
        Numbers of moved batches to try; none: 0, 5, 10, 20 and 50.

    Raises
    ------
    DataError
        If there is no plan before, or a number is below 0.
    NoPlanError
        If the case has no plan.
    """
    plant = study.base.plant
    axis = asked("moves", at, plant)
    base, _ = against_base(study, [])
    if base.told is None:
        raise NoPlanError(f"the case has no plan to compare with: {base.words}")
    opened = len(open_batches(plant))
    limits = sorted({int(limit) for limit in at or DEFAULTS[axis] if limit < opened})
    ladder = [*(at_most_moved(limit) for limit in limits), *_any_number(plant)]
    results = study.solve([step.scenario for step in ladder])
    tried = [step.tried(result, plant) for step, result in zip(ladder, results, strict=True)]
    best = with_best(tried, better_on(axis, plant), kept_on(axis))
    return told(with_dominated(best, lambda plan: plan.moves), opened)


def _any_number(plant: Plant) -> tuple[Step, Step]:
    """Moves at their price, and for nothing."""
    price = plant.settings.move_cost_eur
    priced, free = f"any number, {price:,.0f} EUR each", "any number, at no price"
    return (
        Step(priced, inf, Scenario("any number", start="base")),
        Step(
            free,
            inf,
            Scenario("at no price", assignments=("settings.move_cost_eur=0",), start="base"),
        ),
    )
