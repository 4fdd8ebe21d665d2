"""What an extra is worth, as a row of the table."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any

from planner.answers.extras import Extra
from planner.answers.prices import Prices
from planner.answers.ranges import cells_of, columns_of
from planner.answers.served import Gain, Served
from planner.study.contract import Result

DAYS, EUR = "days_less_late_d", "cost_eur"
COLUMNS = (
    "scenario",
    "kind",
    "what",
    "period",
    "added",
    "added_h",
    *columns_of(DAYS),
    "on_time_points",
    "units_on_time",
    *columns_of(EUR),
    "days_per_100_h",
    "units_per_h",
    "lp_relaxation_d_per_100_h",
    "lp_relaxation_eur_per_h",
    "full_pct",
    "owed_units",
    "status",
)

SHOWN = (
    "what",
    "period",
    "added",
    DAYS,
    "on_time_points",
    "units_on_time",
    EUR,
    "days_per_100_h",
    "lp_relaxation_d_per_100_h",
    "full_pct",
    "status",
)


@dataclass(frozen=True)
class Worth:
    """What an extra is worth."""

    extra: Extra
    result: Result
    gain: Gain | None
    """None without a plan."""

    price: tuple[float, float] | None
    """Mean days late and EUR less for each hour more, by the relaxation."""

    @classmethod
    def of(cls, extra: Extra, base: Result, result: Result, prices: Prices | None) -> Worth:
        """Beside the base."""
        planned = base.told is not None and result.told is not None
        gain = Gain.between(Served.by(base), Served.by(result)) if planned else None
        price = prices.of(extra.hours) if prices and extra.hours else None
        return cls(extra, result, gain, price)

    @property
    def rank(self) -> tuple[float, int, float]:
        """The best first: days late, then units on time, then EUR."""
        if self.gain is None:
            return 1.0, 0, 0.0
        return -self.gain.days.found, -self.gain.units, self.gain.cost.found

    @property
    def per_100_h(self) -> float | None:
        """Mean days late less for 100 worked hours."""
        hours = self.extra.hours_added
        return 100 * self.gain.days.found / hours if self.gain and hours else None

    def row(self) -> dict[str, Any]:
        """Its row."""
        extra, gain, price = self.extra, self.gain, self.price
        hours = extra.hours_added
        return {
            "scenario": extra.name,
            "kind": str(extra.kind),
            "what": extra.what,
            "period": extra.period.name if extra.period else None,
            "added": extra.added,
            "added_h": round(hours, 1) or None,
            **cells_of(DAYS, gain.days if gain else None),
            "on_time_points": gain.on_time_points if gain else None,
            "units_on_time": gain.units if gain else None,
            **_whole(cells_of(EUR, gain.cost if gain else None)),
            "days_per_100_h": self.per_100_h,
            "units_per_h": gain.units / hours if gain and hours else None,
            "lp_relaxation_d_per_100_h": 100 * price[0] if price else None,
            "lp_relaxation_eur_per_h": price[1] if price else None,
            "full_pct": None if extra.full is None else 100 * extra.full,
            "owed_units": extra.owed,
            "status": self.result.status,
        }


def _whole(cells: dict[str, float | None]) -> dict[str, float | None]:
    """Whole EUR."""
    finite = (name for name, eur in cells.items() if eur is not None and isfinite(eur))
    return cells | {name: round(cells[name] or 0.0) for name in finite}
