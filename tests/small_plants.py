"""A plant of one batch kind in which each rule can be switched on by itself.

One suite P, one line F, one presentation S-PFS, one country AA of group G; batches of
10 L give 10,000 units. Everything is approved, nothing waits, nothing expires. Four
weeks from Monday 2026-01-05; ship dates are 11, 18, 25 January and 1 February.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from models.milp import build
from models.plant import Plant
from models.tables import TABLES
from tests import exact

LONG_AGO = dt.date(2020, 1, 1)


def day(text: str) -> dt.date:
    """A day of 2026, such as `01-31`."""
    return dt.date.fromisoformat(f"2026-{text}")


def approval(step: str, unit: str, **changes: Any) -> dict[str, Any]:
    row = {"approval_group": "G", "presentation": "*", "step": step, "unit": unit}
    return {**row, "from": LONG_AGO, **changes}


def staffed(resource: str, hours: float, **changes: Any) -> dict[str, Any]:
    row = {"resource": resource, "from": LONG_AGO, "hours_per_week": hours, "efficiency": 1}
    return {**row, **changes}


def country(name: str, **changes: Any) -> dict[str, Any]:
    return {
        "country": name,
        "name": name,
        "approval_group": "G",
        "priority": 1,
        "weight": 1,
        "min_remaining_shelf_life_pct": 0,
        "transit_days": 0,
        "import_hold_days": 0,
        "cover_floor_weeks": 0,
        "floor_basis": "own policy",
        "transport": "road",
        "distance_km": 100,
        "pack_cluster": name,
        **changes,
    }


def order(units: int, due_on: dt.date, where: str = "AA", **changes: Any) -> dict[str, Any]:
    row = {"row_id": f"{where} {due_on}", "country": where, "presentation": "S-PFS"}
    return {**row, "due_on": due_on, "units": units, "kind": "order", **changes}


def lot(name: str, units: int, filled_on: dt.date, **changes: Any) -> dict[str, Any]:
    row = {"lot": name, "syringe": "S", "suite": "P", "line": "F", "filled_on": filled_on}
    return {**row, "units": units, "place": "site", "status": "released", **changes}


def firm(status: str, prep_on: dt.date, fill_on: dt.date) -> dict[str, Any]:
    row = {"batch": "B1", "bulk": "M", "syringe": "S", "suite": "P", "line": "F"}
    return {**row, "volume_l": 10, "prep_on": prep_on, "fill_on": fill_on, "status": status}


PRODUCT: dict[str, Any] = {
    "substances": [{"substance": "MAB", "name": "Antibody"}],
    "bulks": [{"bulk": "M", "substance": "MAB", "mg_per_ml": 100, "hold_limit_h": 48}],
    "syringes": [
        {
            "syringe": "S",
            "bulk": "M",
            "fill_volume_ml": 1,
            "target_fill_ml": 1,
            "format": "1 mL",
            "sample_units": 0,
            "value_eur": 10,
        }
    ],
    "presentations": [{"presentation": "S-PFS", "syringe": "S", "device": "PFS"}],
    "shelf_life": [{"presentation": "S-PFS", "approval_group": "*", "months": 24}],
}

SITE: dict[str, Any] = {
    "suites": [{"suite": "P", "name": "P", "batch_cost_eur": 1_000}],
    "lines": [{"line": "F", "name": "F", "batch_cost_eur": 1_000}],
    "staffing": [staffed("P", 35), staffed("F", 35)],
    "prep_recipes": [{"suite": "P", "bulk": "M", "volume_l": 10, "cycle_h": 30, "hold_up_l": 0}],
    "fill_recipes": [
        {"line": "F", "syringe": "S", "syringes_per_h": 1_000, "set_up_h": 5, "yield": 1}
    ],
    "connections": [{"suite": "P", "line": "F"}],
    "release": [{"syringe": "*", "approval_group": "*", "days": 0}],
    "approvals": [approval("prep", "P"), approval("fill", "F")],
}


def plant(weeks: int = 4, **tables: Any) -> Plant:
    """The plant with some tables replaced; packs of one unit for every country.

    An empty forecast for December says that demand is known until then: no month gets
    the mean of others.
    """
    rows = {"countries": [country("AA")], **PRODUCT, **SITE, **tables}
    december = {"country": "AA", "presentation": "S-PFS", "month": day("12-01"), "units": 0}
    rows["demand"] = [*rows["demand"], {"row_id": "end", "kind": "forecast", **december}]
    rows.setdefault(
        "packs",
        [
            {"country": c["country"], "presentation": p["presentation"], "units_per_pack": 1}
            | {"min_order_packs": 1}
            for c in rows["countries"]
            for p in rows["presentations"]
        ],
    )
    return Plant.model_validate(
        {
            "settings": {
                "name": "Small",
                "start": day("01-05"),
                "weeks": weeks,
                "months": 0,
                "tolerances": {
                    "lateness_days": 0.001,
                    "cover_days": 0.001,
                    "fairness_days": 0.01,
                    "cost_eur": 1,
                },
                "thaw_days": 0,
                "frozen_until": None,
                "holding_site_pct_per_year": 10,
                "holding_country_pct_per_year": 20,
                "move_cost_eur": 100,
            },
            **rows,
        }
    )


def rows_of(table: str, rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    """Rows of a table for `Plant.but`."""
    return tuple(TABLES[table].model_validate(row) for row in rows)


def unit_days_late(case: Plant) -> float:
    """Least unit-days late, weighted; what mean days late are before the division."""
    m = build(case)
    units = sum(market.priority * market.demand for market in m.indices.markets.values())
    return exact.lateness(m) * float(units)


def batches_by_bucket(case: Plant) -> list[int]:
    """Batches of the plan of least lateness, in each planned bucket."""
    m = build(case)
    exact.lateness(m)
    counts = [0] * m.indices.calendar.horizon
    for (*_, bucket), made in m.batches.made.items():
        counts[bucket] += round(made.value)
    return counts
