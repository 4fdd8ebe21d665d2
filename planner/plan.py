"""Plan: what to make, who gets it, and how good it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.calendar import DAY
from models.milp import Decisions
from models.milp.indices import Indices
from models.plant import Plant
from models.shelf import door_days
from planner.engine import LevelResult, Moment
from planner.pegging import peg, supplies
from planner.split import orders
from planner.tables.account import Account, accounts
from planner.tables.costs import costs
from planner.tables.service import service
from planner.tables.shipments import markets, shipments
from planner.tables.shortages import shortages
from planner.tables.stock import Ages, held, stock
from planner.tables.work import batches, capacity
from planner.timetable import timetable

Record = dict[str, Any]
Frame = Any
"""A pandas data frame."""

TABLES = (
    "batches",
    "shipments",
    "service",
    "shortages",
    "stock",
    "capacity",
    "costs",
    "markets",
)


@dataclass(frozen=True)
class Plan:
    """A production plan, with the tables of docs/rules.md and how good it is.

    Attributes
    ----------
    plant
        What was planned.
    scenario
        Its name, the first column of every file.
    status
        `optimal` (within the tolerances), `limit` (time or work spent) or `interrupted`.
    levels
        Value, bound and gap of each level, as the solver has them.
    records
        Rows of each table by name; see `table`.
    service_in_horizon
        Mean days late of what is written, whole packs, planned buckets only.
    rounded_units
        Units that the solver ships but no whole pack can, at the end.
    too_late
        Units by country and presentation that fell due at the door before the plan
        starts and that nothing in the country covers: no plan can bring them in time.
    """

    plant: Plant
    scenario: str
    status: str
    levels: tuple[LevelResult, ...]
    history: tuple[Moment, ...]
    seconds: Mapping[str, float]
    records: Mapping[str, tuple[Record, ...]]
    service_in_horizon: float
    rounded_units: int
    too_late: tuple[Record, ...]

    def table(self, name: str) -> Frame:
        """A table as a pandas data frame."""
        import pandas as pd

        return pd.DataFrame(self.records[name])

    def total(self, table: str, column: str) -> float:
        """Sum of a column."""
        return float(sum(row[column] for row in self.records[table]))


@dataclass(frozen=True)
class Written:
    """Tables of a plan and what follows from them."""

    records: dict[str, tuple[Record, ...]]
    service_in_horizon: float
    rounded_units: int
    too_late: tuple[Record, ...]


def write_down(plant: Plant, indices: Indices, decisions: Decisions) -> Written:
    """Turn decisions into whole batches, packs and tables."""
    pack = {(row.country, row.presentation): row.units_per_pack for row in plant.packs}
    found = supplies(plant, indices, decisions)
    pegged, missing = peg(indices, found, orders(indices, decisions, pack))
    slots = timetable(plant, indices, found)
    ages = Ages(plant, indices.calendar, indices.demand.dues)
    shelves = held(indices.calendar, found, pegged, ages)
    balances = accounts(indices.calendar, indices.demand.dues, pegged)
    hours = capacity(plant, indices, slots)
    floors = {row.country: row.cover_floor_weeks for row in plant.countries}
    tables = {
        "batches": batches(indices, slots, found, ages),
        "shipments": shipments(plant, indices, found, pegged),
        "service": service(balances, floors),
        "shortages": shortages(plant, indices, balances, hours),
        "stock": stock(indices.calendar, shelves),
        "capacity": hours,
        "costs": costs(plant, indices, slots, shelves, balances),
        "markets": markets(indices),
    }
    return Written(
        {name: tuple(tables[name]) for name in TABLES},
        _lateness(plant, indices, balances),
        missing,
        _too_late(plant, indices, balances),
    )


def _too_late(plant: Plant, indices: Indices, found: tuple[Account, ...]) -> tuple[Record, ...]:
    """What was due at the door before the start, by country and presentation."""
    countries = {row.country: row for row in plant.countries}
    calendar = indices.calendar
    rows = []
    for account in found:
        units = account.owed(calendar.start - DAY)
        if units > 0:
            country, presentation = account.pair
            arrives = calendar.last(0) + door_days(countries[country]) * DAY
            rows.append(
                {"country": country, "presentation": presentation, "units": units}
                | {"first_arrival": arrives}
            )
    return tuple(rows)


def _lateness(plant: Plant, indices: Indices, found: tuple[Account, ...]) -> float:
    """Mean days late over the planned buckets (level 1 of the written plan)."""
    priority = {row.country: row.priority for row in plant.countries}
    calendar = indices.calendar
    end = calendar.last(calendar.buckets[-1])
    late = sum(priority[a.pair[0]] * a.late_unit_days() for a in found)
    demand = sum(priority[a.pair[0]] * a.dues.at(a.dues.gross, end) for a in found)
    return late / demand if demand else 0.0
