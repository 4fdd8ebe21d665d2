"""From a plant to a plan: build, search, write down."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

import pyomo.environ as pyo

from models.milp import Model, build, changeovers, read, tight, young
from models.milp.followers import followers, sequencers
from models.milp.indices import KindKey
from models.milp.late_start import latest_batches
from models.milp.resumed import as_it_is, filled_up, likeness, repaired
from models.milp.start import previous_batches, whole_batches
from models.plant import Plant
from planner import engine
from planner.clashes import clash_words
from planner.engine import Follower, Hints, Level, Limits
from planner.engine.contract import Progress, Resumed, Values
from planner.errors import NoPlanError
from planner.plan import Plan
from planner.starts import Placed, places
from planner.written import write_down

Resuming = Callable[[], Resumed]
Starting = Callable[[Values], Mapping[Any, float]]

log = logging.getLogger(__name__)

USABLE = {True: 0.94, False: 0.82}
"""Share of the hours of suites, and of lines, that changes and decontaminations leave. Of five
pairs tried on le-trait, from (1, 1) to (0.9, 0.75), the starts were best between (0.95, 0.85)
and (0.93, 0.80)."""

EARLY = 1
"""Buckets by which a first plan, made as late as possible, runs ahead of the relaxed one."""

LIKENESS_SHARE = 0.4
"""Share of the time that is kept for differing from other plans, if there are any to differ
from."""

AHEAD = (2, 3)
"""Buckets by which first plans, made as early as possible, may run ahead."""


def solve(
    plant: Plant,
    limits: Limits | None = None,
    *,
    scenario: str | None = None,
    progress: Progress | None = None,
    start: Sequence[Placed] = (),
    unlike: Sequence[Sequence[Placed]] = (),
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
    start
        Batches of a finished plan (`planner.starts.read_start`) that the search begins from,
        repaired where the plant has no room for them. The plan is as good as that or better:
        no level is worse by more than its tolerance unless an earlier one is better.
    unlike
        Finished plans that the plan should differ from: after all other levels, the fewest
        batches at places (syringe, suite, line, volume, bucket) that any of them uses.

    Raises
    ------
    NoPlanError
        If no plan exists (`error.clashes` says which rows clash) or none was found.
    """
    begun = time.monotonic()
    m = build(plant)
    built = time.monotonic()
    asked = [*levels(m, plant), *likeness_level(m, unlike)]
    outcome = engine.solve(m, asked, hints(m, plant, start), limits or Limits(), progress)
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
    """The levels of docs/rules.md, R9, in order."""
    tolerances, enough = plant.settings.tolerances, plant.settings.enough
    found = [
        Level("lateness", m.lateness, "d", tolerances.lateness_days, scale=1e3),
        Level("cover", m.uncovered, "d", tolerances.cover_days, scale=1e2),
        Level("fairness", m.unfairness, "d", tolerances.fairness_days, scale=1e2),
        Level("cost", m.cost, "EUR", tolerances.cost_eur, scale=1e-3, gap_base="value"),
    ]
    given = (enough.lateness_days, enough.cover_days, enough.fairness_days, enough.cost_eur)
    return [replace(level, enough=value) for level, value in zip(found, given, strict=True)]


def likeness_level(m: Model, unlike: Sequence[Sequence[Placed]]) -> list[Level]:
    """The level after those of docs/rules.md if plans are given that this one should not be
    like: batches where they have some."""
    if not unlike:
        return []
    batches = likeness(m, [_places(m, placed) for placed in unlike])
    return [Level("likeness", batches, "batches", 0.5, scale=0.1, kept_for=LIKENESS_SHARE)]


def _places(m: Model, placed: Sequence[Placed]) -> dict[tuple[KindKey, int], int]:
    return places(placed, m.indices.calendar, m.indices.kinds)


def hints(m: Model, plant: Plant, start: Sequence[Placed] = ()) -> Hints:
    """What the engine may know of the model."""
    sequencers(m, plant)  # the starts read them
    bucket, tags = pyo.ComponentMap(), pyo.ComponentMap()
    for (syringe, suite, line, volume_l, t), made in m.batches.made.items():
        bucket[made] = t
        tags[made] = (syringe, f"{suite} {volume_l:g}", line)
    for states in (m.changeovers.visit, m.changeovers.state, m.changeovers.change):
        bucket.update((variable, index[-1]) for index, variable in states.items())
    for integers in (m.campaigns.own, m.media_fills.place):
        bucket.update((variable, index[-1]) for index, variable in integers.items())
    resumed, filled = _resumed(m, start)
    return Hints(
        bucket=bucket,
        tags=tags,
        followers=cast(Sequence[Follower], followers(m, plant, level=3)),
        starts=[
            *(partial(whole_batches, m, ahead=ahead) for ahead in AHEAD),
            *(
                partial(previous_batches, m, filled=filled)
                for filled in (False, True)
                if m.indices.opened
            ),
            # With changes to make, batches placed backwards stand too much alone.
            *([] if m.indices.states.of else [partial(latest_batches, m, early=EARLY)]),
            *filled,
        ],
        resumed=resumed,
        separators=[partial(young.violated, m), partial(changeovers.violated, m)],
        usable=pyo.ComponentMap(
            (row, USABLE[resource in m.hours.suites])
            for (resource, _), row in m.hours.staffed.items()
            if resource in m.indices.states.of
        ),
        loose=[
            row
            for family in (m.changeovers, m.campaigns)
            for rows in family.component_objects(pyo.Constraint)
            for row in rows.values()
        ]
        + list(m.hours.at_border.values()),
        tight=partial(tight.relations, m),
        elastic=clash_words(m, plant),
    )


def _resumed(m: Model, start: Sequence[Placed]) -> tuple[list[Resuming], list[Starting]]:
    """How to begin from a finished plan: without a relaxation, and after one."""
    if not start:
        return [], []
    batches = _places(m, start)
    return (
        [lambda: Resumed(*as_it_is(m, batches)), lambda: Resumed(*repaired(m, batches))],
        [partial(filled_up, m, batches=batches)],
    )
