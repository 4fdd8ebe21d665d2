"""What a plan brings: days late, cost, and who is served on time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planner.on_time import met_when_due
from planner.study.contract import Result
from planner.study.spans import Span

LEAST = 1e-9
"""Days late that are rounding."""


def tolerance_of(base: Result) -> float:
    """Days late within which plans count as equal: a search may give them up for later levels."""
    level = base.told.level("lateness") if base.told else None
    return level.tolerance if level else 0.0


@dataclass(frozen=True)
class Served:
    """A plan in the figures that answers compare."""

    days_late: Span
    """Mean days late, weighted by priority: the first level."""

    cost: Span
    """EUR; its bound holds only as long as service stays as found."""

    on_time_pct: float
    """Share of the demand met when due, as found."""

    units_on_time: Mapping[str, int]
    """By country, as found."""

    @classmethod
    def by(cls, result: Result) -> Served:
        """What the plan of a finished scenario brings."""
        units: dict[str, int] = {}
        needed = "country", "presentation", "demand_units", "met_units", "backorder_units"
        for row, met in met_when_due(result.rows("service", *needed)):
            units[row["country"]] = units.get(row["country"], 0) + met
        days, cost = result.level("lateness"), result.level("cost")
        return cls(days, cost, 100 * result.on_time, units)

    def bounded_by(self, other: Served) -> Served:
        """The same plan in a case whose own bound is another's."""
        days, low = self.days_late, other.days_late.low
        return replace(self, days_late=Span(min(low, days.found), days.found, days.found))


@dataclass(frozen=True)
class Gain:
    """What a case that allows more brings over one that allows less."""

    less: Served
    more: Served
    taken_over: bool
    """The search found a worse plan for the case that allows more; it can follow the other's."""

    @classmethod
    def between(cls, less: Served, more: Served) -> Gain:
        """The gain, never below nothing: every plan of the lesser case is one of the other."""
        if more.days_late.found <= less.days_late.found + LEAST:
            return cls(less, more, taken_over=False)
        return cls(less, less.bounded_by(more), taken_over=True)

    @property
    def days(self) -> Span:
        """Mean days late less."""
        raw = self.less.days_late - self.more.days_late
        return Span(max(0.0, raw.low), max(0.0, raw.found), max(0.0, raw.high))

    @property
    def cost(self) -> Span:
        """EUR more, each plan at its own service."""
        return Span.exact(0.0) if self.taken_over else self.more.cost - self.less.cost

    @property
    def on_time_points(self) -> float:
        return self.more.on_time_pct - self.less.on_time_pct

    @cached_property
    def by_country(self) -> dict[str, int]:
        """Units on time more, of countries where that changes, the largest first."""
        before = self.less.units_on_time
        gained = {
            country: units - before[country] for country, units in self.more.units_on_time.items()
        }
        order = sorted(gained, key=lambda country: (-gained[country], country))
        return {country: gained[country] for country in order if gained[country]}

    @property
    def units(self) -> int:
        """Units on time more, in all countries."""
        return sum(self.by_country.values())
