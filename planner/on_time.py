"""Which share of the demand was met in its bucket, from rows of service.csv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from planner.language import ENGLISH, Language

Row = TypeVar("Row", bound=Mapping[str, Any])


def met_when_due(service: Iterable[Row]) -> Iterator[tuple[Row, int]]:
    """Each row with the units that it meets in the bucket in which they are due.

    Old dues are served first, so what is met beyond them is on time. Rows of a pair stand
    in the order of buckets; their units may be text.
    """
    owed: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in service:
        pair = row["country"], row["presentation"]
        yield row, max(0, int(row["met_units"]) - owed[pair])
        owed[pair] = int(row["backorder_units"])


def on_time(service: Iterable[Mapping[str, Any]]) -> float:
    """Share of the demand that is met in its bucket; 1 without demand."""
    met, demand = 0, 0
    for row, units in met_when_due(service):
        met += units
        demand += int(row["demand_units"])
    return met / demand if demand else 1.0


def floored(share: float) -> float:
    """A share in percent, with two decimals, that is not rounded up to 100."""
    return int(share * 10_000) / 100


def percent(share: float, t: Language = ENGLISH) -> str:
    """The same in words."""
    return t("{percent:.2f} %", percent=floored(share))
