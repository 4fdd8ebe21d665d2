"""Paths through the states of one resource within a bucket: which are worth trying.

A path begins in the state at the bucket's beginning, visits what the bucket makes, and
may end in a state that is made next. States are numbers, sets of states are bit masks.
"""

from __future__ import annotations

from typing import NamedTuple

from models.states import States


class Path(NamedTuple):
    """States in the order of the visit, and what the changes between them take."""

    states: tuple[int, ...]
    eur: float
    """Changes, and the decontaminations of the states that are left."""

    hours: float


class Changes:
    """Changes between the states of one resource, decontamination of the state left included."""

    def __init__(self, states: States, resource: str) -> None:
        names = states.of.get(resource, ())
        self.eur: dict[tuple[int, int], float] = {}
        self.hours: dict[tuple[int, int], float] = {}
        for leave, left in enumerate(names):
            for enter, entered in enumerate(names):
                row = states.changes.get((resource, left, entered))
                if row is not None:
                    eur = row.cost_eur + states.decontamination_eur(resource, left)
                    hours = row.hours + states.decontamination_h(resource, left)
                    self.eur[leave, enter] = eur
                    self.hours[leave, enter] = hours
        self._orders: dict[tuple[int, int, int], tuple[Path, ...]] = {}
        self._choices: dict[tuple[int, int, int, int, bool], tuple[Path, ...]] = {}

    def paths(
        self, first: int, made: int, following: int, short: int, *, week: bool
    ) -> tuple[Path, ...]:
        """Paths from a state that visit the states `made`, the cheap and the short ones.

        Parameters
        ----------
        first
            State at the beginning of the bucket.
        made, following
            States made in the bucket; states made in the next bucket that makes any. Ending
            in another state would leave it without a batch.
        short
            States that may not be left if they are entered in this bucket: they have fewer
            batches than their least.
        week
            At most one change.
        """
        key = first, made, following, short, week
        found = self._choices.get(key)
        if found is None:
            found = self._choices[key] = tuple(self._all(*key))
        return found

    def _all(self, first: int, made: int, following: int, short: int, week: bool) -> list[Path]:
        rest = made & ~(1 << first)
        ends = following & ~rest & ~(1 << first)
        found = [] if rest else [Path((first,), 0.0, 0.0)]
        for last in members(rest):
            if not short & rest & ~(1 << last):
                found += self._through(first, rest, last)
        if not short & rest:
            for last in members(ends):
                found += self._through(first, rest | 1 << last, last)
        return [path for path in found if not week or len(path.states) <= 2]

    def _through(self, first: int, visited: int, last: int) -> tuple[Path, ...]:
        """Ways from a state through others to the last of them, none worse in all respects."""
        key = first, visited, last
        found = self._orders.get(key)
        if found is not None:
            return found
        before = visited & ~(1 << last)
        ways = [
            Path((*way.states, last), way.eur + self.eur[step], way.hours + self.hours[step])
            for middle in members(before)
            for way in self._through(first, before, middle)
            if (step := (middle, last)) in self.eur
        ]
        if not before and (first, last) in self.eur:
            ways = [Path((first, last), self.eur[first, last], self.hours[first, last])]
        kept: list[Path] = []
        for way in sorted(ways, key=lambda way: (way.eur, way.hours)):
            if not kept or way.hours < kept[-1].hours:
                kept.append(way)
        self._orders[key] = tuple(kept)
        return self._orders[key]


def members(mask: int) -> list[int]:
    """The states in a bit mask."""
    return [state for state in range(mask.bit_length()) if mask >> state & 1]
