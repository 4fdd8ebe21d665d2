"""R13: what `limits` in plant.yaml rules out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from planner.audit.ages import Ages
from planner.audit.demand import Pair
from planner.audit.previous import Previous
from planner.audit.reading import Run
from planner.audit.service import Account
from planner.audit.stock import Shelf
from planner.audit.time import Calendar
from planner.audit.violation import Violation

ROUNDING_PACKS = 2
"""Packs that a country may be ahead of its share."""


def check_moves(run: Run, previous: Previous) -> Iterator[Violation]:
    """More open batches given up than may be."""
    most, given_up = run.settings.most_moves, len(previous.given_up)
    if most is not None and given_up > most:
        what = f"{given_up} open batches of the plan before are moved or dropped; at most {most}"
        yield Violation("R13", "moves.csv", 1, f"{what} may be (limits.moves)")


def check_stock(
    run: Run,
    calendar: Calendar,
    ages: Ages,
    accounts: Mapping[Pair, Account],
    shelves: list[Shelf],
) -> Iterator[Violation]:
    """More of a syringe in stock, as a mean over the plan, than so many weeks of its need."""
    weeks = run.settings.most_mean_stock_weeks
    if weeks is None:
        return
    days = sum(bucket.days for bucket in calendar.planned)
    needed: dict[str, int] = defaultdict(int)
    unit_days: dict[str, int] = defaultdict(int)
    for (_, presentation), account in accounts.items():
        syringe = ages.syringe_of[presentation]
        needed[syringe] += account.dues.by(calendar.planned[-1].last)
        for number, bucket in enumerate(calendar.planned):
            unit_days[syringe] += bucket.days * account.brought(number)
    packs = _packs(run, ages)
    rounding = {syringe: ROUNDING_PACKS * sum(packs[syringe]) for syringe in list(unit_days)}
    for shelf in _useful(run, calendar, ages, shelves):
        syringe, released = shelf.source.syringe, shelf.source.first_release(ages)
        rounding[syringe] += max(packs[syringe])
        for number, units in shelf.units.items():
            bucket = calendar.planned[number]
            if released is not None and released <= bucket.last:
                unit_days[syringe] += bucket.days * units
    for syringe, held in sorted(unit_days.items()):
        most = weeks * 7 * needed[syringe] / days
        if held / days > most + rounding[syringe]:
            what = f"the mean stock of {syringe} is {held / days:,.0f} units; at most {most:,.0f}"
            what = f"{what} may be, {weeks:g} weeks of its need (limits.mean_stock_weeks)"
            yield Violation("R13", "stock.csv", 1, what)


def _packs(run: Run, ages: Ages) -> dict[str, list[int]]:
    """Sizes of the packs of each syringe."""
    packs: dict[str, list[int]] = defaultdict(list)
    for row in run.case["packs"]:
        packs[ages.syringe_of[row.text("presentation")]].append(row.whole("units_per_pack"))
    return packs


def _useful(run: Run, calendar: Calendar, ages: Ages, shelves: list[Shelf]) -> Iterator[Shelf]:
    """Stock of routes that a group which demands it approves by the end of the tail."""
    approved: set[tuple[str, str, str]] = set()
    for row in run.case["approvals"]:
        if not row.has("from") or row.day("from") <= calendar.end:
            approved.add((row.text("approval_group"), row.text("step"), row.text("unit")))
    for shelf in shelves:
        steps = ("prep", shelf.source.suite), ("fill", shelf.source.line)
        groups = ages.groups(shelf.source.syringe)
        if any(all((group, *step) in approved for step in steps) for group in groups):
            yield shelf
