"""`service.csv`: demand, receipts, backorders and stock of each country."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Any

from models.calendar import DAY
from planner.tables.account import Account

Record = dict[str, Any]


def service(found: Iterable[Account], floor_weeks: dict[str, float]) -> list[Record]:
    """One row for each pair and planned bucket; `floor_weeks` by country."""
    return [row for account in found for row in _of(account, floor_weeks[account.pair[0]])]


def _of(account: Account, weeks: float) -> Iterable[Record]:
    before = {"demand": 0, "received": 0, "met": 0, "extended": 0}
    country, presentation = account.pair
    for bucket, last in enumerate(account.lasts):
        dues = account.dues
        upto = {
            "demand": account.demand[bucket],
            "received": account.received(bucket),
            "met": account.met(bucket),
            "extended": dues.at(dues.extended, last),
        }
        change = {name: upto[name] - before[name] for name in upto}
        before = upto
        ahead = dues.at(dues.gross, last + ceil(7 * weeks) * DAY)
        yield {
            "country": country,
            "presentation": presentation,
            "bucket": account.calendar.first(bucket),
            "demand_units": change["demand"],
            "received_units": change["received"],
            "met_units": change["met"],
            "backorder_units": account.backorder(bucket),
            "stock_units": upto["received"] - upto["met"],
            "floor_units": ahead - upto["demand"],
            "extended_units": change["extended"],
        }
