"""The benchmark of hand-over compares like with like."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import pytest

from benchmarks import handover
from benchmarks.handover_lots import Lots
from benchmarks.handover_routes import ROUTES

SMALL = 2_000


def solver_of(side: str) -> Any:
    """The model of a route as HiGHS holds it."""
    route = ROUTES[side]
    pytest.importorskip(route.package)
    return route.hand_over(route.build(Lots.of(SMALL)))


def optimum(solver: Any) -> float:
    """Of the relaxation, which every row and cost takes part in."""
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("solve_relaxation", True)
    solver.run()
    return float(solver.getObjectiveValue())


def whole(solver: Any) -> int:
    """Number of integer columns."""
    return sum(int(kind) == 1 for kind in solver.getLp().integrality_)


@pytest.mark.parametrize("side", [side for side in ROUTES if side != "direct"])
def test_all_routes_hand_over_the_same_model(side: str) -> None:
    floor, solver = solver_of("direct"), solver_of(side)

    assert solver.getNumCol() == floor.getNumCol()
    assert solver.getNumRow() == floor.getNumRow()
    assert solver.getNumNz() == floor.getNumNz()
    assert whole(solver) == whole(floor) > 0
    assert optimum(solver) == pytest.approx(optimum(floor), rel=1e-7)


def test_a_product_and_week_has_54_nonzeros_and_12_columns() -> None:
    """6 products, 6 weeks: 36 * 54, less the stock of 6 products before the first week."""
    solver = solver_of("direct")

    assert Lots.of(SMALL).demand.shape == (6, 6)
    assert solver.getNumNz() == 36 * 54 - 6
    assert solver.getNumCol() == 36 * 12


def test_rows_are_tidy_and_say_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two repeats of four measures; linopy, here made unknown, has a reason instead."""
    routes = {side: ROUTES[side] for side in ("direct", "linopy")}
    monkeypatch.setattr(handover, "ROUTES", routes)
    monkeypatch.setattr(handover, "find_spec", lambda name: name != "linopy" or None)
    found = handover.measure(sizes=(SMALL,), repeats=2)

    direct = [row for row in found if row["side"] == "direct"]
    missing = [row for row in found if row["side"] == "linopy"]
    assert [row["measure"] for row in direct] == [*handover.UNITS, *handover.UNITS]
    assert {row["seed"] for row in direct} == {0, 1}
    assert {row["value"] for row in missing} == {"linopy is not installed"}
    assert handover.medians(found)[SMALL, "direct"]["x"] == 1


def test_medians_are_over_repeats_and_set_against_the_floor() -> None:
    """Totals 1, 3 and 2 s have the median 2 s: 4 times the floor's 0.5 s."""
    rows = [
        {"case": 10, "side": side, "measure": "total", "value": value}
        for side, values in (("direct", (0.5, 0.5, 0.5)), ("ours", (1.0, 3.0, 2.0)))
        for value in values
    ]

    assert handover.medians(rows)[10, "ours"] == {"total": 2.0, "x": 4.0}


def test_routes_know_their_packages() -> None:
    assert all(find_spec(ROUTES[side].package) for side in ("direct", "ours", "appsi_highs"))
