"""Service of the runs: on time, days late and units short, by group and country.

As service.csv has it: planned buckets only, countries not weighted by their priority.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from planner.comparison.run import Run
from planner.run_folder import TextRow

Record = dict[str, Any]
LEVELS = ("all", "group", "country")


@dataclass
class Served:
    """Sums over some rows of service.csv."""

    demand: int = 0
    on_time: int = 0
    late_days: int = 0
    """Units owed at the end of a bucket, times its days."""

    worst: int = 0


def service(runs: tuple[Run, ...]) -> list[Record]:
    """One row for each run and for all, each group and each country."""
    return [row for run in runs for row in _rows(run)]


def _rows(run: Run) -> Iterator[Record]:
    name_of: dict[str, Callable[[str], str]] = {
        "all": lambda country: "all",
        "group": lambda country: run.group_of.get(country, ""),
        "country": lambda country: country,
    }
    for level in LEVELS:
        found = _served(run, name_of[level])
        for name in sorted(found):
            one = found[name]
            demand = one.demand or 1
            yield {
                "scenario": run.label,
                "level": level,
                "name": name,
                "demand_units": one.demand,
                "on_time_pct": int(10_000 * one.on_time / demand) / 100 if one.demand else 100.0,
                "mean_days_late": round(one.late_days / demand, 4),
                "worst_units": one.worst,
            }


def _served(run: Run, name_of: Callable[[str], str]) -> dict[str, Served]:
    """Old dues are served first, so what is met beyond them is on time."""
    found: dict[str, Served] = defaultdict(Served)
    owed: dict[tuple[str, str], int] = defaultdict(int)
    short: dict[tuple[str, str], int] = defaultdict(int)
    rows: list[TextRow] = sorted(run.tables["service"], key=itemgetter("bucket"))
    for row in rows:
        name, pair = name_of(row["country"]), (row["country"], row["presentation"])
        one, backorder = found[name], int(row["backorder_units"])
        one.demand += int(row["demand_units"])
        one.on_time += max(0, int(row["met_units"]) - owed[pair])
        one.late_days += backorder * run.days_of[row["bucket"]]
        owed[pair] = backorder
        short[name, row["bucket"]] += backorder
    for (name, _), units in short.items():
        found[name].worst = max(found[name].worst, units)
    return found
