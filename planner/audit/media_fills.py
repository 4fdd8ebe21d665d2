"""R6: each media fill that falls due is done once, in its window, and none is invented."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator

from planner.audit.reading import Row, Run
from planner.audit.recipes import HOURS
from planner.audit.time import DAY, Calendar, Shifts
from planner.audit.violation import Violation

Key = tuple[str, dt.date, dt.date]


def key(row: Row) -> Key:
    return row.text("line"), row.day("earliest"), row.day("latest")


def due(run: Run, calendar: Calendar) -> dict[Key, Row]:
    """The rows whose last day lies in the planned days."""
    first, last = calendar.start, calendar.planned[-1].last
    return {key(row): row for row in run.case["media_fills"] if first <= row.day("latest") <= last}


def hours(run: Run, calendar: Calendar) -> dict[tuple[str, int], float]:
    """What media fills take, by line and bucket."""
    taken: dict[tuple[str, int], float] = {}
    known = due(run, calendar)
    for row in run.plan["media_fills"]:
        place = row.text("line"), calendar.holding(row.day("bucket")) or 0
        amount = known.get(key(row), row).amount("hours")
        taken[place] = taken.get(place, 0.0) + amount
    return taken


def check(run: Run, calendar: Calendar) -> Iterator[Violation]:
    """`media_fills.csv` against the windows of the case."""
    shifts, known = Shifts(run, calendar), due(run, calendar)
    done: Counter[Key] = Counter()
    for row in run.plan["media_fills"]:
        done[key(row)] += 1
        rule = known.get(key(row))
        if rule is None:
            what = "no row of case/media_fills.csv asks for a media fill on"
            yield row.violates("R6", f"{what} {_window(row)} in this plan")
            continue
        if done[key(row)] == 2:
            yield row.violates("R6", f"the media fill on {_window(row)} is done twice")
        if abs(row.amount("hours") - rule.amount("hours")) > HOURS + 1e-9:
            what = f"the media fill on {_window(row)} has {row.amount('hours'):g} h; it takes"
            yield row.violates("R6", f"{what} {rule.amount('hours'):g} h")
        yield from _holds(row, rule, calendar, shifts)
    for name, rule in known.items():
        if not done[name]:
            what = f"the media fill on {_window(rule)} (row {rule.number} of {rule.file}) is not"
            yield Violation("R6", "media_fills.csv", 1, f"{what} done")


def _window(row: Row) -> str:
    return f"{row.text('line')} from {row.day('earliest')} until {row.day('latest')}"


def _holds(row: Row, rule: Row, calendar: Calendar, shifts: Shifts) -> Iterator[Violation]:
    """The hours of its bucket that lie in its window hold it."""
    number = calendar.holding(row.day("bucket"))
    if number is None:
        return
    span = calendar.planned[number]
    days = (span.first + day * DAY for day in range(span.days))
    inside = [day for day in days if rule.day("earliest") <= day <= rule.day("latest")]
    staffed = math.fsum(shifts.on(rule.text("line"), day) for day in inside)
    if staffed < rule.amount("hours") - HOURS - 1e-9 or not inside:
        what = f"the bucket of {span.first} has {staffed:.2f} staffed hours of {_window(row)};"
        yield row.violates("R6", f"{what} the media fill takes {rule.amount('hours'):g} h")
