"""`cover.csv`: how long the stock of countries lasts, against their floors."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Any

import numpy as np

from models.calendar import DAY
from planner.tables.account import Account

Record = dict[str, Any]


def cover(found: Iterable[Account], floor_weeks: dict[str, float]) -> list[Record]:
    """One row for each planned bucket and pair whose country has a floor above 0."""
    return [
        row
        for account in found
        if floor_weeks[account.pair[0]] > 0
        for row in _of(account, floor_weeks[account.pair[0]])
    ]


def below(account: Account, weeks: float, bucket: int) -> int:
    """Units that stock less backorder lacks of the floor at the end of a bucket."""
    ahead = account.owed(account.lasts[bucket] + ceil(7 * weeks) * DAY)
    return max(0, ahead - account.shipped[bucket])


def cover_days(account: Account, weeks: float, bucket: int) -> int:
    """Days after the end of a bucket whose dues the stock covers.

    Dues count as known up to the end of the tail and a floor beyond it: nothing in the plan
    depends on later ones.
    """
    if account.backorder(bucket):
        return 0
    dues, last = account.dues, account.lasts[bucket]
    tail_end = account.calendar.last(account.calendar.buckets[-1])
    known = (tail_end - last).days + ceil(7 * weeks)
    # the first day on which more is due than has been received
    short = int(np.searchsorted(dues.gross, account.received(bucket), side="right"))
    covered = (dues.origin + short * DAY - last).days - 1
    return min(known, max(0, covered))


def _of(account: Account, weeks: float) -> Iterable[Record]:
    country, presentation = account.pair
    for bucket, last in enumerate(account.lasts):
        ahead = account.dues.at(account.dues.gross, last + ceil(7 * weeks) * DAY)
        yield {
            "country": country,
            "presentation": presentation,
            "bucket": account.calendar.first(bucket),
            "floor_weeks": weeks,
            "stock_units": account.received(bucket) - account.met(bucket),
            "backorder_units": account.backorder(bucket),
            "floor_units": ahead - account.demand[bucket],
            "below_units": below(account, weeks, bucket),
            "cover_days": cover_days(account, weeks, bucket),
        }
