"""Plants of one suite and one line with states, and batches for one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from itertools import permutations
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from models.milp.indices import Indices
from models.plant import Plant
from tests import small_plants
from tests.small_plants import PRODUCT, SITE, order, rows_of, staffed

Draw = Callable[[st.SearchStrategy[Any]], Any]

SHAPES = ((3, 0), (2, 1), (1, 2), (0, 3), (4, 0))
"""Weeks and months."""


@cache
def site(weeks: int, months: int, names: str) -> Plant:
    """Suite P and line F for syringes of one letter, each with a bulk of its own."""
    far = dt.date(2026, 12, 1)
    case = small_plants.plant(
        substances=[{"substance": f"A{n}", "name": f"A{n}"} for n in names],
        bulks=[{**PRODUCT["bulks"][0], "bulk": f"M{n}", "substance": f"A{n}"} for n in names],
        syringes=[{**PRODUCT["syringes"][0], "syringe": n, "bulk": f"M{n}"} for n in names],
        presentations=[{"presentation": f"{n}-PFS", "syringe": n, "device": "PFS"} for n in names],
        shelf_life=[{**PRODUCT["shelf_life"][0], "presentation": f"{n}-PFS"} for n in names],
        prep_recipes=[
            {**SITE["prep_recipes"][0], "bulk": f"M{n}", "cycle_h": 10 + 8 * number}
            for number, n in enumerate(names)
        ],
        fill_recipes=[
            {**SITE["fill_recipes"][0], "syringe": n, "syringes_per_h": 1_000 - 300 * number}
            for number, n in enumerate(names)
        ],
        demand=[order(1, far, presentation=f"{n}-PFS", row_id=n) for n in names],
    )
    return case.but(settings=case.settings.but(weeks=weeks, months=months))


@st.composite
def cases(draw: Draw) -> tuple[Plant, str, dict[Any, int]]:
    """A plant, one of its resources, and batches for it."""
    names = draw(st.sampled_from(("ST", "STU")))
    weeks, months = draw(st.sampled_from(SHAPES))
    case = site(weeks, months, names)
    resource = draw(st.sampled_from("PF"))
    held = [n if resource == "F" else f"M{n}" for n in names]
    hours = draw(st.sampled_from((21, 28, 35, 49) if weeks else (7, 14, 21)))
    changes = [
        {"resource": resource, "from": f, "to": g, "hours": draw(st.sampled_from((4, 8, 12)))}
        | {"cost_eur": draw(st.sampled_from((100, 200, 250)))}
        for f, g in permutations(held, 2)
    ]
    least = draw(st.sampled_from((1, 1, 2)))
    campaign = {"resource": resource, "state": "*", "min_batches": least}
    campaign |= {"max_batches": least + draw(st.integers(0, 2)), "decontamination_h": 3}
    state = {"resource": resource, "state": draw(st.sampled_from(held)), "batches": 1}
    window = {"line": "F", "earliest": draw(day), "hours": 7}
    window["latest"] = window["earliest"] + dt.timedelta(days=draw(st.sampled_from((6, 13, 27))))
    tables = {
        "staffing": rows_of("staffing", [staffed("P", hours), staffed("F", hours)]),
        "closures": rows_of("closures", draw(closed).get(resource, [])),
        "changeovers": rows_of("changeovers", changes),
        "campaigns": rows_of("campaigns", [{**campaign, "decontamination_eur": 30}]),
        "initial_states": rows_of("initial_states", [state] if draw(st.booleans()) else []),
        "media_fills": rows_of("media_fills", [window] if draw(st.booleans()) else []),
    }
    try:
        case = case.but(**tables)
    except ValidationError:
        assume(False)
    kinds = sorted(Indices.of(case).kinds)
    return case, resource, {(k, t): draw(few) for k in kinds for t in range(weeks + months)}


few = st.sampled_from((0, 0, 0, 1, 1, 2, 3))
day = st.integers(0, 60).map(lambda days: dt.date(2026, 1, 5) + dt.timedelta(days=days))
closed = st.sampled_from(
    (
        {},
        {"F": [{"resource": "F", "from": dt.date(2026, 1, 17), "to": dt.date(2026, 1, 20)}]},
        {"P": [{"resource": "P", "from": dt.date(2026, 1, 18), "to": dt.date(2026, 1, 18)}]},
    )
).map(lambda rows: {r: [{**row, "reason": "refit"} for row in each] for r, each in rows.items()})
