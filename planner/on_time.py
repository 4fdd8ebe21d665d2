"""Which share of the demand was met in its bucket, from rows of service.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planner.language import ENGLISH, Language


def on_time(service: Iterable[Mapping[str, Any]]) -> float:
    """Share of the demand that is met in its bucket; 1 without demand.

    Old dues are served first, so what is met beyond them is on time. Rows of a pair
    stand together, in the order of buckets; their units may be text.
    """
    met, demand, pair, owed = 0, 0, None, 0
    for row in service:
        if (row["country"], row["presentation"]) != pair:
            pair, owed = (row["country"], row["presentation"]), 0
        met += max(0, int(row["met_units"]) - owed)
        demand += int(row["demand_units"])
        owed = int(row["backorder_units"])
    return met / demand if demand else 1.0


def percent(share: float, t: Language = ENGLISH) -> str:
    """A share that is not rounded up to 100 %."""
    return t("{percent:.2f} %", percent=int(share * 10000) / 100)
