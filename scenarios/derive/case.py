"""The cases: settings and every table, from the same choices."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from scenarios.derive import (
    choices,
    demand,
    equipment,
    markets,
    overlays,
    products,
    stock,
    substance,
)
from scenarios.derive.dates import DAY, add_months
from scenarios.derive.write import Record, write

SETTINGS = """\
# {title}: see README.md and SOURCES.md. Written by scenarios.derive.
name: {title}
start: {start}
weeks: {weeks}
months: {months}
tolerances:
  lateness_days: 0.001
  cover_days: 0.01
  fairness_days: 0.05
  cost_eur: 1000
thaw_days: 2
frozen_until: null
holding_site_pct_per_year: 12
holding_country_pct_per_year: 14
move_cost_eur: 5000
"""


@dataclass(frozen=True)
class Case:
    """One of the cases: the same plant, seen through other buckets."""

    folder: str
    title: str
    weeks: int
    months: int
    last_forecast: dt.date
    """Last month of forecast: tail + 9 weeks of floor, or + China's 65 days and 6 weeks."""

    @property
    def end(self) -> dt.date:
        """Last planned day; the months begin with the stub after the weeks."""
        after = choices.START + 7 * self.weeks * DAY
        if not self.months:
            return after - DAY
        return add_months(after.replace(day=1), self.months) - DAY

    def settings(self) -> str:
        """plant.yaml."""
        return SETTINGS.format(
            title=self.title, start=choices.START, weeks=self.weeks, months=self.months
        )

    def tables(self) -> dict[str, list[Record]]:
        """Every table that has rows."""
        return {
            **products.tables(sorted(demand.forecast())),
            **equipment.tables(self.end),
            **markets.tables(products.presentations()),
            "demand": demand.table_rows(self.last_forecast),
            **stock.tables(),
            "substance_lots": substance.table_rows(self.last_forecast),
        }


CASES = (
    Case("le-trait", "Le Trait (illustrative)", 26, 30, dt.date(2029, 9, 1)),
    Case("le-trait-weekly", "Le Trait by week (illustrative)", 78, 0, dt.date(2028, 2, 1)),
    Case("le-trait-capacity", "Le Trait to 2030 (illustrative)", 0, 60, choices.LAST_FORECAST),
)


def derive(scenarios: Path) -> None:
    """Write every case into its folder, and the overlays of the first."""
    for case in CASES:
        write(scenarios / case.folder, case.tables(), case.settings())
    overlays.write(scenarios / CASES[0].folder / "scenarios")
