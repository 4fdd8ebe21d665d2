"""Names against the previous plan, `since_previous` and `moves.csv` (R12)."""

from __future__ import annotations

from typing import Any

from models.milp.indices import Indices
from models.plant import Plant
from planner.naming import firm_since, named
from planner.plan import Record
from planner.written import write_down
from tests.small_plants import day, firm, lot, rows_of
from tests.three_states import decided, kind_of, three_states


def before(name: str, syringe: str, fill_on: str) -> dict[str, Any]:
    row = {"batch": name, "syringe": syringe, "suite": "P", "line": "F", "volume_l": 10}
    return {**row, "fill_on": day(fill_on)}


def free(*rows: dict[str, Any], **tables: Any) -> Plant:
    """The plant without states, with a previous plan; a change costs 100 EUR."""
    none: dict[str, Any] = {"changeovers": [], "campaigns": [], "initial_states": []}
    return three_states(previous_batches=list(rows), **none, **tables)


def names(case: Plant, *made: tuple[str, int, int]) -> list[tuple[str, int, str, str | None]]:
    """Syringe, bucket, name and what has changed, of planned batches."""
    batches = [(kind_of(case, syringe), bucket, count) for syringe, bucket, count in made]
    found = named(case, Indices.of(case).calendar, batches)
    return [(each.kind.syringe, each.bucket, each.name, each.since_previous) for each in found]


def moves_of(case: Plant, *made: tuple[str, int, int]) -> tuple[list[Record], dict[str, float]]:
    """`moves.csv`, and its costs by first day of the bucket."""
    written = write_down(case, Indices.of(case), decided(case, *made)).records
    costs = {str(r["bucket"]): r["eur"] for r in written["costs"] if r["term"] == "moves"}
    return list(written["moves"]), costs


def test_without_a_previous_plan_names_are_new_and_nothing_is_told() -> None:
    case = free()

    assert names(case, ("A", 0, 1), ("B", 0, 1)) == [
        ("A", 0, "P0001", None),
        ("B", 0, "P0002", None),
    ]
    assert moves_of(case, ("A", 0, 1)) == ([], {})


def test_a_batch_is_kept_moved_dropped_or_new() -> None:
    """
    OLD1 of A stays in week 0. OLD2 of A, week 1, is now in week 2: moved. OLD3 of B is not made
    any more: dropped. C was not there: new. Two open batches are not kept: 2 x 100 EUR.
    """
    case = free(
        before("OLD1", "A", "01-05"), before("OLD2", "A", "01-12"), before("OLD3", "B", "01-26")
    )
    made = ("A", 0, 1), ("A", 2, 1), ("C", 3, 1)
    rows, costs = moves_of(case, *made)

    assert [since for *_, since in names(case, *made)] == ["kept", "moved", "new"]
    told = [(r["batch"], r["change"], r["from_bucket"], r["to_bucket"], r["eur"]) for r in rows]
    assert told == [
        ("OLD2", "moved", day("01-12"), day("01-19"), 100),
        ("OLD3", "dropped", day("01-26"), None, 100),
        ("P0001", "new", None, day("01-26"), 0),
    ]
    assert [(r["from_line"], r["to_line"]) for r in rows] == [("F", "F"), ("F", None), (None, "F")]
    assert costs == {"2026-01-12": 100, "2026-01-26": 100}


def test_who_stays_keeps_the_first_names() -> None:
    """Of A2 and A1 in week 1, one stays: A1, the first by name; A2 moves to week 3."""
    case = free(before("A2", "A", "01-12"), before("A1", "A", "01-18"))

    assert names(case, ("A", 1, 1), ("A", 3, 1)) == [
        ("A", 1, "A1", "kept"),
        ("A", 3, "A2", "moved"),
    ]


def test_who_moves_takes_the_nearest_name_of_its_syringe() -> None:
    """
    Week 1 is one week from NEAR (0) and from LATE (2): the earlier. Week 3 takes LATE. The
    batch of B lies nearer but is another syringe.
    """
    case = free(
        before("NEAR", "A", "01-05"), before("LATE", "A", "01-19"), before("B1", "B", "01-12")
    )

    assert names(case, ("A", 1, 1), ("A", 3, 1)) == [
        ("A", 1, "NEAR", "moved"),
        ("A", 3, "LATE", "moved"),
    ]


def test_who_was_planned_after_the_plan_counts_as_in_its_last_week() -> None:
    """From week 2, March is one week away, like week 1; the earlier comes first."""
    case = free(before("MARCH", "A", "03-02"), before("WEEK1", "A", "01-12"))

    assert names(case, ("A", 2, 2)) == [("A", 2, "WEEK1", "moved"), ("A", 2, "MARCH", "moved")]


def test_a_name_that_is_kept_later_is_not_taken_before() -> None:
    """Week 0 is nearest to KEPT of week 1, but that stays: FAR moves."""
    case = free(before("KEPT", "A", "01-12"), before("FAR", "A", "01-26"))

    assert names(case, ("A", 0, 1), ("A", 1, 1)) == [
        ("A", 0, "FAR", "moved"),
        ("A", 1, "KEPT", "kept"),
    ]


def test_new_names_were_never_used() -> None:
    """P0001 is a past batch of the previous plan, P0002 a lot, P0003 dropped."""
    here = lot("P0002", 100, day("01-01"), syringe="A")
    case = free(before("P0001", "B", "01-01"), before("P0003", "B", "01-26"), lots=[here])

    assert names(case, ("A", 0, 1)) == [("A", 0, "P0004", "new")]


def test_what_lay_after_the_plan_comes_from_its_last_bucket() -> None:
    """The plan ends on 1 February; a batch of March is dropped, its cost counts in week 3."""
    rows, costs = moves_of(free(before("LATE", "A", "03-02")))

    assert [(row["change"], row["from_bucket"]) for row in rows] == [("dropped", day("01-26"))]
    assert costs == {"2026-01-26": 100}


def test_firm_batches_are_compared_but_cost_nothing() -> None:
    """
    B1 is firm in week 1. It was there: kept; it was in week 0: moved; it was not there: new. A
    filled one is always kept.
    """
    found, eur = [], []
    row = {**firm("released", day("01-12"), day("01-13")), "bulk": "MA", "syringe": "A"}
    for previous in (
        before("B1", "A", "01-18"),
        before("B1", "A", "01-05"),
        before("X", "A", "01-01"),
    ):
        case = free(previous, firm_batches=[row])
        found.append(firm_since(case, Indices.of(case).calendar)["B1"])
        eur += [move["eur"] for move in moves_of(case)[0]]
    filled = {**row, "prep_on": day("01-01"), "fill_on": day("01-02"), "status": "filled"}
    case = case.but(firm_batches=rows_of("firm_batches", [filled]))

    assert found == ["kept", "moved", "new"]
    assert eur == [0, 0]
    assert firm_since(case, Indices.of(case).calendar) == {"B1": "kept"}
