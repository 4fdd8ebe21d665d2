"""What stands in the way of a plan: what its shortages name, and what is full when."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from models.hours import resources
from models.plant import Plant
from planner.answers.periods import Period, period_of
from planner.study.contract import Result

HOURS = re.compile(r"(?P<full>.+?) of the hours from (?P<first>[\d-]{10}) to (?P<last>[\d-]{10})")
"""How `shortages.csv` begins to say which suites or lines are full."""

WORDS = {
    "approval": "missing approvals",
    "release": "stock in QC",
    "shelf_life": "shelf life",
    "too_early": "the time to a first release",
    "substance": "drug substance",
    "instruction": "instructions",
    "firm": "firm batches",
    "capacity": "hours",
    "search": "the search",
}
"""What `binds` names, where no resource is named."""

Fullness = dict[tuple[str, str], float]
"""By resource and name of a period: share of the offered hours that is used."""


@dataclass(frozen=True)
class Short:
    """A row of `shortages.csv`."""

    country: str
    presentation: str
    first: dt.date
    until: dt.date
    units: int
    """Owed at worst."""

    binds: str
    resources: tuple[str, ...]
    """Suites and lines whose hours it lacks."""

    full: tuple[dt.date, dt.date] | None
    """First and last day of those hours."""

    @property
    def what(self) -> str:
        """`PA1 + PA2`, or what else binds."""
        return " + ".join(self.resources) or WORDS.get(self.binds, self.binds)


def shortages_of(result: Result, plant: Plant) -> tuple[Short, ...]:
    """Who is short in a plan, and what binds."""
    names = resources(plant)
    needed = ("country", "presentation", "from", "until", "worst_units", "binds", "reason")
    return tuple(_short(row, names) for row in result.rows("shortages", *needed))


def _short(row: dict[str, str], names: tuple[str, ...]) -> Short:
    said = HOURS.match(row["reason"])
    full = said["full"].split(", ") if said else []
    return Short(
        country=row["country"],
        presentation=row["presentation"],
        first=dt.date.fromisoformat(row["from"]),
        until=dt.date.fromisoformat(row["until"]),
        units=int(row["worst_units"]),
        binds=row["binds"],
        resources=tuple(n for n in names if any(part.startswith(f"{n} ") for part in full)),
        full=(dt.date.fromisoformat(said["first"]), dt.date.fromisoformat(said["last"]))
        if said
        else None,
    )


def owed_by_what(shortages: Iterable[Short]) -> list[tuple[str, int]]:
    """Units owed at worst by what binds, most first."""
    units: Counter[str] = Counter()
    for short in shortages:
        units[short.what] += short.units
    return sorted(units.items(), key=lambda each: (-each[1], each[0]))


def fullness_of(result: Result, periods: tuple[Period, ...]) -> Fullness:
    """How full resources are; without those that are not staffed in a period."""
    offered: dict[tuple[str, str], float] = defaultdict(float)
    idle: dict[tuple[str, str], float] = defaultdict(float)
    for row in result.rows("capacity", "resource", "bucket", "offered_h", "idle_h"):
        period = period_of(periods, dt.date.fromisoformat(row["bucket"]))
        if period is not None:
            offered[row["resource"], period.name] += float(row["offered_h"])
            idle[row["resource"], period.name] += float(row["idle_h"])
    return {key: 1 - idle[key] / hours for key, hours in offered.items() if hours > 0}
