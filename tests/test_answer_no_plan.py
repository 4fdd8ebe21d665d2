"""`bottleneck` and `headroom` where the base or a scenario has no plan."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from planner.answers import bottleneck, headroom
from planner.answers.kinds import Kind
from planner.errors import NoPlanError
from planner.files import write_case
from tests.failing_study import Failing
from tests.plants import rows
from tests.test_answer_bottleneck import study_of
from tests.test_answer_prices import one_week


def test_a_base_without_a_plan_is_no_base(tmp_path: Path) -> None:
    """Two batches are ordered of the line; OLD, alone at work, makes one in its 54 h."""
    ordered = {
        "syringe": "*",
        "suite": "*",
        "line": "L1",
        "from": dt.date(2026, 1, 5),
        "until": dt.date(2026, 1, 11),
        "at_least": 2,
        "by": "the planner",
    }
    plant = one_week(32_000).but(instructions=rows("instructions", ordered))

    with pytest.raises(NoPlanError, match="the case has no plan to improve"):
        bottleneck.ask(study_of(plant, tmp_path / "a"), kinds=[Kind.SHIFT])
    with pytest.raises(NoPlanError, match="the case has no plan to grow from"):
        headroom.ask(study_of(plant, tmp_path / "b"))


def test_an_extra_without_a_plan_is_a_row_and_the_others_are_answered(tmp_path: Path) -> None:
    write_case(one_week(32_000), tmp_path / "case")
    study = Failing(tmp_path / "case", tmp_path, fails="shift L1 2026-H1")

    found = bottleneck.ask(study, kinds=[Kind.SHIFT], everything=True)

    assert [row["status"] for row in found.rows] == ["finished", "killed"]
    assert found.rows[1]["days_less_late_d"] is None
    assert "shift L1 2026-H1 has no plan (killed): its process ended" in found.notes
