"""Why a case has no plan: which rows clash, and which of them to drop so that it has one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import pyomo.environ as pyo

from models.milp import build
from models.plant import Plant
from models.problems import Problem
from planner.engine import Limits
from planner.engine.arrays import Arrays
from planner.errors import NoPlanError
from planner.explain.clash_places import Clash, clash_places
from planner.explain.slack import Slack, least_slack
from planner.pipeline import solve

WAYS = 6
"""Ways out that are looked for."""

PAIRS = 15
"""Pairs of items that are tried where none alone is enough."""

WHETHER, EACH = 1 / 2, 1 / 8
"""Share of the time for the first search with whole numbers, and for each further one."""

DROPPED = ("firm_batches", "instructions", "media_fills", "previous_batches")
"""Tables whose rows can be left out; staffing and lots would be added to instead."""

ORDERS = ("instructions", "media_fills")
"""Those whose rows are one constraint each: where it gives way, the row is as good as gone."""


@dataclass(frozen=True)
class Excess:
    """A constraint that would have to give way, and by how much."""

    words: str
    places: tuple[Problem, ...]
    amount: float
    too_much: bool

    def __str__(self) -> str:
        return f"{self.words}: {self.amount:,.1f} {'too much' if self.too_much else 'too few'}"


@dataclass(frozen=True)
class WayOut:
    """Constraints that together would have to give way; one is enough of all ways out."""

    rows: tuple[Excess, ...]
    whole: bool = True
    """Found with whole batches; False: parts of batches would do, whole ones may not."""


@dataclass(frozen=True)
class Dropped:
    """Rows that were left out, and whether the case has a plan then."""

    items: tuple[Problem, ...]
    feasible: bool | None
    """None: not known within the time."""


@dataclass(frozen=True)
class Diagnosis:
    """Whether a case has a plan, and why not."""

    status: Literal["feasible", "infeasible", "unknown"]
    ways: tuple[WayOut, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    whole: bool = False
    """Parts of batches would fit; only whole ones clash."""

    @property
    def places(self) -> tuple[Problem, ...]:
        """Every cell that takes part, each once."""
        found = (place for way in self.ways for row in way.rows for place in row.places)
        return tuple(dict.fromkeys(found))


def diagnosed(plant: Plant, seconds: float) -> Diagnosis:
    """Look for a plan, or for what keeps a case from having one.

    Parameters
    ----------
    plant
        A checked case.
    seconds
        For everything, roughly: half of it for whether there is a plan at all.
    """
    each = EACH * seconds
    arrays, rows = making(plant)
    first = least_slack(arrays, [row.constraint for row in rows], WHETHER * seconds)
    if first.status == "kept":
        return Diagnosis("feasible")
    if first.status == "unknown":
        found = has_plan(plant, each, looked=True)
        if found is not False:
            return Diagnosis("feasible" if found else "unknown")
    ways = tuple(_ways(arrays, rows, first, each))
    return Diagnosis("infeasible", ways, tuple(_tried(plant, ways, each)), first.whole)


def making(plant: Plant) -> tuple[Arrays, tuple[Clash, ...]]:
    """The model without what can always be kept, and what input can make impossible.

    Whatever is made, nothing has to be shipped: backorders take what is due, and stock that
    nobody gets lapses. Without those rows an answer comes in seconds.
    """
    m = build(plant)
    blocks = [m.service, m.fairness]
    blocks += [m.stock] if plant.settings.limits.mean_stock_weeks is None else []
    kept_anyway = [
        row
        for block in blocks
        for rows in block.component_objects(pyo.Constraint, active=True)
        for row in rows.values()
    ]
    return Arrays(m).without(kept_anyway), clash_places(m, plant)


def has_plan(plant: Plant, seconds: float, *, looked: bool = False) -> bool | None:
    """Whether a case has a plan; None if that is not known in time.

    `looked`: the search for the least slack has not found out.
    """
    if not looked:
        arrays, rows = making(plant)
        status = least_slack(arrays, [row.constraint for row in rows], seconds).status
        if status != "unknown":
            return status == "kept"
    try:
        solve(plant, Limits(seconds=seconds))
    except NoPlanError as error:
        return False if error.clashes else None
    return True


def _ways(
    arrays: Arrays, rows: tuple[Clash, ...], slack: Slack, seconds: float
) -> Iterator[WayOut]:
    """The rows that give way most cheaply; then others in their place, while there are any."""
    left = list(rows)
    for _ in range(WAYS):
        if slack.status != "broken":
            return
        broken = [left[each.number] for each in slack.rows]
        yield WayOut(
            tuple(
                Excess(row.words, row.places, each.amount, each.too_much)
                for row, each in zip(broken, slack.rows, strict=True)
            ),
            slack.searched,
        )
        gone = {id(row) for row in broken}
        left = [row for row in left if id(row) not in gone]
        slack = least_slack(arrays, [row.constraint for row in left], seconds)


def _tried(plant: Plant, ways: tuple[WayOut, ...], seconds: float) -> Iterator[Dropped]:
    """Each item left out alone; where none is enough, pairs of them."""
    items = tuple(
        dict.fromkeys(
            place
            for way in ways
            for row in way.rows
            for place in row.places
            if place.table in DROPPED and place.index is not None
        )
    )
    alone = [Dropped((item,), _without(plant, item, ways, seconds)) for item in items]
    yield from alone
    if all(each.feasible is False for each in alone):
        for pair in list(combinations(items, 2))[:PAIRS]:
            found = has_plan(without(plant, pair), seconds)
            if found:
                yield Dropped(pair, found)


def _without(plant: Plant, item: Problem, ways: tuple[WayOut, ...], seconds: float) -> bool | None:
    """Whether there is a plan without a row.

    Where an order alone gives way, the search for the least slack has found one already.
    """
    if item.table in ORDERS and any(
        len(way.rows) == 1 and item in way.rows[0].places and way.whole for way in ways
    ):
        return True
    return has_plan(without(plant, (item,)), seconds)


def without(plant: Plant, items: tuple[Problem, ...]) -> Plant:
    """The case without some rows."""
    changed = {}
    for table in {item.table for item in items}:
        gone = {item.index for item in items if item.table == table}
        rows = getattr(plant, table)
        changed[table] = tuple(row for index, row in enumerate(rows) if index not in gone)
    return plant.but(**changed)
