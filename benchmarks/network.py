"""A generated network of suites, lines, syringes and countries, of any size.

Every number is illustrative: drawn from ranges like those of the Le Trait case, with a
seed, so that the same size and seed give the same plant. Demand comes first; staffed hours
follow from it (`benchmarks.network_making`), so the tension does not change as the network
grows.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from benchmarks.network_making import Making
from benchmarks.network_markets import Markets
from models.plant import Plant

START = dt.date(2026, 1, 5)


@dataclass(frozen=True)
class Size:
    """How large a network is."""

    suites: int
    lines: int
    syringes: int
    weeks: int
    countries: int = 44

    @property
    def name(self) -> str:
        """`network-10x12x60x52`: suites, lines, syringes, weeks."""
        return f"network-{self.suites}x{self.lines}x{self.syringes}x{self.weeks}"

    @classmethod
    def named(cls, name: str) -> Size:
        """The size of a name that `name` gives.

        Raises
        ------
        ValueError
            If it is none.
        """
        sizes = name.removeprefix("network-").split("x")
        if not name.startswith("network-") or len(sizes) != 4 or not all(map(str.isdigit, sizes)):
            raise ValueError(f"'{name}' is no case; write network-SUITESxLINESxSYRINGESxWEEKS")
        return cls(*map(int, sizes))


FULL = Size(suites=10, lines=12, syringes=60, weeks=52)


def network(size: Size = FULL, seed: int = 0) -> Plant:
    """The network of a size.

    Raises
    ------
    pydantic.ValidationError
        If the ranges give a plant that the checks refuse.
    """
    random = Random(f"network {seed} {size}")
    making = Making(random, START, size.suites, size.lines, size.syringes, size.weeks)
    markets = Markets(random, START, size.countries, making.suites, making.lines)
    units = {product.syringe: product.units_a_week for product in making.products}
    routes = {p.syringe: (p.suites[0], p.lines[0]) for p in making.products}
    tables = making.tables() | markets.tables(units, routes, size.weeks)
    settings = {
        "name": f"Generated network {size.name.removeprefix('network-')} (illustrative)",
        "start": START,
        "weeks": size.weeks,
        "months": 0,
        "tolerances": {
            "lateness_days": 0.001,
            "cover_days": 0.01,
            "fairness_days": 0.05,
            "cost_eur": 1000,
        },
        "thaw_days": 2,
        "frozen_until": None,
        "holding_site_pct_per_year": 12,
        "holding_country_pct_per_year": 14,
        "move_cost_eur": 5000,
    }
    return Plant.model_validate({"settings": settings, **tables})
