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
from planner.campaigns import course_of
from planner.engine import LevelResult, Moment
from planner.pegging import peg, supplies
from planner.split import orders
from planner.tables.account import Account, accounts
from planner.tables.campaigns import campaigns
from planner.tables.changeovers import changeovers
from planner.tables.costs import costs
from planner.tables.cover import cover
from planner.tables.facts import Facts
from planner.tables.levels import lateness, missing_cover, unfairness
from planner.tables.media_fills import media_fills
from planner.tables.moves import moves
from planner.tables.service import service
from planner.tables.shipments import markets, shipments
from planner.tables.shortages import shortages
from planner.tables.stock import Ages, held, stock
from planner.tables.substance import substance
from planner.tables.work import batches, capacity
from planner.timetable import timetable

Record = dict[str, Any]
Frame = Any
"""A pandas data frame."""

TABLES = (
    "batches",
    "moves",
    "changeovers",
    "campaigns",
    "media_fills",
    "substance",
    "shipments",
    "service",
    "cover",
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
    cover_in_horizon
        Mean days below the cover floor, alike.
    fairness_in_horizon
        Mean of the largest backlog among markets of a syringe, in days, alike.
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
    cover_in_horizon: float
    fairness_in_horizon: float
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
    cover_in_horizon: float
    fairness_in_horizon: float
    rounded_units: int
    too_late: tuple[Record, ...]


def write_down(plant: Plant, indices: Indices, decisions: Decisions) -> Written:
    """Turn decisions into whole batches, packs and tables."""
    calendar, dues = indices.calendar, indices.demand.dues
    pack = {(row.country, row.presentation): row.units_per_pack for row in plant.packs}
    found = supplies(plant, indices, decisions)
    pegged, missing = peg(indices, found, orders(indices, decisions, pack))
    course = course_of(plant, calendar, decisions, found)
    slots = timetable(plant, indices, found, course)
    ages = Ages(plant, calendar, dues)
    shelves = held(calendar, found, pegged, ages)
    balances = accounts(calendar, dues, pegged)
    floors = {row.country: row.cover_floor_weeks for row in plant.countries}
    tables = {
        "batches": batches(indices, slots, found, ages),
        "moves": moves(plant, calendar, found),
        "changeovers": changeovers(calendar, course.changes),
        "campaigns": campaigns(calendar, course.campaigns),
        "media_fills": media_fills(plant, calendar, decisions.media_fills),
        "substance": substance(plant, calendar, slots),
        "shipments": shipments(plant, indices, found, pegged),
        "service": service(balances, floors),
        "cover": cover(balances, floors),
        "stock": stock(calendar, shelves),
        "capacity": capacity(plant, indices, slots, course),
        "markets": markets(indices),
    }
    tables["costs"] = costs(plant, indices, slots, shelves, balances, tables)
    facts = Facts(plant, indices, shelves, course.paths, tables)
    tables["shortages"] = shortages(facts, balances)
    return Written(
        records={name: tuple(tables[name]) for name in TABLES},
        service_in_horizon=lateness(plant, indices, balances),
        cover_in_horizon=missing_cover(plant, indices, balances),
        fairness_in_horizon=unfairness(indices, balances),
        rounded_units=missing,
        too_late=_too_late(plant, indices, balances),
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
