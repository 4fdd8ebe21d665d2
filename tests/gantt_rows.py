"""Batches of the small plant for the report's Gantt, written by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from models.plant import Plant
from tests.small_plants import country, day, order, plant


def batch(name: str = "B1", **changes: Any) -> dict[str, Any]:
    """A row of batches.csv of the small plant: prepared 6 to 7 January, filled on the 8th."""
    return {
        "batch": name,
        "sequence": 1,
        "bulk": "M",
        "syringe": "S",
        "suite": "P",
        "line": "F",
        "volume_l": 10.0,
        "units": 10_000,
        "bucket": day("01-05"),
        "prep_start": day("01-06"),
        "prep_end": day("01-07"),
        "fill_start": day("01-08"),
        "fill_end": day("01-08"),
        "released_on": day("01-11"),
        "expires_on": dt.date(2028, 1, 5),
        "status": "planned",
        "since_previous": None,
        **changes,
    }


def sent(units: int, where: str, source: str = "B1") -> dict[str, Any]:
    return {"source": source, "presentation": "S-PFS", "country": where, "units": units}


def small(*countries: str, **tables: Any) -> Plant:
    names = countries or ("AA",)
    rows = [country(name) for name in names]
    return plant(countries=rows, demand=[order(10, day("01-31"), names[0])], **tables)
