"""Rounded counts (models/milp/counts.py): they lift the bound, and no plan is lost."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.milp import HEAVY, build
from models.plant import Plant
from tests import exact
from tests.random_plants import plants, proof
from tests.random_states import plants_with_states
from tests.small_plants import SITE, day, order, plant, staffed


@settings(proof, max_examples=60)
@given(st.one_of(plants(), plants_with_states()))
def test_rounded_counts_lose_no_plan(case: Plant) -> None:
    """Lateness at its least, with and without them."""
    usual = build(case)
    try:
        best = exact.lateness(usual)
    except exact.NoPlan:
        assume(False)
        raise

    heavy = build(case, HEAVY)

    assert exact.lateness(heavy) == pytest.approx(best, rel=1e-6, abs=1e-6)


def four_fifths() -> Plant:
    """One week in which the suite has 24 of the 30 h that a batch takes; 8,000 units are due."""
    hours = [staffed("P", 24), staffed("F", 35)]
    return plant(weeks=1, demand=[order(8_000, day("01-10"))], **{**SITE, "staffing": hours})


def test_rounded_counts_lift_the_bound() -> None:
    """
    Whole batches do not fit: 8,000 units are owed for a week, 7 days late on average. Relaxed,
    four fifths of a batch of 10,000 units do: nothing is late. With d = 8, s = 10, r = 0.8 and
    G(1) = 1 the rounded row is  done + backorder / 8 >= 1. The hours allow done = 0.8, so
    1,600 of 8,000 units are owed for 7 days: 1.4 days.
    """
    case = four_fifths()

    assert exact.lateness(build(case, HEAVY)) == pytest.approx(7)
    assert exact.relaxed(build(case)) == pytest.approx(0, abs=1e-9)
    assert exact.relaxed(build(case, HEAVY)) == pytest.approx(1.4)
