"""Full suites and lines are named with what is made there, and for whom.

Three syringes on suite P, 10 h a batch, and line F, 12 h a batch, of 70 h each a week. On F
a change takes 8 h and a decontamination 6 h, where states count.
"""

from __future__ import annotations

from typing import Any

from models.plant import Plant
from tests.shortages_by_hand import short
from tests.small_plants import day, order
from tests.three_states import three_states

FREE: dict[str, list[dict[str, Any]]] = {"changeovers": [], "campaigns": [], "initial_states": []}
"""States do not count."""


def needing(due: str, **tables: Any) -> Plant:
    """10,000 B due on a day, and all of A on 11 January."""
    needs = [order(50_000, day("01-11"), row_id="A", presentation="A-PFS")]
    needs += [order(10_000, day(due), row_id="B", presentation="B-PFS")]
    end = {"country": "AA", "month": day("12-01"), "units": 0, "kind": "forecast"}
    needs += [{"row_id": "end", "presentation": "A-PFS", **end}]
    return three_states(demand=needs, **tables)


def test_a_full_line_is_named_with_what_it_makes_for_whom() -> None:
    """
    5 batches of A take 60 of 70 h; one more takes 12. The suite works 50 of its 70 h. Closed in
    week 1, the line cannot work on then.
    """
    refit = {"resource": "F", "from": day("01-12"), "to": day("01-18"), "reason": "refit"}
    case = needing("01-11", closures=[refit], **FREE)
    plan = {"shipped": {("A-PFS AA", 0): 50_000}}

    assert short(case, ("A", 0, 5), of="B-PFS", **plan) == (
        "capacity",
        "F 86 % of the hours from 2026-01-05 to 2026-01-11: 5 A (G); a batch takes 12 h, at most 10 h are free at once",
    )


def test_closures_in_the_time_that_counts_are_named() -> None:
    """B is due in week 1, in which F is closed; what is made of A and stays is stock."""
    refit = {"resource": "F", "from": day("01-12"), "to": day("02-28"), "reason": "refit"}
    case = needing("01-18", closures=[refit], **FREE)

    assert short(case, ("A", 0, 5), of="B-PFS") == (
        "capacity",
        "F 86 % of the hours from 2026-01-05 to 2026-01-18: 5 A (stock); a batch takes 12 h, at most 10 h are free at once;"
        " closed: refit 2026-01-12 to 2026-02-28 (F)",
    )


def test_room_that_a_change_would_take_is_no_room() -> None:
    """
    4 batches of A take 48 of 70 h. The 22 h left hold the 12 h of a batch of B, but not the 16 h
    of changes to B and back and the 6 h of decontamination as well.
    """
    refit = {"resource": "F", "from": day("01-12"), "to": day("01-18"), "reason": "refit"}

    assert short(needing("01-11", closures=[refit]), ("A", 0, 4), of="B-PFS", paths=("A",) * 4) == (
        "capacity",
        "F 69 % of the hours from 2026-01-05 to 2026-01-11: 4 A (stock); room for a batch, not"
        " for the change it needs (F)",
    )


def test_ordered_batches_that_fill_a_line_are_named() -> None:
    """The 5 batches of A that fill the line are those that row 2 orders."""
    refit = {"resource": "F", "from": day("01-12"), "to": day("01-18"), "reason": "refit"}
    row = {"syringe": "A", "suite": "*", "line": "F", "at_least": 5, "by": "A. Planner"}
    row |= {"from": day("01-05"), "until": day("01-11")}
    case = needing("01-11", closures=[refit], instructions=[row], **FREE)

    assert short(case, ("A", 0, 5), of="B-PFS") == (
        "instruction",
        "F 86 % of the hours from 2026-01-05 to 2026-01-11; instruction row 2 by A. Planner: at"
        " least 5 A on F from 2026-01-05 until 2026-01-11",
    )


def test_more_than_was_ordered_is_not_the_orders_doing() -> None:
    """Row 2 orders 2 of the 5 batches."""
    refit = {"resource": "F", "from": day("01-12"), "to": day("01-18"), "reason": "refit"}
    row = {"syringe": "A", "suite": "*", "line": "F", "at_least": 2, "by": "A. Planner"}
    row |= {"from": day("01-05"), "until": day("01-11")}
    case = needing("01-11", closures=[refit], instructions=[row], **FREE)

    assert short(case, ("A", 0, 5), of="B-PFS")[0] == "capacity"
