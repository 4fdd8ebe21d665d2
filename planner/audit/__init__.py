"""The audit: every rule of `docs/rules.md`, recomputed from a run folder alone.

It shares no code with the model or the planner: what both get wrong in the same way would
have to be wrong on the page that both read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from planner.audit import (
    batches,
    hours,
    levels,
    manifest,
    references,
    routes,
    service,
    shortages,
    sources,
    stock,
)
from planner.audit.ages import Ages
from planner.audit.reading import Run, read
from planner.audit.recipes import Recipes
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
    supply = sources.sources(run, calendar, recipes, ages)
    shelves = stock.shelves(run, calendar, supply)
    accounts = service.accounts(run, calendar, ages)
    yield from batches.check(run, calendar, recipes)
    yield from hours.check(run, calendar, recipes)
    yield from sources.check(run, supply, ages)
    yield from routes.check(run, calendar, ages, supply)
    yield from stock.check(run, calendar, shelves)
    yield from service.check(run, calendar, ages, accounts)
    yield from service.check_markets(run, calendar, ages, accounts)
    yield from shortages.check(run, calendar, accounts)
    yield from levels.check_lateness(run, calendar, ages, accounts)
    yield from levels.check_costs(run, calendar, recipes, ages, accounts, shelves)
