"""What a pair of country and presentation is due, receives and owes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.calendar import DAY, Calendar
from models.demand import LATE_DAYS, Dues, Pair
from models.milp.service import LATE_WEIGHT
from planner.pegging import Pegged


@dataclass(frozen=True)
class Account:
    """A pair's balance at the end of each planned bucket, in whole units."""

    pair: Pair
    dues: Dues
    calendar: Calendar
    shipped: tuple[int, ...]
    """Units shipped up to each bucket, receipts of lots in the country included."""

    @cached_property
    def lasts(self) -> tuple[dt.date, ...]:
        return tuple(self.calendar.last(t) for t in self.calendar.planned)

    @cached_property
    def demand(self) -> tuple[int, ...]:
        """Units due up to each bucket, whatever lay in the country."""
        return tuple(self.dues.at(self.dues.gross, day) for day in self.lasts)

    def owed(self, day: dt.date) -> int:
        """Units due up to a day and not covered by what lay in the country."""
        return self.dues.at(self.dues.net, day)

    def backorder(self, bucket: int) -> int:
        return max(0, self.owed(self.lasts[bucket]) - self.shipped[bucket])

    def ahead(self, bucket: int) -> int:
        """Units shipped before they are due."""
        return max(0, self.shipped[bucket] - self.owed(self.lasts[bucket]))

    def received(self, bucket: int) -> int:
        """Units received up to a bucket, what lay in the country included."""
        return self.shipped[bucket] + self.dues.opening

    def met(self, bucket: int) -> int:
        """Units due and received up to a bucket."""
        return min(self.demand[bucket], self.received(bucket))

    def late_unit_days(self) -> float:
        """Unit-days late in the plan, older units weighing more (level 1)."""
        total = 0.0
        for bucket, last in enumerate(self.lasts):
            weighted = float(self.backorder(bucket))
            for late in LATE_DAYS:
                overdue = self.owed(last - late * DAY) - self.shipped[bucket]
                weighted += LATE_WEIGHT * max(0, overdue)
            total += weighted * self.calendar.days(bucket)
        return total

    def oldest_due(self, bucket: int) -> dt.date:
        """Day on which the oldest unit owed at the end of a bucket fell due."""
        index = int(np.searchsorted(self.dues.net, self.shipped[bucket], side="right"))
        return self.dues.origin + index * DAY


def accounts(
    calendar: Calendar, all_dues: dict[Pair, Dues], pegged: Iterable[Pegged]
) -> tuple[Account, ...]:
    """The account of every pair."""
    sent: dict[Pair, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for each in pegged:
        sent[each.pair][each.bucket] += each.units
    found = []
    for pair, dues in all_dues.items():
        total, upto = 0, []
        for bucket in calendar.planned:
            total += sent[pair][bucket]
            last = calendar.last(bucket)
            upto.append(total + sum(units for on, units in dues.receipts if on <= last))
        found.append(Account(pair, dues, calendar, tuple(upto)))
    return tuple(found)
