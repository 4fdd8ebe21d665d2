"""`stability`: what it costs to leave the plan before as it is, by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.plant import Plant
from planner.answers import stability
from planner.answers.contract import Finding
from planner.engine import Limits
from planner.errors import DataError
from planner.files import write_case
from planner.study.alone import Alone
from tests.small_plants import day, order, plant, staffed
from tests.test_answer_pareto import before, substance_for

DUE = [order(10_000, day("01-11")), order(10_000, day("01-18"))]


def asked(case: Plant, folder: Path, **options: Any) -> Finding:
    write_case(case, folder / "case")
    return stability.ask(Alone(folder / "case", folder, Limits(work=20)), **options)


def two_weeks_behind() -> Plant:
    """
    10,000 units are due in weeks 0 and 1 each; the plan before fills in weeks 2 and 3, and there
    is substance for two batches. By moves:

        0   owed at the ends of weeks 0, 1, 2: 10,000, 20,000, 10,000, for less than 14 days
            each: 40,000 x 7 days of 20,000 units: 14 mean days late
        1   weeks 0 and 2: 10,000 are owed at the end of week 1: 3.5
        2   weeks 0 and 1: nobody waits
    """
    previous = [before("OLD1", "01-19"), before("OLD2", "01-26")]
    return plant(demand=DUE, previous_batches=previous, substance_lots=substance_for(2))


def test_the_first_move_buys_three_quarters(tmp_path: Path) -> None:
    """(14 - 3.5) / 14."""
    found = asked(two_weeks_behind(), tmp_path)

    assert [(row["allowed"], row["moves"], row["days_late"]) for row in found.rows] == [
        ("none moved", 0, pytest.approx(14)),
        ("any number, 100 EUR each", 2, pytest.approx(0, abs=1e-6)),
        ("any number, at no price", 2, pytest.approx(0, abs=1e-6)),
    ]
    found = asked(two_weeks_behind(), tmp_path / "again", at=(0, 1))

    assert found.rows[1]["days_late"] == pytest.approx(3.5)
    assert found.sentence == (
        "Keeping all 2 batches of the plan before costs 14.000 mean days late (proven) and 100.00"
        " points of service, against a plan that moves 2. The first move buys 75% of the days."
    )


def test_a_plan_before_that_fits_costs_nothing_to_keep(tmp_path: Path) -> None:
    """It fills in weeks 0 and 1, as needed."""
    case = plant(demand=DUE, previous_batches=[before("A", "01-05"), before("B", "01-12")])

    found = asked(case, tmp_path)

    assert found.sentence == (
        "Keeping all 2 batches of the plan before costs nothing that was found, against a plan"
        " that moves 0."
    )


def test_where_not_all_can_stay_the_fewest_are_told(tmp_path: Path) -> None:
    """Nobody works before week 1 any more, so the batch of week 0 has to move or go."""
    shut = [staffed("P", 35, **{"from": day("01-12")}), staffed("F", 35)]
    previous = [before("A", "01-05"), before("B", "01-12")]
    case = plant(demand=DUE, previous_batches=previous, staffing=shut)

    found = asked(case, tmp_path, at=(0, 1))

    assert [row["status"] for row in found.rows][:2] == ["infeasible", "finished"]
    assert "limits.moves: no plan keeps all but 0 of the open" in found.rows[0]["remark"]
    assert found.sentence.startswith("Moving no more than 1 of the 2 batches of the plan before")
    assert found.sentence.endswith("With none moved no plan was found (infeasible).")


def test_without_a_plan_before_it_says_how_to_give_one(tmp_path: Path) -> None:
    with pytest.raises(DataError) as refused:
        asked(plant(demand=DUE), tmp_path)

    assert "previous_batches.csv: has no open batch" in str(refused.value)
    assert "--previous RUN" in str(refused.value)
