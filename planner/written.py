"""Writing a plan down: from decisions to whole batches, packs and tables."""

from __future__ import annotations

from dataclasses import dataclass

from models.calendar import DAY
from models.milp import Decisions
from models.milp.indices import Indices
from models.plant import Plant
from models.shelf import door_days
from planner.campaigns import course_of
from planner.pegging import peg, supplies
from planner.plan import Record
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
