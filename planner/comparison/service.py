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
from planner.on_time import floored, met_when_due
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
                "on_time_pct": floored(one.on_time / demand) if one.demand else 100.0,
                "mean_days_late": round(one.late_days / demand, 4),
                "worst_units": one.worst,
            }


def _served(run: Run, name_of: Callable[[str], str]) -> dict[str, Served]:
    found: dict[str, Served] = defaultdict(Served)
    short: dict[tuple[str, str], int] = defaultdict(int)
    rows: list[TextRow] = sorted(run.tables["service"], key=itemgetter("bucket"))
    for row, met in met_when_due(rows):
        name, backorder = name_of(row["country"]), int(row["backorder_units"])
        one = found[name]
        one.demand += int(row["demand_units"])
        one.on_time += met
        one.late_days += backorder * run.days_of[row["bucket"]]
        short[name, row["bucket"]] += backorder
    for (name, _), units in short.items():
        found[name].worst = max(found[name].worst, units)
    return found
