"""Who is short, and who is below the floor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.language import ENGLISH, Language
from planner.language.reasons import binds_in, reason_in
from planner.plan import Plan, Record
from planner.tables.rounding import ROUNDING_PACKS

SHOWN = 8
"""Rows of each list; the rest is counted and stands in the CSV."""

WEEKS_AHEAD = 8


def short(plan: Plan, t: Language = ENGLISH) -> Iterator[str]:
    rows = plan.records["shortages"]
    if not rows:
        yield t("nobody")
    worst = sorted(rows, key=_urgency)[:SHOWN]
    worst.sort(key=lambda row: (row["from"], row["country"]))
    for row in worst:
        yield t(
            "{country} {presentation:<9} {first} to {until}: {units:,} units, up to {days} days"
            " late ({binds})",
            country=row["country"],
            presentation=row["presentation"],
            first=row["from"],
            until=row["until"],
            units=row["worst_units"],
            days=row["worst_days"],
            binds=binds_in(t, row["binds"]),
        )
    if len(rows) > SHOWN:
        yield t(
            "these are the worst of {count} in {countries} countries: shortages.csv",
            count=len(rows),
            countries=len({row["country"] for row in rows}),
        )
    yield from _reasons(rows, t)


def _urgency(row: Record) -> int:
    return -int(row["worst_units"]) * max(1, int(row["worst_days"]))


def _reasons(rows: tuple[Record, ...], t: Language) -> Iterator[str]:
    """Each reason once, with whom it keeps short; what is most urgent in all comes first."""
    alike: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in sorted(rows, key=_urgency):
        alike[row["binds"], row["reason"]].append(row)
    first = sorted(alike.items(), key=lambda each: sum(_urgency(row) for row in each[1]))
    for (binds, reason), short in first[:SHOWN]:
        yield t(
            "{binds}, {who}: {reason}",
            binds=binds_in(t, binds),
            who=_who(short, t),
            reason=reason_in(t, reason),
        )
    if len(alike) > SHOWN:
        yield t("and {count} more reasons: shortages.csv", count=len(alike) - SHOWN)


def _who(short: list[Record], t: Language) -> str:
    """All of one country; of several their number and the most urgent."""
    who = list(dict.fromkeys(f"{row['country']} {row['presentation']}" for row in short))
    countries = len({row["country"] for row in short})
    if countries == 1:
        return ", ".join(who)
    return t("{count} countries, such as {who}", count=countries, who=who[0])


def too_late(plan: Plan, t: Language = ENGLISH) -> Iterator[str]:
    rows = sorted(plan.too_late, key=lambda row: -row["units"])
    for row in rows[:SHOWN]:
        yield t(
            "{country} {presentation:<9} {units:,} units: backlog, or needed before the first"
            " shipment can be used there on {day}",
            country=row["country"],
            presentation=row["presentation"],
            units=row["units"],
            day=row["first_arrival"],
        )
    if len(rows) > SHOWN:
        yield t("and {count} more: too_late in run.json", count=len(rows) - SHOWN)


def below_floor(plan: Plan, t: Language = ENGLISH) -> Iterator[str]:
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
        yield t(
            "{country} {presentation:<9} {weeks:.1f} of {floor:g} weeks: {units:,} units missing",
            country=row["country"],
            presentation=row["presentation"],
            weeks=row["cover_days"] / 7,
            floor=row["floor_weeks"],
            units=row["below_units"],
        )
    if len(low) > SHOWN:
        yield t("and {count} more: cover.csv, bucket {day}", count=len(low) - SHOWN, day=then)
    if not low:
        yield t("none")
