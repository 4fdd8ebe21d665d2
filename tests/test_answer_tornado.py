"""Which assumptions move the plan most (planner/answers/tornado.py)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.plant import Plant
from planner.answers.contract import Swings
from planner.answers.factors import usual
from planner.answers.tornado import ask
from planner.cli_tornado import tornado_command
from planner.engine import Limits
from planner.errors import DataError
from planner.files import WhatIf, open_case
from planner.shipped import cases
from planner.study.alone import Alone
from planner.study.resolved import resolved
from tests.late_approvals import GAINED, NEEDED, study_of, waiting_plant
from tests.plants import rows, tiny_plant, write_tiny


def labels(plant: Plant) -> list[str]:
    return [factor.label for factor in usual(plant)]


def test_the_factor_that_moves_most_comes_first(tmp_path: Path) -> None:
    """
    Japan waits until 2 March (high end, the base); from 5 January on it would have on time
    what falls due from 19 January to 1 March. A month of shelf life changes nothing.
    """
    new = "approvals.from[approval_group=JP,unit=NEW]"
    study = study_of(waiting_plant(), tmp_path)
    found = tornado_command(
        study, vary=["shelf_life.months+=-1..1", f"{new}=2026-01-05..2026-03-02"]
    )

    first, second = found.rows
    assert (first["rank"], first["factor"], first["low_is"]) == (1, new, "to 2026-01-05")
    assert first["low_on_time_points"] == pytest.approx(100 * GAINED / NEEDED, abs=0.05)
    assert first["swing_days"] == pytest.approx(-first["low_mean_days_late_more"])
    assert first["swing_days"] > 0
    assert first["high_mean_days_late_more"] == pytest.approx(0, abs=1e-4)
    assert second["factor"] == "shelf_life.months"
    assert second["swing_days"] == pytest.approx(0, abs=1e-4)
    assert found.sentence.startswith(f"{new} moves the plan most: to 2026-01-05, -")
    (picture,) = found.pictures
    assert isinstance(picture, Swings)
    assert [swing.label for swing in picture.swings] == [new, "shelf_life.months"]


def test_an_end_without_a_plan_is_said_and_comes_first(tmp_path: Path) -> None:
    """20 days less than 14 is no time of release: the case is invalid there."""
    found = ask(study_of(waiting_plant(), tmp_path), vary=["release.days+=-20..0"])

    row = found.rows[0]
    assert (row["low_status"], row["low_mean_days_late_more"]) == ("invalid", None)
    assert row["swing_days"] is None
    assert "by -20, no plan (invalid)" in found.sentence
    assert any("release.days by -20: invalid" in note for note in found.notes)


def test_the_usual_factors_are_those_that_the_case_has() -> None:
    """Nobody waits for an approval in this plant, and no substance lot limits it."""
    assert labels(tiny_plant()) == [
        "forecast",
        "efficiency of suites",
        "efficiency of lines",
        "yield of filling",
        "release time",
        "opening stock",
        "shelf life",
    ]
    assert "opening stock" not in labels(tiny_plant().but(lots=()))


def test_hours_are_varied_where_efficiency_is_full() -> None:
    """1 x 1.05 is more than all: the hours that are offered take its place."""
    plant = tiny_plant()
    full = tuple(row.but(efficiency=1) for row in plant.staffing)

    assert labels(plant.but(staffing=full))[1:3] == [
        "staffed hours of suites",
        "staffed hours of lines",
    ]


def test_ends_stop_where_they_must() -> None:
    """A yield of 99 % has one point to gain, a release after 3 days three to lose."""
    plant = tiny_plant()
    near = plant.but(
        fill_recipes=tuple(row.but(yield_=0.99) for row in plant.fill_recipes),
        release=tuple(row.but(days=3) for row in plant.release),
    )
    ends = {factor.label: (factor.low.words, factor.high.words) for factor in usual(near)}

    assert ends["yield of filling"] == ("2 points less", "1 points more")
    assert ends["release time"] == ("3 days less", "7 days more")


def test_approvals_to_come_are_those_that_wait_within_the_plan() -> None:
    plant = waiting_plant()
    (factor,) = (factor for factor in usual(plant) if factor.label == "approvals to come")

    assert factor.low.assignments == ("approvals.from[from=2026-03-02]+=-3 months",)
    ended = waiting_plant(until=dt.date(2026, 4, 1))
    assert "approvals to come" not in labels(ended)


def test_every_usual_end_is_a_case_that_can_be_planned() -> None:
    base = open_case(cases()["tiny"])
    ends = [end for factor in usual(base.plant) for end in factor.ends if end.assignments]

    assert len(ends) == 15
    for end in ends:
        assert resolved(base, WhatIf((), end.assignments)).plant != base.plant


@pytest.mark.parametrize(
    ("vary", "said"),
    [
        (["demand.units*=1.1..0.9"], "is upside down"),
        (["demand.units*=1.1"], "is no range"),
        (["demand.unit*=0.9..1.1"], "did you mean 'units'?"),
        (["demand.units*=0.9..1.1", "demand.units*=0.8..1.2"], "varies 'demand.units' again"),
    ],
)
def test_ranges_that_are_none_are_refused(vary: list[str], said: str, tmp_path: Path) -> None:
    study = Alone(write_tiny(tmp_path), tmp_path / "study", Limits(work=0))

    with pytest.raises(DataError) as refusal:
        ask(study, vary=vary)

    assert said in str(refusal.value)


def test_without_forecast_demand_is_not_varied() -> None:
    """Orders are what they are."""
    order = {
        "row_id": "1", "country": "NO", "presentation": "S1-PFS", "kind": "order",
        "due_on": dt.date(2026, 3, 1), "units": 100,
    }  # fmt: skip
    plant = tiny_plant().but(demand=rows("demand", order))

    assert "forecast" not in labels(plant)
