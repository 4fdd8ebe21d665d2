"""Random plants, tiny and nasty: every rule of docs/rules.md binds in some of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from models.plant import Plant
from tests.random_equipment import Making, Product
from tests.random_markets import Markets

Draw = Callable[[st.SearchStrategy[Any]], Any]
Rows = list[dict[str, Any]]

STARTS = (dt.date(2026, 1, 5), dt.date(2026, 1, 26), dt.date(2026, 3, 2))
SHAPES = (
    # weeks, months, suites, lines, syringes, volumes
    (5, 0, 1, 1, 1, 1),
    (4, 0, 1, 1, 1, 2),
    (4, 0, 2, 1, 1, 1),
    (3, 0, 1, 1, 2, 1),
    (3, 0, 1, 2, 1, 1),
    (2, 1, 1, 1, 1, 1),
    (0, 2, 1, 1, 2, 1),
    (3, 1, 1, 1, 1, 1),
    (3, 0, 2, 2, 1, 1),
    (3, 0, 2, 2, 2, 1),
)
"""Weeks, months, suites, lines, syringes and batch volumes."""


proof = settings(
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
"""Many small solves: the same draws every time, and no shrinking, which would take minutes."""


@st.composite
def plants(draw: Draw, countries: tuple[str, ...] = ("AA", "BB", "CC")) -> Plant:
    """A valid plant of a few buckets, routes and countries."""
    weeks, months, suites, lines, syringes, volumes = draw(st.sampled_from(SHAPES))
    start = draw(st.sampled_from(STARTS))
    products = tuple(Product(f"S{n}", "M", "MAB", "1 mL") for n in range(syringes))
    plan = Making(draw, start, [f"P{n}" for n in range(suites)], [f"F{n}" for n in range(lines)])
    tables = plan.equipment(products, volumes, months > 0)
    market = Markets(draw, start, countries, tables["presentations"])
    tables |= market.tables(plan.suites, plan.lines)
    tables |= {"lots": plan.lots(tables["presentations"], countries)}
    tables |= {"firm_batches": plan.firm(tables)}
    return checked(plan_settings(draw, start, weeks, months), tables)


def plan_settings(draw: Draw, start: dt.date, weeks: int, months: int) -> dict[str, Any]:
    """`plant.yaml`."""
    return {
        "name": "Random",
        "start": start,
        "weeks": weeks,
        "months": months,
        "tolerances": {
            "lateness_days": draw(st.sampled_from((0.001, 0.5))),
            "cover_days": 0.001,
            "fairness_days": 0.01,
            "cost_eur": 1,
        },
        "thaw_days": 2,
        "frozen_until": None,
        "holding_site_pct_per_year": 10,
        "holding_country_pct_per_year": draw(st.sampled_from((12, 10, 5))),
        "move_cost_eur": 100,
    }


def checked(settings: dict[str, Any], tables: dict[str, Rows]) -> Plant:
    """The plant of some tables; what its checks refuse is not drawn."""
    try:
        return Plant.model_validate({"settings": settings, **tables})
    except ValidationError:
        assume(False)
        raise
