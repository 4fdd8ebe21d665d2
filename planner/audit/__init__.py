"""The audit: every rule of `docs/rules.md`, recomputed from a run folder alone.

It shares no code with the model or the planner: what both get wrong in the same way would
have to be wrong on the page that both read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from planner.audit import (
    batches,
    campaigns,
    commands,
    cover,
    extras,
    hours,
    levels,
    limits,
    manifest,
    media_fills,
    moves,
    numbers,
    paths,
    references,
    routes,
    service,
    shortages,
    sources,
    stock,
    substance,
)
from planner.audit.ages import Ages
from planner.audit.previous import Previous
from planner.audit.reading import Run, read
from planner.audit.recipes import Recipes
from planner.audit.states import States
from planner.audit.time import Calendar
from planner.audit.violation import Violation

__all__ = ["Violation", "audit"]


def audit(run: Path) -> tuple[Violation, ...]:
    """Return every rule that a run breaks, sorted; empty for a clean run.

    A run whose files cannot be read, or name what the case does not know, is audited no
    further than that: its violations are of R0 only.

    Parameters
    ----------
    run
        A run folder: output tables, `run.json`, and the resolved case in `case/`.
    """
    found = list(manifest.check(run))
    content = read(run)
    if isinstance(content, Run):
        calendar = Calendar.of(content)
        unknown = list(references.check(content, calendar))
        found += unknown or _rules(content, calendar)
    else:
        found += content
    return tuple(sorted(set(found)))


def _rules(run: Run, calendar: Calendar) -> Iterator[Violation]:
    recipes, ages = Recipes(run), Ages(run)
    yield from batches.check(run, calendar, recipes)
    previous = Previous(run, calendar)
    yield from commands.check(run, calendar, previous)
    yield from moves.check(run, calendar, previous)
    yield from limits.check_moves(run, previous)
    yield from substance.check(run, calendar, recipes)
    states = States(run, recipes)
    way = paths.paths(run, calendar, states)
    made = campaigns.campaigns(run, calendar, states, way)
    yield from paths.check(run, calendar, states, way)
    yield from campaigns.check(run, calendar, states, way, made)
    yield from numbers.check(run, calendar, states, way, made)
    yield from media_fills.check(run, calendar)
    more = extras.extras(run, calendar, states, way, made, previous)
    yield from hours.check(run, calendar, recipes, way, more)
    yield from _units(run, calendar, recipes, ages, more)


def _units(
    run: Run, calendar: Calendar, recipes: Recipes, ages: Ages, more: extras.Extras
) -> Iterator[Violation]:
    """Where units go, and what all of it is worth."""
    supply = sources.sources(run, calendar, recipes, ages)
    shelves = stock.shelves(run, calendar, supply)
    accounts = service.accounts(run, calendar, ages)
    yield from sources.check(run, supply, ages)
    yield from routes.check(run, calendar, ages, supply)
    yield from stock.check(run, calendar, shelves)
    yield from service.check(run, calendar, ages, accounts)
    yield from service.check_markets(run, calendar, ages, accounts)
    yield from shortages.check(run, calendar, accounts)
    yield from cover.check(run, calendar, ages, accounts)
    yield from levels.check_horizon(run, calendar, ages, accounts)
    yield from limits.check_stock(run, calendar, ages, accounts, shelves)
    yield from levels.check_costs(run, calendar, recipes, ages, accounts, shelves, more)
