"""The model against every batch plan of random plants (tests.reference)."""

from __future__ import annotations

import pyomo.environ as pyo
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.milp import build
from models.plant import Plant
from tests import exact
from tests.random_plants import plants, proof
from tests.reference import Reference

MOST_PLANS = 300
SIX = ("AA", "BB", "CC", "DD", "EE", "FF")


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-6, abs=1e-6)


@settings(proof, max_examples=100)
@given(plants())
def test_the_optimum_is_the_best_of_all_batch_plans(plant: Plant) -> None:
    """Every whole batch plan whose hours fit is tried; the least lateness of the best,
    and its least cost with lateness held at best + tolerance, are the model's."""
    reference = Reference(plant)
    every = reference.plans.every(reference.starts(), MOST_PLANS)
    assume(every is not None)
    m = build(plant)
    if not every:
        with pytest.raises(exact.NoPlan):
            exact.lateness(m)
        return
    late = [reference.lateness(plan) for plan in every]
    best = min(late)

    assert exact.lateness(m) == near(best)

    assume(not reference.hopeless())
    held = best + plant.settings.tolerances.lateness_days
    good = [plan for plan, days in zip(every, late, strict=True) if days <= held - 1e-9]
    assert exact.cost(m, held) == near(min(reference.cost(plan, held) for plan in good))


@settings(proof, max_examples=30)
@given(plants(SIX))
def test_pooling_countries_loses_nothing(plant: Plant) -> None:
    """Six countries in two groups: markets and single countries give the same values of
    lateness, of cover, and of cost without fairness, which is a matter of markets."""
    pooled, apart = build(plant), build(plant, pooled=False)
    try:
        best = exact.lateness(apart)
    except exact.NoPlan:
        assume(False)
        raise
    give = plant.settings.tolerances
    held = {"lateness": best + give.lateness_days}
    bare = exact.least(apart, apart.uncovered, held)

    assert exact.lateness(pooled) == near(best)
    assert exact.least(pooled, pooled.uncovered, held) == near(bare)

    held |= {"uncovered": bare + give.cover_days}
    assert exact.least(pooled, pooled.cost, held) == near(exact.least(apart, apart.cost, held))


@settings(proof, max_examples=50)
@given(plants(), st.data())
def test_shipments_without_cohorts_lose_nothing(plant: Plant, data: st.DataObject) -> None:
    """Batches are given, even 0.37 of one, whatever the hours: only shipments are left to
    decide, with cohorts in the reference and without them in the model."""
    reference = Reference(plant)
    m = build(plant)
    m.hours.deactivate()
    shares = st.sampled_from((0, 0.37, 1, 2.5))
    made = {start: data.draw(shares) for start in m.batches.STARTS}
    variables = pyo.ComponentMap((m.batches.made[start], count) for start, count in made.items())
    best = reference.lateness(made)

    assert exact.lateness(m, variables) == near(best)

    assume(not reference.hopeless())
    held = best + plant.settings.tolerances.lateness_days
    assert exact.cost(m, held, variables) == near(reference.cost(made, held))
