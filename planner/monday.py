"""The Monday screen: what a planner wants to know first, in plain text."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from math import isfinite

from models.inventory import SITE
from planner.engine import LevelResult
from planner.plan import Plan, Record

SHOWN = 8
"""Rows of each list; the rest is counted and stands in the CSV."""

WEEKS_AHEAD = 8
BUSY = 0.90
MONTHS_TO_EXPIRY = 6


def screen(plan: Plan) -> str:
    """The whole screen."""
    parts = [
        ("", _head(plan)),
        ("Short", _short(plan)),
        *([("Too late whatever is made", _too_late(plan))] if plan.too_late else []),
        (f"Batches of the next {WEEKS_AHEAD} weeks (start of filling)", _batches(plan)),
        (f"Below the cover floor in {WEEKS_AHEAD} weeks (reported, not yet planned)", _floor(plan)),
        (f"Expiring at the site within {MONTHS_TO_EXPIRY} months", _expiring(plan)),
        (f"Resources over {BUSY:.0%} of their hours, by quarter", _busy(plan)),
        ("Lots on hold", _on_hold(plan)),
        ("How good is it", _levels(plan)),
    ]
    lines: list[str] = []
    for title, found in parts:
        lines += [title] if title else []
        lines += [f"  {line}" if title else line for line in found] + [""]
    return "\n".join(lines).rstrip() + "\n"


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


def _head(plan: Plan) -> list[str]:
    service = plan.records["service"]
    demand = sum(row["demand_units"] for row in service)
    planned = [row for row in plan.records["batches"] if row["status"] == "planned"]
    first, last = min(row["bucket"] for row in service), max(row["bucket"] for row in service)
    firm = len(plan.records["batches"]) - len(planned)
    return [
        f"{plan.scenario}, {first} to the bucket of {last}",
        f"{len(planned):,} batches planned, {firm:,} firm; {demand / 1e6:,.2f} M units needed,"
        f" {percent(on_time(service))} on time, {plan.service_in_horizon:.3f} days late on average",
    ]


def percent(share: float) -> str:
    """A share that is not rounded up to 100 %."""
    return f"{int(share * 10000) / 100:.2f} %"


def _short(plan: Plan) -> Iterator[str]:
    rows = plan.records["shortages"]
    if not rows:
        yield "nobody"
    worst = sorted(rows, key=lambda row: -row["worst_units"] * max(1, row["worst_days"]))[:SHOWN]
    worst.sort(key=lambda row: (row["from"], row["country"]))
    for row in worst:
        yield (
            f"{row['country']} {row['presentation']:<9} {row['from']} to {row['until']}:"
            f" {row['worst_units']:,} units, up to {row['worst_days']} days late ({row['binds']})"
        )
    if len(rows) > SHOWN:
        countries = len({row["country"] for row in rows})
        yield f"these are the worst of {len(rows)} in {countries} countries: shortages.csv"
    for binds, row in {row["binds"]: row for row in reversed(worst)}.items():
        yield f"{binds}, such as {row['country']} {row['presentation']}: {row['reason']}"


def _too_late(plan: Plan) -> Iterator[str]:
    rows = sorted(plan.too_late, key=lambda row: -row["units"])
    for row in rows[:SHOWN]:
        yield (
            f"{row['country']} {row['presentation']:<9} {row['units']:,} units: backlog, or"
            f" needed before the first shipment can be used there on {row['first_arrival']}"
        )
    if len(rows) > SHOWN:
        yield f"and {len(rows) - SHOWN} more: too_late in run.json"


def _batches(plan: Plan) -> Iterator[str]:
    first = min(row["bucket"] for row in plan.records["service"])
    until = first + dt.timedelta(weeks=WEEKS_AHEAD)
    weeks: dict[dt.date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in plan.records["batches"]:
        if row["bucket"] is not None and row["bucket"] < until:
            firm = "" if row["status"] == "planned" else " firm"
            weeks[row["bucket"]][f"{row['syringe']} {row['suite']} > {row['line']}{firm}"] += 1
    for bucket in sorted(weeks):
        work = (f"{count} x {what}" for what, count in sorted(weeks[bucket].items()))
        yield f"{bucket}  {', '.join(work)}"
    if not weeks:
        yield "none"


def _floor(plan: Plan) -> Iterator[str]:
    rows = plan.records["service"]
    buckets = sorted({row["bucket"] for row in rows})
    then = buckets[min(WEEKS_AHEAD, len(buckets)) - 1]
    floors = {row.country: row.cover_floor_weeks for row in plan.plant.countries}
    low = [
        (row["stock_units"] / row["floor_units"], row)
        for row in rows
        if row["bucket"] == then and row["stock_units"] < row["floor_units"]
    ]
    for share, row in sorted(low, key=lambda item: (item[0], -item[1]["floor_units"]))[:SHOWN]:
        weeks = floors[row["country"]]
        yield (
            f"{row['country']} {row['presentation']:<9} {share * weeks:.1f} of {weeks:g} weeks:"
            f" {row['floor_units'] - row['stock_units']:,} units missing"
        )
    if len(low) > SHOWN:
        yield f"and {len(low) - SHOWN} more of {len(floors)} countries: service.csv, bucket {then}"
    if not low:
        yield "none"


def _expiring(plan: Plan) -> Iterator[str]:
    first = min(row["bucket"] for row in plan.records["service"])
    until = first + dt.timedelta(days=30 * MONTHS_TO_EXPIRY)
    gone = [r for r in plan.records["stock"] if r["expired_units"] and r["bucket"] < until]
    for row in gone[:SHOWN]:
        yield (
            f"{row['syringe']} of {row['route']} filled {row['filled_bucket']}:"
            f" {row['expired_units']:,} units in the bucket of {row['bucket']}"
        )
    if not gone:
        yield "nothing"


def _busy(plan: Plan) -> Iterator[str]:
    offered: dict[tuple[str, str], float] = defaultdict(float)
    idle: dict[tuple[str, str], float] = defaultdict(float)
    for row in plan.records["capacity"]:
        key = row["resource"], f"{row['bucket'].year}-Q{(row['bucket'].month + 2) // 3}"
        offered[key] += row["offered_h"]
        idle[key] += row["idle_h"]
    busy: dict[str, list[str]] = defaultdict(list)
    for (resource, quarter), hours in sorted(offered.items()):
        share = 1 - idle[resource, quarter] / hours if hours else 0
        if share > BUSY:
            busy[resource].append(f"{quarter} {share:.0%}")
    for resource, quarters in busy.items():
        yield f"{resource}: {', '.join(quarters)}"
    if not busy:
        yield "none"


def _on_hold(plan: Plan) -> Iterator[str]:
    syringe_of = {row.presentation: row.syringe for row in plan.plant.presentations}
    short: dict[str, int] = defaultdict(int)
    for row in plan.records["shortages"]:
        syringe = syringe_of[row["presentation"]]
        short[syringe] = max(short[syringe], row["worst_units"])
    held = [lot for lot in plan.plant.lots if lot.status == "on_hold"]
    for lot in held[:SHOWN]:
        syringe = lot.syringe or syringe_of[lot.presentation or ""]
        where = "at the site" if lot.place == SITE else f"in {lot.place}"
        need = short.get(syringe, 0)
        helps = f"would help: {syringe} is short by up to {need:,}" if need else "nobody is short"
        yield f"{lot.lot}: {lot.units:,} {syringe} {where}; {helps}"
    if not held:
        yield "none"


def _levels(plan: Plan) -> Iterator[str]:
    for level in plan.levels:
        yield f"{level.name:<9} {_figures(level)}"
        if level.name == "lateness":
            yield (
                f"{'':<9} until the plan's last day, in whole packs: {plan.service_in_horizon:.4f}"
                " d; the level also looks at the tail after it, where no batch is made"
            )
    ending = {
        "optimal": "the search is finished",
        "limit": "the search used up its limit; more time may find a better plan",
        "interrupted": "the search was interrupted; this is the best plan it had",
    }
    yield ending[plan.status]


def _figures(level: LevelResult) -> str:
    if not isfinite(level.bound):
        return f"{level.value:,.4g} {level.unit}; there was no time for a bound"
    if level.unit == "EUR":
        value, bound = f"{level.value:,.0f} EUR", f"{level.bound:,.0f}"
        gap = f"{level.gap:.1%}"
    else:
        value, bound = f"{level.value:.4f} {level.unit}", f"{level.bound:.4f}"
        gap = f"{level.gap:.4f} {level.unit}"
    proof = "" if level.status == "proven" else ", as long as earlier levels stay as they are"
    return f"{value}; no plan can be below {bound}{proof}; gap {gap}"
