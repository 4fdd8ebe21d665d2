"""What `approval-value` says of what it found (planner/answers/approval_told.py)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from planner.answers.approval_told import notes_of
from planner.answers.approval_value import ask
from planner.answers.approvals_tried import Tried, Valued
from planner.answers.prebuilt import Part, Prebuilt
from planner.answers.served import Gain, Served
from planner.answers.waiting import Waiting
from planner.study.spans import Span
from tests.late_approvals import study_of, waiting_plant
from tests.plants import tiny_plant


def test_a_gain_that_counts_as_equal_is_said_with_its_figures(tmp_path: Path) -> None:
    """Where plans within 100 d count as equal the sentence has what the table has, and judges."""
    plant = waiting_plant()
    tolerances = plant.settings.tolerances.but(lateness_days=100.0)
    plant = plant.but(settings=plant.settings.but(tolerances=tolerances))

    found = ask(study_of(plant, tmp_path), earlier="2 months")

    row, days = found.rows[0], found.rows[0]["mean_days_late_less"]
    assert days > 0
    assert found.sentence.startswith(
        "Approval of JP NEW was found to bring next to nothing 2 months earlier:"
        f" {days:.2f} mean days late less and {row['units_on_time_gained']:,} units on time,"
        " where plans within 100 d count as equal"
    )


def test_a_group_that_loses_by_its_own_approval_is_explained() -> None:
    """Japan has 5 units fewer on time and France 20 more: 15 in all."""
    plant = tiny_plant()
    japan = Waiting("JP", "prep", "NEW", (), ("*",))
    base = Served(Span(0.2, 1.0, 1.0), Span(5, 9, 9), 90.0, {"JP": 10, "FR": 0})
    better = Served(Span(0.2, 0.5, 0.5), Span(5, 9, 9), 91.0, {"JP": 5, "FR": 20})
    gained = Tried("JP NEW", Gain.between(base, better), "finished")
    each = Valued(japan, frozenset({"JP"}), Prebuilt(()), gained, Tried())

    notes = list(notes_of(plant, [each], [], None))

    assert (
        "JP NEW: the group itself has 5 units fewer on time, others 20 more: its stock frees"
        " batches for others, who are owed more or count for more."
    ) in notes


def test_units_are_lost_to_a_group_from_the_day_after_they_keep() -> None:
    planned, keeps = dt.date(2026, 3, 1), dt.date(2026, 9, 1)
    prebuilt = Prebuilt((Part("P1", 70, 0.1, 700.0, planned, keeps),))

    assert prebuilt.lost({planned: keeps}) == 0
    assert prebuilt.lost({planned: keeps + dt.timedelta(days=1)}) == 70
