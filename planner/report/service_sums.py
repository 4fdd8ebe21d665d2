"""Sums over service.csv, as `planner.comparison.service` defines them: on time, days late, owed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from planner.language import Language
from planner.on_time import met_when_due
from planner.plan import Record


@dataclass
class Served:
    """What became of the demand of some countries and presentations."""

    demand: int = 0
    on_time: int = 0
    """Units met in the bucket in which they are due; old dues are served first."""

    late_days: int = 0
    """Units owed at the end of a bucket, times its days; each unit and day counts alike."""

    owed: dict[dt.date, int] = field(default_factory=lambda: defaultdict(int))
    """Units owed at the end of each bucket."""

    @property
    def share(self) -> float | None:
        """Share on time; None without demand."""
        return self.on_time / self.demand if self.demand else None

    @property
    def days(self) -> float:
        """Mean days late."""
        return self.late_days / self.demand if self.demand else 0.0

    @property
    def worst(self) -> int:
        """The largest backlog."""
        return max(self.owed.values(), default=0)

    def add(self, other: Served) -> None:
        """Count what became of further demand."""
        self.demand += other.demand
        self.on_time += other.on_time
        self.late_days += other.late_days
        for bucket, units in other.owed.items():
            self.owed[bucket] += units


Quarter = tuple[int, int]
"""A year, and the number of one of its quarters."""

Name = TypeVar("Name", str, Quarter)

Key = tuple[str, str, Quarter]
"""Country, presentation, quarter."""


def served(rows: Iterable[Record], days: Mapping[dt.date, int]) -> dict[Key, Served]:
    """Sums of each country, presentation and quarter; rows of a pair stand in time order.

    Parameters
    ----------
    rows
        Rows of service.csv.
    days
        Days of each bucket, by its first day.
    """
    found: dict[Key, Served] = defaultdict(Served)
    quarters = {bucket: quarter_of(bucket) for bucket in days}
    for row, met in met_when_due(rows):
        bucket, backorder = row["bucket"], row["backorder_units"]
        one = found[row["country"], row["presentation"], quarters[bucket]]
        one.demand += row["demand_units"]
        one.on_time += met
        one.late_days += backorder * days[bucket]
        one.owed[bucket] = backorder
    return found


def summed(found: Mapping[Key, Served], by: Callable[[Key], Name]) -> dict[Name, Served]:
    """Sums of what has one name, in the order of first appearance."""
    sums: dict[Name, Served] = defaultdict(Served)
    for key, one in found.items():
        sums[by(key)].add(one)
    return sums


def quarter_of(day: dt.date) -> Quarter:
    """The quarter of a day."""
    return day.year, (day.month + 2) // 3


def quarter_said(quarter: Quarter, t: Language) -> str:
    """`2026-Q1`."""
    return t("{year}-Q{quarter}", year=quarter[0], quarter=quarter[1])


def worst_first(sums: Mapping[str, Served]) -> list[tuple[str, Served]]:
    """The least share on time first, then the largest demand; without demand last."""
    return sorted(sums.items(), key=_badness)


def _badness(each: tuple[str, Served]) -> tuple[float, int, str]:
    name, one = each
    return (2.0 if one.share is None else one.share), -one.demand, name
