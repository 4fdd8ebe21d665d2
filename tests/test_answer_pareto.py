"""`pareto`: cost against service, moves and stock, on plants whose front is known by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.plant import Plant
from planner.answers import pareto
from planner.answers.contract import Finding, Points
from planner.engine import Limits
from planner.errors import DataError
from planner.files import write_case
from planner.study.alone import Alone
from tests.small_plants import LONG_AGO, SITE, approval, day, lot, order, plant, staffed


def asked(case: Plant, folder: Path, **options: Any) -> Finding:
    write_case(case, folder / "case")
    return pareto.ask(Alone(folder / "case", folder, Limits(work=20)), **options)


def two_suites(dear: float) -> Plant:
    """
    10,000 units are due on 11 January, the first ship date. Suite P stands still until the
    week of the 12th; suite Q works at once, and a batch of it costs `dear` EUR, on P 1,000.

        Q in week 0: nobody waits, cost dear - 1,000
        P in week 1: all wait for 7 days, cost 0
    """
    recipe = SITE["prep_recipes"][0]
    return plant(
        demand=[order(10_000, day("01-11"))],
        suites=[*SITE["suites"], {"suite": "Q", "name": "Q", "batch_cost_eur": dear}],
        staffing=[staffed("P", 35, **{"from": day("01-12")}), staffed("Q", 35), staffed("F", 35)],
        prep_recipes=[recipe, {**recipe, "suite": "Q"}],
        connections=[{"suite": "P", "line": "F"}, {"suite": "Q", "line": "F"}],
        approvals=[*SITE["approvals"], approval("prep", "Q")],
    )


def test_a_week_of_patience_saves_the_dear_suite(tmp_path: Path) -> None:
    """Four days more allow nothing that none allow; eight allow the 7 of suite P."""
    found = asked(two_suites(3_000), tmp_path, at=(4, 8))

    told = {row["allowed"]: (row["days_late"], row["cost_meur"]) for row in found.rows}
    assert told == {
        "as today": (pytest.approx(0, abs=1e-6), pytest.approx(0.002)),
        "4 d worse": (pytest.approx(0, abs=1e-6), pytest.approx(0.002)),
        "8 d worse": (pytest.approx(7), pytest.approx(0, abs=1e-6)),
    }
    assert found.sentence.startswith(
        "If service may be 8 days worse, cost falls by 2.0 k EUR of 2.0 k EUR, 100.0% (proven):"
        " 7.00 mean days late and 0.00 % on time"
    )
    points = found.pictures[0]
    assert isinstance(points, Points)
    assert [point.x.found for point in points.points] == [0, 4, 8]


def test_a_single_day_is_a_day(tmp_path: Path) -> None:
    """Seven days would be needed for suite P."""
    found = asked(two_suites(3_000), tmp_path, at=(1,))

    assert found.sentence.startswith(
        "No cheaper plan was found although service might be up to 1 day worse: cost stays at"
        " 2.0 k EUR (proven)"
    )


def test_where_both_suites_cost_the_same_patience_saves_nothing(tmp_path: Path) -> None:
    found = asked(two_suites(1_000), tmp_path, at=(8,))

    assert found.sentence.startswith(
        "No cheaper plan was found although service might be up to 8 days worse"
    )


def halves(**tables: Any) -> Plant:
    """
    5,000 units are due on 11 January, in week 0, and 5,000 on 1 February, in week 3; a batch is
    10,000. Mean need: 2,500 a week. Made in week 0, 5,000 lie at the ends of weeks 0, 1 and 2:
    3,750 on average, 1.5 weeks. A week later it is 2,500, 1 week, and 5,000 have waited 7 days;
    two weeks later 1,250, half a week, and they have waited 14.
    """
    return plant(demand=[order(5_000, day("01-11")), order(5_000, day("02-01"))], **tables)


def test_less_stock_lets_the_first_half_wait(tmp_path: Path) -> None:
    """5,000 of 10,000 units wait 7 and 14 days: 3.5 and 7 mean days late. Of units worth 10 EUR
    1,250 and 3,750 lie there on average."""
    found = asked(halves(), tmp_path, against="stock", at=(0.5, 1, 1.5))

    told = {row["allowed"]: row["days_late"] for row in found.rows}
    assert told == {
        "0.5 weeks of stock": pytest.approx(7),
        "1 weeks of stock": pytest.approx(3.5),
        "1.5 weeks of stock": pytest.approx(0, abs=1e-6),
        "no limit": pytest.approx(0, abs=1e-6),
    }
    assert found.sentence.startswith(
        "With 0.5 weeks of stock (12.5 k EUR instead of 37.5 k EUR of mean stock)"
    )
    assert "7.00 mean days late and 50.00 % on time" in found.sentence


def test_stock_that_is_there_cannot_be_limited_away(tmp_path: Path) -> None:
    """The lot of 10,000 cannot leave sooner than it is needed: a row says so, and the rest is
    told."""
    case = halves(lots=[lot("L1", 10_000, day("01-01"))])

    found = asked(case, tmp_path, against="stock", at=(0.5,))

    first, last = found.rows
    assert first["status"] == "infeasible"
    assert "plant.yaml, limits.mean_stock_weeks: the mean stock of S cannot be" in first["remark"]
    assert (last["allowed"], last["status"]) == ("no limit", "finished")
    assert found.sentence.startswith("No limit that was tried has a plan")


def before(name: str, fill_on: str) -> dict[str, Any]:
    """A batch of the plan before."""
    row = {"batch": name, "syringe": "S", "suite": "P", "line": "F", "volume_l": 10}
    return {**row, "fill_on": day(fill_on)}


def substance_for(batches: int) -> list[dict[str, Any]]:
    """10 L of 100 mg/mL are 1 kg."""
    row = {"lot": "DS", "substance": "MAB", "kg": batches, "available_on": LONG_AGO}
    return [{**row, "expires_on": day("12-31"), "status": "released"}]


def test_a_batch_that_may_not_move_makes_its_units_late(tmp_path: Path) -> None:
    """The plan before fills in week 1 what is now due in week 0, and there is substance for one
    batch: all wait 7 days, or it moves."""
    case = plant(
        demand=[order(10_000, day("01-11"))],
        previous_batches=[before("OLD", "01-12")],
        substance_lots=substance_for(1),
    )

    found = asked(case, tmp_path, against="moves")

    assert [(row["allowed"], row["moves"], row["days_late"]) for row in found.rows] == [
        ("none moved", 0, pytest.approx(7)),
        ("no limit", 1, pytest.approx(0, abs=1e-6)),
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            {"against": "stok"},
            "--against ...: axis 'stok' does not exist; did you mean 'stock'?",
        ),
        ({"at": (-1.0,)}, "--at ...: '-1' is no limit; write 0 or more (d)"),
        (
            {"against": "moves", "at": (1.5,)},
            "--at ...: '1.5' is no limit; write a whole number, 0 or more (batches)",
        ),
        ({"against": "moves"}, "has no open batch, so nothing can be moved; give the plan before"),
    ],
)
def test_refused_is(tmp_path: Path, options: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError) as refused:
        asked(halves(), tmp_path, **options)

    assert words in str(refused.value)
