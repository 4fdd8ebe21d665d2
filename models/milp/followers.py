"""Followers: states, decontaminations and media fills as the batch counts ask for them.

A search over batch counts need not search over what follows from them: for each suite and
line a dynamic program (`sequencing`) decides it, and says what a batch more or less would
change in its cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.milp.courses import Course
from models.milp.insertions import Place, one_less, one_more
from models.milp.resources import Load
from models.milp.sequencing import Sequencer
from models.plant import Plant

Model = Any
Variable = Any
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Followed:
    """What follows from some batch counts; the arrays are worked out when they are read."""

    value: float
    """Changes and decontaminations, EUR."""

    values: Callable[[], Numbers]
    """Values of the followers, in their order."""

    _estimates: Callable[[], tuple[Numbers, Numbers]]

    @cached_property
    def _both(self) -> tuple[Numbers, Numbers]:
        return self._estimates()

    @property
    def less(self) -> Numbers:
        """By leader: estimated change of `value` with one batch less."""
        return self._both[0]

    @property
    def more(self) -> Numbers:
        """By leader: estimated change of `value` with one batch more; infinite: no room."""
        return self._both[1]


class StateFollower:
    """Decides the states, decontaminations and media fills of one suite or line."""

    def __init__(self, m: Model, sequencer: Sequencer, level: int) -> None:
        facts, resource = sequencer.facts, sequencer.resource
        self.level = level
        self._sequencer = sequencer
        starts = [
            (m.indices.kinds[tuple(key)], t, m.batches.made[(*key, t)])
            for *key, t in m.batches.STARTS
            if resource in key[1:3]
        ]
        self.leaders: list[Variable] = [made for _, _, made in starts]
        self._bucket = np.array([t for _, t, _ in starts], dtype=np.intp)
        self._state = np.array([facts.state(kind) for kind, _, _ in starts], dtype=np.intp)
        self._work_h = np.array([facts.work_h(kind) for kind, _, _ in starts])
        self._movable_h = np.array([facts.movable_h(kind) for kind, _, _ in starts])
        named = list(_variables(m, sequencer))
        self.followers: list[Variable] = [variable for _, variable in named]
        self._at = {name: number for number, (name, _) in enumerate(named)}
        self._room_h = np.array(_most_h(sequencer))
        self._places: dict[Place, tuple[float, ...]] = {}
        self._last: tuple[NDArray[np.int64], list[Load]] | None = None

    def best(self, whole: Numbers) -> Followed | None:
        """The cheapest course found for the leaders' values; None: there is none."""
        course = self._sequencer.course(self._loads(np.rint(whole).astype(np.int64)))
        if course is None:
            return None
        return Followed(
            course.cost_eur, lambda: self._values(course), lambda: self._estimates(course)
        )

    def _loads(self, whole: NDArray[np.int64]) -> list[Load]:
        """What the buckets ask for; worked out anew only where a count has changed."""
        if self._last is None:
            loads = list(self._sequencer.fixed)
            changed = whole != 0
        else:
            loads = list(self._last[1])
            changed = whole != self._last[0]
        for t in np.unique(self._bucket[changed]).tolist():
            there = np.flatnonzero((self._bucket == t) & (whole > 0))
            loads[t] = self._sequencer.joined(t, self._load(there, whole))
        self._last = whole, loads
        return loads

    def _load(self, there: NDArray[np.intp], whole: NDArray[np.int64]) -> Load:
        facts = self._sequencer.facts
        counts, movable, hours = [0] * len(facts.names), [0.0] * len(facts.names), 0.0
        for leader in there.tolist():
            state, count = int(self._state[leader]), int(whole[leader])
            counts[state] += count
            movable[state] = max(movable[state], float(self._movable_h[leader]))
            hours += count * float(self._work_h[leader])
        return Load(tuple(counts), round(hours, 9), tuple(movable))

    def _estimates(self, course: Course) -> tuple[Numbers, Numbers]:
        less = np.zeros(len(self.leaders))
        if not self.leaders:
            return less, less.copy()
        more = np.array(one_more(course, self._places))[self._bucket, self._state]
        used = np.array([bucket.load.hours for bucket in course.buckets])
        more[used[self._bucket] + self._work_h > self._room_h[self._bucket]] = np.inf
        for (t, state), eur in one_less(course).items():
            less[(self._bucket == t) & (self._state == state)] = eur
        return less, more

    def _values(self, course: Course) -> Numbers:
        values = np.zeros(len(self.followers))
        for name, value in _values(course):
            if name in self._at:
                values[self._at[name]] = value
        return values


def followers(m: Model, plant: Plant, level: int) -> list[StateFollower]:
    """Who decides the states of each resource on which they count, and media fills.

    Parameters
    ----------
    m, plant
        The model and its plant.
    level
        Number of the level whose expression holds the cost of changes.
    """
    return [StateFollower(m, sequencer, level) for sequencer in sequencers(m, plant).values()]


def sequencers(m: Model, plant: Plant) -> dict[str, Sequencer]:
    """A sequencer for each resource that is sequenced or has media fills; made once."""
    if not hasattr(m, "sequencers"):
        due = {plant.media_fills[row].line for row in m.indices.appointments}
        named = [row.suite for row in plant.suites] + [row.line for row in plant.lines]
        m.sequencers = {
            resource: Sequencer(m.indices, plant, resource)
            for resource in named
            if resource in m.indices.states.of or resource in due
        }
    found: dict[str, Sequencer] = m.sequencers
    return found


def _most_h(sequencer: Sequencer) -> list[float]:
    """Hours of batches that each bucket can hold at most."""
    facts = sequencer.facts
    return [
        offered + facts.longest * facts.open[t if facts.suite else t + 1]
        for t, offered in enumerate(facts.offered)
    ]


def _variables(m: Model, sequencer: Sequencer) -> Iterator[tuple[tuple[Any, ...], Variable]]:
    """The variables that follow from the batches of a resource, by family and index."""
    families = (
        ("visit", m.changeovers.visit),
        ("state", m.changeovers.state),
        ("change", m.changeovers.change),
        ("own", m.campaigns.own),
        ("since", m.campaigns.since),
        ("length", m.campaigns.length),
        ("shift", m.hours.shift),
        ("lead", m.hours.lead),
    )
    for family, variables in families:
        for index, variable in variables.items():
            if index[0] == sequencer.resource:
                yield (family, *index[1:]), variable
    for (row, t), variable in m.media_fills.place.items():
        if row in sequencer.rows:
            yield ("place", row, t), variable


def _values(course: Course) -> Iterator[tuple[tuple[Any, ...], float]]:
    """The variables that are not 0, by family and index."""
    facts = course.buckets[0].facts
    yield ("state", course.paths[0][0], 0), 1.0
    for t, (label, _) in enumerate(course.trail):
        path, last = course.paths[t], course.names[label.state]
        yield from ((("visit", f, t), 1.0) for f in path)
        yield from ((("change", f, g, t), 1.0) for f, g in pairwise(path))
        yield ("state", last, t + 1), 1.0
        yield ("since", last, t), float(label.since)
        yield ("length", last, t), float(facts.least[label.state] - label.lack)
    for (f, t), count in course.decontaminations.items():
        yield ("own", f, t), float(count)
    for row, t in course.media_fills.items():
        yield ("place", row, t), 1.0
    for border, hours in course.shifts.items():
        yield ("shift", border), hours
        yield ("lead", border, *course.leader(border)), 1.0
