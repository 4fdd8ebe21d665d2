"""Random plants, solved, written and audited: no violation, ever.

Also that pegging serves what the model ships: a plan that the rows of the model allow
can be carried out pack by pack.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings

from models.plant import Plant
from planner.audit import audit
from planner.engine import Limits
from planner.errors import NoPlanError
from planner.files import read_case
from planner.pipeline import solve
from planner.plan import Plan
from planner.runs import publish
from planner.shipped import cases
from tests.random_plants import plants, proof
from tests.random_states import plants_with_states

WORK = Limits(seconds=60, work=20)


def planned(plant: Plant) -> Plan:
    try:
        return solve(plant, WORK)
    except NoPlanError as error:
        assert error.clashes
        assume(False)
        raise


@settings(proof, max_examples=60)
@given(plants())
def test_every_plan_of_a_random_plant_passes_the_audit(plant: Plant) -> None:
    plan = planned(plant)

    with TemporaryDirectory() as folder:
        run = publish(plan, Path(folder), WORK, "test")

        assert audit(run) == ()


@settings(proof, max_examples=25)
@given(plants_with_states())
def test_every_plan_of_a_plant_with_states_passes_the_audit(plant: Plant) -> None:
    plan = planned(plant)

    with TemporaryDirectory() as folder:
        run = publish(plan, Path(folder), WORK, "test")

        assert audit(run) == ()


@settings(proof, max_examples=60)
@given(plants())
def test_what_the_model_ships_can_be_pegged(plant: Plant) -> None:
    """Not a pack is left over."""
    assert planned(plant).rounded_units == 0


def test_the_reference_case_is_audited_after_a_short_search(tmp_path: Path) -> None:
    """Whatever a slow machine finds in ten seconds, it is a plan that keeps every rule."""
    limits = Limits(seconds=10)
    plan = solve(read_case(cases()["le-trait"]), limits)

    assert audit(publish(plan, tmp_path, limits, "test")) == ()


@pytest.mark.parametrize("seconds", [0.1, 6])
def test_tiny_is_planned_in_any_time(seconds: float, tmp_path: Path) -> None:
    limits = Limits(seconds=seconds)
    plan = solve(read_case(cases()["tiny"]), limits)

    assert audit(publish(plan, tmp_path, limits, "test")) == ()
