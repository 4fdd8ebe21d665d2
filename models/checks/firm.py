"""Firm batches: recipes, days, hours that are worked, and changes of state."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from models.checks.horizon import Fixed, Horizon
from models.checks.scope import Combination, combinations, with_calendar
from models.checks.states import sequenced
from models.inventory import FirmBatch
from models.plant import Plant
from models.problems import Problem

Begin = frozenset[str] | None
"""States in which a week may begin; None: any."""


def in_time(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """Every problem with the days of firm batches."""
    yield from _dates(plant, horizon)
    yield from _days_off(plant, horizon)
    yield from _changes(plant, horizon)


def problems(plant: Plant) -> Iterator[Problem]:
    """Every problem with the recipes of firm batches."""
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
        yield from _hold(index, row, made.get((row.syringe, row.suite, row.line, row.volume_l)))


def _hold(index: int, row: FirmBatch, made: Combination | None) -> Iterator[Problem]:
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


def _dates(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    start, end = plant.settings.start, horizon.calendar.end
    for index, row in enumerate(plant.firm_batches):
        for column, what in _status(row, start):
            yield Problem("firm_batches", index, column, row.status, what)
        if row.fill_on > end:
            what = f"{row.fill_on} is after the last planned day {end}; plan longer or delete it"
            yield Problem("firm_batches", index, "fill_on", str(row.fill_on), what)


def _status(row: FirmBatch, start: dt.date) -> Iterator[tuple[str, str]]:
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


def _days_off(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """Batches that start on a day on which their suite or line does not work."""
    known = with_calendar(plant)
    for index, row in enumerate(plant.firm_batches):
        steps = [] if row.status == "filled" else [("fill_on", row.line, row.fill_on)]
        if row.status == "released":
            steps.append(("prep_on", row.suite, row.prep_on))
        for column, resource, day in steps:
            daily = horizon.hours.daily.get(resource, {})
            if resource in known and daily.get(day) == 0:
                what = (
                    f"{horizon.why_idle(resource, day, day)} on {day}, when batch '{row.batch}'"
                    " starts; correct the day, the closure or the staffing"
                )
                yield Problem("firm_batches", index, column, str(day), what)


def _changes(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """Weeks in which fixed batches ask for more than one change (docs/rules.md, R6)."""
    asked: dict[tuple[str, int], list[tuple[str, Fixed]]] = defaultdict(list)
    for batch in horizon.fixed:
        for resource, state in batch.states:
            asked[resource, batch.bucket].append((state, batch))
    initial = {row.resource: frozenset({row.state}) for row in plant.initial_states}
    for resource in sequenced(plant):
        begin: Begin = initial.get(resource)
        for week in range(plant.settings.weeks):
            batches = sorted(asked[resource, week], key=_by_day)
            wanted = frozenset(state for state, _ in batches)
            end = _ends(begin, wanted)
            if not end and end is not None:
                yield _too_many(horizon, resource, week, begin, batches)
                end = wanted
            begin = end


def _by_day(item: tuple[str, Fixed]) -> tuple[dt.date, str]:
    return item[1].row.fill_on, item[1].row.batch


def _ends(begin: Begin, wanted: frozenset[str]) -> Begin:
    """States in which a week of at most one change may end; none if it cannot be."""
    if not wanted:
        return None
    if len(wanted) == 1:
        return None if begin is None or begin & wanted else wanted
    if len(wanted) > 2:
        return frozenset()
    starts = wanted if begin is None else begin & wanted
    return frozenset(end for start in starts for end in wanted - {start})


def _too_many(
    horizon: Horizon, resource: str, week: int, begin: Begin, batches: list[tuple[str, Fixed]]
) -> Problem:
    first = horizon.calendar.first(week)
    named = ", ".join(f"'{batch.row.batch}' ({state})" for state, batch in batches)
    wanted = {state for state, _ in batches}
    before = f", which it begins with {' or '.join(sorted(begin))}" if begin else ""
    freeze = any(batch.table == "previous_batches" for _, batch in batches)
    what = (
        f"{named} need {len(wanted)} states of '{resource}' in the week from {first}{before}; at"
        f" most one change is worked in a week: move a batch{' or freeze less' if freeze else ''}"
    )
    last = batches[-1][1]
    return Problem(last.table, last.index, "fill_on", str(last.row.fill_on), what)
