"""Every course of a resource, tried one by one (docs/rules.md, R6, R7)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from math import ceil
from typing import NamedTuple

from models.milp.courses import Course
from models.milp.resources import Facts, Load

Work = list[tuple[float, int, int]]
"""By bucket: hours, first and last state."""


class Way(NamedTuple):
    """A state, its campaign and its stay (None: under way at the start), before a bucket."""

    state: int
    since: int
    stay: int | None


def beginnings(facts: Facts) -> dict[str, Way]:
    """What a resource may be in before bucket 0."""
    if facts.initial is None:
        return {name: Way(state, 0, 0) for state, name in enumerate(facts.names)}
    return {facts.names[facts.initial]: Way(facts.initial, facts.before, None)}


def cheapest(facts: Facts, loads: list[Load]) -> float | None:
    """The cost of the cheapest course by trying every path, decontamination and media fill."""
    best: list[float] = []

    def onward(t: int, way: Way, eur: float, work: Work) -> None:
        if best and eur >= best[0]:
            return
        if t == len(loads):
            for places in product(*(sorted(buckets) for buckets, _ in facts.fills)):
                used = [h for h, _, _ in work]
                for t_fill, (_, fill_h) in zip(places, facts.fills, strict=True):
                    used[t_fill] += fill_h
                if holds(facts, loads, used, work):
                    best[:] = [eur]
                    return
            return
        for after, paid, hours, path in bucket_ways(facts, loads[t], way, t < facts.weeks):
            if loads[t].hours + hours > facts.offered[t] + facts.longest + 1e-6:
                continue
            onward(t + 1, after, eur + paid, [*work, (loads[t].hours + hours, path[0], path[-1])])

    for begin in beginnings(facts).values():
        onward(0, begin, 0.0, [])
    return best[0] if best else None


def bucket_ways(
    facts: Facts, load: Load, way: Way, week: bool
) -> Iterator[tuple[Way, float, float, tuple[int, ...]]]:
    """Every path through a bucket, with as few decontaminations as it needs or one more."""
    others = [s for s in range(len(facts.names)) if s != way.state]
    for length in range(min(len(others), 1 if week else 9) + 1):
        for rest in permutations(others, length):
            path = (way.state, *rest)
            if any(n and s not in path for s, n in enumerate(load.counts)):
                continue
            since = [way.since, *(0 for _ in rest)]
            batches = [n + load.counts[state] for n, state in zip(since, path, strict=True)]
            needed = [
                max(0, ceil(n / facts.most[s]) - 1) for n, s in zip(batches, path, strict=True)
            ]
            for own in product(*((n, n + 1) for n in needed)):
                yield from walked(facts, load, way, path, own)


def walked(
    facts: Facts, load: Load, way: Way, path: tuple[int, ...], own: tuple[int, ...]
) -> Iterator[tuple[Way, float, float, tuple[int, ...]]]:
    """The path, if campaigns are not too long nor stays too short."""
    eur = hours = 0.0
    at = way
    for place, (state, times) in enumerate(zip(path, own, strict=True)):
        if place:
            before = path[place - 1]
            if at.stay is not None and at.stay < facts.least[before]:
                return
            eur += facts.changes.eur[before, state]
            hours += facts.changes.hours[before, state]
            at = Way(state, 0, 0)
        batches = at.since + load.counts[state]
        if batches > (times + 1) * facts.most[state]:
            return
        eur += times * facts.decontamination_eur[state]
        hours += times * facts.decontamination_h[state]
        stay = None if at.stay is None else at.stay + load.counts[state]
        at = Way(state, max(0, batches - times * facts.most[state]), stay)
    yield at, eur, hours, path


def holds(facts: Facts, loads: list[Load], hours: list[float], work: Work) -> bool:
    """Whether hours suffice: suites push back into the bucket before, lines into the next."""
    over = 0.0
    for t in reversed(range(len(loads))) if facts.suite else range(len(loads)):
        over = max(0.0, over + hours[t] - facts.offered[t])
        border, state = (t, work[t][1]) if facts.suite else (t + 1, work[t][2])
        most = loads[t].movable[state] if facts.open[border] else 0.0
        if over > most + 1e-6:
            return False
    return True


def broken(facts: Facts, loads: list[Load], course: Course) -> bool:
    """Whether a course breaks a rule, or costs something else than it says."""
    way = beginnings(facts)[course.paths[0][0]]
    eur, work = 0.0, []
    for t, load in enumerate(loads):
        path = tuple(facts.names.index(state) for state in course.paths[t])
        own = tuple(course.decontaminations.get((state, t), 0) for state in course.paths[t])
        ways = list(walked(facts, load, way, path, own))
        unmade = any(n and s not in path for s, n in enumerate(load.counts))
        if path[0] != way.state or unmade or not ways or (t < facts.weeks and len(path) > 2):
            return True
        way, paid, hours, _ = ways[0]
        eur += paid
        fills = [n for n, row in enumerate(course.rows) if course.media_fills[row] == t]
        if any(t not in facts.fills[number][0] for number in fills):
            return True
        hours += sum(facts.fills[number][1] for number in fills)
        work.append((load.hours + hours, path[0], path[-1]))
    return abs(eur - course.cost_eur) > 1e-6 or not holds(
        facts, loads, [h for h, _, _ in work], work
    )
