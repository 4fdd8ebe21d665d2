"""What one batch more or less would change in the cost of a course: estimates for a search."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from models.milp.bucket_paths import Changes, members
from models.milp.courses import Course

INFINITE = float("inf")


class Stay(NamedTuple):
    """A stay in a state, and the buckets of its first and last batch (-1: it has none)."""

    state: int
    first: int
    last: int
    batches: int


class Place(NamedTuple):
    """A bucket of a course: its path, and the states before and after (none: -1).

    Where the stay at an end of the path has batches outside the bucket too, the state
    beyond that end is the same one.
    """

    path: tuple[int, ...]
    before: int
    after: int
    full: bool
    """A week with batches of two states."""


def one_less(course: Course) -> dict[tuple[int, int], float]:
    """(bucket, state): EUR, below 0, of one batch less where that ends a stay; else 0."""
    known, facts = _stays(course), course.buckets[0].facts
    found = {}
    for number, stay in enumerate(known):
        if stay.batches == 1 and (number or facts.initial is None):
            before = known[number - 1].state if number else -1
            after = known[number + 1].state if number + 1 < len(known) else -1
            found[stay.first, stay.state] = min(
                0.0, -_detour(facts.changes, before, stay.state, after)
            )
    return found


def one_more(course: Course, known: dict[Place, tuple[float, ...]]) -> list[tuple[float, ...]]:
    """EUR of one more batch, by bucket and state; infinite: there is surely no room.

    `known` keeps what was found for equal places.
    """
    facts, rows = course.buckets[0].facts, []
    for place in _places(course):
        row = known.get(place)
        if row is None:
            states = range(len(facts.names))
            row = known[place] = tuple(_insertion(facts.changes, place, g) for g in states)
        rows.append(row)
    return rows


def _insertion(changes: Changes, place: Place, state: int) -> float:
    """The cheapest way to a state that is not on the path."""
    if state in place.path:
        return 0.0
    if place.full:
        return INFINITE
    way = (place.before, *place.path, place.after)
    return max(0.0, min(_detour(changes, f, state, g) for f, g in pairwise(way)))


def _detour(changes: Changes, before: int, state: int, after: int) -> float:
    """EUR of a visit between two states; -1: there is no state on that side."""
    if state in (before, after):
        return 0.0
    eur = changes.eur.get((before, state), 0.0) + changes.eur.get((state, after), 0.0)
    return eur - changes.eur.get((before, after), 0.0)


def _stays(course: Course) -> list[Stay]:
    """The stays of a course, in order."""
    found: list[Stay] = []
    for t, (step, bucket) in enumerate(zip(course.steps, course.buckets, strict=True)):
        for state in step.choice.path.states:
            batches = bucket.load.counts[state]
            stay = found.pop() if found and found[-1].state == state else Stay(state, -1, -1, 0)
            if batches:
                first = t if stay.first < 0 else stay.first
                stay = Stay(state, first, t, stay.batches + batches)
            found.append(stay)
    return found


def _places(course: Course) -> list[Place]:
    known, facts = _stays(course), course.buckets[0].facts
    given = facts.initial is not None
    found, at = [], 0
    for t, (step, bucket) in enumerate(zip(course.steps, course.buckets, strict=True)):
        path = step.choice.path.states
        first = known[at]
        before = known[at - 1].state if at else -1
        if 0 <= first.first < t or (not at and given):
            before = first.state
        at += len(path) - 1
        last = known[at]
        after = known[at + 1].state if at + 1 < len(known) else -1
        if last.last > t:
            after = last.state
        full = t < facts.weeks and len(members(bucket.made)) > 1
        found.append(Place(path, before, after, full))
    return found
