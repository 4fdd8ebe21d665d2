"""`bottleneck`: what one more is worth, on plants where it is known by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.plant import Plant
from planner.answers import bottleneck
from planner.answers.contract import Bars, Finding, Heat
from planner.answers.extras_chosen import Amounts
from planner.answers.kinds import Kind
from planner.answers.worth import COLUMNS
from planner.engine import Limits
from planner.errors import DataError
from planner.files import WhatIf, write_case
from planner.study.alone import Alone
from tests.plants import rows, tiny_plant
from tests.test_answer_prices import one_week

FIGURE = 1e-4
"""A run keeps levels with four decimals."""


def study_of(plant: Plant, folder: Path, what_if: WhatIf | None = None) -> Alone:
    write_case(plant, folder / "case")
    return Alone(folder / "case", folder, Limits(work=0), what_if)


def row_of(found: Finding, scenario: str) -> dict[str, object]:
    return dict(next(row for row in found.rows if row["scenario"] == scenario))


def test_a_shift_that_lets_one_batch_more_fit_is_worth_it_though_its_price_is_0(
    tmp_path: Path,
) -> None:
    """
    54 h of suite OLD hold one whole batch of 30 h: 18,100 of 32,000 units, the rest owed for
    7 days. 8 h a week more at 0.9 are 61.2 h, two batches. The relaxation makes 1.8 of 54 h,
    enough for all, and would pay nothing:

        7 d x 13,900 / 32,000 = 3.04 d, or 42.23 d for 100 h like the 7.2 h
    """
    found = bottleneck.ask(study_of(one_week(32_000), tmp_path), kinds=[Kind.SHIFT])

    row = row_of(found, "shift OLD 2026-H1")
    assert row["added_h"] == pytest.approx(7.2)
    assert row["days_less_late_d"] == pytest.approx(7 * 13_900 / 32_000, abs=FIGURE)
    assert row["units_on_time"] == 13_900
    assert row["days_per_100_h"] == pytest.approx(42.23, abs=0.01)
    assert row["lp_relaxation_d_per_100_h"] == 0
    assert found.sentence.startswith(
        "Worth most: shift OLD in 2026-H1 (8 h a week more, 7 h worked) with 3.04 d less late"
    )
    assert "+13,900 units on time" in found.sentence


def test_the_range_of_a_gain_is_what_the_gaps_leave(tmp_path: Path) -> None:
    """Nothing can be worth less than 0, nor more than the base is late; none of that is proven."""
    found = bottleneck.ask(study_of(one_week(32_000), tmp_path), kinds=[Kind.SHIFT])

    row = row_of(found, "shift OLD 2026-H1")
    assert row["days_less_late_d_low"] == 0
    assert found.sentence.endswith("No bound excludes 0: the gaps allow 0.00 to 3.04 d.")
    assert row["days_less_late_d_high"] == pytest.approx(7 * 13_900 / 32_000, abs=FIGURE)


def test_half_a_shift_that_lets_no_batch_more_fit_is_worth_nothing(tmp_path: Path) -> None:
    """57.6 h hold one whole batch, too."""
    found = bottleneck.ask(
        study_of(one_week(32_000), tmp_path), kinds=[Kind.SHIFT], amounts=Amounts(shift_h=4)
    )

    assert row_of(found, "shift OLD 2026-H1")["days_less_late_d"] == 0
    assert found.sentence == (
        "The only extra that was tried does not make the plan found better; the gaps allow up to"
        " 3.04 d less late."
    )
    assert any("1 of 1 ended with the base's own plan" in note for note in found.notes)


def test_a_gain_within_which_plans_count_as_equal_is_none(tmp_path: Path) -> None:
    """The shift is worth 3.04 d; where plans within 4 d count as equal, nobody would notice."""
    plant = one_week(32_000)
    equal = plant.settings.tolerances.but(lateness_days=4.0)
    plant = plant.but(settings=plant.settings.but(tolerances=equal))

    found = bottleneck.ask(study_of(plant, tmp_path), kinds=[Kind.SHIFT])

    assert found.sentence.startswith("The only extra that was tried does not make the plan found")
    assert any("Gains below 4 d are none" in note for note in found.notes)


def test_what_brings_most_for_each_hour_is_named_beside_what_brings_most(tmp_path: Path) -> None:
    """
    Units of 46,300 are three batches, OLD makes one. A shift of 80 h a week adds 72 h and two
    batches, 7 x 28,200 / 46,300 = 4.26 d, or 5.92 d for 100 h. The batch adds 30 h and one,
    7 x 18,100 / 46,300 = 2.74 d, or 9.12 d for 100 h.
    """
    plant = one_week(46_300)
    plant = plant.but(staffing=(*plant.staffing[:2], plant.staffing[2].but(hours_per_week=168)))

    found = bottleneck.ask(
        study_of(plant, tmp_path), kinds=[Kind.SHIFT, Kind.BATCH], amounts=Amounts(shift_h=80)
    )

    assert found.sentence.startswith("Worth most: shift OLD in 2026-H1 (80 h a week more, 72 h")
    assert found.sentence.endswith(
        "For each hour worked, batch OLD 2026-H1 brings most: 9.12 d for 100 h."
    )


def test_the_hours_of_one_batch_are_added_to_the_hour(tmp_path: Path) -> None:
    """84 h hold two batches of 30 h."""
    found = bottleneck.ask(study_of(one_week(32_000), tmp_path), kinds=[Kind.BATCH])

    row = row_of(found, "batch OLD 2026-H1")
    assert row["added_h"] == pytest.approx(30)
    assert row["units_on_time"] == 13_900


def test_a_released_lot_serves_who_is_short(tmp_path: Path) -> None:
    """5,000 units on hold serve 5,000 of the 13,900 that are owed, 7 days earlier."""
    plant = one_week(32_000)
    lot = tiny_plant().lots[0].but(units=5_000, status="on_hold")

    found = bottleneck.ask(study_of(plant.but(lots=(lot,)), tmp_path), kinds=[Kind.LOT])

    row = row_of(found, "lot 00012")
    assert row["units_on_time"] == 5_000
    assert row["days_less_late_d"] == pytest.approx(7 * 5_000 / 32_000, abs=FIGURE)
    assert row["lp_relaxation_d_per_100_h"] is None


def test_an_approval_a_month_earlier_lets_a_batch_ship_a_week_earlier(tmp_path: Path) -> None:
    """
    OLD stands still; NEW, which makes a batch in each of two weeks, is approved on 2026-01-13:
    both ship at the end of the second. A month earlier the first ships a week earlier:

        7 d x 18,100 / 32,000 = 3.96 d
    """
    plant = one_week(32_000, hours_per_week=0)
    old, new, line = plant.staffing
    plant = plant.but(
        settings=plant.settings.but(weeks=2),
        staffing=(old, new.but(hours_per_week=60), line),
        approvals=tuple(
            row.but(from_=dt.date(2026, 1, 13)) if row.unit == "NEW" else row
            for row in plant.approvals
        ),
    )

    found = bottleneck.ask(study_of(plant, tmp_path), kinds=[Kind.APPROVAL])

    assert [row["scenario"] for row in found.rows] == ["approval EU NEW"]
    assert found.rows[0]["added"] == "1 month earlier"
    assert found.rows[0]["days_less_late_d"] == pytest.approx(7 * 18_100 / 32_000, abs=FIGURE)


def test_substance_is_added_where_it_is_short(tmp_path: Path) -> None:
    """
    A batch takes 20 L x 100 mg/mL = 2 kg. One lot of 2 kg makes 18,100 of the 36,200 units of
    two batches that fit 67.5 h; a second lot makes the rest.
    """
    lot = {
        "lot": "DS1",
        "substance": "MAB",
        "kg": 2,
        "available_on": dt.date(2025, 12, 1),
        "expires_on": dt.date(2027, 12, 1),
        "status": "released",
    }
    plant = one_week(36_200, hours_per_week=75).but(
        substance_lots=rows("substance_lots", lot),
        settings=one_week(1).settings.but(thaw_days=0),
    )

    found = bottleneck.ask(study_of(plant, tmp_path), kinds=[Kind.SUBSTANCE], everything=True)

    row = row_of(found, "substance MAB 2026-H1")
    assert row["added"] == "2 kg more"
    assert row["units_on_time"] == 18_100


def test_what_has_room_is_left_out_and_counted(tmp_path: Path) -> None:
    """NEW stands still and is no candidate; line L1 works 23.6 h of 54 h and is left out."""
    found = bottleneck.ask(study_of(one_week(32_000), tmp_path), kinds=[Kind.SHIFT], most=1)

    assert [row["scenario"] for row in found.rows] == ["shift OLD 2026-H1"]
    assert any(
        "Not tried, less than 85 % full" in note and "1 shift" in note for note in found.notes
    )


def test_all_tries_what_has_room_too(tmp_path: Path) -> None:
    study = study_of(one_week(32_000), tmp_path)

    found = bottleneck.ask(study, kinds=[Kind.SHIFT], everything=True)

    assert {row["scenario"] for row in found.rows} == {"shift OLD 2026-H1", "shift L1 2026-H1"}
    assert not any("Not tried" in note for note in found.notes)
    bars, heat = found.pictures
    assert isinstance(bars, Bars) and bars.marks[0].label == "shift OLD 2026-H1"
    assert isinstance(heat, Heat) and heat.columns == ("2026-H1",)
    assert [name for name, _ in heat.rows] == ["L1", "OLD"]
    assert all(set(row) <= set(COLUMNS) for row in found.rows)


def test_nobody_short_and_nothing_full_needs_nothing(tmp_path: Path) -> None:
    found = bottleneck.ask(study_of(one_week(1_000, 168), tmp_path), kinds=[Kind.SHIFT])

    assert found.sentence == (
        "Nothing is full and nobody is short: none of 1 extras was worth trying."
    )


def test_a_set_in_the_same_table_is_refused_because_it_would_count_twice(tmp_path: Path) -> None:
    study = study_of(
        one_week(32_000), tmp_path, WhatIf(assignments=("staffing.efficiency[resource=L1]*=0.9",))
    )

    with pytest.raises(DataError, match="would change what is added here, too"):
        bottleneck.ask(study, kinds=[Kind.SHIFT])
