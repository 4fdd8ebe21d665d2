"""Rows of demand: each kind of need with its own date, in units or in packs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models.markets import Demand
from models.plant import Plant
from models.problems import Problem

Wrong = tuple[str, str]
"""Column and sentence."""


def rows(plant: Plant) -> Iterator[Problem]:
    """Every problem within a row of demand."""
    start = plant.settings.start
    for index, row in enumerate(plant.demand):
        for column, what in (*_amount(row), *_WHEN[row.kind](row, start)):
            yield Problem("demand", index, column, None, what)


def _amount(row: Demand) -> Iterator[Wrong]:
    if row.units is None and row.packs is None:
        yield "units", "units and packs are both blank; give one"
    elif row.units is not None and row.packs is not None:
        yield "packs", "units and packs are both given; leave one blank"


def _forecast(row: Demand, start: dt.date) -> Iterator[Wrong]:
    if row.month is None:
        yield "month", "is blank; a forecast needs its month"
    elif row.month.day != 1:
        yield "month", f"{row.month} is not the first day of a month; write {row.month:%Y-%m}"
    if row.due_on is not None:
        yield "due_on", "a forecast has a month, not a day; leave it blank or make it an order"


def _order(row: Demand, start: dt.date) -> Iterator[Wrong]:
    if row.due_on is None:
        yield "due_on", "is blank; an order needs the day it is due"
    elif row.due_on < start:
        yield "due_on", f"{row.due_on} is before the start {start}; give it as backlog"
    if row.month is not None:
        yield "month", "an order has a day, not a month; leave it blank or make it a forecast"


def _backlog(row: Demand, start: dt.date) -> Iterator[Wrong]:
    if row.month is not None:
        yield "month", "backlog has no month; leave it blank"
    if row.due_on is not None and row.due_on >= start:
        yield "due_on", f"{row.due_on} is not before the start {start}; give it as an order"


_WHEN = {"forecast": _forecast, "order": _order, "backlog": _backlog}
