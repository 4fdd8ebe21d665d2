"""`substance.csv`: first expiry first, over time (R11)."""

from __future__ import annotations

from typing import Any

import pytest

from models.milp.indices import Indices
from models.plant import Plant
from planner.tables.substance import substance
from tests.small_plants import day, firm
from tests.three_states import decided, three_states, written


def frozen(name: str, kg: float, available: str, expires: str, **changes: Any) -> dict[str, Any]:
    row = {"lot": name, "substance": "XA", "kg": kg, "status": "released"}
    return {**row, "available_on": day(available), "expires_on": day(expires), **changes}


def taken(case: Plant, *made: tuple[str, int, int]) -> list[tuple[str, str, float]]:
    """Batch, lot and kg; states do not count."""
    _, _, slots = written(case, decided(case, *made, paths=("AB", "B", "B", "BA")))
    rows = substance(case, Indices.of(case).calendar, slots)
    return [(row["batch"], row["lot"], round(row["kg"], 6)) for row in rows]


def test_a_batch_may_take_from_two_lots() -> None:
    """
    A batch of 10 L at 100 mg/mL takes 1 kg. SOON expires first and holds 1.4 kg: the second
    batch takes its 0.4 kg and 0.6 kg of LATE. XB has no lots: it is not limited.
    """
    case = three_states(
        substance_lots=[frozen("LATE", 5, "01-01", "12-31"), frozen("SOON", 1.4, "01-01", "06-30")]
    )

    assert taken(case, ("A", 0, 2), ("B", 1, 1)) == [
        ("P0001", "SOON", 1),
        ("P0002", "SOON", 0.4),
        ("P0002", "LATE", 0.6),
    ]


def test_a_lot_counts_from_its_thawing_to_its_expiry() -> None:
    """
    Thawing takes 0 days. SOON expires on 17 January, before week 1 ends: only week 0. NEW is
    there from 13 January, so from week 2. ON HOLD never. Week 3 takes NEW, week 0 SOON.
    """
    lots = [
        frozen("HELD", 9, "01-01", "05-31", status="on_hold"),
        frozen("SOON", 9, "01-01", "01-17"),
        frozen("NEW", 9, "01-13", "12-31"),
    ]
    case = three_states(substance_lots=lots)

    assert taken(case, ("A", 0, 1), ("A", 3, 1)) == [("P0001", "SOON", 1), ("P0002", "NEW", 1)]


def test_prepared_batches_have_used_theirs() -> None:
    """B1 is in process; B1 as a released batch would take 1 kg."""
    row = {"bulk": "MA", "syringe": "A"}
    lots = [frozen("LOT", 1, "01-01", "12-31")]
    begun = {**firm("in_process", day("01-04"), day("01-06")), **row}
    waits = {**firm("released", day("01-05"), day("01-06")), **row}

    assert taken(three_states(substance_lots=lots, firm_batches=[begun])) == []
    assert taken(three_states(substance_lots=lots, firm_batches=[waits])) == [("B1", "LOT", 1)]


def test_a_batch_without_substance_is_refused() -> None:
    """1.5 kg are too little for two batches: the second lacks 0.5 kg."""
    case = three_states(substance_lots=[frozen("LOT", 1.5, "01-01", "12-31")])

    with pytest.raises(ValueError, match=r"P0002 lacks 0\.50 kg of XA in the bucket of 2026-01-05"):
        taken(case, ("A", 0, 2))
