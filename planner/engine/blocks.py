"""Changes of many integers at once, for where one alone is worth nothing.

A campaign of three batches that moves batch by batch is two campaigns on its way. So
everything that a resource makes in two buckets is exchanged, and all batches of one slot
move together, at best to where the same is made already; or a stretch of buckets makes
something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
from numpy.typing import NDArray

from planner.engine.arrays import Floats
from planner.engine.places import NOWHERE, Places
from planner.engine.promises import Change

STRETCH = 3
"""Most buckets in a row that make something else."""

REACH = 3
"""Buckets across which blocks are exchanged and moved."""


class Blocks:
    """The blocks of one model's integers; none without tags and buckets."""

    def __init__(self, places: Places, lower: Floats) -> None:
        self._places, self._lower = places, lower
        inside = [n for n, tag in enumerate(places.tags) if tag and int(places.bucket[n]) >= 0]
        kinds = sorted({places.tags[n] for n in inside})
        number = {kind: n for n, kind in enumerate(kinds)}
        self._at: NDArray[np.int64] = np.full(
            (len(kinds), int(places.bucket[inside].max(initial=-1)) + 1), -1
        )
        """By tags and bucket: the integer that stands there; -1: none."""
        for n in reversed(inside):
            self._at[number[places.tags[n]], places.bucket[n]] = n
        resources: dict[tuple[int, str], list[int]] = {}
        for kind in kinds:
            for part, name in enumerate(kind[1:]):
                resources.setdefault((part, name), []).append(number[kind])
        self._resources = list(resources.values())
        """By resource (one of the tags that say where): its rows of `_at`."""
        self._beside = [
            [b for b, other in enumerate(kinds) if b != a and _meet(kind, other)]
            for a, kind in enumerate(kinds)
        ]
        """By row of `_at`: rows that share a resource with it."""

    @property
    def there(self) -> bool:
        """Whether there are any."""
        return bool(self._resources) and self._at.shape[1] > 1

    def all(self, whole: Floats) -> Iterator[Change]:
        """All exchanges and moves of blocks."""
        for rows in self._resources:
            for first in range(self._at.shape[1]):
                for second in range(first + 1, min(first + REACH + 1, self._at.shape[1])):
                    change = self._exchange(whole, rows, first, second)
                    if change is not None:
                        yield change
        for position in np.flatnonzero(whole > self._lower):
            yield from self._moves(whole, int(position))
        for row in range(len(self._at)):
            yield from self._replacements(whole, row)

    def any(self, whole: Floats, random: Random) -> Change | None:
        """A random exchange or move; None if the one drawn is none."""
        if not self.there:
            return None
        buckets = self._at.shape[1]
        if random.random() < 0.5:
            rows = self._resources[random.randrange(len(self._resources))]
            first = random.randrange(buckets - 1)
            second = min(first + 1 + random.randrange(REACH), buckets - 1)
            return self._exchange(whole, rows, first, second)
        used = np.flatnonzero(whole > self._lower)
        if not len(used):
            return None
        moves = list(self._moves(whole, int(used[random.randrange(len(used))])))
        return moves[random.randrange(len(moves))] if moves else None

    def _exchange(self, whole: Floats, rows: list[int], first: int, second: int) -> Change | None:
        """All that a resource makes in two buckets changes places."""
        at = self._at[rows]
        here, there = at[:, first], at[:, second]
        fewer = _counts(whole, here) - _counts(whole, there)
        moved = np.flatnonzero(fewer)
        if len(moved) < 2 or (here[moved] < 0).any() or (there[moved] < 0).any():
            return None  # one kind alone is a move
        steps = zip(here[moved], there[moved], fewer[moved], strict=True)
        return tuple(end for a, b, n in steps for end in ((int(a), -int(n)), (int(b), int(n))))

    def _moves(self, whole: Floats, position: int) -> Iterator[Change]:
        """All of one slot move nearby together, or to where the same is made."""
        places = self._places
        group, bucket = int(places.group[position]), int(places.bucket[position])
        if group == NOWHERE or not places.tags[position]:
            return
        count = round(float(whole[position] - self._lower[position]))
        near = np.abs(places.slot_bucket - bucket) <= REACH
        for to in places.at[group][near].tolist():
            made = to >= 0 and whole[to] > 0
            if to >= 0 and to != position and (made or count > 1):
                yield ((position, -count), (to, count))

    def _replacements(self, whole: Floats, row: int) -> Iterator[Change]:
        """All that is made of one kind in a few buckets in a row becomes another kind."""
        counts = _counts(whole - self._lower, self._at[row])
        for first in np.flatnonzero(counts > 0).tolist():
            for last in range(first, min(first + STRETCH, len(counts))):
                made = [t for t in range(first, last + 1) if counts[t] > 0]
                if last not in made or sum(counts[t] for t in made) < 2:
                    continue  # one batch alone is no block
                for other in self._beside[row]:
                    if all(self._at[other, t] >= 0 for t in made):
                        yield tuple(
                            end
                            for t in made
                            for end in (
                                (int(self._at[row, t]), -int(counts[t])),
                                (int(self._at[other, t]), int(counts[t])),
                            )
                        )


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two kinds share a resource."""
    return any(a == b for a, b in zip(one[1:], other[1:], strict=False))


def _counts(whole: Floats, positions: NDArray[np.int64]) -> Floats:
    counts: Floats = np.where(positions >= 0, whole[positions], 0.0)
    return counts
