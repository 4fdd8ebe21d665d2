"""R8: `shortages.csv` names every shortage of more than two packs, and no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from planner.audit.demand import Pair
from planner.audit.reading import Row, Run
from planner.audit.service import Account, pair_of
from planner.audit.time import Calendar
from planner.audit.violation import Violation

ROUNDING_PACKS = 2


def check(run: Run, calendar: Calendar, found: Mapping[Pair, Account]) -> Iterator[Violation]:
    """Shortages against the backorders of the accounts."""
    packs = {pair_of(row): row.whole("units_per_pack") for row in run.case["packs"]}
    told: dict[Pair, set[int]] = defaultdict(set)
    for row in run.plan["shortages"]:
        buckets = _buckets(row, calendar)
        account = found.get(pair_of(row))
        told[pair_of(row)] |= buckets
        yield from _worst(row, buckets, account)
    for pair, account in found.items():
        for run_ in _runs(account, calendar, packs.get(pair, 1)):
            if not run_ <= told[pair]:
                yield _untold(pair, account, sorted(run_ - told[pair]), calendar)


def _buckets(row: Row, calendar: Calendar) -> set[int]:
    """The planned buckets that touch a row's dates."""
    return {
        number
        for number, bucket in enumerate(calendar.planned)
        if bucket.first <= row.day("until") and row.day("from") <= bucket.last
    }


def _worst(row: Row, buckets: set[int], account: Account | None) -> Iterator[Violation]:
    worst = max((account.backorder(bucket) for bucket in buckets), default=0) if account else 0
    where = f"{' '.join(pair_of(row))} from {row.day('from')} until {row.day('until')}"
    if worst == 0:
        yield row.violates("R8", f"{where} is not short")
    elif abs(row.whole("worst_units") - worst) > 1:
        what = f"worst_units of {where} is {row.whole('worst_units'):,};"
        yield row.violates("R8", f"{what} recomputed it is {worst:,}")


def _runs(account: Account, calendar: Calendar, pack: int) -> Iterator[set[int]]:
    """Buckets in a row that end with a backorder of more than two packs."""
    current: set[int] = set()
    for bucket in range(len(calendar.planned)):
        if account.backorder(bucket) > ROUNDING_PACKS * pack:
            current.add(bucket)
        elif current:
            yield current
            current = set()
    if current:
        yield current


def _untold(pair: Pair, account: Account, buckets: list[int], calendar: Calendar) -> Violation:
    worst = max(account.backorder(bucket) for bucket in buckets)
    first, last = calendar.planned[buckets[0]].first, calendar.planned[buckets[-1]].last
    what = f"{' '.join(pair)} is short of {worst:,} units between {first} and {last}"
    return Violation("R8", "shortages.csv", 1, f"{what}, and no row says so")
