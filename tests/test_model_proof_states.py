"""The model against every batch plan of random plants with states (tests.reference).

For a long proof run `PYTHONPATH=. python -m pytest tests/test_model_proof_states.py` with
DRAWS raised to thousands.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings

from models.milp import build
from models.plant import Plant
from tests import exact
from tests.random_plants import proof
from tests.random_states import plants_with_states
from tests.reference import Reference
from tests.reference_kinds import BatchPlan
from tests.small_plants import PRODUCT, SITE, day, order, plant

DRAWS = 120
MOST_PLANS = 150
EDGE = 1e-9
"""Plans this near to what is held may be in or out."""


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-6, abs=1e-6)


def best(
    plans: list[BatchPlan], level: Callable[[BatchPlan], float], tolerance: float
) -> tuple[float, float, list[BatchPlan]]:
    """The least of a level, what later levels may give up, and the plans that keep it."""
    values = [level(plan) for plan in plans]
    held = min(values) + tolerance
    return min(values), held, [p for p, v in zip(plans, values, strict=True) if v <= held - EDGE]


@settings(proof, max_examples=DRAWS)
@given(plants_with_states())
def test_every_level_is_the_best_of_all_batch_plans(plant: Plant) -> None:
    """Every whole batch plan is tried with every course of every resource through it; the
    least of the four levels, each with the ones before held at best + tolerance, are the
    model's. Countries are planned one by one: fairness is a matter of markets."""
    reference = Reference(plant)
    plans = reference.plans.every(reference.places(), MOST_PLANS)
    assume(plans is not None and not reference.hopeless())
    assert plans is not None
    m, give = build(plant, pooled=False), plant.settings.tolerances
    if not plans:
        with pytest.raises(exact.NoPlan):
            exact.lateness(m)
        return
    late, most_late, plans = best(plans, reference.lateness, give.lateness_days)

    held = {"lateness": most_late}
    assert exact.lateness(m) == near(late)

    bare, most_bare, plans = best(
        plans, lambda plan: reference.cover(plan, most_late), give.cover_days
    )
    assert exact.least(m, m.uncovered, held) == near(bare)

    held |= {"uncovered": most_bare}
    unfair, most_unfair, plans = best(
        plans, lambda plan: reference.fairness(plan, most_late, most_bare), give.fairness_days
    )
    assert exact.least(m, m.unfairness, held) == near(unfair)

    held |= {"unfairness": most_unfair}
    cost = min(
        reference.cost(plan, most_late, most_bare, most_unfair) + reference.plans.cost(plan)
        for plan in plans
    )
    assert exact.least(m, m.cost, held) == near(cost)


def test_a_batch_that_nobody_asks_for_is_made_when_it_is_ordered() -> None:
    """
    Nobody needs R, of the same bulk as S. Without the order for it a batch of S in week 0
    serves its 10,000 units in time. The line holds both in week 0 (30 of 35 h, no change
    between them), the suite one batch of 30 h: R comes in week 1, and nothing is late.
    If R must be made in week 0, S comes in week 1: 10,000 units a week late, 7 days.
    """
    second = {**PRODUCT["syringes"][0], "syringe": "R"}
    fill = SITE["fill_recipes"]
    rows = {"syringes": [*PRODUCT["syringes"], second]}
    rows |= {"fill_recipes": [*fill, {**fill[0], "syringe": "R"}]}
    ordered = {"syringe": "R", "suite": "*", "line": "*", "at_least": 1, "by": "Ann"}
    for until, late in (("01-18", 0), ("01-11", 7)):
        window = {"from": day("01-05"), "until": day(until)}
        case = plant(
            weeks=2,
            demand=[order(10_000, day("01-11"))],
            instructions=[{**ordered, **window}],
            **{**PRODUCT, **SITE, **rows},
        )
        reference = Reference(case)
        plans = reference.plans.every(reference.places(), MOST_PLANS)
        assert plans

        m = build(case)

        assert min(map(reference.lateness, plans)) == near(late)
        assert exact.lateness(m) == near(late)
        made = {key[0] for key, count in m.batches.made.items() if count.value > 0.5}
        assert made == {"R", "S"}
