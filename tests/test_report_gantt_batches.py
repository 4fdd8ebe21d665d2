"""What the report's Gantt knows of a batch, and which days it calls closed."""

from __future__ import annotations

from planner.language import ENGLISH
from planner.report.gantt import section
from planner.report.gantt_batches import batches_of
from planner.report.gantt_events import stops_of
from planner.report.gantt_words import tip
from tests.gantt_rows import batch, sent, small
from tests.shown_plans import view_of
from tests.small_plants import day, rows_of

BEFORE = {"batch": "B0", "syringe": "S", "suite": "P", "line": "F", "volume_l": 10} | {
    "fill_on": day("01-08")
}


def test_a_tip_says_what_a_planner_asks() -> None:
    """A batch takes 30 h of the suite; 10,000 syringes at 1,000/h after 5 h of set-up: 15 h."""
    names = [f"{letter}{letter}" for letter in "ABCDEFGHIJ"]
    shipped = [sent(100 * n, name) for n, name in enumerate(names, start=1)]
    view = view_of(
        small(*names),
        batches=[batch(since_previous="moved")],
        shipments=[*shipped, sent(50, "AA")],
    )

    assert tip(ENGLISH, batches_of(view)[0]) == (
        "B1: S (M), planned\n"
        "P > F, 10 L, 10,000 units\n"
        "prepared 2026-01-06 to 2026-01-07, 30.0 h\n"
        "filled 2026-01-08 to 2026-01-08, 15.0 h\n"
        "released 2026-01-11, expires 2028-01-05\n"
        "since the previous plan: moved\n"
        "for JJ 1,000, II 900, HH 800, GG 700, FF 600, EE 500, DD 400, CC 300"
        " and 2 more countries, 350 units\n"
        "not shipped within the plan: 4,450 units"
    )


def test_a_batch_that_nobody_gets_says_so() -> None:
    view = view_of(small(), batches=[batch()])

    assert "no country gets units of it within the plan\n" in tip(ENGLISH, batches_of(view)[0])


def test_hours_that_lie_before_the_plan_are_not_told() -> None:
    view = view_of(small(), batches=[batch(status="in_process"), batch("B2", status="filled")])

    assert [(made.suite_h, made.line_h) for made in batches_of(view)] == [(None, 15), (None, None)]


def test_frozen_and_ordered_batches_are_pinned() -> None:
    """Frozen until 11 January: the first week. Ordered on F in the second; the third is free."""
    asked = {"syringe": "*", "suite": "*", "line": "F", "at_least": 1, "by": "planner"}
    weeks = {"from": day("01-12"), "until": day("01-18")}
    case = small(instructions=[{**asked, **weeks}])
    case = case.but(
        settings=case.settings.but(frozen_until=day("01-11")),
        previous_batches=rows_of("previous_batches", [BEFORE]),
    )
    rows = [
        batch(f"B{n}", bucket=day(first)) for n, first in enumerate(("01-05", "01-12", "01-19"))
    ]
    view = view_of(case, batches=[*rows, batch("FIRM", status="firm")])

    assert [made.pin for made in batches_of(view)] == ["frozen", "ordered", None, None]


def test_at_most_pins_nothing() -> None:
    asked = {"syringe": "*", "suite": "*", "line": "F", "at_most": 1, "by": "planner"}
    case = small(instructions=[{**asked, "from": day("01-05"), "until": day("01-11")}])

    assert [made.pin for made in batches_of(view_of(case, batches=[batch()]))] == [None]


def test_days_without_work_say_why() -> None:
    """Line F is closed on 10 and 11 January and staffed until the 25th; suite P always."""
    staffing = [
        {"resource": name, "from": day("01-01"), "until": until, "hours_per_week": 35}
        | {"efficiency": 1}
        for name, until in (("P", None), ("F", day("01-25")))
    ]
    shut = {"resource": "F", "from": day("01-10"), "to": day("01-11"), "reason": "fair"}
    view = view_of(small(staffing=staffing, closures=[shut]))

    assert [tuple(vars(stop).values()) for stop in stops_of(view)] == [
        ("F", day("01-10"), day("01-11"), "fair"),
        ("F", day("01-26"), day("02-01"), "no staffed hours"),
    ]


def test_a_plan_without_batches_still_has_its_lanes() -> None:
    found = section(view_of(small()))

    assert found is not None
    assert [lane.resource for lane in found.figures["lanes"]] == ["P", "F"]
    assert found.figures["choices"] == []
