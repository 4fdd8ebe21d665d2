"""Where the model's value differs from the tables, on purpose."""

from __future__ import annotations

import pytest

from models.milp import build
from models.plant import Plant
from tests import exact
from tests.reference import Reference
from tests.small_plants import approval, day, lot, order, plant, staffed

STOPPED = [staffed("P", 0), staffed("F", 0)]


def values(case: Plant) -> tuple[tuple[float, float], tuple[float, float]]:
    """Lateness and cost (with lateness held) of the model and of the rules; no batches."""
    m, reference = build(case), Reference(case)
    late = exact.lateness(m), reference.lateness({})
    return late, (exact.cost(m, late[0] + 0.001), reference.cost({}, late[0] + 0.001))


def test_stock_of_a_route_that_nobody_approves_is_no_decision() -> None:
    """R9: the model leaves it out, the tables do not. Released site stock. 1,000 units at 10 EUR lie for four weeks at 10 % a year:
    10,000 x 0.1 x 28 / 365 = 76.71 EUR. They come from suite Q, which nobody approves."""
    case = plant(
        demand=[order(1, day("01-05"))],
        staffing=[*STOPPED, staffed("Q", 0)],
        suites=[{"suite": s, "name": s, "batch_cost_eur": 1_000} for s in "PQ"],
        lots=[lot("L1", 1_000, day("01-01"), suite="Q")],
        approvals=[approval("prep", "P"), approval("fill", "F")],
    )
    _, (model, rules) = values(case)

    assert rules == pytest.approx(76.71, abs=0.01)
    assert model == 0
