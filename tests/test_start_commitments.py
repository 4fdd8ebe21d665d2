"""First plans keep what substance and instructions allow, and what the previous plan made."""

from __future__ import annotations

from collections import Counter

import pyomo.environ as pyo
from hypothesis import assume, given, settings

from models.milp import build
from models.milp.commitments import Commitments
from models.milp.followers import sequencers
from models.milp.start import previous_batches, whole_batches
from models.plant import Plant
from tests import exact
from tests.random_plants import proof
from tests.random_states import plants_with_states


@settings(proof, max_examples=60)
@given(plants_with_states())
def test_a_start_that_obeys_the_instructions_is_a_plan(plant: Plant) -> None:
    """The relaxed plan asks for a batch of everything, always: what is made of it finds its
    hours, states, kilograms, and keeps at_most; the model completes it."""
    m = build(plant)
    sequencers(m, plant)

    chosen = whole_batches(m, lambda _: 1.0, 2)

    placed = Commitments(m.indices, plant)
    for *key, t in m.batches.STARTS:
        placed.change(m.indices.kinds[tuple(key)], t, round(chosen[m.batches.made[(*key, t)]]))
    assume(not list(placed.missing()))
    assume(_has_a_plan(plant))
    assert exact.lateness(m, pyo.ComponentMap(chosen.items())) >= 0


@settings(proof, max_examples=40)
@given(plants_with_states())
def test_the_previous_plan_is_a_start(plant: Plant) -> None:
    """Not filled up, it makes nothing that the previous plan did not make, instructions apart."""
    m = build(plant)
    sequencers(m, plant)
    assume(not plant.instructions)

    chosen = previous_batches(m, lambda _: 0.0, False)

    made = Counter(
        {(tuple(key), t): round(chosen[m.batches.made[(*key, t)]]) for *key, t in m.batches.STARTS}
    )
    assert made <= Counter(m.indices.opened)


def _has_a_plan(plant: Plant) -> bool:
    try:
        exact.lateness(build(plant))
    except exact.NoPlan:
        return False
    return True
