"""Warnings: what a planner should know about a case that can be planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models.calendar import DAY, Calendar, month_after
from models.checks.scope import (
    combinations,
    demanded_in_groups,
    demanded_pairs,
    presentations_of,
)
from models.inventory import SITE
from models.plant import Plant
from models.problems import Problem
from models.shelf import Shelf, door_days


def problems(plant: Plant) -> Iterator[Problem]:
    """Every warning. The plant has no errors."""
    calendar = Calendar.of(plant)
    yield from _holding(plant)
    yield from _demand_ends(plant, calendar)
    yield from _forecast_twice(plant)
    yield from _expired_lots(plant)
    yield from _stranded_lots(plant)
    yield from _misfits(plant)


def _holding(plant: Plant) -> Iterator[Problem]:
    settings = plant.settings
    site, country = settings.holding_site_pct_per_year, settings.holding_country_pct_per_year
    if country < site:
        what = (
            f"{country:g} % is less than at the site ({site:g} %), so stock is shipped"
            " early and no other country can have it"
        )
        yield Problem("plant.yaml", None, "holding_country_pct_per_year", f"{country:g}", what)


def _demand_ends(plant: Plant, calendar: Calendar) -> Iterator[Problem]:
    """Demand that ends before the last day that counts at the door."""
    months = [row.month or row.due_on for row in plant.demand if row.kind != "backlog"]
    last = max((month for month in months if month is not None), default=None)
    if last is None:
        what = "has neither forecast nor orders; only the backlog is planned for"
        yield Problem("demand", None, None, None, what)
        return
    tail = calendar.last(calendar.buckets[-1])
    way = max(door_days(country) for country in plant.countries)
    until = tail + way * DAY
    if month_after(last) <= until:
        what = (
            f"ends with {last:%Y-%m}, but needs count until {until} (the tail of the plan and"
            " the way); for later months the mean of the last 12 months is used"
        )
        yield Problem("demand", None, None, None, what)


def _forecast_twice(plant: Plant) -> Iterator[Problem]:
    """A month that is forecast by two rows: perhaps an export that was loaded twice."""
    first: dict[tuple[str, str, dt.date], str] = {}
    for index, row in enumerate(plant.demand):
        if row.kind == "forecast" and row.month is not None:
            known = first.setdefault((row.country, row.presentation, row.month), row.row_id)
            if known != row.row_id:
                what = (
                    f"{row.country} {row.presentation} {row.month:%Y-%m} is forecast by"
                    f" '{known}' too; both are added up: delete one if it was loaded twice"
                )
                yield Problem("demand", index, "month", f"{row.month:%Y-%m}", what)


def _stranded_lots(plant: Plant) -> Iterator[Problem]:
    """Lots in a country that does not ask for them: they serve nobody."""
    asked = set(demanded_pairs(plant))
    for index, lot in enumerate(plant.lots):
        if lot.place != SITE and (lot.place, lot.presentation) not in asked:
            what = (
                f"lot '{lot.lot}' lies in {lot.place}, which asks for no {lot.presentation};"
                " the plan leaves it out"
            )
            yield Problem("lots", index, "place", lot.place, what)


def _expired_lots(plant: Plant) -> Iterator[Problem]:
    shelf = Shelf(plant)
    inside = presentations_of(plant)
    asking = demanded_in_groups(plant)
    for index, lot in enumerate(plant.lots):
        ends = [
            shelf.expiry(presentation, group, lot.filled_on)
            for group, presentation in asking
            if presentation == lot.presentation or inside[presentation].syringe == lot.syringe
        ]
        if ends and max(ends) < plant.settings.start and lot.status != "rejected":
            what = f"lot '{lot.lot}' expired on {max(ends)}, before the start; it is written off"
            yield Problem("lots", index, "filled_on", str(lot.filled_on), what)


def _misfits(plant: Plant) -> Iterator[Problem]:
    for index, made in combinations(plant):
        if not made.fits:
            what = (
                f"{made.batch} is never planned: it fills for {made.fill_h:.1f} h, but the bulk"
                f" may be held for {made.bulk.hold_limit_h:g} h"
            )
            yield Problem("fill_recipes", index, "syringe", made.syringe.syringe, what)
