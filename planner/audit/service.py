"""R8: what each pair needs, has and lacks: `service.csv` and `markets.csv`."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from planner.audit.ages import Ages, asks
from planner.audit.compare import Key, compare
from planner.audit.demand import Dues, Needs, Opening, Pair, country_lots, opening
from planner.audit.reading import Row, Run
from planner.audit.time import DAY, Calendar
from planner.audit.violation import Violation

COLUMNS = (
    "demand_units",
    "received_units",
    "met_units",
    "backorder_units",
    "stock_units",
    "floor_units",
    "extended_units",
)


@dataclass(frozen=True)
class Account:
    """What a pair needs and what it has received, by planned bucket."""

    dues: Dues
    opening: Opening

    due: tuple[int, ...]
    """D on the last day of each bucket."""

    sent: tuple[int, ...]
    """S: units shipped, and lots in QC received there, up to each bucket."""

    def owed(self, day: dt.date) -> int:
        """N: what is due by a day and not covered by the opening stock."""
        return max(0, self.dues.by(day) - self.opening.used)

    def backorder(self, bucket: int) -> int:
        return max(0, self.due[bucket] - self.opening.used - self.sent[bucket])

    def stock(self, bucket: int) -> int:
        """In the country; opening stock that will be used is in it."""
        return max(0, self.opening.used + self.sent[bucket] - self.due[bucket])

    def brought(self, bucket: int) -> int:
        """The part of the stock that this plan brought."""
        return max(0, self.sent[bucket] - max(0, self.due[bucket] - self.opening.used))


def pair_of(row: Row) -> Pair:
    return row.text("country"), row.text("presentation")


def accounts(run: Run, calendar: Calendar, ages: Ages) -> dict[Pair, Account]:
    """The account of every pair that is named anywhere."""
    needs, lots = Needs(run, calendar, ages), country_lots(run)
    shipped: dict[Pair, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in run.plan["shipments"]:
        bucket = calendar.holding(row.day("bucket"))
        if bucket is not None:
            shipped[pair_of(row)][bucket] += row.whole("units")
    found = {}
    asked = [row for row in run.case["demand"] if asks(row)]
    named = (*asked, *run.plan["service"], *run.plan["markets"])
    for pair in sorted({pair_of(row) for row in named} | shipped.keys()):
        dues = needs.dues(pair)
        opened = opening(pair, dues, lots.get(pair, []), calendar, ages)
        arrived = (
            shipped.get(pair, {}).get(bucket, 0) + opened.receipts.get(bucket, 0)
            for bucket in range(len(calendar.planned))
        )
        due = tuple(dues.by(bucket.last) for bucket in calendar.planned)
        found[pair] = Account(dues, opened, due, tuple(accumulate(arrived)))
    return found


def check(
    run: Run, calendar: Calendar, ages: Ages, found: Mapping[Pair, Account]
) -> Iterator[Violation]:
    """`service.csv` against the accounts."""
    figures: dict[Key, dict[str, float]] = {}
    for pair, account in found.items():
        weeks = ages.countries[pair[0]].amount("cover_floor_weeks")
        floor = math.ceil(7 * weeks - 1e-9) * DAY
        for number, bucket in enumerate(calendar.planned):
            row = _figure(account, number, calendar)
            row["floor_units"] = account.dues.by(bucket.last + floor) - account.due[number]
            figures[(*pair, bucket.first)] = row
    rules = dict.fromkeys(COLUMNS, "R8")
    yield from compare(run, "service", ("country", "presentation", "bucket"), figures, rules, 1)


def _figure(account: Account, number: int, calendar: Calendar) -> dict[str, float]:
    """A row of `service.csv`, the floor apart."""
    last = calendar.planned[number].last
    demand = account.due[number]
    received = account.sent[number]
    extended = account.dues.extended_by(last)
    owed = 0
    if number:
        demand -= account.due[number - 1]
        received -= account.sent[number - 1]
        extended -= account.dues.extended_by(calendar.planned[number - 1].last)
        owed = account.backorder(number - 1)
    else:
        received += account.opening.used
    return {
        "demand_units": demand,
        "received_units": received,
        "met_units": owed + demand - account.backorder(number),
        "backorder_units": account.backorder(number),
        "stock_units": account.stock(number),
        "extended_units": extended,
    }


def check_markets(
    run: Run, calendar: Calendar, ages: Ages, found: Mapping[Pair, Account]
) -> Iterator[Violation]:
    """Each pair with demand is in one market of `markets.csv`, under its syringe."""
    seen = Counter(pair_of(row) for row in run.plan["markets"])
    for row in run.plan["markets"]:
        pair, syringe = pair_of(row), ages.syringe_of[row.text("presentation")]
        if row.text("syringe") != syringe:
            what = f"{pair[1]} holds {syringe}, not {row.text('syringe')}"
            yield row.violates("R8", what)
        if seen[pair] > 1:
            yield row.violates("R8", f"{' '.join(pair)} is in {seen[pair]} markets")
    for pair, account in found.items():
        if pair not in seen and account.dues.by(calendar.end) > 0:
            yield Violation("R8", "markets.csv", 1, f"{' '.join(pair)} is in no market")
