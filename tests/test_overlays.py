"""Overlays and `--set`: what each operation makes of the rows of a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.assignments import AssignmentError
from planner.files import WhatIf, open_case, read_case
from tests.plants import patch, tiny_plant, write_tiny
from tests.refusals import day
from tests.scenario_files import what_if, write_overlay


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_tiny(tmp_path)


def test_a_case_without_scenarios_is_as_it_stands(case: Path) -> None:
    assert read_case(case) == tiny_plant()


def test_set_changes_the_rows_that_fit_and_no_others(case: Path) -> None:
    plant = what_if(
        case, "- {table: staffing, where: {resource: [OLD, L1]}, set: {efficiency: 0.5}}"
    )

    assert [row.efficiency for row in plant.staffing] == [0.5, 0.9, 0.5]


def test_values_are_read_as_text(case: Path) -> None:
    """`NO` is Norway, `00012` keeps its zeros and `null` is a blank."""
    plant = what_if(
        case,
        """
        - {table: countries, where: {country: NO}, set: {transit_days: 4, note: NO}}
        - {table: lots, where: {lot: 00012}, set: {note: 00034}}
        - {table: approvals, where: {until: null, step: fill}, set: {until: 2030-12-31}}
        """,
    )

    assert [(row.transit_days, row.note) for row in plant.countries] == [(4, "NO"), (5, None)]
    assert plant.lots[0].note == "00034"
    until = day("2030-12-31")
    assert [row.until for row in plant.approvals] == [None, None, until, None, until]


def test_add_and_multiply_count_in_decimals(case: Path) -> None:
    """0.9 x 0.9 is 0.81, not 0.81000000000000005."""
    plant = what_if(
        case,
        """
        - {table: staffing, where: {resource: OLD}, multiply: {efficiency: 0.9}}
        - {table: staffing, where: {resource: OLD}, add: {hours_per_week: -20}}
        """,
    )

    assert plant.staffing[0].efficiency == 0.81
    assert plant.staffing[0].hours_per_week == 40


def test_whole_columns_are_rounded_half_up(case: Path) -> None:
    """101 x 0.5 = 50.5 units are 51."""
    patch(case, "demand", 2, "units", "101")
    plant = what_if(case, "- {table: demand, where: {row_id: NO-01}, multiply: {units: 0.5}}")

    assert plant.demand[0].units == 51


def test_shift_moves_days_and_months_and_leaves_blanks(case: Path) -> None:
    """Six months after 31 August is the last day of February."""
    patch(case, "approvals", 2, "until", "2030-08-31")
    plant = what_if(
        case,
        """
        - {table: approvals, where: {step: prep}, shift: {from: -2 weeks, until: 6 months}}
        - {table: demand, where: {row_id: NO-06}, shift: {month: -1 month}}
        - {table: media_fills, shift: {latest: 3 days}}
        """,
    )

    assert [row.from_ for row in plant.approvals[1:3]] == [day("2019-12-18"), day("2020-01-01")]
    assert [row.until for row in plant.approvals[:2]] == [day("2031-02-28"), None]
    assert plant.demand[10].month == day("2026-05-01")
    assert plant.media_fills[0].latest == day("2026-02-18")


def test_rows_are_inserted_and_deleted(case: Path) -> None:
    plant = what_if(
        case,
        """
        - table: closures
          insert:
            - {resource: OLD, from: 2026-02-02, to: 2026-02-08, reason: unplanned repair}
        - {table: lots, where: {lot: 00012}, delete: true}
        """,
    )

    assert [(row.resource, row.to) for row in plant.closures] == [("OLD", day("2026-02-08"))]
    assert plant.lots == ()


def test_a_star_alone_is_any_value_and_in_a_list_itself(case: Path) -> None:
    any_value = what_if(
        case, "- {table: approvals, where: {presentation: '*', unit: L1}, set: {note: x}}"
    )
    itself = what_if(
        case, "- {table: shelf_life, where: {approval_group: ['*']}, set: {months: 36}}"
    )

    assert [row.note for row in any_value.approvals] == [None, None, "x", None, "x"]
    assert itself.shelf_life[0].months == 36


def test_settings_change_too_also_in_groups(case: Path) -> None:
    plant = what_if(
        case,
        """
        - {table: plant.yaml, set: {thaw_days: 3, tolerances: {cost_eur: 5}}}
        - {table: plant.yaml, multiply: {move_cost_eur: 2}}
        """,
    )

    assert plant.settings.thaw_days == 3
    assert plant.settings.tolerances.cost_eur == 5
    assert plant.settings.tolerances.lateness_days == 0.001
    assert plant.settings.move_cost_eur == 200


def test_overlays_apply_in_order_each_once_after_what_they_extend(case: Path) -> None:
    """60 x 0.5 + 10 = 40 h, and 50 h in `plus`, which both others extend, only once."""
    half = "- {table: staffing, where: {resource: OLD}, multiply: {hours_per_week: 0.5}}"
    plus = "- {table: staffing, where: {resource: OLD}, add: {hours_per_week: 10}}"
    write_overlay(case, "half", half)
    write_overlay(case, "plus", plus)
    write_overlay(case, "one", half, "[plus]")
    write_overlay(case, "two", half, "plus")

    assert read_case(case, ["half", "plus"]).staffing[0].hours_per_week == 40
    assert read_case(case, ["plus", "half"]).staffing[0].hours_per_week == 35
    assert read_case(case, ["one", "two"]).staffing[0].hours_per_week == 17.5


def test_assignments_come_last_and_win(case: Path) -> None:
    plant = what_if(
        case,
        "- {table: staffing, set: {efficiency: 0.5}}",
        "staffing.efficiency[resource=OLD|NEW]=0.8",
        "staffing.efficiency[resource=OLD]*=0.9",
        "approvals.from[step=prep,approval_group=JP]+=6 months",
        "approvals.from[step=fill,approval_group=JP]-=1 day",
        "lots.units-=500",
        "settings.thaw_days=4",
        "plant.yaml.tolerances.cost_eur+=1",
        "approvals.note[until=]=open",
    )

    assert [row.efficiency for row in plant.staffing] == [0.72, 0.8, 0.5]
    assert [row.from_ for row in plant.approvals[3:]] == [day("2020-07-01"), day("2019-12-31")]
    assert plant.lots[0].units == 19_500
    assert plant.settings.thaw_days == 4
    assert plant.settings.tolerances.cost_eur == 2
    assert {row.note for row in plant.approvals} == {"open"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("staffing", "--set 'staffing' cannot be read; {how}"),
        ("staffing.efficiency", "--set 'staffing.efficiency' cannot be read; {how}"),
        ("a.b[c]=1", "--set 'a.b[c]=1': condition 'c' has no value; {how}"),
        (
            "a.b[c=1,c=2]=1",
            "--set 'a.b[c=1,c=2]=1': 'c' stands there twice; write c=a|b for either",
        ),
    ],
)
def test_a_text_that_is_no_assignment(case: Path, text: str, said: str) -> None:
    how = (
        "write it like 'staffing.efficiency[resource=FB]*=0.9' or 'settings.thaw_days=3'"
        " (=, +=, -=, *=; conditions a=x,b=y|z)"
    )

    with pytest.raises(AssignmentError) as refusal:
        read_case(case, (), [text])

    assert str(refusal.value) == said.format(how=how)


def test_the_run_is_named_after_the_scenarios(case: Path) -> None:
    write_overlay(case, "a", "- {table: lots, add: {units: 1}}")
    write_overlay(case, "b", "- {table: lots, add: {units: 1}}")

    assert open_case(case).scenario == "Tiny"
    assert open_case(case, WhatIf(("b", "a"))).scenario == "b + a"
    assert open_case(case, WhatIf(("b",), ("lots.units+=1",))).scenario == "b + set"
