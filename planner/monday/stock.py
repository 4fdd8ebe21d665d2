"""Stock that expires."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planner.language import ENGLISH, Language
from planner.monday.service import SHOWN
from planner.plan import Plan

MONTHS_TO_EXPIRY = 6


def expiring(plan: Plan, t: Language = ENGLISH) -> Iterator[str]:
    first = min(row["bucket"] for row in plan.records["service"])
    until = first + dt.timedelta(days=30 * MONTHS_TO_EXPIRY)
    gone = [r for r in plan.records["stock"] if r["expired_units"] and r["bucket"] < until]
    for row in gone[:SHOWN]:
        yield t(
            "{syringe} of {route} filled {filled}: {units:,} units in the bucket of {bucket}",
            syringe=row["syringe"],
            route=row["route"],
            filled=row["filled_bucket"],
            units=row["expired_units"],
            bucket=row["bucket"],
        )
    if not gone:
        yield t("nothing")
