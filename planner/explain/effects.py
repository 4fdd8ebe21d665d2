"""What a plan does to one pair and to all others, read from the tables of its run."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from models.calendar import Calendar
from planner.study.contract import Result

Pair = tuple[str, str]


@dataclass(frozen=True)
class Effect:
    """Service of one plan."""

    worst_units: int
    """Owed to the pair at the end of a bucket of the shortage, at most."""

    worst_days: int
    """Days late of the pair's shortages in those buckets, at most."""

    unit_days: Mapping[Pair, int]
    """Units owed at the ends of buckets x days of the bucket, by pair, where above 0."""


def effect_of(
    result: Result, calendar: Calendar, pair: Pair, first: dt.date, last: dt.date
) -> Effect:
    """Read what a finished scenario does; `first` to `last` is the shortage asked about."""
    days = {str(calendar.first(t)): calendar.days(t) for t in calendar.planned}
    begins, ends = str(first), str(last)
    worst, late = 0, defaultdict[Pair, int](int)
    for row in result.rows("service", "country", "presentation", "bucket", "backorder_units"):
        owed = int(row["backorder_units"])
        if not owed:
            continue
        of = row["country"], row["presentation"]
        late[of] += owed * days[row["bucket"]]
        if of == pair and begins <= row["bucket"] <= ends:
            worst = max(worst, owed)
    spells = [
        int(row["worst_days"])
        for row in result.rows("shortages", "country", "presentation", "from", "until")
        if (row["country"], row["presentation"]) == pair
        and row["from"] <= ends
        and row["until"] >= begins
    ]
    return Effect(worst, max(spells, default=0), dict(late))
