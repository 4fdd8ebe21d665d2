"""What makes a plant worse never improves its service, and the other way round.

Compared are weighted unit-days late, the numerator of level 1: its denominator is the
demand, which some of the changes alter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from math import inf
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from models.milp import build
from models.milp.service import weighted_demand
from models.plant import Plant
from tests import exact
from tests.random_plants import plants, proof

Change = Callable[[Plant, Any], dict[str, Any]]
"""The changed tables of a plant; the second argument picks one of several rows."""

DAY = dt.timedelta(days=1)


def unit_days_late(plant: Plant) -> float:
    """Infinite if the firm batches do not fit."""
    m = build(plant)
    try:
        return exact.lateness(m) * weighted_demand(m)
    except exact.NoPlan:
        return inf


def one(rows: tuple[Any, ...], pick: Any, **changes: Callable[[Any], Any]) -> tuple[Any, ...]:
    """The rows, some cells of one of them computed anew."""
    assume(rows)
    at = pick(st.integers(0, len(rows) - 1))
    new = rows[at].but(**{field: change(rows[at]) for field, change in changes.items()})
    return (*rows[:at], new, *rows[at + 1 :])


def later_approval(plant: Plant, pick: Any) -> dict[str, Any]:
    start, days = plant.settings.start, pick(st.integers(1, 40)) * DAY
    return {"approvals": one(plant.approvals, pick, from_=lambda r: max(r.from_, start) + days)}


def fewer_hours(plant: Plant, pick: Any) -> dict[str, Any]:
    return {"staffing": one(plant.staffing, pick, hours_per_week=lambda r: r.hours_per_week / 2)}


def more_backlog(plant: Plant, pick: Any) -> dict[str, Any]:
    row = pick(st.sampled_from(plant.demand))
    owed = {"row_id": "more", "kind": "backlog", "month": None, "due_on": None, "packs": None}
    return {"demand": (*plant.demand, row.but(**owed, units=pick(st.integers(1, 3_000))))}


def slower_release(plant: Plant, pick: Any) -> dict[str, Any]:
    days = pick(st.integers(1, 10))
    return {"release": one(plant.release, pick, days=lambda r: r.days + days)}


def shorter_life(plant: Plant, pick: Any) -> dict[str, Any]:
    return {"shelf_life": one(plant.shelf_life, pick, months=lambda r: max(1, r.months - 1))}


def longer_closure(plant: Plant, pick: Any) -> dict[str, Any]:
    return {"closures": one(plant.closures, pick, to=lambda r: r.to + 7 * DAY)}


WORSE = (later_approval, fewer_hours, more_backlog, slower_release, shorter_life, longer_closure)


def more_of_a_lot(plant: Plant, pick: Any) -> dict[str, Any]:
    return {"lots": one(plant.lots, pick, units=lambda r: r.units + 700)}


def one_more_approval(plant: Plant, pick: Any) -> dict[str, Any]:
    row = pick(st.sampled_from(plant.approvals))
    unit = pick(st.sampled_from(plant.suites)).suite
    first = plant.settings.start + pick(st.integers(0, 20)) * DAY
    new = row.but(step="prep", unit=unit, from_=first, until=None, presentation="*")
    return {"approvals": (*plant.approvals, new)}


def earlier_release_of_a_lot(plant: Plant, pick: Any) -> dict[str, Any]:
    """Of lots at the site: in a country, lots in QC count whenever they are released, but
    released lots expire."""
    lots = tuple(row for row in plant.lots if row.status == "in_qc" and row.place == "site")
    rest = tuple(row for row in plant.lots if row not in lots)
    return {"lots": (*rest, *one(lots, pick, status=lambda r: "released"))}


BETTER = (more_of_a_lot, one_more_approval, earlier_release_of_a_lot)


@pytest.mark.parametrize("change", [*WORSE, *BETTER], ids=lambda change: change.__name__)
@settings(proof, max_examples=14)
@given(plants(), st.data())
def test_service_moves_the_right_way(change: Change, plant: Plant, data: st.DataObject) -> None:
    """Each change alone, on random plants."""
    try:
        changed = plant.but(**change(plant, data.draw))
    except ValidationError:
        assume(False)
        raise
    before, after = unit_days_late(plant), unit_days_late(changed)
    worse, better = (after, before) if change in WORSE else (before, after)

    assert worse >= better * (1 - 1e-6) - 1e-6
