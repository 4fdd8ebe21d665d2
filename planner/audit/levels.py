"""R9: lateness, cover and fairness in the planned buckets, and `costs.csv`."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping

from planner.audit.ages import Ages
from planner.audit.compare import Key, compare
from planner.audit.cover import below, floor_days
from planner.audit.demand import Pair
from planner.audit.extras import TERMS as EXTRA_TERMS
from planner.audit.extras import Extras
from planner.audit.reading import Run
from planner.audit.recipes import Recipes
from planner.audit.service import Account, pair_of
from planner.audit.stock import Shelf
from planner.audit.time import DAY, Calendar
from planner.audit.violation import Violation

TERMS = ("holding_site", "holding_country", "write_off", "production", *EXTRA_TERMS)
Costs = dict[tuple[str, int], float]
"""EUR by term and bucket."""


def check_horizon(
    run: Run, calendar: Calendar, ages: Ages, found: Mapping[Pair, Account]
) -> Iterator[Violation]:
    """Levels 1, 2a and 2b in run.json: their sums taken over planned buckets only."""
    late, lacking, needed = [], [], []
    for pair, account in found.items():
        priority = ages.countries[pair[0]].amount("priority")
        floor = floor_days(ages, pair[0])
        needed.append(priority * account.dues.by(calendar.end))
        late.append(priority * unit_days_late(account, calendar))
        lacking += [
            priority * bucket.days * below(account, number, calendar, floor)
            for number, bucket in enumerate(calendar.planned)
            if floor > 0
        ]
    total, told = math.fsum(needed), run.manifest
    right = {
        "service_in_horizon": (told.service_in_horizon, late, total),
        "cover_in_horizon": (told.cover_in_horizon, lacking, total),
        "fairness_in_horizon": (told.fairness_in_horizon, *_unfair(run, calendar, ages, found)),
    }
    for name, (stated, days, divisor) in right.items():
        value = math.fsum(days) / divisor if divisor else 0.0
        if abs(stated - value) > 1e-6 * abs(value) + 1e-12:
            what = f"{name} is {stated:.6f} days; recomputed it is {value:.6f}"
            yield Violation("R9", "run.json", 1, what)


def _unfair(
    run: Run, calendar: Calendar, ages: Ages, found: Mapping[Pair, Account]
) -> tuple[list[float], float]:
    """Days x the longest backlog of a syringe's markets, and what they are divided by."""
    members: dict[str, dict[str, list[Account]]] = defaultdict(lambda: defaultdict(list))
    for row in run.plan["markets"]:
        syringe = ages.syringe_of[row.text("presentation")]
        members[syringe][row.text("market")].append(found[pair_of(row)])
    demanded = {
        ages.syringe_of[presentation]
        for (_, presentation), account in found.items()
        if account.dues.by(calendar.end) > 0
    }
    days = sum(bucket.days for bucket in calendar.planned + calendar.tail)
    unfair = [
        bucket.days
        * max((_backlog(many, number, calendar) for many in members[syringe].values()), default=0.0)
        * days
        for syringe in sorted(demanded)
        for number, bucket in enumerate(calendar.planned)
    ]
    return unfair, len(demanded) * days


def _backlog(market: list[Account], number: int, calendar: Calendar) -> float:
    """The backorder of a market, in shares of all that it needs."""
    needed = sum(account.dues.by(calendar.end) for account in market)
    owed = sum(account.backorder(number) for account in market)
    return owed / needed if needed else 0.0


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
    extras: Extras,
) -> Iterator[Violation]:
    """`costs.csv`, term by term and bucket by bucket."""
    costs: Costs = defaultdict(float, extras.eur)
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
