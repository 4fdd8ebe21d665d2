"""`limits` in plant.yaml: read, kept by the plan, seen by the audit, named when they clash (R13);
and `enough`: what of a level is good enough (R9)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.plant import Plant
from models.settings import Enough, PlanLimits
from planner.audit import audit
from planner.engine import Limits
from planner.errors import NoPlanError
from planner.files import WhatIf, open_case, read_case, write_case
from planner.pipeline import solve
from planner.runs import publish
from tests.plants import replace, tiny_plant, write_tiny
from tests.refusals import lines_of_refusal
from tests.small_plants import LONG_AGO, day, lot, order, plant

WORK = Limits(work=20)


def limited(case: Plant, **limits: Any) -> Plant:
    return case.but(settings=case.settings.but(limits=PlanLimits(**limits)))


def halves(**tables: Any) -> Plant:
    """
    5,000 units are due in week 0 and in week 3 each; a batch is 10,000. Made in week 0, 5,000
    lie in stock at three of four ends of weeks: 3,750 on average, 1.5 weeks of 2,500.
    """
    return plant(demand=[order(5_000, day("01-11")), order(5_000, day("02-01"))], **tables)


def one_move() -> Plant:
    """The one batch that there is substance for is due in week 0; the plan before has it in
    week 1."""
    before = {"batch": "OLD", "syringe": "S", "suite": "P", "line": "F", "volume_l": 10}
    substance = {"lot": "DS", "substance": "MAB", "kg": 1, "available_on": LONG_AGO}
    return plant(
        demand=[order(10_000, day("01-11"))],
        previous_batches=[{**before, "fill_on": day("01-12")}],
        substance_lots=[{**substance, "expires_on": day("12-31"), "status": "released"}],
    )


def lateness(case: Plant) -> float:
    return solve(case, WORK).levels[0].value


def test_moves_are_limited_and_without_a_limit_free() -> None:
    """Kept in week 1 all wait 7 days; moved to week 0 nobody does."""
    assert lateness(limited(one_move(), moves=0)) == pytest.approx(7)
    assert lateness(limited(one_move(), moves=1)) == pytest.approx(0, abs=1e-6)
    assert lateness(one_move()) == pytest.approx(0, abs=1e-6)


def test_a_limit_of_moves_says_nothing_without_a_plan_before() -> None:
    assert lateness(limited(halves(), moves=0)) == pytest.approx(0, abs=1e-6)


def test_mean_stock_is_limited_in_weeks_of_need() -> None:
    """At 1 week the batch is made in week 1: 5,000 of 10,000 units wait 7 days, 3.5 on average."""
    assert lateness(limited(halves(), mean_stock_weeks=1.5)) == pytest.approx(0, abs=1e-6)
    assert lateness(limited(halves(), mean_stock_weeks=1.4)) == pytest.approx(3.5)
    assert lateness(limited(halves(), mean_stock_weeks=1)) == pytest.approx(3.5)


def test_stock_that_nobody_decides_clashes_with_a_limit_by_name() -> None:
    """The lot of 10,000 lies there until it is needed: 5,000 x 3 weeks = 105 thousand unit-days,
    and 0.5 weeks allow 0.5 x 7 x 10 = 35."""
    case = limited(halves(lots=[lot("L1", 10_000, day("01-01"))]), mean_stock_weeks=0.5)

    with pytest.raises(NoPlanError) as refused:
        solve(case, WORK)

    assert refused.value.clashes == (
        "plant.yaml, limits.mean_stock_weeks: the mean stock of S cannot be brought down to 0.5"
        " weeks of its need; allow more, or look at its lots (lots.csv) and firm batches"
        " (thousands of unit-days): 70.0 too much",
    )


def test_a_batch_that_cannot_stay_clashes_with_a_limit_by_name() -> None:
    """Suite P is shut in week 1, where the plan before has its batch."""
    shut = {"resource": "P", "from": day("01-12"), "to": day("01-18"), "reason": "repair"}
    case = one_move()
    shut_case = plant(
        demand=[order(10_000, day("01-11"))],
        previous_batches=[dict(row) for row in case.previous_batches],
        closures=[shut],
    )

    with pytest.raises(NoPlanError) as refused:
        solve(limited(shut_case, moves=0), WORK)

    assert refused.value.clashes[0].startswith(
        "plant.yaml, limits.moves: no plan keeps all but 0 of the open batches"
    )


@pytest.mark.parametrize(
    ("case", "limits", "words"),
    [
        (
            one_move(),
            "limits:\n  moves: 0\n",
            "1 open batches of the plan before are moved or dropped; at most 0 may be",
        ),
        (
            halves(),
            "limits:\n  mean_stock_weeks: 1\n",
            "the mean stock of S is 3,750 units; at most 2,500 may be, 1 weeks of its need",
        ),
    ],
)
def test_the_audit_counts_for_itself(tmp_path: Path, case: Plant, limits: str, words: str) -> None:
    """A plan without a limit, to which one is written afterwards."""
    run = publish(solve(case, WORK), tmp_path, WORK, "solve")
    assert audit(run) == ()

    settings = run / "case" / "plant.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + limits, encoding="utf-8")

    found = [str(one.what) for one in audit(run) if one.rule == "R13"]
    assert len(found) == 1
    assert found[0].startswith(words)


@pytest.mark.parametrize(("days", "late"), [(3.6, 3.5), (3.4, 0)])
def test_what_is_enough_of_service_may_be_spent_on_cost(days: float, late: float) -> None:
    """A batch in week 1 spares a week of holding half of it, and makes the first half wait 7 days:
    3.5 on average, and as many of largest backlog and below no floor."""
    enough = Enough(lateness_days=days, cover_days=100, fairness_days=100)
    case = halves()

    found = lateness(case.but(settings=case.settings.but(enough=enough)))

    assert found == pytest.approx(late, abs=1e-6)


def test_limits_are_read_written_and_set(tmp_path: Path) -> None:
    case = write_tiny(tmp_path)
    assert "limits" not in (case / "plant.yaml").read_text(encoding="utf-8")
    assert read_case(case).settings.limits == PlanLimits()

    what_if = WhatIf((), ("settings.limits.moves=20",))
    assert open_case(case, what_if).plant.settings.limits == PlanLimits(moves=20)

    what_if = WhatIf((), ("settings.enough.cost_eur=36000.5",))
    assert open_case(case, what_if).plant.settings.enough == Enough(cost_eur=36_000.5)

    some = limited(tiny_plant(), mean_stock_weeks=6.5)
    some = some.but(settings=some.settings.but(enough=Enough(lateness_days=0.25)))
    write_case(some, tmp_path / "again")
    assert read_case(tmp_path / "again") == some


def test_a_limit_below_nothing_is_refused_with_its_line(tmp_path: Path) -> None:
    case = write_tiny(tmp_path)
    replace(case, "plant.yaml", "thaw_days: 2", "thaw_days: 2\nlimits:\n  moves: -1")

    assert lines_of_refusal(case) == [
        "plant.yaml:12, limits.moves: '-1' is below 0; write 0 or more (batches)"
    ]
