"""Figures of the Monday screen."""

from __future__ import annotations

from typing import Any

from planner.on_time import on_time, percent


def row(country: str, demand: int, met: int, backorder: int) -> dict[str, Any]:
    return {
        "country": country,
        "presentation": "P",
        "demand_units": demand,
        "met_units": met,
        "backorder_units": backorder,
    }


def test_old_dues_are_served_first_and_do_not_count_as_on_time() -> None:
    """
    Bucket 0: 100 needed, 60 met on time, 40 owed. Bucket 1: 100 needed, 120 met, of which
    40 are old: 80 on time. In all 140 of 200.
    """
    rows = (row("FR", 100, 60, 40), row("FR", 100, 120, 20))

    assert on_time(rows) == 0.7


def test_one_countrys_debt_is_not_anothers() -> None:
    """FR ends with 40 owed; DE starts with none and meets all of its 100."""
    rows = (row("FR", 100, 60, 40), row("DE", 100, 100, 0))

    assert on_time(rows) == 0.8


def test_no_share_is_rounded_up_to_all() -> None:
    assert percent(0.99999) == "99.99 %"
    assert percent(1.0) == "100.00 %"
