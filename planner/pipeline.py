"""From a plant to a plan: build, search, write down."""

from __future__ import annotations

import logging
import time
from functools import partial

import pyomo.environ as pyo

from models.milp import Model, build, read, young
from models.milp.start import latest_batches, whole_batches
from models.plant import Plant
from planner import engine
from planner.engine import Hints, Level, Limits
from planner.engine.contract import Progress
from planner.errors import NoPlanError
from planner.plan import Plan, write_down

log = logging.getLogger(__name__)

EARLY = (0, 1, 2)
"""Buckets by which first plans, made as late as possible, run ahead of the relaxed one."""

AHEAD = 3
"""Buckets by which the first plan that is made as early as possible may run ahead."""


def solve(
    plant: Plant,
    limits: Limits | None = None,
    *,
    scenario: str | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Return the best plan found for a plant.

    Parameters
    ----------
    plant
        A checked plant. It is not changed.
    limits
        When to stop; default `Limits()`, 60 s.
    scenario
        Name for the first column of every table; default the case's name.
    progress
        Called with each new value or bound.

    Raises
    ------
    NoPlanError
        If no plan exists (`error.clashes` says which rows clash) or none was found.
    """
    begun = time.monotonic()
    m = build(plant)
    built = time.monotonic()
    outcome = engine.solve(m, levels(m, plant), hints(m), limits or Limits(), progress)
    solved = time.monotonic()
    if outcome.status == "infeasible":
        raise NoPlanError("the rows of the case clash:", outcome.clashes)
    if outcome.status not in ("optimal", "limit", "interrupted") or not outcome.levels:
        raise NoPlanError(f"the search ended without a plan ({outcome.status}); give it more time")
    written = write_down(plant, m.indices, read(m))
    seconds = {
        "build": built - begun,
        "solve": solved - built,
        "write": time.monotonic() - solved,
    }
    return Plan(
        plant=plant,
        scenario=scenario or plant.settings.name,
        status=outcome.status,
        levels=outcome.levels,
        history=outcome.history,
        seconds=seconds,
        **vars(written),
    )


def levels(m: Model, plant: Plant) -> list[Level]:
    """The levels of design rule 9 that this version plans, in order."""
    tolerances = plant.settings.tolerances
    return [
        Level("lateness", m.lateness, "d", tolerances.lateness_days, scale=1e3),
        Level("cost", m.cost, "EUR", tolerances.cost_eur, scale=1e-3, gap_base="value"),
    ]


def hints(m: Model) -> Hints:
    """What the engine may know of the model."""
    bucket, tags = pyo.ComponentMap(), pyo.ComponentMap()
    for (syringe, suite, line, _, t), made in m.batches.made.items():
        bucket[made] = t
        tags[made] = (syringe, suite, line)
    return Hints(
        bucket=bucket,
        tags=tags,
        starts=[
            *(partial(latest_batches, m, early=early) for early in EARLY),
            partial(whole_batches, m, ahead=AHEAD),
        ],
        separators=[partial(young.violated, m)],
        elastic=_words(m),
    )


def _words(m: Model) -> pyo.ComponentMap:
    """Hours that firm batches alone may exceed, with the rows to look at."""
    words = pyo.ComponentMap()
    for (resource, bucket), row in m.hours.staffed.items():
        firm = [w.name for w in m.indices.firm if w.bucket == bucket and resource in w.kind.route]
        if firm:
            first = m.indices.calendar.first(bucket)
            words[row] = (
                f"firm_batches.csv: {', '.join(firm)} in the bucket of {first} ask for more hours"
                f" than {resource} is staffed (staffing.csv, closures.csv); move a batch or add"
                " hours"
            )
    return words
