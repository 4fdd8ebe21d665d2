"""Random countries, approvals, shelf lives and demand for tests.random_plants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
Rows = list[dict[str, Any]]

LONG_AGO = dt.date(2020, 1, 1)
GROUP_OF = {"AA": "G1", "BB": "G1", "CC": "G2", "DD": "G1", "EE": "G2", "FF": "G1"}
APPROVALS = ("starts", "ends", "gap", "one", "none")
"""How a group may approve a unit, other than always."""


class Markets:
    """The tables of countries, and of what they demand."""

    def __init__(
        self,
        draw: Draw,
        start: dt.date,
        countries: tuple[str, ...],
        products: Rows,
        approvals: tuple[str, ...] = APPROVALS,
    ) -> None:
        self.draw, self.start, self.countries = draw, start, countries
        self.approvals = approvals
        self.products = [row["presentation"] for row in products]
        self.syringes = sorted({row["syringe"] for row in products})
        self.groups = sorted({GROUP_OF[country] for country in countries})

    def day(self, low: int, high: int) -> dt.date:
        return self.start + dt.timedelta(days=self.draw(st.integers(low, high)))

    def often(self, usual: Any, *others: Any) -> Any:
        return self.draw(st.sampled_from((usual,) * (len(others) + 1) + others))

    def tables(self, suites: list[str], lines: list[str]) -> dict[str, Rows]:
        return {
            "packs": [
                {
                    "country": country,
                    "presentation": product,
                    "units_per_pack": self.often(1, 2),
                    "min_order_packs": 1,
                }
                for country in self.countries
                for product in self.products
            ],
            "shelf_life": [row for name in self.products for row in self._shelf_life(name)],
            "release": self._release(),
            "countries": [self._country(name) for name in self.countries],
            "approvals": [
                row
                for group in self.groups
                for step, units in (("prep", suites), ("fill", lines))
                for unit in units
                for row in self._approvals(group, step, unit)
            ],
            "demand": self._demand(),
        }

    def _shelf_life(self, product: str) -> Rows:
        months = st.sampled_from((1, 2, 3, 4, 12))
        rows = [{"presentation": product, "approval_group": "*", "months": self.draw(months)}]
        own = self.often(None, *self.groups)
        if own:
            least = self.draw(months)
            rows.append({"presentation": product, "approval_group": own, "months": least})
            if self.draw(st.booleans()):
                longer = {**rows[-1], "months": least + 2, "filled_from": self.day(-40, 20)}
                rows.append(longer)
        return rows

    def _release(self) -> Rows:
        days = st.integers(0, 20)
        rows = [{"syringe": "*", "approval_group": "*", "days": self.draw(days)}]
        for key in (("*", "G1"), (self.syringes[0], "*"), (self.syringes[0], self.groups[-1])):
            if self.often(False, True):
                rows.append({"syringe": key[0], "approval_group": key[1], "days": self.draw(days)})
        return rows

    def _country(self, name: str) -> dict[str, Any]:
        draw = self.draw
        return {
            "country": name,
            "name": name,
            "approval_group": GROUP_OF[name],
            "priority": self.often(1, 3, 0.5),
            "weight": 1,
            "min_remaining_shelf_life_pct": draw(st.sampled_from((0, 50, 66.7, 75))),
            "transit_days": self.often(0, 3, 10),
            "import_hold_days": self.often(0, 4),
            "cover_floor_weeks": self.often(0, 1, 1.5),
            "floor_basis": "own policy",
            "transport": "road",
            "distance_km": 900,
            "pack_cluster": name,
        }

    def _approvals(self, group: str, step: str, unit: str) -> Rows:
        kind = self.often("always", *self.approvals)
        row = {"approval_group": group, "presentation": "*", "step": step, "unit": unit}
        always = {**row, "from": LONG_AGO}
        if kind == "always":
            return [always]
        if kind == "starts":
            return [{**row, "from": self.day(1, 45)}]
        if kind == "ends":
            return [{**always, "until": self.day(1, 45)}]
        if kind == "one":
            one = self.draw(st.sampled_from(self.products))
            return [{**always, "presentation": one}]
        if kind == "gap":
            ends, begins = self.day(1, 20), self.day(21, 45)
            return [{**always, "until": ends}, {**row, "from": begins}]
        return []

    def _demand(self) -> Rows:
        rows: Rows = []
        units = st.integers(1, 60)
        pairs = [(c, p) for c in self.countries for p in self.products]
        for country, product in pairs:
            row = {"country": country, "presentation": product}
            if self.draw(st.sampled_from((True, True, False))) or (country, product) == pairs[0]:
                for month in range(self.draw(st.integers(1, 6))):
                    first = dt.date(2026, 1 + month, 1)
                    amount = {"units": 71 * self.draw(units)}
                    rows.append({**row, "kind": "forecast", "month": first, **amount})
            if self.often(False, True):
                due = self.day(0, 60)
                rows.append({**row, "kind": "order", "due_on": due, "packs": 71 * self.draw(units)})
            if self.often(False, True):
                due = self.often(None, self.day(-60, -1))
                rows.append(
                    {**row, "kind": "backlog", "due_on": due, "units": 53 * self.draw(units)}
                )
        return [{"row_id": str(number), **row} for number, row in enumerate(rows)]
