"""Countries, approvals, demand and opening stock of a generated network.

All numbers are illustrative. Every syringe has one presentation, which is sold in a part of
the countries. What lies in stock at the start bridges the time until the first batches of
the plan are released, as at Le Trait; the newest suite and line are approved by some groups
only later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from math import ceil
from random import Random
from typing import Any

Rows = list[dict[str, Any]]

GROUPS = 8
"""Approval groups."""
RELEASE_DAYS, LATE_RELEASE_DAYS = 45, 60
FLOOR_WEEKS = 4
SOLD = (0.3, 1.0)
"""Share of the countries that buy a syringe."""
GROWTH_A_YEAR = 0.08
SEASON = 0.15
"""Most by which a month's demand differs from the trend, either way."""
SITE_WEEKS, QC_WEEKS = 3, 6
"""Weeks of demand released at the site, and filled but still in QC."""
APPROVED_LATER = 0.25
"""Share of the groups that approve the newest units up to half a year later, if there are
three or more of a kind."""
OLD = dt.date(2020, 1, 1)
DAYS_OF_A_MONTH = 365 / 12


class Markets:
    """The tables about countries."""

    def __init__(
        self,
        random: Random,
        start: dt.date,
        countries: int,
        suites: Sequence[str],
        lines: Sequence[str],
    ) -> None:
        self.random, self.start = random, start
        self.suites, self.lines = suites, lines
        self.countries = [f"{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(countries)]
        self.group = {name: f"G{n % GROUPS}" for n, name in enumerate(self.countries)}
        self.weight = {name: random.lognormvariate(0, 1) for name in self.countries}
        self.transit = {name: 3 if n % GROUPS < 4 else 5 for n, name in enumerate(self.countries)}

    def tables(
        self, units_a_week: Mapping[str, float], routes: Mapping[str, tuple[str, str]], weeks: int
    ) -> dict[str, Rows]:
        """Tables for syringes that sell so many units a week, made so far by one route each."""
        sold = {syringe: self._split(units) for syringe, units in units_a_week.items()}
        pairs = [(country, syringe) for syringe, parts in sold.items() for country in parts]
        return {
            "presentations": [
                {"presentation": f"{name}-PFS", "syringe": name, "device": "PFS"}
                for name in units_a_week
            ],
            "packs": [
                {"country": country, "presentation": f"{syringe}-PFS"}
                | {"units_per_pack": 2, "min_order_packs": 1}
                for country, syringe in pairs
            ],
            "shelf_life": [
                {"presentation": f"{name}-PFS", "approval_group": "*", "months": 36}
                for name in units_a_week
            ],
            "release": [
                {"syringe": "*", "approval_group": "*", "days": RELEASE_DAYS},
                {"syringe": "*", "approval_group": "G7", "days": LATE_RELEASE_DAYS},
            ],
            "countries": [self._country(name) for name in self.countries],
            "approvals": self._approvals(),
            "demand": [
                row
                for syringe, parts in sold.items()
                for row in self._demand(syringe, parts, weeks)
            ],
            "lots": self._lots(sold, routes),
        }

    def _split(self, units: float) -> dict[str, float]:
        """Units a week of the countries that buy a syringe, by size."""
        count = max(1, round(self.random.uniform(*SOLD) * len(self.countries)))
        buyers = sorted(self.random.sample(self.countries, count))
        whole = sum(self.weight[country] for country in buyers)
        return {country: units * self.weight[country] / whole for country in buyers}

    def _country(self, name: str) -> dict[str, Any]:
        return {
            "country": name,
            "name": f"Country {name}",
            "approval_group": self.group[name],
            "priority": 1,
            "weight": 1,
            "min_remaining_shelf_life_pct": 50,
            "transit_days": self.transit[name],
            "import_hold_days": 0,
            "cover_floor_weeks": FLOOR_WEEKS,
            "floor_basis": "illustrative",
            "transport": "road" if self.transit[name] == 3 else "air",
            "distance_km": 500 * self.transit[name],
            "pack_cluster": name,
        }

    def _approvals(self) -> Rows:
        rows: Rows = []
        for step, units in (("prep", self.suites), ("fill", self.lines)):
            for unit in units:
                newest = unit == units[-1] and len(units) >= 3
                for group in sorted(set(self.group.values())):
                    later = newest and self.random.random() < APPROVED_LATER
                    after = dt.timedelta(days=self.random.randint(30, 180))
                    since = self.start + after if later else OLD
                    row: dict[str, Any] = {
                        "approval_group": group,
                        "presentation": "*",
                        "step": step,
                    }
                    rows.append(row | {"unit": unit, "from": since, "until": None})
        return rows

    def _demand(self, syringe: str, parts: Mapping[str, float], weeks: int) -> Rows:
        """A forecast for every month of the plan and half a year more."""
        rows, months = [], ceil(weeks * 7 / DAYS_OF_A_MONTH) + 7
        season = [self.random.uniform(-SEASON, SEASON) for _ in range(12)]
        for country, units_a_week in parts.items():
            for number in range(months):
                month = dt.date(self.start.year + number // 12, number % 12 + 1, 1)
                trend = 1 + GROWTH_A_YEAR * (number / 12 - weeks / 104)
                units = units_a_week * DAYS_OF_A_MONTH / 7 * trend * (1 + season[number % 12])
                rows.append(
                    {"row_id": f"{syringe}-{country}-{number}", "country": country}
                    | {"presentation": f"{syringe}-PFS", "month": month}
                    | {"units": 2 * ceil(units / 2), "kind": "forecast"}
                )
        return rows

    def _lots(
        self, sold: Mapping[str, Mapping[str, float]], routes: Mapping[str, tuple[str, str]]
    ) -> Rows:
        rows: Rows = []
        for syringe, parts in sold.items():
            suite, line = routes[syringe]
            made = {"suite": suite, "line": line}
            weekly = sum(parts.values())
            old = {"filled_on": self.start - dt.timedelta(days=90), "status": "released"}
            for country, units in parts.items():
                there = ceil(units * (FLOOR_WEEKS + self.transit[country] / 7))
                lot = {"lot": f"{syringe}-{country}", "presentation": f"{syringe}-PFS"}
                rows.append(lot | made | old | {"units": there, "place": country})
            site = {"lot": f"{syringe}-0", "syringe": syringe, "place": "site"}
            rows.append(site | made | old | {"units": ceil(weekly * SITE_WEEKS)})
            for week in range(1, QC_WEEKS + 1):
                on = self.start + dt.timedelta(weeks=week, days=-2)
                filled = on - dt.timedelta(days=RELEASE_DAYS)
                testing = {"filled_on": filled, "status": "in_qc", "releases_on": on}
                lot = {"lot": f"{syringe}-{week}", "syringe": syringe, "place": "site"}
                rows.append(lot | made | testing | {"units": ceil(weekly)})
        return rows
