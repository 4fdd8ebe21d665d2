"""Who is short, and who is below the floor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.plan import Plan, Record
from planner.tables.shortages import ROUNDING_PACKS

SHOWN = 8
"""Rows of each list; the rest is counted and stands in the CSV."""

WEEKS_AHEAD = 8


def on_time(rows: tuple[Record, ...]) -> float:
    """Share of the demand of some rows of service.csv that is met in its bucket.

    Old dues are served first, so what is met beyond them is on time. Rows of a pair
    stand together, in the order of buckets.
    """
    met, demand, pair, owed = 0, 0, None, 0
    for row in rows:
        if (row["country"], row["presentation"]) != pair:
            pair, owed = (row["country"], row["presentation"]), 0
        met += max(0, row["met_units"] - owed)
        demand += row["demand_units"]
        owed = row["backorder_units"]
    return met / demand if demand else 1.0


def percent(share: float) -> str:
    """A share that is not rounded up to 100 %."""
    return f"{int(share * 10000) / 100:.2f} %"


def short(plan: Plan) -> Iterator[str]:
    rows = plan.records["shortages"]
    if not rows:
        yield "nobody"
    worst = sorted(rows, key=_urgency)[:SHOWN]
    worst.sort(key=lambda row: (row["from"], row["country"]))
    for row in worst:
        yield (
            f"{row['country']} {row['presentation']:<9} {row['from']} to {row['until']}:"
            f" {row['worst_units']:,} units, up to {row['worst_days']} days late ({row['binds']})"
        )
    if len(rows) > SHOWN:
        countries = len({row["country"] for row in rows})
        yield f"these are the worst of {len(rows)} in {countries} countries: shortages.csv"
    yield from _reasons(rows)


def _urgency(row: Record) -> int:
    return -int(row["worst_units"]) * max(1, int(row["worst_days"]))


def _reasons(rows: tuple[Record, ...]) -> Iterator[str]:
    """Each reason once, with whom it keeps short; what is most urgent in all comes first."""
    alike: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in sorted(rows, key=_urgency):
        alike[row["binds"], row["reason"]].append(row)
    first = sorted(alike.items(), key=lambda each: sum(_urgency(row) for row in each[1]))
    for (binds, reason), short in first[:SHOWN]:
        who = list(dict.fromkeys(f"{row['country']} {row['presentation']}" for row in short))
        countries = len({row["country"] for row in short})
        said = who[0] if len(who) == 1 else f"{countries} countries, such as {who[0]}"
        if len(who) > 1 and countries == 1:
            said = ", ".join(who)
        yield f"{binds}, {said}: {reason}"
    if len(alike) > SHOWN:
        yield f"and {len(alike) - SHOWN} more reasons: shortages.csv"


def too_late(plan: Plan) -> Iterator[str]:
    rows = sorted(plan.too_late, key=lambda row: -row["units"])
    for row in rows[:SHOWN]:
        yield (
            f"{row['country']} {row['presentation']:<9} {row['units']:,} units: backlog, or"
            f" needed before the first shipment can be used there on {row['first_arrival']}"
        )
    if len(rows) > SHOWN:
        yield f"and {len(rows) - SHOWN} more: too_late in run.json"


def below_floor(plan: Plan) -> Iterator[str]:
    rows = plan.records["cover"]
    buckets = sorted({row["bucket"] for row in rows})
    then = buckets[min(WEEKS_AHEAD, len(buckets)) - 1] if buckets else None
    pack = {(row.country, row.presentation): row.units_per_pack for row in plan.plant.packs}
    low = [
        row
        for row in rows
        if row["bucket"] == then
        and row["below_units"] > ROUNDING_PACKS * pack[row["country"], row["presentation"]]
    ]
    low.sort(key=lambda row: (row["cover_days"] / row["floor_weeks"], -row["below_units"]))
    for row in low[:SHOWN]:
        yield (
            f"{row['country']} {row['presentation']:<9} {row['cover_days'] / 7:.1f} of"
            f" {row['floor_weeks']:g} weeks: {row['below_units']:,} units missing"
        )
    if len(low) > SHOWN:
        yield f"and {len(low) - SHOWN} more: cover.csv, bucket {then}"
    if not low:
        yield "none"
