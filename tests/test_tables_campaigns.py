"""`changeovers.csv`, `campaigns.csv`, `media_fills.csv`, and their hours and costs."""

from __future__ import annotations

from typing import Any

import pytest

from models.milp.decisions import Decisions
from models.milp.indices import Indices
from models.plant import Plant
from planner.plan import Record
from planner.written import write_down
from tests.small_plants import day
from tests.three_states import TABLES, decided, one_month, three_states


def tables(case: Plant, decisions: Decisions) -> dict[str, tuple[Record, ...]]:
    return write_down(case, Indices.of(case), decisions).records


def columns(rows: tuple[Record, ...], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def month() -> dict[str, tuple[Record, ...]]:
    """A month from A over C to B: 1, 4 and 2 batches, one own decontamination in C."""
    case = one_month(three_states())
    made = ("A", 0, 1), ("C", 0, 4), ("B", 0, 2)
    return tables(case, decided(case, *made, paths=("ACB",), own={("C", 0): 1}))


def test_a_month_visits_its_states_in_order() -> None:
    """A to C and C to B, both by the molecule row."""
    rows = month()["changeovers"]

    first = day("01-05")
    assert columns(rows, "resource", "bucket", "order", "from", "to", "hours", "cost_eur") == [
        ("F", first, 1, "A", "C", 8, 500),
        ("F", first, 2, "C", "B", 8, 500),
    ]


def test_the_campaigns_of_a_month() -> None:
    """
    The campaign of A was under way with 1 batch, makes 1 and ends with the change. That of C is
    full after 3 batches: the own decontamination ends it, and a second one makes the fourth.
    That of B is open.
    """
    rows = month()["campaigns"]

    first = day("01-05")
    told = "campaign", "state", "began_in", "ended_in", "batches", "batches_before", "ended_by"
    assert columns(rows, *told) == [
        (1, "A", None, first, 1, 1, "change"),
        (2, "C", first, first, 3, 0, "decontamination"),
        (3, "C", first, first, 1, 0, "change"),
        (4, "B", first, None, 2, 0, "open"),
    ]
    worked = columns(rows, "decontamination_h", "decontamination_eur")
    assert worked == [(6, 1000), (6, 1000), (6, 1000), (0, 0)]


def test_batches_follow_the_states_and_know_their_campaign() -> None:
    """The suite is not sequenced: no campaign there."""
    rows = sorted(month()["batches"], key=lambda row: int(row["sequence"]))

    assert "".join(row["syringe"] for row in rows) == "ACCCCBB"
    assert [row["line_campaign"] for row in rows] == [1, 2, 2, 2, 3, 4, 4]
    assert {row["suite_campaign"] for row in rows} == {None}


def test_changes_and_decontaminations_take_hours_and_money() -> None:
    """
    27 days of 10 h are 270 h. 7 batches fill 70 h and set up 14 h; 2 changes of 8 h, 3
    decontaminations of 6 h: 270 - 70 - 14 - 16 - 18 = 152 h are idle.
    """
    found = month()
    line = next(row for row in found["capacity"] if row["resource"] == "F")
    costs = {row["term"]: row["eur"] for row in found["costs"]}

    assert (line["batch_h"], line["set_up_h"]) == pytest.approx((70, 14))
    assert (line["changeover_h"], line["decontamination_h"]) == pytest.approx((16, 18))
    assert line["idle_h"] == pytest.approx(152)
    assert costs["changeovers"] == 1_000
    assert costs["decontamination"] == 3_000


def test_a_full_campaign_goes_on_over_borders() -> None:
    """
    1 batch was made before. Weeks 0 and 1 make 1 each: 3, so the decontamination of week 2
    comes before its batch. Week 2 has a second one left, after its batch; week 3 makes none,
    so its own is useless and left out, and the last campaign, without a trace, too.
    """
    case = three_states()
    made = ("A", 0, 1), ("A", 1, 1), ("A", 2, 1)
    own = {("A", 2): 2, ("A", 3): 1}
    found = tables(case, decided(case, *made, paths=("A", "A", "A", "A"), own=own))

    told = "campaign", "began_in", "ended_in", "batches", "batches_before", "ended_by"
    assert columns(found["campaigns"], *told) == [
        (1, None, day("01-19"), 2, 1, "decontamination"),
        (2, day("01-19"), day("01-19"), 1, 0, "decontamination"),
    ]
    hours = [row["decontamination_h"] for row in found["capacity"] if row["resource"] == "F"]
    assert hours == [0, 0, 12, 0]
    assert [row["line_campaign"] for row in found["batches"]] == [1, 1, 2]


def test_an_own_decontamination_waits_for_the_last_batch_if_the_campaign_is_not_full() -> None:
    """1 before and 1 in week 0 are 2 of 3: it comes after the batch, and week 1 begins anew."""
    case = three_states()
    made = ("A", 0, 1), ("A", 1, 1)
    found = tables(case, decided(case, *made, paths=("A",) * 4, own={("A", 0): 1}))

    assert [row["line_campaign"] for row in found["batches"]] == [1, 2]


def test_a_resource_that_made_nothing_begins_without_a_change() -> None:
    """No row in `initial_states`: B from the first week on, no campaign before."""
    case = three_states(initial_states=[])
    found = tables(case, decided(case, ("B", 1, 1), paths=("B",) * 4))

    told = "state", "began_in", "ended_in", "batches", "batches_before", "ended_by"
    assert found["changeovers"] == ()
    assert columns(found["campaigns"], *told) == [("B", day("01-05"), None, 1, 0, "open")]


def test_a_campaign_that_never_made_anything_is_told_only_if_it_was_decontaminated() -> None:
    """
    The line stands in A with no batch and changes to B at once: 6 h of decontamination. Without
    rows of `campaigns` nothing is decontaminated, and A leaves no trace.
    """
    idle = [{"resource": "F", "state": "A", "batches": 0}]
    numbers = []
    for rules in (TABLES["campaigns"], []):
        case = three_states(initial_states=idle, campaigns=rules)
        found = tables(case, decided(case, ("B", 0, 1), paths=("AB", "B", "B", "B")))
        numbers.append(columns(found["campaigns"], "campaign", "state", "decontamination_h"))

    assert numbers == [[(1, "A", 6), (2, "B", 0)], [(1, "B", 0)]]


def test_a_batch_of_a_state_that_is_not_visited_is_refused() -> None:
    case = three_states()
    decisions = decided(case, ("B", 0, 1), paths=("A",) * 4)

    with pytest.raises(
        ValueError, match="F makes B in the bucket of 2026-01-05, where it visits A"
    ):
        tables(case, decisions)


def test_a_media_fill_takes_its_hours_in_its_bucket() -> None:
    """24 h of the 70 h of week 1."""
    window = {"line": "F", "earliest": day("01-12"), "latest": day("01-25"), "hours": 24}
    case = three_states(media_fills=[window])
    found = tables(case, decided(case, paths=("A",) * 4, media_fills={0: 1}))

    hours = [row["media_fill_h"] for row in found["capacity"] if row["resource"] == "F"]
    assert found["media_fills"] == ({**window, "bucket": day("01-12")},)
    assert hours == [0, 24, 0, 0]
