"""A solve begins from a finished plan, repaired, and may be asked to differ from others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.plant import Plant
from planner.audit import audit
from planner.engine import Limits
from planner.files import read_case
from planner.monday import screen
from planner.pipeline import solve
from planner.plan import Plan
from planner.report import report
from planner.runs import publish
from planner.saved import read_run
from planner.shipped import cases
from planner.starts import Placed
from tests.plants import START, rows, tiny_plant

WORK = Limits(work=0)


def placed(plan: Plan) -> tuple[Placed, ...]:
    """The planned batches of a plan, one by one."""
    return tuple(
        Placed(row["syringe"], row["suite"], row["line"], row["volume_l"], row["bucket"], 1)
        for row in plan.records["batches"]
        if row["status"] == "planned"
    )


def values(plan: Plan) -> list[float]:
    return [level.value for level in plan.levels]


def as_good(plan: list[float], other: list[float], tolerances: list[float]) -> bool:
    """Whether no level is worse by more than its tolerance unless an earlier one is better."""
    for value, before, tolerance in zip(plan, other, tolerances, strict=True):
        if value > before + tolerance + 1e-9:
            return False
        if value < before - 1e-9:
            return True
    return True


@pytest.fixture(scope="module")
def tiny() -> Plant:
    return read_case(cases()["tiny"])


@pytest.fixture(scope="module")
def finished(tiny: Plant) -> Plan:
    return solve(tiny, Limits(work=3))


def test_an_unchanged_case_keeps_the_plan_it_begins_from(tiny: Plant, finished: Plan) -> None:
    """With next to no work of its own the search has the plan of three nodes at once, or a better one with its batches."""
    plan = solve(tiny, WORK, start=placed(finished))

    heard = next(moment.values for moment in plan.history if moment.values)
    tolerances = [level.tolerance for level in finished.levels]
    assert as_good(list(heard), values(finished), [0.0] * 4)
    assert as_good(values(plan), values(finished), tolerances)


def test_the_plan_is_as_good_as_the_repaired_one_it_begins_from(
    tiny: Plant, finished: Plan
) -> None:
    """NEW is closed in weeks 3 and 4; its batches of then go elsewhere or are left out."""
    closed = rows("closures", {
        "resource": "NEW", "from": START + dt.timedelta(weeks=2),
        "to": START + dt.timedelta(days=27), "reason": "pump",
    })  # fmt: skip
    case = tiny.but(closures=closed)
    plan = solve(case, WORK, start=placed(finished))

    begun = next(moment.values for moment in plan.history if moment.values)
    assert as_good(values(plan), list(begun), [level.tolerance for level in plan.levels])


def test_a_start_repeats_byte_for_byte_under_counted_work(tiny: Plant, finished: Plan) -> None:
    once, again = (solve(tiny, WORK, start=placed(finished)) for _ in range(2))

    assert once.records == again.records
    assert values(once) == values(again)


def test_batches_that_the_plant_does_not_know_are_left_out(tiny: Plant, finished: Plan) -> None:
    """Another suite, another volume, a day before the start and one after the plan."""
    (first, *_) = placed(finished)
    strange = [
        Placed(first.syringe, "GONE", first.line, first.volume_l, first.bucket, 2),
        Placed(first.syringe, first.suite, first.line, 3.0, first.bucket, 1),
        Placed(first.syringe, first.suite, first.line, first.volume_l, dt.date(2020, 1, 6), 1),
        Placed(first.syringe, first.suite, first.line, first.volume_l, dt.date(2040, 1, 2), 1),
    ]

    plan = solve(tiny, WORK, start=[*placed(finished), *strange])

    assert as_good(values(plan), values(finished), [level.tolerance for level in finished.levels])


def three_weeks() -> Plant:
    """Two batches of 18,100 units are needed for 30,000 in the week of 9 February. To leave then
    they must be filled by 1 February; the first week may have none, the next three one each."""
    weeks = [START + dt.timedelta(weeks=week) for week in range(4)]
    orders = [
        {
            "syringe": "*", "suite": "*", "line": "*", "from": week,
            "until": week + dt.timedelta(days=6), "at_most": int(week > START), "by": "planner",
        }
        for week in weeks
    ]  # fmt: skip
    need = {
        "row_id": "NO-1", "country": "NO", "presentation": "S1-PFS",
        "due_on": dt.date(2026, 2, 12), "units": 30_000, "kind": "order",
    }  # fmt: skip
    plant = tiny_plant()
    tolerances = plant.settings.tolerances.but(
        cover_days=1_000, fairness_days=1_000, cost_eur=1_000_000
    )
    return plant.but(
        lots=(),
        media_fills=(),
        demand=rows("demand", need),
        connections=rows("connections", {"suite": "OLD", "line": "L1"}),
        instructions=rows("instructions", *orders),
        settings=plant.settings.but(tolerances=tolerances),
    )


def week(number: int) -> Placed:
    """A batch in a week."""
    return Placed("S1", "OLD", "L1", 20.0, START + dt.timedelta(weeks=number), 1)


def in_time(plan: Plan) -> set[dt.date]:
    """Weeks of the batches that are in time."""
    return {each.bucket for each in placed(plan) if each.bucket < START + dt.timedelta(weeks=4)}


def test_a_plan_differs_from_others_as_far_as_the_levels_before_allow() -> None:
    """
    Two of the three weeks make what is needed, so a second plan shares at least one of them
    with the first. Plans that use all three between them leave two batches to share.
    """
    plant, limits = three_weeks(), Limits(work=50)
    first = solve(plant, limits)
    second = solve(plant, limits, start=placed(first), unlike=[placed(first)])
    both = [[week(1), week(2)], [week(3)]]
    third = solve(plant, limits, unlike=both)

    likeness = second.levels[4]
    assert (likeness.name, likeness.unit) == ("likeness", "batches")
    assert likeness.value == pytest.approx(1)
    assert likeness.bound > 0.5  # no plan has none
    assert len(in_time(first) & in_time(second)) == 1
    assert in_time(first) != in_time(second)
    assert third.levels[4].value == pytest.approx(2)
    assert all(plan.levels[0].value == pytest.approx(0, abs=1e-3) for plan in (second, third))


def test_a_fifth_level_is_audited_shown_and_reported(tmp_path: Path) -> None:
    plant, limits = three_weeks(), Limits(work=0)
    first = solve(plant, limits)
    plan = solve(plant, limits, unlike=[placed(first)])
    run = publish(plan, tmp_path, limits, "solve tiny")

    assert audit(run) == ()
    assert "likeness" in screen(plan)
    assert "Likeness" in report(read_run(run), None, "en")
    assert "Ressemblance" in report(read_run(run), None, "fr")
