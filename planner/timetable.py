"""Hours over borders, the order of batches, and their indicative dates.

The model decides how many batches a bucket holds; here they are put in order. A suite
borrows, and a line spills, no more than it must. Dates inside a bucket are indicative
(`dates_are = bucket`): preparations are spread over the staffed hours of the bucket, and a
fill starts as soon as its preparation has ended and the line is free.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from models.batches import BatchKind
from models.calendar import Calendar
from models.hours import StaffedHours
from models.milp.indices import Indices
from models.plant import Plant
from planner.pegging import Supply

TRACE_H = 1e-6
"""Hours that are rounding."""


@dataclass(frozen=True)
class Slot:
    """A batch in its bucket."""

    batch: Supply
    kind: BatchKind
    bucket: int
    sequence: int
    """Place among the batches that its line fills in the bucket, from 1."""

    borrow_h: float
    """Hours of preparation worked in the bucket before."""

    spill_h: float
    """Hours of filling left for the bucket after."""

    prep: tuple[dt.date, dt.date]
    fill: tuple[dt.date, dt.date]


Group = dict[tuple[str, int], list[Supply]]
"""Batches by resource and bucket."""


def timetable(plant: Plant, indices: Indices, found: Iterable[Supply]) -> tuple[Slot, ...]:
    """Put the batches that are filled in the plan in order."""
    placed = [supply for supply in found if supply.bucket is not None]
    suites, lines = _by_suite(placed), _by_line(placed)
    borrowed = _borrowed(indices, suites)
    spilled, received = _spilled(indices, lines)
    clock = WorkClock(indices.hours, indices.calendar)
    preps = _preps(clock, suites, borrowed)
    firm = {row.batch: (row.prep_on, row.fill_on) for row in plant.firm_batches}
    slots = []
    for (line, bucket), batches in sorted(lines.items()):
        ready = {b.name: firm.get(b.name) or preps[b.name] for b in batches}
        order = sorted(batches, key=lambda b: (b.name in spilled, ready[b.name][1], b.name))
        free = clock.before(line, indices.calendar.first(bucket)) + received[line, bucket]
        for sequence, batch in enumerate(order, start=1):
            start = max(free, clock.before(line, ready[batch.name][1]))
            free = start + _line_h(batch)
            prep, fill = _dates(batch, bucket, clock, start, preps, firm)
            slots.append(
                Slot(
                    batch,
                    _kind(batch),
                    bucket,
                    sequence,
                    borrowed.get(batch.name, 0.0),
                    spilled.get(batch.name, 0.0),
                    prep,
                    fill,
                )
            )
    return tuple(sorted(slots, key=lambda slot: (slot.bucket, slot.fill, slot.batch.name)))


def _dates(
    batch: Supply,
    bucket: int,
    clock: WorkClock,
    start: float,
    preps: dict[str, tuple[dt.date, dt.date]],
    firm: dict[str, tuple[dt.date, dt.date]],
) -> tuple[tuple[dt.date, dt.date], tuple[dt.date, dt.date]]:
    """First and last day of preparation and of filling; firm batches keep their days."""
    line, last = batch.route[1], clock.calendar.last(bucket)
    fill = clock.days(line, start, _line_h(batch))
    if batch.name in firm:
        prep_on, fill_on = firm[batch.name]
        return (prep_on, fill_on), (fill_on, max(fill_on, fill[1]))
    begun, done = preps[batch.name]
    done = min(done, last)
    fills = min(max(fill[0], done), last)
    return (min(begun, done), done), (fills, max(fills, fill[1]))


def _kind(batch: Supply) -> BatchKind:
    if batch.kind is None:
        raise ValueError(f"{batch.name} is a lot, not a batch")
    return batch.kind


def _line_h(batch: Supply) -> float:
    return _kind(batch).set_up_h + _kind(batch).fill_h


def _by_suite(placed: Iterable[Supply]) -> Group:
    """Batches that are still to be prepared; batches of a syringe stand together."""
    group: Group = defaultdict(list)
    for batch in sorted(placed, key=lambda b: (b.syringe, b.route[1], b.name)):
        if batch.bucket is not None and batch.status != "in_process":
            group[batch.route[0], batch.bucket].append(batch)
    return group


def _by_line(placed: Iterable[Supply]) -> Group:
    group: Group = defaultdict(list)
    for batch in placed:
        if batch.bucket is not None:
            group[batch.route[1], batch.bucket].append(batch)
    return group


def _borrowed(indices: Indices, suites: Group) -> dict[str, float]:
    """Least hours that each batch must borrow from the bucket before."""
    found: dict[str, float] = {}
    for suite in sorted({suite for suite, _ in suites}):
        lent = 0.0
        for bucket in reversed(indices.calendar.planned):
            batches = suites.get((suite, bucket), [])
            hours = sum(_kind(batch).cycle_h for batch in batches) + lent
            lent = max(0.0, hours - indices.hours.offered[suite, bucket])
            if lent > TRACE_H and batches:
                found[max(batches, key=lambda b: (_kind(b).cycle_h, b.name)).name] = lent
    return found


def _spilled(
    indices: Indices, lines: Group
) -> tuple[dict[str, float], dict[tuple[str, int], float]]:
    """Least hours that each fill must leave for the bucket after, and what buckets receive."""
    found: dict[str, float] = {}
    received: dict[tuple[str, int], float] = {}
    for line in sorted({line for line, _ in lines}):
        spill = 0.0
        for bucket in indices.calendar.planned:
            batches = lines.get((line, bucket), [])
            received[line, bucket] = spill
            hours = sum(map(_line_h, batches)) + spill
            spill = max(0.0, hours - indices.hours.offered[line, bucket])
            if spill > TRACE_H and batches:
                found[max(batches, key=lambda b: (_kind(b).fill_h, b.name)).name] = spill
    return found, received


def _preps(
    clock: WorkClock, suites: Group, borrowed: dict[str, float]
) -> dict[str, tuple[dt.date, dt.date]]:
    """First and last day of preparation, batch by batch; the one that borrows is first."""
    days = {}
    for (suite, bucket), batches in suites.items():
        order = sorted(batches, key=lambda b: b.name not in borrowed)
        ahead = -sum(borrowed.get(batch.name, 0.0) for batch in batches)
        hours = [_kind(batch).cycle_h for batch in order]
        for batch, start in zip(order, clock.spread(suite, bucket, hours, ahead), strict=True):
            days[batch.name] = clock.days(suite, start, _kind(batch).cycle_h)
    return days


class WorkClock:
    """Worked hours of each resource since the start of the plan, as dates."""

    def __init__(self, hours: StaffedHours, calendar: Calendar) -> None:
        self.calendar = calendar
        self._days = [day for t in calendar.planned for day in calendar.dates(t)]
        self._worked = {
            resource: list(accumulate(daily[day] for day in self._days))
            for resource, daily in hours.daily.items()
        }

    def spread(self, resource: str, bucket: int, hours: list[float], first: float) -> list[float]:
        """Worked hours at which batches start: the first at `first` hours into the
        bucket, idle hours shared out after each of them."""
        begin = self.before(resource, self.calendar.first(bucket))
        end = self.before(resource, self.calendar.last(bucket) + dt.timedelta(days=1))
        idle = max(0.0, end - begin - first - sum(hours)) / max(1, len(hours))
        starts = accumulate((each + idle for each in hours[:-1]), initial=begin + first)
        return list(starts) if hours else []

    def days(self, resource: str, start: float, hours: float) -> tuple[dt.date, dt.date]:
        """First and last day of work that starts at so many worked hours."""
        worked = self._worked[resource]
        begun = bisect_right(worked, start + TRACE_H)
        done = bisect_left(worked, start + hours - TRACE_H)
        last = len(self._days) - 1
        return self._days[min(begun, last)], self._days[min(max(done, begun), last)]

    def before(self, resource: str, day: dt.date) -> float:
        """Hours worked before a day."""
        index = (day - self._days[0]).days
        return self._worked[resource][index - 1] if index else 0.0
