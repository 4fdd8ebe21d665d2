"""The opening of the reference case, recomputed from its CSV files alone.

New batches are released 45 days after the last day of the week they are filled in, so
those of week 1 (5 to 11 January) ship at the end of week 8. Until then the site lives
on its lots, and countries on theirs while the first shipments travel.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import math
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

CASE = Path(__file__).parents[1] / "scenarios" / "le-trait"
START = dt.date(2026, 1, 5)
DAY = dt.timedelta(days=1)
WEEKS = 8
RELEASE_DAYS = 45
SYRINGES = ("D300", "D200", "D100", "K200", "K150", "P75", "P150", "P300")

Pair = tuple[str, str]


@cache
def table(name: str) -> list[dict[str, str]]:
    with (CASE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def needs() -> dict[Pair, dict[dt.date, float]]:
    """Units by pair and day of need; orders consume the forecast of their month."""
    packs = {(r["country"], r["presentation"]): int(r["units_per_pack"]) for r in table("packs")}
    by_day: dict[Pair, dict[dt.date, float]] = defaultdict(lambda: defaultdict(float))
    ordered: dict[tuple[Pair, str], float] = defaultdict(float)
    for row in table("demand"):
        pair = row["country"], row["presentation"]
        if row["kind"] == "order":
            units = int(row["packs"]) * packs[pair]
            by_day[pair][dt.date.fromisoformat(row["due_on"])] += units
            ordered[pair, row["due_on"][:7]] += units
    for row in table("demand"):
        pair = row["country"], row["presentation"]
        if row["kind"] == "forecast":
            first = dt.date.fromisoformat(f"{row['month']}-01")
            days = calendar.monthrange(first.year, first.month)[1]
            left = max(0.0, int(row["units"]) - ordered[pair, row["month"]])
            for number in range(days):
                by_day[pair][first + number * DAY] += left / days
    return by_day


@cache
def door_days() -> dict[str, int]:
    return {
        row["country"]: int(row["transit_days"]) + int(row["import_hold_days"])
        for row in table("countries")
    }


@cache
def owed() -> dict[Pair, int]:
    """Opening backlog by pair."""
    rows = (row for row in table("demand") if row["kind"] == "backlog")
    return {(row["country"], row["presentation"]): int(row["units"]) for row in rows}


def due(pair: Pair, door_day: dt.date) -> float:
    """Units with a door date up to a day, backlog included."""
    days = (door_day - START).days + door_days()[pair[0]] + 1
    by_day = needs()[pair]
    return owed().get(pair, 0) + sum(by_day[START + n * DAY] for n in range(days))


@cache
def in_countries() -> dict[Pair, list[tuple[dt.date, int]]]:
    """(first day of use, units) of the lots in each country."""
    found: dict[Pair, list[tuple[dt.date, int]]] = defaultdict(list)
    for row in table("lots"):
        if row["place"] != "site" and row["status"] in ("released", "in_qc"):
            day = row["releases_on"] or START.isoformat()
            units = int(row["units"])
            found[row["place"], row["presentation"]].append((dt.date.fromisoformat(day), units))
    return found


def at_site(syringe: str, day: dt.date) -> int:
    """Units of the opening lots and filled batches that are released by a day."""
    lots = sum(
        int(row["units"])
        for row in table("lots")
        if row["syringe"] == syringe
        and row["status"] in ("released", "in_qc")
        and (row["releases_on"] or START.isoformat()) <= day.isoformat()
    )
    filled = [
        dt.date.fromisoformat(row["fill_on"]) + RELEASE_DAYS * DAY
        for row in table("firm_batches")
        if row["status"] == "filled" and row["syringe"] == syringe
    ]
    return lots + good_units(syringe) * sum(released <= day for released in filled)


def good_units(syringe: str) -> int:
    """A batch of 150 L: 145 L after hold-up, 97 % good, less samples."""
    row = next(row for row in table("syringes") if row["syringe"] == syringe)
    good = 145_000 / float(row["target_fill_ml"]) * 0.97
    return math.floor(good + 1e-6) - int(row["sample_units"])


def test_countries_live_on_their_stock_until_the_first_shipment_is_there() -> None:
    """Each day up to the arrival (and import hold) of what ships in week 1, by need date."""
    short = []
    for pair, by_day in needs().items():
        arrival = START + (7 + door_days()[pair[0]]) * DAY
        needed, day = 0.0, START
        while day < arrival and pair not in owed():
            needed += by_day[day]
            if needed > sum(units for on, units in in_countries()[pair] if on <= day) + 1:
                short.append((*pair, day))
                break
            day += DAY

    assert short == []


@pytest.mark.parametrize("syringe", SYRINGES)
def test_the_site_covers_the_door_until_new_batches_are_released(syringe: str) -> None:
    """Weeks 1 to 8: what is due at the door, less what lies in the countries."""
    pairs = [pair for pair in needs() if pair[1].split("-")[0] == syringe]
    for week in range(1, WEEKS + 1):
        last = START + (7 * week - 1) * DAY
        wanted = sum(
            max(0.0, due(pair, last) - sum(units for _, units in in_countries()[pair]))
            for pair in pairs
        )

        assert at_site(syringe, last) >= wanted, f"week {week}"


def test_the_opening_stock_is_not_absurdly_large() -> None:
    """
    Demand of 16.9 M units a year is 325,000 a week. Countries hold their floors, transit
    and import holds (7 weeks), the site 5 to 6 weeks released and 4 to 5 in QC.
    """
    weekly = 16_900_000 / 52
    site = [row for row in table("lots") if row["place"] == "site"]
    released = sum(int(row["units"]) for row in site if row["status"] == "released")
    everything = sum(at_site(syringe, START + 100 * DAY) for syringe in SYRINGES)
    country = sum(units for lots in in_countries().values() for _, units in lots)

    assert 6 < country / weekly < 8
    assert 4.5 < released / weekly < 6
    assert 4 < (everything - released) / weekly < 5
