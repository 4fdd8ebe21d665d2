"""How much of a difference is due to each change (planner/answers/attribution.py)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from planner.answers.attribution import ask
from planner.answers.contract import Bars
from planner.answers.shares import Subset, alone, interaction, last, shapley, weighed, whole
from planner.cli_attribution import attribution_command
from planner.errors import DataError
from planner.study.spans import Span
from tests.late_approvals import APPROVED, GAINED, NEEDED, study_of, waiting_plant

OLD = "approvals.from[approval_group=JP,unit=OLD]=2020-01-01"
NEW = "approvals.from[approval_group=JP,unit=NEW]=2020-01-01"
NO_TIME = "release.days+=-20"
"""14 days less 20: invalid."""

A, B = frozenset({0}), frozenset({1})
FIGURES: dict[Subset, Span] = {
    frozenset(): Span(9, 10, 10),
    A: Span(10, 11, 11),
    B: Span(10, 12, 12),
    A | B: Span(11, 15, 15),
}


def ends(span: Span | None) -> tuple[float, float, float]:
    assert span is not None
    return span.low, span.found, span.high


def test_a_share_is_the_mean_of_first_and_last() -> None:
    """
    A brings 1 alone and 15 - 12 = 3 after B, so 2; B brings 2 alone and 4 after A, so 3.
    The whole is 5, the interaction 5 - 1 - 2 = 2.
    """
    assert [weighed(FIGURES, shapley(part, 2)).found for part in (0, 1)] == [2, 3]  # type: ignore[union-attr]
    assert weighed(FIGURES, alone(0)).found == 1  # type: ignore[union-attr]
    assert weighed(FIGURES, last(0, 2)).found == 3  # type: ignore[union-attr]
    assert weighed(FIGURES, whole(2)).found == 5  # type: ignore[union-attr]
    assert weighed(FIGURES, interaction(2)).found == 2  # type: ignore[union-attr]


def test_ranges_add_up_over_all_plans() -> None:
    """
    The interaction is AB + base - A - B: at least 11 + 9 - 11 - 12 = -3, at most
    15 + 10 - 10 - 10 = 5. A's share is (A - base + AB - B) / 2: at least
    (10 - 10 + 11 - 12) / 2, at most (11 - 9 + 15 - 10) / 2.
    """
    assert ends(weighed(FIGURES, interaction(2))) == (-3, 2, 5)
    assert ends(weighed(FIGURES, shapley(0, 2))) == (-0.5, 2, 3.5)


@pytest.mark.parametrize("parts", [2, 3, 4])
def test_shares_add_up_to_the_whole(parts: int) -> None:
    total: dict[Subset, float] = {}
    for part in range(parts):
        for subset, weight in shapley(part, parts).items():
            total[subset] = total.get(subset, 0.0) + weight

    kept = {subset: weight for subset, weight in total.items() if abs(weight) > 1e-12}
    assert kept == pytest.approx(whole(parts))


def test_what_needs_a_plan_that_is_missing_is_not_known() -> None:
    known = {subset: span for subset, span in FIGURES.items() if subset != B}

    assert weighed(known, shapley(0, 2)) is None
    assert weighed(known, alone(0)) is not None


def test_two_changes_of_which_one_would_do_share_what_they_bring(tmp_path: Path) -> None:
    """
    Japan waits for both suites until 2 March; either of them at once serves it from
    25 January on. So each alone brings all, after the other nothing; they share it, and
    the interaction takes one of the two back.
    """
    study = study_of(waiting_plant(approved=APPROVED), tmp_path)
    found = ask(study, parts=[OLD, NEW])

    points = {(row["part"], row["what"]): row["on_time_points"] for row in found.rows}
    brought = 100 * GAINED / NEEDED
    for part in (OLD, NEW):
        assert points[part, "alone"] == pytest.approx(brought, abs=0.05)
        assert points[part, "last"] == pytest.approx(0, abs=0.05)
        assert points[part, "share"] == pytest.approx(brought / 2, abs=0.05)
    assert points["whole", "difference"] == pytest.approx(brought, abs=0.05)
    assert points["interaction", "whole less each alone"] == pytest.approx(-brought, abs=0.1)
    assert isinstance(found.pictures[0], Bars)
    assert [mark.label for mark in found.pictures[0].marks][-1] == "interaction"
    plans = [row["scenario"] for row in found.rows if row["what"] == "plan"]
    assert plans == ["base", OLD, NEW, f"{OLD} + {NEW}"]


def test_a_part_without_a_plan_is_said_and_the_rest_is_told(tmp_path: Path) -> None:
    study = study_of(waiting_plant(approved=APPROVED), tmp_path)
    found = ask(study, parts=[OLD, NO_TIME])

    assert (
        found.sentence
        == f"There is no difference to share out: no plan for {OLD} + {NO_TIME} (invalid)."
    )
    shares = {(row["part"], row["what"]): row["mean_days_late"] for row in found.rows}
    assert shares[OLD, "share"] is None
    assert shares[OLD, "alone"] < 0
    assert found.pictures == ()


def test_what_has_no_plan_alone_cannot_be_shared_out_but_the_rest_is_told(tmp_path: Path) -> None:
    """20 days less is possible only after 10 days more: 14 + 10 - 20 = 4, 14 - 20 is none."""
    study = study_of(waiting_plant(), tmp_path)
    found = ask(study, parts=["release.days+=10", NO_TIME])

    assert f"It cannot be shared out, for there is no plan with {NO_TIME}." in found.sentence
    assert "Alone: release.days+=10 +" in found.sentence
    cells = {(row["part"], row["what"]): row["mean_days_late"] for row in found.rows}
    assert cells["whole", "difference"] < 0 < cells["release.days+=10", "alone"]
    assert cells[NO_TIME, "invalid"] is None
    assert cells["interaction", "whole less each alone"] is None


def test_several_changes_may_be_one_part(tmp_path: Path) -> None:
    study = study_of(waiting_plant(approved=APPROVED), tmp_path)
    found = ask(study, parts=[f"{OLD} + {NEW}", "demand.units*=1.01"])

    assert [row["part"] for row in found.rows if row["what"] == "alone"] == [
        f"{OLD} + {NEW}",
        "demand.units*=1.01",
    ]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "0 given; give 2 to 4 parts"),
        ([OLD], "1 given; give 2 to 4 parts"),
        ([OLD, OLD], "is given twice; give each part once"),
        ([OLD, f"{NEW} + {OLD}"], "is given twice; give each part once"),
        (["lat", NEW], "scenario 'lat' does not exist; did you mean 'late'?"),
        ([OLD, "demand.unit*=2"], "did you mean 'units'?"),
    ],
)
def test_parts_that_are_none_are_refused(parts: list[str], said: str, tmp_path: Path) -> None:
    study = study_of(waiting_plant(approved=APPROVED), tmp_path)
    overlay = "title: Late\nchanges:\n- table: release\n  where: {syringe: '*'}\n  add: {days: 1}\n"
    (tmp_path / "case" / "scenarios").mkdir()
    (tmp_path / "case" / "scenarios" / "late.yaml").write_text(overlay, encoding="utf-8")

    with pytest.raises(DataError) as refusal:
        attribution_command(study, parts=parts)

    assert said in str(refusal.value)


def test_the_day_of_the_plant_is_the_first_of_a_bucket() -> None:
    """What the hand-derived numbers of these tests rest on."""
    assert dt.date(2026, 1, 5) + dt.timedelta(weeks=8) == APPROVED
