"""R9: how long stock in the countries lasts: `cover.csv`, `cover_in_horizon`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

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
        least, most = _days(account, number, calendar, floor_days(ages, row.text("country")))
        stated = row.whole("cover_days")
        if not least <= stated <= most:
            right = f"{least}" if least == most else f"from {least} to {most}"
            what = f"cover_days of {name} is {stated}; recomputed it is {right}"
            yield row.violates("R9", what)


def _days(account: Account, number: int, calendar: Calendar, floor: int) -> tuple[int, int]:
    """The fewest and most days that a stock right to the unit may cover.

    Dues count until the end of the tail plus the floor: no stock is said to last longer.
    """
    last, stock = calendar.planned[number].last, account.stock(number)
    known = (calendar.end - last).days + floor
    if account.backorder(number) > 1:
        return 0, 0
    least = _covered(account, number, calendar, max(0, stock - 1), known)
    most = _covered(account, number, calendar, stock + 1, known)
    return (0 if account.backorder(number) else least), most


def _covered(account: Account, number: int, calendar: Calendar, stock: int, longest: int) -> int:
    last, due = calendar.planned[number].last, account.due[number]
    low, high = 0, longest
    while low < high:
        middle = (low + high + 1) // 2
        lasts = account.dues.by(last + middle * DAY) - due <= stock
        low, high = (middle, high) if lasts else (low, middle - 1)
    return low
