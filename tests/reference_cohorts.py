"""Units of one age and route, read a second time from docs/rules.md (R3, R4, R8)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.plant import Plant
from tests.reference_plans import Plans


@dataclass(frozen=True)
class Cohort:
    """Units of one age and route."""

    name: str
    syringe: str
    suite: str
    line: str
    filled_on: dt.date
    """Day from which they age."""

    made_on: dt.date
    """Day from which release counts."""

    bucket: int | None
    """Planned bucket of the fill; None: they exist."""

    units: float
    presentation: str | None = None
    released_on: dt.date | None = None


def existing(plant: Plant, plans: Plans) -> list[Cohort]:
    """Lots at the site and filled batches."""
    syringe_of = {row.presentation: row.syringe for row in plant.presentations}
    found = []
    for lot in plant.lots:
        if lot.place == "site" and lot.status in ("released", "in_qc"):
            syringe = lot.syringe or syringe_of[lot.presentation or ""]
            free = lot.releases_on if lot.status == "in_qc" else dt.date.min
            day = lot.filled_on
            found.append(
                Cohort(
                    lot.lot,
                    syringe,
                    lot.suite,
                    lot.line,
                    day,
                    day,
                    None,
                    lot.units,
                    lot.presentation,
                    free,
                )
            )
    for row in plant.firm_batches:
        if row.status == "filled":
            kind = plans.kind(row.syringe, row.suite, row.line, row.volume_l)
            day, units = row.fill_on, kind.units
            found.append(Cohort(row.batch, row.syringe, row.suite, row.line, day, day, None, units))
    return found


def made(plans: Plans) -> list[Cohort]:
    """What each route may make in each bucket; how much, a batch plan says."""
    routes = sorted({(k.syringe, k.suite, k.line) for k in plans.kinds})
    return [
        Cohort(" ".join((*route, str(t))), *route, *plans.buckets.spans[t], t, 0.0)
        for route in routes
        for t in range(plans.buckets.planned)
    ]
