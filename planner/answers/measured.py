"""A plan in the figures that trade-offs are made of: service, cost, moves, stock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from models.calendar import Calendar
from models.plant import Plant
from planner.study.contract import Result
from planner.study.spans import Span

MILLION = 1e-6


@dataclass(frozen=True)
class Measured:
    """What a plan costs and brings, and how it differs from the plan before."""

    days_late: Span
    """Mean days late, weighted by priority: the first level, the tail after the plan included."""

    cover: Span
    """Mean days below the cover floor: the second level."""

    on_time_pct: float
    """Share of the demand of the plan met when due, as found."""

    cost: Span
    """M EUR, without the price of moves; its bound holds as long as service stays as found."""

    moves: int
    """Open batches of the plan before that are moved or dropped."""

    stock: float
    """Mean value of what lies at the site, in QC or released, and in countries, M EUR."""

    @classmethod
    def of(cls, result: Result, plant: Plant) -> Measured | None:
        """The figures of a scenario; None if it has no plan."""
        if result.run is None:
            return None
        priced = sum(
            float(row["eur"])
            for row in result.rows("costs", "term", "eur")
            if row["term"] == "moves"
        )
        return cls(
            result.level("lateness"),
            result.level("cover"),
            100 * result.on_time,
            (result.level("cost") - Span.exact(priced)).times(MILLION),
            _moves(result),
            _stock(result, plant) * MILLION,
        )


def _moves(result: Result) -> int:
    """Firm batches that stand elsewhere than before are nobody's decision here."""
    planned = {
        row["batch"]
        for row in result.rows("batches", "batch", "status")
        if row["status"] == "planned"
    }
    changed = result.rows("moves", "batch", "change")
    return sum(
        row["change"] == "dropped" or (row["change"] == "moved" and row["batch"] in planned)
        for row in changed
    )


def _stock(result: Result, plant: Plant) -> float:
    """Mean over the days of the plan, EUR."""
    calendar = Calendar.of(plant)
    value_of = {row.syringe: row.value_eur for row in plant.syringes}
    syringe_of = {row.presentation: row.syringe for row in plant.presentations}

    @cache
    def days(bucket: str) -> int:
        return calendar.days(calendar.bucket_of(dt.date.fromisoformat(bucket)))

    site = sum(
        days(row["bucket"]) * int(row["units"]) * value_of[row["syringe"]]
        for row in result.rows("stock", "syringe", "bucket", "units")
    )
    countries = sum(
        days(row["bucket"]) * int(row["stock_units"]) * value_of[syringe_of[row["presentation"]]]
        for row in result.rows("service", "presentation", "bucket", "stock_units")
    )
    return (site + countries) / sum(calendar.days(t) for t in calendar.planned)
