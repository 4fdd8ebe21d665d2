"""`campaigns.csv`: the batches between two decontaminations, and what ends them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from models.calendar import Calendar
from planner.campaigns import WorkedCampaign

Record = dict[str, Any]


def campaigns(calendar: Calendar, worked: Iterable[WorkedCampaign]) -> list[Record]:
    """One row a campaign, in the order of time on each resource."""

    def first(bucket: int | None) -> dt.date | None:
        return None if bucket is None else calendar.first(bucket)

    return [
        {
            "resource": each.resource,
            "campaign": each.number,
            "state": each.state,
            "began_in": first(each.began_in),
            "ended_in": first(each.ended_in),
            "batches": each.batches,
            "batches_before": each.batches_before,
            "ended_by": each.ended_by,
            "decontamination_h": each.decontamination_h,
            "decontamination_eur": each.decontamination_eur,
        }
        for each in sorted(worked, key=lambda each: (each.resource, each.number))
    ]
