"""A plant of three syringes on one suite and one line, and plans of it made by hand.

Syringes A, B and C are filled from bulks MA, MB and MC. Suite P is staffed 70 h a week and
takes 10 h for a batch; line F is staffed 70 h a week and takes 2 h of set-up and 10 h of
filling for the 10,000 units of one. States count on the line only: a change takes 8 h and
costs 500 EUR; a campaign has at most 3 batches and ends with a decontamination of 6 h and
1,000 EUR. The line stands in A, with one batch made. Four weeks from Monday 2026-01-05.
"""

from __future__ import annotations

from typing import Any

from models.batches import BatchKind
from models.milp.decisions import Decisions
from models.milp.indices import Indices
from models.plant import Plant
from planner.campaigns import Course, course_of
from planner.pegging import Supply, supplies
from planner.timetable import Slot, timetable
from tests.small_plants import PRODUCT, SITE, day, order, plant, rows_of, staffed

NAMES = ("A", "B", "C")

TABLES: dict[str, list[dict[str, Any]]] = {
    "substances": [{"substance": f"X{name}", "name": f"X{name}"} for name in NAMES],
    "bulks": [{**PRODUCT["bulks"][0], "bulk": f"M{n}", "substance": f"X{n}"} for n in NAMES],
    "syringes": [{**PRODUCT["syringes"][0], "syringe": n, "bulk": f"M{n}"} for n in NAMES],
    "presentations": [
        {"presentation": f"{name}-PFS", "syringe": name, "device": "PFS"} for name in NAMES
    ],
    "packs": [
        {"country": "AA", "presentation": f"{name}-PFS", "units_per_pack": 1, "min_order_packs": 1}
        for name in NAMES
    ],
    "shelf_life": [
        {"presentation": f"{name}-PFS", "approval_group": "*", "months": 24} for name in NAMES
    ],
    "staffing": [staffed("P", 70), staffed("F", 70)],
    "prep_recipes": [
        {**SITE["prep_recipes"][0], "bulk": f"M{name}", "cycle_h": 10} for name in NAMES
    ],
    "fill_recipes": [{**SITE["fill_recipes"][0], "syringe": name, "set_up_h": 2} for name in NAMES],
    "changeovers": [
        {"resource": "F", "kind": "molecule", "hours": 8, "cost_eur": 500},
    ],
    "campaigns": [
        {"resource": "F", "state": "*", "min_batches": 1, "max_batches": 3}
        | {"decontamination_h": 6, "decontamination_eur": 1_000}
    ],
    "initial_states": [{"resource": "F", "state": "A", "batches": 1}],
}


def three_states(**tables: Any) -> Plant:
    """The plant with some tables replaced; 10,000 units of each syringe are due in January."""
    demand = [
        order(10_000, day("01-31"), row_id=name, presentation=f"{name}-PFS") for name in NAMES
    ]
    december = {"country": "AA", "month": day("12-01"), "units": 0, "kind": "forecast"}
    demand += [{"row_id": f"end {n}", "presentation": f"{n}-PFS", **december} for n in NAMES]
    rows = {**TABLES, "demand": demand, **tables}
    return plant(demand=[]).but(**{name: rows_of(name, each) for name, each in rows.items()})


def one_month(case: Plant) -> Plant:
    """The same from 5 to 31 January as one bucket."""
    return case.but(settings=case.settings.but(weeks=0, months=1))


def kind_of(case: Plant, syringe: str) -> BatchKind:
    return next(kind for kind in Indices.of(case).kinds.values() if kind.syringe == syringe)


def decided(
    case: Plant,
    *made: tuple[str, int, int],
    paths: tuple[str, ...] = (),
    own: dict[tuple[str, int], int] | None = None,
    media_fills: dict[int, int] | None = None,
) -> Decisions:
    """Decisions made by hand: batches as (syringe, bucket, number), the states of the line in
    each bucket (`AB`: from A to B) and its own decontaminations by state and bucket."""
    return Decisions(
        batches=tuple((kind_of(case, name), bucket, count) for name, bucket, count in made),
        shipments={},
        paths={("F", bucket): tuple(states) for bucket, states in enumerate(paths)},
        decontaminations={("F", state, t): n for (state, t), n in (own or {}).items()},
        media_fills=media_fills or {},
    )


def written(
    case: Plant, decisions: Decisions
) -> tuple[tuple[Supply, ...], Course, tuple[Slot, ...]]:
    """What tables are made of: supplies, the course of resources and the timetable."""
    indices = Indices.of(case)
    found = supplies(case, indices, decisions)
    course = course_of(case, indices.calendar, decisions, found)
    return found, course, timetable(case, indices, found, course)
