"""Cases without a plan: the clash by file, row and column, and what to drop.

Suite P and line F offer 35 h a week; a batch takes 30 h and 15 h, and a week may take over from
the one before up to a batch less an hour.
"""

from __future__ import annotations

from typing import Any

from models.plant import Plant
from planner.explain.infeasible import Diagnosis, diagnosed, without
from planner.explain.infeasible_words import text_of
from tests.small_plants import day, order, plant

SECONDS = 40.0
LITTLE = [order(1_000, day("02-10"))]


def batch(name: str, prep: str, fill: str) -> dict[str, Any]:
    """A firm batch that is not begun."""
    return {
        "batch": name, "bulk": "M", "syringe": "S", "suite": "P", "line": "F", "volume_l": 10,
        "prep_on": day(prep), "fill_on": day(fill), "status": "released",
    }  # fmt: skip


def ordered(first: str, last: str, **count: Any) -> dict[str, Any]:
    """An instruction."""
    row = {"syringe": "S", "suite": "*", "line": "*", "from": day(first), "until": day(last)}
    return {**row, "by": "Eve", **count}


def three_firm() -> Plant:
    """Week 2 and what it may borrow, 35 + 29 h, hold two batches of 30 h, not three."""
    firm = [
        batch("B1", "01-12", "01-14"),
        batch("B2", "01-13", "01-15"),
        batch("B3", "01-14", "01-16"),
    ]
    return plant(demand=LITTLE, firm_batches=firm)


def cells(found: Diagnosis) -> list[tuple[str, int | None, str | None, str | None]]:
    """Where to look."""
    return [(p.table, p.index, p.column, p.value) for p in found.places]


def ways_out(found: Diagnosis) -> list[tuple[str, int | None]]:
    """Single rows without which there is a plan."""
    return [
        (each.items[0].table, each.items[0].index)
        for each in found.dropped
        if each.feasible and len(each.items) == 1
    ]


def test_a_case_with_a_plan_is_feasible() -> None:
    found = diagnosed(plant(demand=LITTLE), SECONDS)

    assert found == Diagnosis("feasible")


def test_firm_batches_that_exceed_the_hours_are_named_with_their_staffing() -> None:
    found = diagnosed(three_firm(), SECONDS)

    assert found.status == "infeasible"
    assert cells(found) == [
        ("firm_batches", 0, "fill_on", "2026-01-14"),
        ("firm_batches", 1, "fill_on", "2026-01-15"),
        ("firm_batches", 2, "fill_on", "2026-01-16"),
        ("staffing", 0, "hours_per_week", "35"),
        ("staffing", 1, "hours_per_week", "35"),
    ]
    assert ways_out(found) == [("firm_batches", 0), ("firm_batches", 1), ("firm_batches", 2)]


def test_the_hours_that_lack_are_counted() -> None:
    """Three batches ask for 90 h of P; 35 h and 29 borrowed are 64, 26 too few."""
    found = diagnosed(three_firm(), SECONDS)

    suite = next(row for row in found.ways[0].rows if "than P is staffed" in row.words)
    assert round(suite.amount, 6) == 26
    assert suite.too_much


def test_instructions_that_contradict_each_other_only_together_are_found() -> None:
    """At least 2 in two weeks, of which the second may hold none: the first holds one, whether
    row 3 says so or not, since the hours say it too."""
    case = plant(
        demand=LITTLE,
        instructions=[
            ordered("01-05", "01-18", at_least=2),
            ordered("01-05", "01-11", at_most=1, suite="P"),
            ordered("01-12", "01-18", at_most=0),
        ],
    )
    found = diagnosed(case, SECONDS)

    assert sorted(cells(found)) == [
        ("instructions", 0, "at_least", "2"),
        ("instructions", 2, "at_most", "0"),
    ]
    assert [round(way.rows[0].amount, 6) for way in found.ways] == [1, 1]
    assert sorted(ways_out(found)) == [("instructions", 0), ("instructions", 2)]


def test_a_media_fill_without_room_beside_a_firm_batch_is_found() -> None:
    """The line's 35 h hold the media fill's 34 h, but the batch's set-up of 5 h and at least an
    hour of its fill must lie in its week, too."""
    media_fill = {"line": "F", "earliest": day("01-12"), "latest": day("01-18"), "hours": 34}
    case = plant(
        demand=LITTLE, media_fills=[media_fill], firm_batches=[batch("B1", "01-12", "01-14")]
    )
    found = diagnosed(case, SECONDS)

    assert ("media_fills", 0, "latest", "2026-01-18") in cells(found)
    assert ("firm_batches", 0, "fill_on", "2026-01-14") in cells(found)
    assert sorted(ways_out(found)) == [("firm_batches", 0), ("media_fills", 0)]


def test_a_clash_of_whole_batches_alone_is_found_and_said() -> None:
    """Each of two weeks has 45 h of P, six days of 7.5 h, and closed Sundays keep them apart:
    1.5 batches each are the 3 that are ordered, whole ones are 2."""
    rest = [
        {"resource": "P", "from": day(sunday), "to": day(sunday), "reason": "rest"}
        for sunday in ("01-11", "01-18")
    ]
    case = plant(
        demand=LITTLE,
        staffing=[
            {"resource": name, "from": day("01-01"), "hours_per_week": 52.5, "efficiency": 1}
            for name in ("P", "F")
        ],
        closures=rest,
        instructions=[ordered("01-05", "01-18", at_least=3)],
    )
    found = diagnosed(case, SECONDS)

    assert found.whole
    assert cells(found) == [("instructions", 0, "at_least", "3")]
    assert round(found.ways[0].rows[0].amount, 6) == 1
    assert ways_out(found) == [("instructions", 0)]


def test_where_no_single_row_is_enough_pairs_are_tried() -> None:
    """Two weeks with three firm batches each: one of each has to go."""
    firm = [
        batch(f"B{week}{n}", f"01-{12 + 14 * week + n}", f"01-{14 + 14 * week + n}")
        for week in (0, 1)
        for n in (0, 1, 2)
    ]
    case = plant(weeks=6, demand=LITTLE, firm_batches=firm)
    found = diagnosed(case, SECONDS)

    pairs = [tuple(i.index or 0 for i in each.items) for each in found.dropped if each.feasible]
    assert not ways_out(found)
    assert (0, 3) in pairs
    assert all(first < 3 <= second for first, second in pairs)


def test_what_is_dropped_is_gone() -> None:
    case = three_firm()
    found = diagnosed(case, SECONDS)

    left = without(case, (found.places[1],))

    assert [row.batch for row in left.firm_batches] == ["B1", "B3"]


def test_the_words_name_file_row_and_column() -> None:
    text = text_of("small", diagnosed(three_firm(), SECONDS), "fillfinish solve small")

    assert text.startswith(
        "small has no plan; without firm_batches.csv row 2 it has one (2 other ways)."
    )
    assert "firm_batches.csv:3, fill_on: move the batch or take it out" in text
    assert "staffing.csv:2, hours_per_week: add hours" in text
    assert "without firm_batches.csv row 4: it has a plan" in text


def test_a_case_with_a_plan_says_how_to_make_it() -> None:
    text = text_of("small", diagnosed(plant(demand=LITTLE), SECONDS), "fillfinish solve small")

    assert text == "small has a plan: nothing clashes. To make one: fillfinish solve small"
