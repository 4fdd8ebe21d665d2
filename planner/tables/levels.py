"""Levels of the written plan: whole packs, planned buckets only (docs/rules.md, R9)."""

from __future__ import annotations

from collections import defaultdict

from models.milp.indices import Indices
from models.plant import Plant
from planner.tables.account import Account
from planner.tables.cover import below


def lateness(plant: Plant, indices: Indices, found: tuple[Account, ...]) -> float:
    """Level 1, mean days late."""
    priority = {row.country: row.priority for row in plant.countries}
    late = sum(priority[a.pair[0]] * a.late_unit_days() for a in found)
    return _per_unit(late, plant, indices, found)


def missing_cover(plant: Plant, indices: Indices, found: tuple[Account, ...]) -> float:
    """Level 2a, mean days below the floor, of countries that have one."""
    countries = {row.country: row for row in plant.countries}
    calendar = indices.calendar
    missing = 0.0
    for account in found:
        country = countries[account.pair[0]]
        if not country.cover_floor_weeks:
            continue
        missing += country.priority * sum(
            calendar.days(t) * below(account, country.cover_floor_weeks, t)
            for t in calendar.planned
        )
    return _per_unit(missing, plant, indices, found)


def unfairness(indices: Indices, found: tuple[Account, ...]) -> float:
    """Level 2b, days of backlog of the market that is worst off, mean over syringes and days."""
    calendar = indices.calendar
    accounts = {account.pair: account for account in found}
    end = calendar.last(calendar.buckets[-1])
    all_days = sum(calendar.days(t) for t in calendar.buckets)
    worst: dict[tuple[str, int], float] = defaultdict(float)
    for market in indices.markets.values():
        members = [accounts[pair] for pair in market.pairs]
        daily = sum(a.dues.at(a.dues.gross, end) for a in members) / all_days
        for t in calendar.planned if daily else ():
            backlog = sum(a.backorder(t) for a in members) / daily
            worst[market.syringe, t] = max(worst[market.syringe, t], backlog)
    demanded = len({syringe for syringe, _ in worst})
    total = sum(calendar.days(t) * days for (_, t), days in worst.items())
    return total / (demanded * all_days) if demanded else 0.0


def _per_unit(weighted: float, plant: Plant, indices: Indices, found: tuple[Account, ...]) -> float:
    """Weighted unit-days for each unit demanded up to the end of the tail, by priority."""
    priority = {row.country: row.priority for row in plant.countries}
    end = indices.calendar.last(indices.calendar.buckets[-1])
    demand = sum(priority[a.pair[0]] * a.dues.at(a.dues.gross, end) for a in found)
    return weighted / demand if demand else 0.0
