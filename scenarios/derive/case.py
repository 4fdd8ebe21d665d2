"""The whole case: settings and every table."""

from __future__ import annotations

from pathlib import Path

from scenarios.derive import choices, demand, equipment, markets, products, stock, substance
from scenarios.derive.write import Record, write

SETTINGS = f"""\
# Le Trait, illustrative: see README.md and SOURCES.md. Written by scenarios.derive.
name: Le Trait (illustrative)
start: {choices.START}
weeks: {choices.WEEKS}
months: {choices.MONTHS}
tolerances:
  lateness_days: 0.001
  cover_days: 0.01
  fairness_days: 0.05
  cost_eur: 1000
thaw_days: 2
frozen_until: null
holding_site_pct_per_year: 12
holding_country_pct_per_year: 14
"""


def tables() -> dict[str, list[Record]]:
    """Every table that has rows."""
    return {
        **products.tables(sorted(demand.forecast())),
        **equipment.tables(),
        **markets.tables(products.presentations()),
        "demand": demand.table_rows(),
        **stock.tables(),
        "substance_lots": substance.table_rows(),
    }


def derive(folder: Path) -> None:
    """Write the case."""
    write(folder, tables(), SETTINGS)
