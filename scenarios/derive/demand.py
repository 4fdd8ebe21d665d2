"""Demand: units a year by country and presentation, spread over months; orders; backlog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from scenarios.derive import choices, markets
from scenarios.derive.dates import DAY, month_days, months
from scenarios.derive.products import presentations, units_per_pack
from scenarios.derive.sources import countries, parameter, table
from scenarios.derive.write import Record

Pair = tuple[str, str]
FIRST_MONTH = dt.date(2026, 1, 1)
BASE_YEAR = 2025
ORDER_COUNTRIES = ("DE", "FR", "IT", "NL", "US", "JP")
ORDER_PRESENTATIONS = ("D300-PEN", "D300-PFS", "D200-PFS")
ORDER_SHARES = (0.19, 0.27, 0.23, 0.21)
"""Of the month's forecast, on four Wednesdays: 90 % of it is ordered."""
FIRST_ORDER = dt.date(2026, 1, 7)
ORDER_WEEKS = 8
BACKLOG = (
    ("BR", "D300-PFS", dt.date(2025, 12, 15), 1200),
    ("EG", "D300-PFS", dt.date(2025, 12, 8), 180),
    ("TR", "P75-PEN", dt.date(2025, 12, 22), 900),
)


def product_units(product: str) -> dict[str, float]:
    """Units of a product that the site filled for each country in 2025."""
    share = {row["iso2"]: dupixent_units(row) for row in countries()}
    if product == "D":
        return share
    name = "Kevzara_units_est" if product == "K" else "Praluent_units_est_exUS"
    total = parameter(name) * 1e6 * choices.SITE_SHARE[product]
    buyers = [row["iso2"] for row in countries() if mix(row, product)]
    weight = sum(share[country] for country in buyers)
    return {country: total * share[country] / weight for country in buyers}


def dupixent_units(row: dict[str, str]) -> float:
    """Population x patients per 100,000 x doses a year x share filled at this site."""
    patients = float(row["population_m"]) * 10 * float(row["dupixent_patients_per_100k_est"])
    doses = parameter("doses_per_patient_year")
    return patients * doses * float(row["le_trait_source_share_est"])


def mix(row: dict[str, str], product: str) -> dict[str, float]:
    """Presentation -> share of the product's units in a country.

    Strengths keep their share as far as a country buys them; a device that is not
    sold leaves its units to the other device of the strength.
    """
    usual = {code: share for code, share in _usual_mix().items() if code[0] == product}
    sold = {code: share for code, share in usual.items() if markets.sells(row, code)}
    if row["iso2"] == "US" and product == "D":
        sold["D100-PFS"] = _hundred_of_us()
    strengths: dict[str, float] = {}
    for code, share in usual.items():
        strengths[code.split("-")[0]] = strengths.get(code.split("-")[0], 0) + share
    strengths["D100"] = sold.get("D100-PFS", 0)
    parts = {}
    for code, share in sold.items():
        strength = code.split("-")[0]
        same = sum(s for other, s in sold.items() if other.split("-")[0] == strength)
        parts[code] = strengths[strength] * share / same
    if "D100-PFS" in parts:
        rest = sum(parts.values()) - parts["D100-PFS"]
        factor = (1 - parts["D100-PFS"]) / rest
        return {c: s if c == "D100-PFS" else s * factor for c, s in parts.items()}
    total = sum(parts.values())
    return {code: share / total for code, share in parts.items()}


@cache
def _usual_mix() -> dict[str, float]:
    rows = table("presentations")
    key = "volume_mix_est_pct_within_product"
    return {c: float(r[key]) / 100 for c, r in zip(presentations(), rows, strict=True)}


@cache
def _hundred_of_us() -> float:
    """Share of US units that makes 100 mg its share of the site's Dupixent."""
    units = {row["iso2"]: dupixent_units(row) for row in countries()}
    return _usual_mix()["D100-PFS"] * sum(units.values()) / units["US"]


def growth(product: str, year: int) -> float:
    """Units of a year over those of 2025."""
    factor = (1 + choices.GROWTH[product]) ** (min(year, 2028) - BASE_YEAR)
    after = choices.DUPIXENT_GROWTH_FROM_2029 if product == "D" else choices.GROWTH[product]
    return float(factor * (1 + after) ** max(0, year - 2028))


@cache
def yearly(year: int) -> dict[Pair, float]:
    """Units a year by (country, presentation), in the order of the tables."""
    found: dict[Pair, float] = {}
    units = {product: product_units(product) for product in choices.PRODUCTS}
    for row in countries():
        for product in choices.PRODUCTS:
            for code, share in mix(row, product).items():
                total = units[product][row["iso2"]] * growth(product, year)
                found[row["iso2"], code] = total * share
    return found


@cache
def forecast() -> dict[Pair, dict[dt.date, int]]:
    """Whole units by pair and month: the running sum is rounded, so nothing is lost."""
    first_year = yearly(FIRST_MONTH.year)
    pairs = [pair for pair, units in first_year.items() if units >= choices.LEAST_UNITS_A_YEAR]
    return {pair: _monthly(pair) for pair in pairs}


def _monthly(pair: Pair) -> dict[dt.date, int]:
    running, given = 0.0, 0
    found = {}
    for month in months(FIRST_MONTH, choices.LAST_FORECAST):
        running += yearly(month.year)[pair] * _month_share(pair[1][0], month)
        found[month] = int(running + 0.5) - given
        given += found[month]
    return found


@cache
def _month_share(product: str, month: dt.date) -> float:
    """Days of the month, growing evenly through the year."""
    rate = growth(product, month.year) / growth(product, month.year - 1)

    def weight(number: int) -> float:
        days = month_days(dt.date(month.year, number, 1))
        return float(days * rate ** ((number - 6.5) / 12))

    return weight(month.month) / sum(weight(number) for number in range(1, 13))


def needed(pair: Pair, first: dt.date, days: int) -> float:
    """Forecast units of so many days, each month spread evenly."""
    plan = forecast()[pair]
    every = (first + n * DAY for n in range(days))
    return sum(plan[day.replace(day=1)] / month_days(day) for day in every)


def table_rows(last_month: dt.date) -> list[Record]:
    """The demand table, forecast up to a month."""
    rows: list[Record] = [
        {
            "row_id": f"BL-{number}",
            "country": country,
            "presentation": code,
            "due_on": due,
            "units": units,
            "kind": "backlog",
        }
        for number, (country, code, due, units) in enumerate(BACKLOG, 1)
    ]
    rows += list(_orders())
    for (country, code), plan in forecast().items():
        for month in months(FIRST_MONTH, last_month):
            rows.append(
                {
                    "row_id": f"FC-{country}-{code}-{month:%y%m}",
                    "country": country,
                    "presentation": code,
                    "month": f"{month:%Y-%m}",
                    "units": plan[month],
                    "kind": "forecast",
                }
            )
    return rows


def _orders() -> Iterator[Record]:
    """Eight weeks of Wednesday orders of a few countries, in whole packs."""
    number = 4711000
    for country in ORDER_COUNTRIES:
        for code in ORDER_PRESENTATIONS:
            for week in range(ORDER_WEEKS):
                due = FIRST_ORDER + 7 * week * DAY
                share = ORDER_SHARES[(due.day - 1) // 7]
                units = forecast()[country, code][due.replace(day=1)] * share
                number += 10
                packs = round(units / units_per_pack(country, code))
                yield {
                    "row_id": f"SO-{number}",
                    "country": country,
                    "presentation": code,
                    "due_on": due,
                    "packs": packs,
                    "kind": "order",
                }
