"""Random equipment, hours, lots and firm batches for tests.random_plants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

from tests.random_markets import LONG_AGO

Draw = Callable[[st.SearchStrategy[Any]], Any]
Rows = list[dict[str, Any]]


class Product(NamedTuple):
    """A syringe and what is in it."""

    syringe: str
    bulk: str
    substance: str
    format: str


def often(draw: Draw, usual: Any, *others: Any) -> Any:
    """Mostly the usual value."""
    return draw(st.sampled_from((usual,) * (len(others) + 1) + others))


class Making:
    """Equipment, hours, lots and firm batches."""

    hold_limits_h: tuple[int, ...] = (48, 9)
    """The usual one, and shorter ones that some fills do not keep."""

    weekly_h: tuple[float, ...] = (14, 21, 28, 31.5, 42)
    weekly_h_by_month: tuple[float, ...] = (7, 10.5)
    """Staffed hours, the same for weeks and months if there are months."""

    def __init__(self, draw: Draw, start: dt.date, suites: list[str], lines: list[str]) -> None:
        self.draw, self.start, self.suites, self.lines = draw, start, suites, lines

    def day(self, low: int, high: int) -> dt.date:
        """A day so many days after the start."""
        return self.start + dt.timedelta(days=self.draw(st.integers(low, high)))

    def equipment(
        self, products: tuple[Product, ...], volumes: int, by_month: bool
    ) -> dict[str, Rows]:
        resources = [*self.suites, *self.lines]
        every = [(suite, line) for suite in self.suites for line in self.lines]
        dropped = self.draw(st.sampled_from(every)) if len(every) > 1 else None
        return {
            **self._products(products),
            "suites": [self._unit("suite", name) for name in self.suites],
            "lines": [self._unit("line", name) for name in self.lines],
            "staffing": [row for name in resources for row in self._staffing(name, by_month)],
            "closures": [row for name in resources for row in self._closures(name)],
            **self._recipes(products, volumes),
            "connections": [{"suite": s, "line": f} for s, f in every if (s, f) != dropped],
        }

    def _products(self, products: tuple[Product, ...]) -> dict[str, Rows]:
        """Substances, bulks, syringes and presentations."""
        draw = self.draw
        bulks = {product.bulk: product.substance for product in products}
        return {
            "substances": [{"substance": s, "name": s} for s in sorted(set(bulks.values()))],
            "bulks": [
                {"bulk": bulk, "substance": substance, "mg_per_ml": 100, "hold_limit_h": hours}
                for bulk, substance in bulks.items()
                for hours in [often(draw, *self.hold_limits_h)]
            ],
            "syringes": [
                {
                    "syringe": product.syringe,
                    "bulk": product.bulk,
                    "fill_volume_ml": 1,
                    "target_fill_ml": 1,
                    "format": product.format,
                    "sample_units": draw(st.sampled_from((0, 100))),
                    "value_eur": 20,
                }
                for product in products
            ],
            "presentations": [
                {"presentation": f"{name}-{device}", "syringe": name, "device": device}
                for name in (product.syringe for product in products)
                for device in (("PFS", "PEN") if draw(st.booleans()) else ("PFS",))
            ],
        }

    def _recipes(self, products: tuple[Product, ...], volumes: int) -> dict[str, Rows]:
        """What each suite prepares, and each line fills."""
        draw, bulks = self.draw, dict.fromkeys(product.bulk for product in products)
        return {
            "prep_recipes": [
                {"suite": suite, "bulk": bulk, "volume_l": volume, "cycle_h": cycle, "hold_up_l": 0}
                for suite in self.suites
                for bulk in bulks
                for volume in (4, 7)[:volumes]
                for cycle in [draw(st.sampled_from((12, 20, 36)))]
            ],
            "fill_recipes": [
                {
                    "line": line,
                    "syringe": product.syringe,
                    "syringes_per_h": draw(st.sampled_from((400, 800, 200))),
                    "set_up_h": draw(st.sampled_from((2, 6))),
                    "yield": draw(st.sampled_from((1, 0.95))),
                }
                for line in self.lines
                for product in products
            ],
        }

    def _unit(self, word: str, name: str) -> dict[str, Any]:
        eur = self.draw(st.sampled_from((10_000, 14_000)))
        return {word: name, "name": name, "batch_cost_eur": eur}

    def _staffing(self, name: str, by_month: bool) -> Rows:
        draw = self.draw
        weekly = st.sampled_from(self.weekly_h_by_month if by_month else self.weekly_h)
        first = {"resource": name, "from": LONG_AGO, "hours_per_week": draw(weekly)}
        rows = [{**first, "efficiency": draw(st.sampled_from((1, 0.75)))}]
        if draw(st.booleans()):
            ramp = self.day(2, 25)
            rows[0]["until"] = ramp - dt.timedelta(days=draw(st.sampled_from((1, 2))))
            hours = draw(st.one_of(weekly, st.just(0)))
            rows.append({**first, "from": ramp, "hours_per_week": hours, "efficiency": 1})
        return rows

    def _closures(self, name: str) -> Rows:
        if not often(self.draw, False, True):
            return []
        monday = self.start + dt.timedelta(weeks=self.draw(st.integers(0, 2)))
        first = monday if self.draw(st.booleans()) else self.day(0, 25)
        days = self.draw(st.sampled_from((6, 0, 3, 13)))
        to = first + dt.timedelta(days=days)
        return [{"resource": name, "from": first, "to": to, "reason": "refit"}]

    def lots(self, presentations: Rows, countries: tuple[str, ...]) -> Rows:
        draw, rows = self.draw, []
        for number in range(draw(st.integers(0, 4))):
            product = draw(st.sampled_from(presentations))
            abroad = draw(st.sampled_from((False, False, True)))
            finished = abroad or draw(st.sampled_from((False, True)))
            status = draw(st.sampled_from(("released", "released", "in_qc", "in_qc", "on_hold")))
            rows.append(
                {
                    "lot": f"LOT{number}",
                    "syringe": None if finished else product["syringe"],
                    "presentation": product["presentation"] if finished else None,
                    "suite": draw(st.sampled_from(self.suites)),
                    "line": draw(st.sampled_from(self.lines)),
                    "filled_on": self.day(-90, 0),
                    "units": draw(st.integers(1, 40)) * 100,
                    "place": draw(st.sampled_from(countries)) if abroad else "site",
                    "status": status,
                    "releases_on": self.day(0, 40) if status == "in_qc" else None,
                }
            )
        return rows

    def kinds(self, tables: dict[str, Rows]) -> Rows:
        """What a batch can be: syringe, bulk, suite, line, volume."""
        bulk_of = {row["syringe"]: row["bulk"] for row in tables["syringes"]}
        limit = {row["bulk"]: row["hold_limit_h"] for row in tables["bulks"]}
        return [
            {
                "bulk": prep["bulk"],
                "syringe": fill["syringe"],
                "suite": way["suite"],
                "line": way["line"],
                "volume_l": prep["volume_l"],
            }
            for way in tables["connections"]
            for prep in tables["prep_recipes"]
            for fill in tables["fill_recipes"]
            if (prep["suite"], fill["line"]) == (way["suite"], way["line"])
            and bulk_of[fill["syringe"]] == prep["bulk"]
            and 1000 * prep["volume_l"] / fill["syringes_per_h"] <= limit[prep["bulk"]]
        ]

    def firm(self, tables: dict[str, Rows]) -> Rows:
        draw, rows = self.draw, []
        kinds = self.kinds(tables)
        assume(kinds)
        for number in range(often(draw, 0, 1, 1, 2)):
            status = draw(st.sampled_from(("filled", "in_process", "released")))
            fill_on = prep_on = self.day(-30, -1)
            if status == "in_process":
                fill_on, prep_on = self.start, self.start - dt.timedelta(days=1)
            elif status == "released":
                fill_on = prep_on = self.day(0, 13)
            dates = {"prep_on": prep_on, "fill_on": fill_on, "status": status}
            rows.append({"batch": f"B{number}", **draw(st.sampled_from(kinds)), **dates})
        return rows
