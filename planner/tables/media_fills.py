"""`media_fills.csv`: when each appointment is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.calendar import Calendar
from models.plant import Plant

Record = dict[str, Any]


def media_fills(plant: Plant, calendar: Calendar, done: Mapping[int, int]) -> list[Record]:
    """One row for each row of the case that is done in the plan, given with its bucket."""
    rows = [(plant.media_fills[index], bucket) for index, bucket in done.items()]
    return [
        {
            "line": row.line,
            "earliest": row.earliest,
            "latest": row.latest,
            "bucket": calendar.first(bucket),
            "hours": row.hours,
        }
        for row, bucket in sorted(rows, key=lambda each: (each[0].line, each[0].earliest))
    ]
