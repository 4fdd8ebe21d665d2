"""`changeovers.csv`: the changes of state that are worked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.calendar import Calendar
from planner.campaigns import Change

Record = dict[str, Any]


def changeovers(calendar: Calendar, changes: Iterable[Change]) -> list[Record]:
    """One row a change, in the order of work."""
    return [
        {
            "resource": change.resource,
            "bucket": calendar.first(change.bucket),
            "order": change.order,
            "from": change.leave,
            "to": change.enter,
            "hours": change.row.hours,
            "cost_eur": change.row.cost_eur,
        }
        for change in sorted(changes, key=lambda each: (each.resource, each.bucket, each.order))
    ]
