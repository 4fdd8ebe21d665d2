"""Neighbourhoods of a plan: which integers a sub-model frees, drawn at random.

Time comes from the application's buckets. What belongs together besides (a line, a
product) is what carries the same name, in its tags or in its Pyomo index; where a model
has no names, integers that share rows are neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.engine.arrays import Arrays, Floats, Ints

Mask = NDArray[np.bool_]

KINDS = (
    "window",
    "dear window",
    "names",
    "names in a window",
    "names, the others less",
    "window and name",
    "shared rows",
)
"""Time over all; the same where it is dear; one or two names over all time; over some of it;
with the others allowed to become less; a window and a name; what rows bind together."""

FEW_BUCKETS = 3
"""A name that stands in fewer buckets is a time itself and says nothing."""

DEAR = 0.5
"""Share of the draws of names that follow cost; the others are even."""


class Neighbourhoods:
    """All neighbourhoods of one model."""

    def __init__(
        self, arrays: Arrays, cost: Floats, bucket: Ints, tags: Sequence[tuple[str, ...]]
    ) -> None:
        self._arrays, self._cost, self._bucket = arrays, np.abs(cost), bucket
        self._integer = arrays.integer & (arrays.lower < arrays.upper)
        self._buckets = int(bucket.max(initial=-1)) + 1
        named, self._links = _named(arrays, tags)
        self._names = [
            columns
            for _, columns in sorted(named.items())
            if len(np.unique(bucket[columns])) >= min(FEW_BUCKETS, self._buckets)
            and 0 < self._integer[columns].sum() < self._integer.sum()
        ]
        """Columns of each name."""
        self._counted = self._integer & ~self._links & (bucket >= 0)
        """Integers that make a neighbourhood large; links follow from them."""
        self._in_bucket = np.bincount(bucket[self._counted], minlength=max(self._buckets, 1))
        self._row_of_entry = np.repeat(np.arange(arrays.shape[0]), np.diff(arrays.starts))

    @property
    def kinds(self) -> tuple[str, ...]:
        """Those that the model has."""
        if not self._buckets or not self._counted.any():
            return ()
        return tuple(kind for kind in KINDS if self._names or "name" not in kind)

    @property
    def most(self) -> int:
        """Largest size of a neighbourhood: all integers that count."""
        return int(self._counted.sum())

    def drawn(
        self, kind: str, size: int, plan: Floats, random: Random
    ) -> tuple[Floats, Floats, Mask]:
        """Bounds of the integers around a plan, about `size` of them free, and which are."""
        values = self._arrays.lower.copy(), self._arrays.upper.copy()
        free = self._free(kind, size, plan, random)
        lower, upper = values
        held = self._arrays.integer & ~free
        lower[held] = upper[held] = np.round(plan[held])
        if kind == "names, the others less":
            less = held & (self._bucket >= 0) & (lower > self._arrays.lower)
            lower[less] = self._arrays.lower[less]
        return lower, upper, self._integer & (lower < upper)

    def _free(self, kind: str, size: int, plan: Floats, random: Random) -> Mask:
        if kind == "window":
            return self._window(size, random.randrange(self._buckets))
        if kind == "dear window":
            return self._window(size, self._dear_bucket(plan, random))
        if kind == "shared rows":
            return self._around(size, plan, random)
        if kind == "window and name":
            window = self._window(max(1, size // 2), self._dear_bucket(plan, random))
            return window | self._some_names(max(1, size // 2), plan, random)
        if kind == "names in a window":
            few = self._some_names(self.most, plan, random, most=1 + random.randrange(2))
            return self._window(size, self._dear_bucket(plan, random), few)
        return self._some_names(size, plan, random)

    def _window(self, size: int, centre: int, among: Mask | None = None) -> Mask:
        """Buckets around one, widened by turns until about `size` integers are inside."""
        counts = self._in_bucket
        if among is not None:
            inside = self._bucket[self._counted & among]
            counts = np.bincount(inside, minlength=self._buckets)
        first, last, count = centre, centre + 1, int(counts[centre])
        while count < size and last - first < self._buckets:
            left = first > 0 and (last >= self._buckets or centre - first < last - centre)
            first, last = (first - 1, last) if left else (first, last + 1)
            count += int(counts[first if left else last - 1])
        window: Mask = (self._bucket >= first) & (self._bucket < last)
        return window if among is None else window & among

    def _some_names(self, size: int, plan: Floats, random: Random, most: int = 0) -> Mask:
        """Columns of names, drawn until about `size` integers are among them, or `most` names;
        links between others are free to close the gaps."""
        worth = [float(self._cost[each] @ np.abs(plan[each])) for each in self._names]
        free = np.zeros(self._arrays.shape[1], dtype=bool)
        rest, drawn = list(range(len(self._names))), 0
        while rest and (not drawn or (drawn < most if most else self._count(free) < size)):
            weights = [worth[n] for n in rest]
            dear = random.random() < DEAR and sum(weights) > 0
            name = random.choices(rest, weights)[0] if dear else random.choice(rest)
            rest.remove(name)
            if drawn and not most and self._count(free) + len(self._names[name]) > 2 * size:
                break
            free[self._names[name]] = True
            drawn += 1
        return (free | self._links) & (self._bucket >= 0)

    def _count(self, free: Mask) -> int:
        return int((free & self._counted).sum())

    def _dear_bucket(self, plan: Floats, random: Random) -> int:
        """A bucket, drawn by what its columns cost."""
        timed = self._bucket >= 0
        weights = (self._cost * np.abs(plan))[timed]
        costs = np.bincount(self._bucket[timed], weights=weights, minlength=self._buckets)
        costs += costs.sum() / self._buckets + 1e-9
        return random.choices(range(self._buckets), costs.tolist())[0]

    def _around(self, size: int, plan: Floats, random: Random) -> Mask:
        """Integers that rows bind to one, nearest first."""
        counted = np.flatnonzero(self._counted)
        free = np.zeros(self._arrays.shape[1], dtype=bool)
        free[counted[random.randrange(len(counted))]] = True
        while self._count(free) < size:
            rows = np.zeros(self._arrays.shape[0], dtype=bool)
            rows[self._row_of_entry[free[self._arrays.columns]]] = True
            near = np.zeros_like(free)
            near[self._arrays.columns[rows[self._row_of_entry]]] = True
            new = np.flatnonzero(near & ~free)
            room = size - self._count(free)
            if not len(new):
                break
            if self._count(near & ~free) > room:
                kept = random.sample(range(len(new)), len(new))
                order = new[kept]
                ends = np.cumsum(self._counted[order]) <= room
                free[order[ends]] = True
                break
            free[new] = True
        return free & (self._bucket >= 0)


def _named(arrays: Arrays, tags: Sequence[tuple[str, ...]]) -> tuple[dict[str, Ints], Mask]:
    """Columns by name, and which columns are links: they carry two names of one kind, as a
    change from one product to another does."""
    found: dict[str, set[int]] = defaultdict(set)
    kinds: dict[tuple[str, int], set[str]] = defaultdict(set)
    words: list[tuple[str, list[str]]] = []
    for column, variable in enumerate(arrays.variables):
        component = variable.parent_component()
        names = _index_names(component, variable.index())
        words.append((component.name, names))
        for place, name in enumerate(names):
            kinds[component.name, place].add(name)
        for name in (*names, *tags[column]):
            found[name].add(column)
    links = np.zeros(arrays.shape[1], dtype=bool)
    for column, (component, names) in enumerate(words):
        sets = [kinds[component, place] for place in range(len(names))]
        links[column] = any(
            not one.isdisjoint(other) for n, one in enumerate(sets) for other in sets[:n]
        )
    if not (arrays.integer & ~links).any():
        links[:] = False
    return {name: np.array(sorted(each), dtype=np.int32) for name, each in found.items()}, links


def _index_names(component: Any, index: Any) -> list[str]:
    """An index as names: a word is its own, a number is one of its set."""
    parts = index if isinstance(index, tuple) else (index,)
    if all(isinstance(part, str) for part in parts):
        return list(parts)
    sets = [each.name for each in component.index_set().subsets() for _ in range(each.dimen or 1)]
    sets += [""] * (len(parts) - len(sets))
    return [
        part if isinstance(part, str) else f"{name} {part}"
        for name, part in zip(sets, parts, strict=False)
    ]
