"""Whether a plan does without an approval: then it is a plan of the case without it, too.

Cases that differ only in when a group approves a unit have the same batches to choose from;
a plan of the one is a plan of the other if all that it ships may ship there. So what a search
happens to find beside the approval is not taken for the approval's worth.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from models.calendar import Calendar
from models.plant import Plant
from models.units import ANY
from planner.answers.prebuilt import made_on
from planner.answers.waiting import Waiting
from planner.study.contract import Result


def does_without(
    plan: Result, plant: Plant, waiting: Waiting, dates: Mapping[dt.date, dt.date]
) -> bool:
    """Whether a plan ships nothing that waits before the dates, given by the planned ones."""
    group = {row.country for row in plant.countries if row.approval_group == waiting.group}
    units = made_on(plan, plant)
    needed = "source", "presentation", "country", "shipped_on"
    for row in plan.rows("shipments", *needed):
        if row["country"] not in group or waiting.unit not in units[row["source"]]:
            continue
        planned = waiting.approved_on(row["presentation"])
        if planned is None and {ANY, row["presentation"]} & {*waiting.missing}:
            return False
        if planned is not None and dt.date.fromisoformat(row["shipped_on"]) < dates[planned]:
            return False
    return True


def told_whole(plant: Plant, waiting: Waiting, dates: Mapping[dt.date, dt.date]) -> bool:
    """Whether the tables show all that may ship before the dates: they end before the tail."""
    return not waiting.missing and all(date <= Calendar.of(plant).end for date in dates.values())
