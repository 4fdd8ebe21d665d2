"""`costs.csv`: avoidable cost by term and bucket, in EUR."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from models.batches import batch_kinds
from models.calendar import Calendar
from models.milp.batches import extra_cost
from models.milp.indices import Indices
from models.plant import Plant
from planner.tables.account import Account
from planner.tables.stock import Held
from planner.timetable import Slot

Record = dict[str, Any]


POSTED = {
    "changeovers": ("changeovers", "bucket", "cost_eur"),
    "decontamination": ("campaigns", "ended_in", "decontamination_eur"),
    "moves": ("moves", "from_bucket", "eur"),
}
"""Terms that are a column of another table: table, column of the bucket, column of EUR."""

Costs = dict[tuple[str, dt.date], float]
"""EUR by term and first day of the bucket."""


def costs(
    plant: Plant,
    indices: Indices,
    slots: Iterable[Slot],
    shelves: Iterable[Held],
    found: Iterable[Account],
    tables: Mapping[str, Iterable[Record]],
) -> list[Record]:
    """Rows by term and bucket where there is any cost; `tables` has those of POSTED."""
    eur: Costs = defaultdict(float)
    _stock(plant, indices.calendar, shelves, eur)
    value = {row.syringe: row.value_eur for row in plant.syringes}
    syringe_of = {row.presentation: row.syringe for row in plant.presentations}
    country = plant.settings.holding_country_pct_per_year / 100 / 365
    calendar = indices.calendar
    for account in found:
        each = value[syringe_of[account.pair[1]]] * country
        for t in calendar.planned:
            amount = each * calendar.days(t) * account.ahead(t)
            eur["holding_country", calendar.first(t)] += amount
    above = extra_cost(batch_kinds(plant).values())
    for slot in slots:
        if slot.batch.status == "planned":
            eur["production", calendar.first(slot.bucket)] += above[slot.kind.key]
    for term, (table, bucket, column) in POSTED.items():
        for row in tables[table]:
            if row[column]:
                eur[term, row[bucket]] += row[column]
    return [
        {"term": term, "bucket": bucket, "eur": amount}
        for (term, bucket), amount in sorted(eur.items())
        if amount
    ]


def _stock(plant: Plant, calendar: Calendar, shelves: Iterable[Held], eur: Costs) -> None:
    """What lies at the site and is released, and what expires there."""
    value = {row.syringe: row.value_eur for row in plant.syringes}
    site = plant.settings.holding_site_pct_per_year / 100 / 365
    for shelf in shelves:
        each = value[shelf.supply.syringe]
        for t, units in shelf.units.items():
            ready = shelf.dates is not None and shelf.dates.released_on <= calendar.last(t)
            if ready:
                amount = each * site * calendar.days(t) * units
                eur["holding_site", calendar.first(t)] += amount
        for t, units in shelf.expired.items():
            eur["write_off", calendar.first(t)] += each * units
