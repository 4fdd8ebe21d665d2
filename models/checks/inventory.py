"""What exists already: lots and firm batches; and the planner's instructions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models.calendar import Calendar
from models.checks.scope import Combination, combinations
from models.inventory import FirmBatch
from models.plant import Plant
from models.problems import Problem


def problems(plant: Plant) -> Iterator[Problem]:
    """Every problem with lots, firm batches and instructions."""
    yield from _lots(plant)
    yield from _firm_recipes(plant)
    yield from _firm_dates(plant)
    yield from _instructions(plant)


def _lots(plant: Plant) -> Iterator[Problem]:
    start = plant.settings.start
    countries = {row.country for row in plant.countries}
    for index, row in enumerate(plant.lots):
        if row.syringe is None and row.presentation is None:
            what = "syringe and presentation are both blank; give one"
            yield Problem("lots", index, "syringe", None, what)
        elif row.syringe is not None and row.presentation is not None:
            what = "syringe and presentation are both given; leave one blank"
            yield Problem("lots", index, "presentation", row.presentation, what)
        elif row.place in countries and row.presentation is None:
            what = f"a lot in '{row.place}' needs its presentation; give it instead of the syringe"
            yield Problem("lots", index, "presentation", None, what)
        if row.status == "in_qc" and row.releases_on is None:
            what = "is blank; a lot in_qc needs the day it is expected to be released"
            yield Problem("lots", index, "releases_on", None, what)
        if row.filled_on > start:
            what = f"{row.filled_on} is after the start {start}; give it as a firm batch"
            yield Problem("lots", index, "filled_on", str(row.filled_on), what)


def _firm_recipes(plant: Plant) -> Iterator[Problem]:
    bulk_of = {row.syringe: row.bulk for row in plant.syringes}
    preps = {(row.suite, row.bulk, row.volume_l) for row in plant.prep_recipes}
    fills = {(row.line, row.syringe) for row in plant.fill_recipes}
    connected = {(row.suite, row.line) for row in plant.connections}
    made = {
        (c.syringe.syringe, c.prep.suite, c.fill.line, c.prep.volume_l): c
        for _, c in combinations(plant)
    }
    for index, row in enumerate(plant.firm_batches):
        if bulk_of.get(row.syringe, row.bulk) != row.bulk:
            what = f"'{row.syringe}' holds '{bulk_of[row.syringe]}', not '{row.bulk}'; correct one"
            yield Problem("firm_batches", index, "bulk", row.bulk, what)
        if (row.suite, row.bulk, row.volume_l) not in preps:
            what = (
                f"'{row.suite}' has no recipe for {row.volume_l:g} L of '{row.bulk}';"
                " add it to prep_recipes or correct the batch"
            )
            yield Problem("firm_batches", index, "volume_l", f"{row.volume_l:g}", what)
        if (row.line, row.syringe) not in fills:
            what = (
                f"'{row.line}' has no recipe for '{row.syringe}';"
                " add it to fill_recipes or correct the batch"
            )
            yield Problem("firm_batches", index, "line", row.line, what)
        if (row.suite, row.line) not in connected:
            what = f"{row.suite} > {row.line} is no connection; add it or correct the batch"
            yield Problem("firm_batches", index, "line", row.line, what)
        yield from _firm_hold(
            index, row, made.get((row.syringe, row.suite, row.line, row.volume_l))
        )


def _firm_hold(index: int, row: FirmBatch, made: Combination | None) -> Iterator[Problem]:
    """The hold limit, as far as days without a time of day can tell."""
    if made is None or row.status == "filled":
        return
    whole_days = max(0, (row.fill_on - row.prep_on).days - 1)
    waits_h = max(0.0, 24 * whole_days - made.prep.cycle_h)
    if waits_h + made.fill_h > made.bulk.hold_limit_h:
        what = (
            f"the bulk is held for {waits_h + made.fill_h:.1f} h or more, its fill of"
            f" {made.fill_h:.1f} h included, but at most {made.bulk.hold_limit_h:g} h are allowed;"
            " correct the days or the recipe"
        )
        yield Problem("firm_batches", index, "fill_on", str(row.fill_on), what)


def _firm_dates(plant: Plant) -> Iterator[Problem]:
    start = plant.settings.start
    if plant.settings.weeks + plant.settings.months == 0:
        return
    end = Calendar.of(plant).end
    for index, row in enumerate(plant.firm_batches):
        for column, what in _firm_status(row, start):
            yield Problem("firm_batches", index, column, row.status, what)
        if row.fill_on > end:
            what = f"{row.fill_on} is after the last planned day {end}; plan longer or delete it"
            yield Problem("firm_batches", index, "fill_on", str(row.fill_on), what)


def _firm_status(row: FirmBatch, start: dt.date) -> Iterator[tuple[str, str]]:
    if row.status == "filled":
        if row.fill_on >= start:
            yield "status", f"a filled batch has fill_on before the start {start}; correct one"
    elif row.fill_on < start:
        yield "status", f"fill_on {row.fill_on} is before the start {start}; the status is filled"
    elif row.status == "in_process" and row.prep_on >= start:
        yield (
            "status",
            f"prep_on {row.prep_on} is not before the start {start}; the status is released",
        )
    elif row.status == "released" and row.prep_on < start:
        yield (
            "status",
            f"prep_on {row.prep_on} is before the start {start}; the status is in_process",
        )


def _instructions(plant: Plant) -> Iterator[Problem]:
    for index, row in enumerate(plant.instructions):
        if row.at_least is None and row.at_most is None:
            what = "at_least and at_most are both blank; give one or both"
        elif row.at_least is not None and row.at_most is not None and row.at_least > row.at_most:
            what = f"{row.at_most} is less than at_least {row.at_least}; correct one"
        else:
            continue
        yield Problem("instructions", index, "at_most", None, what)
