"""Hours over borders, the order of batches, and their indicative dates.

The model decides how many batches a bucket holds and which states suites and lines visit;
here batches are put in the order of those states. A suite borrows, and a line spills, no more
than it must, by a batch of the state at the border. Dates inside a bucket are indicative:
preparations are spread over its staffed hours, fills start once prepared.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from models.batches import BatchKind
from models.milp.indices import Indices
from models.plant import Plant
from models.states import state_of
from planner.campaigns import Course
from planner.clock import TRACE_H, WorkClock
from planner.pegging import Supply


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

    prep: Days
    fill: Days
    suite_campaign: int | None
    """None if the suite is not sequenced, or prepared it before the plan."""

    line_campaign: int | None
    """None if the line is not sequenced."""


Days = tuple[dt.date, dt.date]
"""First and last day."""

Group = dict[tuple[str, int], list[Supply]]
"""Batches by resource and bucket."""


def timetable(
    plant: Plant, indices: Indices, found: Iterable[Supply], course: Course
) -> tuple[Slot, ...]:
    """Put the batches that are filled in the plan in order."""
    placed = [supply for supply in found if supply.bucket is not None]
    suites, lines = _by_suite(placed, course), _by_line(placed)
    borrowed = _borrowed(indices, suites, course)
    suites = _in_state_order(suites, course, lambda b: (b.name not in borrowed,))
    clock = WorkClock(indices.hours, indices.calendar)
    preps = _preps(clock, suites, borrowed)
    firm = {row.batch: (row.prep_on, row.fill_on) for row in plant.firm_batches}
    ready = {name: days[1] for name, days in (preps | firm).items()}
    spilled, received = _spilled(indices, lines, course, ready)
    lines = _in_state_order(lines, course, lambda b: (b.name in spilled, ready[b.name], b.name))
    prepared, filled = _campaigns(suites, course), _campaigns(lines, course)
    slots = []
    for (line, bucket), batches in sorted(lines.items()):
        free = clock.before(line, indices.calendar.first(bucket)) + received[line, bucket]
        end = clock.before(line, indices.calendar.first(bucket + 1))
        end += sum(spilled.get(batch.name, 0.0) for batch in batches)
        starts = _starts(clock, line, (free, end), batches, ready)
        for sequence, (batch, start) in enumerate(zip(batches, starts, strict=True), start=1):
            prep, fill = _dates(batch, bucket, clock, start, preps, firm)
            slots.append(
                Slot(
                    batch=batch,
                    kind=_kind(batch),
                    bucket=bucket,
                    sequence=sequence,
                    borrow_h=borrowed.get(batch.name, 0.0),
                    spill_h=spilled.get(batch.name, 0.0),
                    prep=prep,
                    fill=fill,
                    suite_campaign=prepared.get(batch.name),
                    line_campaign=filled.get(batch.name),
                )
            )
    return tuple(sorted(slots, key=lambda slot: (slot.bucket, slot.fill, slot.batch.name)))


def _starts(
    clock: WorkClock,
    line: str,
    worked: tuple[float, float],
    batches: list[Supply],
    ready: dict[str, dt.date],
) -> Iterator[float]:
    """Worked hours at which fills start: once prepared, but early enough for those to follow."""
    free, end = worked
    left = sum(map(_line_h, batches))
    for batch in batches:
        start = max(free, min(clock.before(line, ready[batch.name]), end - left))
        yield start
        free, left = start + _line_h(batch), left - _line_h(batch)


def _dates(
    batch: Supply,
    bucket: int,
    clock: WorkClock,
    start: float,
    preps: dict[str, Days],
    firm: dict[str, Days],
) -> tuple[Days, Days]:
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


def _by_suite(placed: Iterable[Supply], course: Course) -> Group:
    """Batches that are still to be prepared, as their lines go through states; batches of a
    syringe stand together."""

    def order(batch: Supply) -> tuple[int, str, str, str]:
        line = batch.route[1]
        place = course.place(line, batch.bucket or 0, batch.syringe)
        return place, batch.syringe, line, batch.name

    group: Group = defaultdict(list)
    for batch in sorted(placed, key=order):
        if batch.bucket is not None and batch.status != "in_process":
            group[batch.route[0], batch.bucket].append(batch)
    return group


def _by_line(placed: Iterable[Supply]) -> Group:
    group: Group = defaultdict(list)
    for batch in placed:
        if batch.bucket is not None:
            group[batch.route[1], batch.bucket].append(batch)
    return group


def _in_state_order(
    groups: Group, course: Course, then: Callable[[Supply], tuple[Any, ...]]
) -> Group:
    """Batches of each resource and bucket in the order in which it visits their states."""
    ordered = {}
    for (resource, bucket), batches in groups.items():
        keys = {}
        for batch in batches:
            state = state_of(_kind(batch), resource)
            keys[batch.name] = course.place(resource, bucket, state), *then(batch)
        ordered[resource, bucket] = sorted(batches, key=lambda batch: keys[batch.name])
    return ordered


def _campaigns(groups: Group, course: Course) -> dict[str, int]:
    """Batch: number of its campaign on a sequenced resource."""
    found = {}
    for (resource, bucket), batches in groups.items():
        numbers: dict[str, Iterator[int]] = {}
        for batch in batches:
            state = state_of(_kind(batch), resource)
            of_state = course.numbers.get((resource, bucket, state))
            if of_state is not None:
                found[batch.name] = next(numbers.setdefault(state, iter(of_state)))
    return found


def _at_border(
    course: Course, resource: str, bucket: int, batches: list[Supply], place: int
) -> list[Supply]:
    """Batches of the state at the beginning (place 0) or the end (-1) of the bucket."""
    path = course.paths.get((resource, bucket))
    if path is None:
        return batches
    return [batch for batch in batches if state_of(_kind(batch), resource) == path[place]]


def _borrowed(indices: Indices, suites: Group, course: Course) -> dict[str, float]:
    """Least hours that each batch must borrow from the bucket before."""
    found: dict[str, float] = {}
    for suite in sorted({suite for suite, _ in suites}):
        lent = 0.0
        for bucket in reversed(indices.calendar.planned):
            batches = suites.get((suite, bucket), [])
            hours = sum(_kind(batch).cycle_h for batch in batches) + lent
            hours += course.hours(suite, bucket)
            lent = max(0.0, hours - indices.hours.offered[suite, bucket])
            first = _at_border(course, suite, bucket, batches, 0)
            if lent > TRACE_H and first:
                found[max(first, key=lambda b: (_kind(b).cycle_h, b.name)).name] = lent
    return found


def _spilled(
    indices: Indices, lines: Group, course: Course, ready: dict[str, dt.date]
) -> tuple[dict[str, float], dict[tuple[str, int], float]]:
    """Least hours each fill leaves for the bucket after (of equals, the last ready), and gets."""
    found: dict[str, float] = {}
    received: dict[tuple[str, int], float] = {}
    for line in sorted({line for line, _ in lines}):
        spill = 0.0
        for bucket in indices.calendar.planned:
            batches = lines.get((line, bucket), [])
            received[line, bucket] = spill
            hours = sum(map(_line_h, batches)) + course.hours(line, bucket) + spill
            spill = max(0.0, hours - indices.hours.offered[line, bucket])
            last = _at_border(course, line, bucket, batches, -1)
            if spill > TRACE_H and last:
                found[max(last, key=lambda b: (_kind(b).fill_h, ready[b.name], b.name)).name] = (
                    spill
                )
    return found, received


def _preps(clock: WorkClock, suites: Group, borrowed: dict[str, float]) -> dict[str, Days]:
    """First and last day of preparation, batch by batch; the one that borrows is first."""
    days = {}
    for (suite, bucket), batches in suites.items():
        ahead = -sum(borrowed.get(batch.name, 0.0) for batch in batches)
        hours = [_kind(batch).cycle_h for batch in batches]
        for batch, start in zip(batches, clock.spread(suite, bucket, hours, ahead), strict=True):
            days[batch.name] = clock.days(suite, start, _kind(batch).cycle_h)
    return days
