"""Drug substance: some months on hand, then receipts to the end of the horizon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from scenarios.derive import choices
from scenarios.derive.dates import add_months, months
from scenarios.derive.demand import FIRST_MONTH, forecast
from scenarios.derive.products import presentations, syringes
from scenarios.derive.sources import parameter
from scenarios.derive.write import Record

LEAD_MONTHS = int(parameter("DS_supply_lead_time"))
AHEAD_MONTHS = {"DUP": 3, "SAR": LEAD_MONTHS, "ALI": LEAD_MONTHS}
"""What lies in the freezer. Dupixent is filled every week: with nine months of it a late lot would
delay no batch. The others are filled in a few campaigns a year, which take months of substance."""
SHELF_LIFE_MONTHS = int(parameter("DS_shelf_life_frozen"))
MARGIN = 1.05
EVERY_MONTHS = {"DUP": 1, "SAR": 3, "ALI": 1}
RECEIPT_DAY = 15


def kilograms(substance: str, month: dt.date) -> float:
    """Substance in the batches that a month's demand asks for, hold-up and loss included."""
    total = 0.0
    for (_, code), plan in forecast().items():
        syringe = syringes()[presentations()[code][0]]
        if syringe.bulk.startswith(substance):
            total += syringe.litres(plan[month]) * syringe.mg_per_ml / 1000
    return total


def _chunks(every: list[dt.date], size: int) -> Iterator[list[dt.date]]:
    return (every[first : first + size] for first in range(0, len(every), size))


def table_rows(last_month: dt.date) -> list[Record]:
    """Lots for the demand up to a month."""
    rows: list[Record] = []
    for substance, step in EVERY_MONTHS.items():
        needs = list(months(FIRST_MONTH, last_month))
        for number, some in enumerate(_chunks(needs, step), 1):
            received = add_months(some[0], -AHEAD_MONTHS[substance]).replace(day=RECEIPT_DAY)
            rows.append(
                {
                    "lot": f"DS-{substance}-{number:02d}",
                    "substance": substance,
                    "kg": round(sum(kilograms(substance, m) for m in some) * MARGIN, 1),
                    "available_on": received,
                    "expires_on": add_months(received, SHELF_LIFE_MONTHS),
                    "status": "released" if received < choices.START else "in_qc",
                }
            )
    return rows
