"""`shipments.csv` and `markets.csv`: what leaves for whom, and by which right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.calendar import DAY
from models.milp.indices import Indices
from models.plant import Plant
from models.shelf import Approvals, Shelf, door_days
from planner.columns import HEADER_ROWS
from planner.pegging import Pegged, Supply

Record = dict[str, Any]


def shipments(
    plant: Plant, indices: Indices, found: Iterable[Supply], pegged: Iterable[Pegged]
) -> list[Record]:
    """One row for each source, country, presentation and planned bucket."""
    countries = {row.country: row for row in plant.countries}
    sources = {supply.name: supply for supply in found}
    approvals, shelf = Approvals(plant), Shelf(plant)
    rows = []
    for each in pegged:
        if each.bucket not in indices.calendar.planned:
            continue
        country, presentation = countries[each.pair[0]], each.pair[1]
        group, source = country.approval_group, sources[each.source]
        leaves = indices.calendar.last(each.bucket)
        arrives = leaves + door_days(country) * DAY
        expires = shelf.expiry(presentation, group, source.filled_on)
        suite, line = source.route
        prep = approvals.row(group, presentation, "prep", suite, leaves)
        fill = approvals.row(group, presentation, "fill", line, leaves)
        rows.append(
            {
                "source": each.source,
                "presentation": presentation,
                "country": country.country,
                "bucket": indices.calendar.first(each.bucket),
                "shipped_on": leaves,
                "arrives_on": arrives,
                "units": each.units,
                "packs": each.packs,
                "remaining_shelf_life_days": (expires - arrives).days,
                "required_days": shelf.required_days(country, presentation, source.filled_on),
                "prep_approval_row": None if prep is None else prep + HEADER_ROWS,
                "fill_approval_row": None if fill is None else fill + HEADER_ROWS,
            }
        )
    return rows


def markets(indices: Indices) -> list[Record]:
    """One row for each pair: the market it was planned in."""
    return [
        {
            "market": market.name,
            "syringe": market.syringe,
            "country": country,
            "presentation": presentation,
        }
        for market in indices.markets.values()
        for country, presentation in market.pairs
    ]
