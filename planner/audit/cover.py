"""R9: how long stock in the countries lasts: `cover.csv`, `cover_in_horizon`."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.audit.ages import Ages
from planner.audit.compare import Key, compare, words
from planner.audit.demand import Pair
from planner.audit.reading import Run
from planner.audit.service import Account, pair_of
from planner.audit.time import DAY, Calendar
from planner.audit.violation import Violation

COLUMNS = ("stock_units", "backorder_units", "floor_units", "below_units")


def floor_days(ages: Ages, country: str) -> int:
    """Days that the stock of a country should last."""
    return math.ceil(7 * ages.countries[country].amount("cover_floor_weeks") - 1e-9)


def below(account: Account, bucket: int, calendar: Calendar, floor: int) -> int:
    """What the net stock of a pair lacks of its floor, at the end of a bucket."""
    soon = calendar.planned[bucket].last + floor * DAY
    return max(0, account.owed(soon) - account.sent[bucket])


def check(
    run: Run, calendar: Calendar, ages: Ages, found: Mapping[Pair, Account]
) -> Iterator[Violation]:
    """`cover.csv` against the accounts."""
    figures: dict[Key, dict[str, float]] = {}
    told = {pair_of(row) for row in run.plan["cover"]}
    for pair, account in found.items():
        floor = floor_days(ages, pair[0])
        asked = account.dues.by(calendar.end + floor * DAY) > 0 or pair in told
        if floor == 0 or not asked:
            continue
        for number, bucket in enumerate(calendar.planned):
            due = account.due[number]
            figures[(*pair, bucket.first)] = {
                "stock_units": account.stock(number),
                "backorder_units": account.backorder(number),
                "floor_units": account.dues.by(bucket.last + floor * DAY) - due,
                "below_units": below(account, number, calendar, floor),
            }
    rules = dict.fromkeys(COLUMNS, "R9")
    key = ("country", "presentation", "bucket")
    yield from compare(run, "cover", key, figures, rules, 1)
    yield from _missing(run, figures)
    yield from _lasting(run, calendar, ages, found)


def _missing(run: Run, figures: Mapping[Key, Mapping[str, float]]) -> Iterator[Violation]:
    """Rows of zeros, which `compare` does not miss."""
    told = {(*pair_of(row), row.day("bucket")) for row in run.plan["cover"]}
    for key, figure in figures.items():
        if key not in told and not any(figure[column] > 1 for column in COLUMNS):
            yield Violation("R9", "cover.csv", 1, f"{words(key)} is missing")


def _lasting(
    run: Run, calendar: Calendar, ages: Ages, found: Mapping[Pair, Account]
) -> Iterator[Violation]:
    """`floor_weeks` and `cover_days`."""
    for row in run.plan["cover"]:
        number, account = calendar.holding(row.day("bucket")), found.get(pair_of(row))
        weeks = ages.countries[row.text("country")].amount("cover_floor_weeks")
        name = words((*pair_of(row), row.day("bucket")))
        if abs(row.amount("floor_weeks") - weeks) > 1e-6:
            what = f"floor_weeks of {name} is {row.amount('floor_weeks'):g}; it is {weeks:g}"
            yield row.violates("R9", what)
        if weeks == 0:
            yield row.violates("R9", f"{row.text('country')} has no floor, so no row of cover.csv")
        if number is None or account is None:
            continue
        lasting = _Lasting.after(account, number, calendar, floor_days(ages, row.text("country")))
        stated = row.whole("cover_days")
        if not lasting.agrees(stated):
            least, most = lasting.days()
            right = f"{least}" if least == most else f"from {least} to {most}"
            what = f"cover_days of {name} is {stated}; recomputed it is {right}"
            yield row.violates("R9", what)


@dataclass(frozen=True)
class _Lasting:
    """How many days the stock of a pair lasts after a bucket, if it is right to the unit.

    Dues count until the end of the tail plus the floor: no stock is said to last longer.
    """

    account: Account
    bucket: int
    last: dt.date
    """Day of the stock."""

    known: int
    """Days after it whose dues count."""

    @classmethod
    def after(cls, account: Account, bucket: int, calendar: Calendar, floor: int) -> _Lasting:
        last = calendar.planned[bucket].last
        return cls(account, bucket, last, (calendar.end - last).days + floor)

    def agrees(self, days: int) -> bool:
        return not self._too_few(days) and not self._too_many(days)

    def days(self) -> tuple[int, int]:
        """The fewest and the most days that agree."""
        every = range(self.known + 1)
        least = bisect_left(every, True, key=lambda days: not self._too_few(days))
        return least, bisect_left(every, True, key=self._too_many) - 1

    def _too_few(self, days: int) -> bool:
        """Whether even a unit less lasts longer."""
        if self.account.backorder(self.bucket) or days >= self.known:
            return False
        return self._covered(days + 1, max(0, self.account.stock(self.bucket) - 1))

    def _too_many(self, days: int) -> bool:
        """Whether not even a unit more lasts as long."""
        if self.account.backorder(self.bucket) > 1:
            return days > 0
        return days > self.known or not self._covered(days, self.account.stock(self.bucket) + 1)

    def _covered(self, days: int, stock: int) -> bool:
        due = self.account.dues.by(self.last + days * DAY) - self.account.due[self.bucket]
        return due <= stock
