"""R9: mean days late in the planned buckets, and `costs.csv`."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping

from planner.audit.ages import Ages
from planner.audit.compare import Key, compare
from planner.audit.demand import Pair
from planner.audit.reading import Run
from planner.audit.recipes import Recipes
from planner.audit.service import Account
from planner.audit.stock import Shelf
from planner.audit.time import DAY, Calendar
from planner.audit.violation import Violation

TERMS = ("holding_site", "holding_country", "write_off", "production")
Costs = dict[tuple[str, int], float]
"""EUR by term and bucket."""


def check_lateness(
    run: Run, calendar: Calendar, ages: Ages, found: Mapping[Pair, Account]
) -> Iterator[Violation]:
    """`service_in_horizon` of run.json: level 1, its sum taken over planned buckets only."""
    late, needed = [], []
    for pair, account in found.items():
        priority = ages.countries[pair[0]].amount("priority")
        needed.append(priority * account.dues.by(calendar.end))
        late.append(priority * unit_days_late(account, calendar))
    total = math.fsum(needed)
    right = math.fsum(late) / total if total else 0.0
    stated = run.manifest.service_in_horizon
    if abs(stated - right) > 1e-6 * abs(right) + 1e-12:
        what = f"service_in_horizon is {stated:.6f} days; recomputed it is {right:.6f}"
        yield Violation("R9", "run.json", 1, what)


def unit_days_late(account: Account, calendar: Calendar) -> float:
    """Backorder x days; half as much again from the 15th day, double from the 43rd."""
    total = 0.0
    for number, bucket in enumerate(calendar.planned):
        weighted = float(account.backorder(number))
        for days in (14, 42):
            owed = account.owed(bucket.last - days * DAY)
            weighted += 0.5 * max(0, owed - account.sent[number])
        total += bucket.days * weighted
    return total


def check_costs(
    run: Run,
    calendar: Calendar,
    recipes: Recipes,
    ages: Ages,
    found: Mapping[Pair, Account],
    shelves: list[Shelf],
) -> Iterator[Violation]:
    """`costs.csv`, term by term and bucket by bucket."""
    costs: Costs = defaultdict(float)
    for shelf in shelves:
        _site(run, calendar, recipes, ages, shelf, costs)
    for (_, presentation), account in found.items():
        value = recipes.syringes[ages.syringe_of[presentation]].amount("value_eur")
        rate = value * run.settings.holding_country_pct / 100 / 365
        for number, bucket in enumerate(calendar.planned):
            costs["holding_country", number] += rate * bucket.days * account.brought(number)
    _production(run, calendar, recipes, costs)
    figures: dict[Key, dict[str, float]] = {
        (term, bucket.first): {"eur": costs[term, number]}
        for term in TERMS
        for number, bucket in enumerate(calendar.planned)
    }
    yield from compare(run, "costs", ("term", "bucket"), figures, {"eur": "R9"}, 0.5, 1e-6)


def _site(
    run: Run, calendar: Calendar, recipes: Recipes, ages: Ages, shelf: Shelf, costs: Costs
) -> None:
    """Holding of what some group could receive, and what is written off."""
    value = recipes.syringes[shelf.source.syringe].amount("value_eur")
    rate = value * run.settings.holding_site_pct / 100 / 365
    released = shelf.source.first_release(ages)
    for number, units in shelf.units.items():
        bucket = calendar.planned[number]
        if released is not None and released <= bucket.last:
            costs["holding_site", number] += rate * bucket.days * units
    for number, units in shelf.expired.items():
        costs["write_off", number] += value * units


def _production(run: Run, calendar: Calendar, recipes: Recipes, costs: Costs) -> None:
    """What planned batches cost more than their units would on the cheapest route."""
    cheapest = {syringe: recipes.cheapest(syringe) for syringe in recipes.syringes}
    for row in run.plan["batches"]:
        kind = recipes.kind(row)
        bucket = calendar.holding(row.day("bucket")) if row.has("bucket") else None
        if kind is not None and bucket is not None and row.text("status") == "planned":
            dearer = kind.cost_eur - kind.units * cheapest[row.text("syringe")]
            costs["production", bucket] += dearer
