"""Extras by themselves: rows that are cut, hours that are added, periods, what shortages name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.calendar import Calendar
from planner.answers.kinds import By
from planner.answers.more_hours import MoreHours, split
from planner.answers.more_supply import MoreSupply
from planner.answers.periods import Period, periods_of
from planner.answers.what_binds import Short, owed_by_what, shortages_of
from planner.files import WhatIf, open_case
from planner.study.contract import Scenario
from tests.plants import rows, tiny_plant
from tests.test_answer_bottleneck import study_of
from tests.test_answer_prices import one_week

HALF = Period("2026-H1", dt.date(2026, 2, 2), dt.date(2026, 2, 15))


def test_a_day_less_to_release_changes_the_row_of_all_alone(tmp_path: Path) -> None:
    """`*` in `release` is a row, not every row: Japan's own days stay."""
    plant = tiny_plant()
    both = (*plant.release, *rows("release", {"syringe": "*", "approval_group": "JP", "days": 20}))
    plant = plant.but(release=both)
    study = study_of(plant, tmp_path)

    ours, japans = MoreSupply(plant, Calendar.of(plant), ()).releases(3)

    overlay = study.overlay(ours.file, ours.title, ours.changes)
    changed = open_case(tmp_path / "case", WhatIf((overlay,))).plant
    assert (ours.name, japans.name) == (
        "release all syringes all groups",
        "release all syringes JP",
    )
    assert (ours.added, japans.added) == ("14 > 11 days", "20 > 17 days")
    assert {row.approval_group: row.days for row in changed.release} == {"*": 11, "JP": 20}


def test_a_staffing_row_is_cut_at_both_ends_of_a_period() -> None:
    """60 h a week from 2026-01-01 on; two weeks of February have 8 more."""
    row = tiny_plant().staffing[0]

    before, inside, after = split(row, HALF, 8)

    assert (before.from_, before.until) == (row.from_, dt.date(2026, 2, 1))
    assert (inside.from_, inside.until) == (HALF.first, HALF.last)
    assert (after.from_, after.until) == (dt.date(2026, 2, 16), None)
    assert [part.hours_per_week for part in (before, inside, after)] == [60, 68, 60]


def test_a_week_has_no_more_than_168_hours() -> None:
    row = tiny_plant().staffing[0].but(hours_per_week=165)

    parts = list(split(row, HALF, 8))

    assert parts[1].hours_per_week == 168


def test_closed_days_stay_closed() -> None:
    """8 h / 7 x 0.9 on each of 14 days less the 7 that are closed: 7.2 h."""
    closed = {
        "resource": "OLD",
        "from": dt.date(2026, 2, 2),
        "to": dt.date(2026, 2, 8),
        "reason": "maintenance",
    }
    plant = tiny_plant().but(closures=rows("closures", closed))

    (old, *_) = MoreHours(plant, Calendar.of(plant), {}, ()).shifts([HALF], 8)

    assert old.hours_added == pytest.approx(8 * 0.9)
    assert old.name == "shift OLD 2026-H1"


@pytest.mark.parametrize(
    ("by", "names"),
    [
        (By.QUARTER, ["2026-Q1", "2026-Q2"]),
        (By.HALF_YEAR, ["2026-H1"]),
        (By.YEAR, ["2026"]),
    ],
)
def test_periods_cover_the_planned_days(by: By, names: list[str]) -> None:
    """Planned from 2026-01-05 to 2026-04-30."""
    found = periods_of(Calendar.of(tiny_plant()), by)

    assert [period.name for period in found] == names
    assert found[0].first == dt.date(2026, 1, 5)
    assert found[-1].last == dt.date(2026, 4, 30)


def test_shortages_name_the_suites_they_lack(tmp_path: Path) -> None:
    """OLD holds one batch; NEW has no hours at all."""
    plant = one_week(32_000)
    (base,) = study_of(plant, tmp_path).solve([Scenario("base")])

    (short,) = shortages_of(base, plant)

    assert short.resources == ("OLD", "NEW")
    assert short.full == (dt.date(2026, 1, 5), dt.date(2026, 1, 11))
    assert owed_by_what([short]) == [("OLD + NEW", 13_900)]


def test_what_binds_is_summed_most_first() -> None:
    day = dt.date(2026, 1, 5)
    shorts = [
        Short("NO", "S1-PFS", day, day, 10, "shelf_life", (), None),
        Short("JP", "S1-PFS", day, day, 15, "capacity", ("OLD", "NEW"), (day, day)),
        Short("JP", "S1-PFS", day, day, 6, "shelf_life", (), None),
    ]

    assert owed_by_what(shorts) == [("shelf life", 16), ("OLD + NEW", 15)]
