"""Local search on whole numbers: shift, swap, add and drop, the dearest first.

The slopes of the parts (`planner.engine.parts`) say what one more or one less of an
integer is worth at best: the parts are convex, so a change that the slopes call no gain
is none and is never tried. The others are tried in the order of that promise, cheap
parts first: most changes fail because a resource has no room, which its own small part
tells in a fraction of a millisecond.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import count

import numpy as np

from planner.engine.arrays import Floats, Ints, Row
from planner.engine.parts import Parts, State, Worth
from planner.engine.places import Places

LEAST = 1e-7
"""Smallest gain worth a change, as a share of the value."""

FRESH = 10
"""Changes after which the promises are computed anew."""

TRIES = 300
"""Parts asked after which the promises are computed anew."""

KEPT = 500_000
"""Most failed changes that are remembered."""

Change = tuple[tuple[int, int], ...]
"""(position among the integers, +1 or -1)."""


class Descent:
    """Improves whole numbers until no single change helps."""

    def __init__(self, parts: Parts, lower: Floats, upper: Floats, bucket: Ints) -> None:
        """`lower`, `upper` and `bucket` are those of the integers."""
        self._parts, self._lower, self._upper = parts, lower, upper
        self._cost: Floats = parts.weights @ parts.costs[:, parts.whole]
        self._level_costs = parts.costs[:, parts.whole]
        places = Places.of(parts, bucket)
        self._group, self._slot, self._at = places.group, places.slot, places.at
        self._parts_of = places.parts_of
        self._sizes = [part.size for part in parts.parts]
        self._place = [{int(p): n for n, p in enumerate(inside)} for inside in parts.members]
        self._touch: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._numbers: list[dict[bytes, int]] = [{} for _ in parts.parts]
        self._count = count()
        self._actual: dict[tuple[int, int], dict[Change, float]] = defaultdict(dict)
        """By part and version: change of its value by the changes tried, at least."""
        self._failed: set[tuple[Change, tuple[int, ...]]] = set()
        self.solves = 0
        self.settled = False

    def add(self, rows: Sequence[Row]) -> bool:
        """Learn rows, which makes old states invalid; False if they bind parts together."""
        for row in rows:
            number = self._parts.add(row)
            if number is None:
                return False
            self._numbers[number].clear()
        return True

    def state(self, whole: Floats) -> State | None:
        """These whole numbers; None if no plan has them."""
        insides = [whole[inside] for inside in self._parts.members]
        pairs = zip(self._parts.parts, insides, strict=True)
        worths = [part.worth(inside) for part, inside in pairs]
        versions = tuple(self._version(n, inside) for n, inside in enumerate(insides))
        state = self._summed(whole, worths, versions)
        return state if np.isfinite(state.value) else None

    def swapped(self, state: State, first: int, second: int) -> State | None:
        """The state after two integers swap their slots, better or not; None: impossible."""
        to_first = int(self._at[self._group[second], self._slot[first]])
        to_second = int(self._at[self._group[first], self._slot[second]])
        if min(to_first, to_second) < 0 or self._group[first] == self._group[second]:
            return None
        whole = state.whole.copy()
        change = ((first, -1), (second, -1), (to_second, 1), (to_first, 1))
        for position, step in change:
            whole[position] += step
        if (whole < self._lower).any() or (whole > self._upper).any():
            return None
        after = self._moved(state, whole, self._touched(change))
        return after if np.isfinite(after.value) else None

    def improve(self, state: State, at_most: Floats, going: Callable[[State], bool]) -> State:
        """The state after all changes that help; `settled` says whether all were tried.

        `at_most` is what levels may not exceed; `going` is told each state and asked
        before each try, False ends the search.
        """
        self.settled = False
        while True:
            changed, tries = 0, self.solves
            for change in self._changes(state):
                if not going(state):
                    return state
                after = self._after(state, change, at_most)
                if after is not None:
                    state, changed = after, changed + 1
                if changed >= FRESH or self.solves - tries >= TRIES:
                    break
            else:
                if not changed:
                    self.settled = True
                    return state

    def _after(self, state: State, change: Change, at_most: Floats) -> State | None:
        """The state after a change if it is better and keeps the levels."""
        touched = self._touched(change)
        key = change, tuple(state.versions[number] for number in touched)
        if key in self._failed:
            return None
        after = self._tried(state, change, touched)
        if after is None or (after.levels > np.maximum(at_most, state.levels)).any():
            if max(len(self._failed), len(self._touch)) > KEPT:
                for memory in (self._failed, self._touch, self._actual):
                    memory.clear()
            self._failed.add(key)
            return None
        return after

    def _touched(self, change: Change) -> tuple[int, ...]:
        """Parts that a change touches, small ones first."""
        positions = tuple(position for position, _ in change)
        found = self._touch.get(positions)
        if found is None:
            touched = {number for position in positions for number in self._parts_of[position]}
            found = tuple(sorted(touched, key=self._sizes.__getitem__))
            self._touch[positions] = found
        return found

    def _tried(self, state: State, change: Change, touched: Sequence[int]) -> State | None:
        """The state after a change if it is better; its small parts are asked first."""
        whole = state.whole.copy()
        for position, step in change:
            whole[position] += step
            if not self._lower[position] <= whole[position] <= self._upper[position]:
                return None
        # What the parts not asked yet may save at most, and what the change must save.
        hoped = {number: self._hoped(state, change, number) for number in touched}
        own = sum(float(self._cost[position]) * step for position, step in change)
        spare = -LEAST * abs(state.value) - own - sum(hoped.values())
        if not np.isfinite(spare):
            return None
        for number in touched:
            before = state.worths[number].value
            spare += hoped[number]
            if spare < hoped[number]:
                return None
            inside = whole[self._parts.members[number]]
            self.solves += 1
            value, enough = self._parts.parts[number].value(inside, before + spare)
            self._actual[number, state.versions[number]][self._within(change, number)] = (
                value - before
            )
            spare -= value - before
            if not enough:
                return None
        return self._moved(state, whole, touched)

    def _hoped(self, state: State, change: Change, number: int) -> float:
        """Least change of a part's value: what is known, or what its slopes promise."""
        within = self._within(change, number)
        known = self._actual[number, state.versions[number]].get(within)
        if known is not None:
            return known
        slopes = state.worths[number].slopes
        return sum(float(slopes[self._place[number][p]]) * step for p, step in within)

    def _within(self, change: Change, number: int) -> Change:
        """What a change does in a part."""
        return tuple((p, step) for p, step in change if number in self._parts_of[p])

    def _moved(self, state: State, whole: Floats, touched: Sequence[int]) -> State:
        worths, versions = list(state.worths), list(state.versions)
        for number in touched:
            inside = whole[self._parts.members[number]]
            worths[number] = self._parts.parts[number].worth(inside)
            versions[number] = self._version(number, inside)
        return self._summed(whole, worths, tuple(versions))

    def _version(self, number: int, inside: Floats) -> int:
        numbers = self._numbers[number]
        key = inside.tobytes()
        if key not in numbers:
            numbers[key] = next(self._count)
        return numbers[key]

    def _summed(self, whole: Floats, worths: list[Worth], versions: tuple[int, ...]) -> State:
        value = float(self._cost @ whole) + sum(worth.value for worth in worths)
        levels = self._level_costs @ whole + sum(worth.levels for worth in worths)
        return State(whole, worths, versions, value, levels)

    def _changes(self, state: State) -> Iterator[Change]:
        """Changes that may help, by promise."""
        slopes = self._cost.copy()
        for inside, worth in zip(self._parts.members, state.worths, strict=True):
            slopes[inside] += worth.slopes
        least = LEAST * abs(state.value)
        used = np.flatnonzero(state.whole > self._lower).astype(np.int32)
        # gain[i, s]: what bringing one of used[i] into slot s promises
        target = self._at[self._group[used]]
        gain = np.where(target >= 0, slopes[used][:, None] - slopes[target], -np.inf)
        self._learn(state, gain, used)
        shifts = np.argwhere(gain > least)
        there = gain[:, self._slot[used]]
        swap = np.triu(there + there.T, 1)
        swap[self._group[used][:, None] == self._group[used][None, :]] = 0.0
        swaps = np.argwhere(swap > least)
        drops = np.flatnonzero(slopes[used] > least)
        adds = np.flatnonzero(-slopes > least)
        promise = np.concatenate(
            [gain[tuple(shifts.T)], swap[tuple(swaps.T)], slopes[used[drops]], -slopes[adds]]
        )
        ends = np.cumsum([len(shifts), len(swaps), len(drops)])
        for number in np.argsort(-promise, kind="stable"):
            if number < ends[0]:
                i, slot = shifts[number]
                yield ((used[i], -1), (target[i, slot], 1))
            elif number < ends[1]:
                i, k = swaps[number - ends[0]]
                to_k, to_i = target[i, self._slot[used[k]]], target[k, self._slot[used[i]]]
                yield ((used[i], -1), (used[k], -1), (to_k, 1), (to_i, 1))
            elif number < ends[2]:
                yield ((used[drops[number - ends[1]]], -1),)
            else:
                yield ((adds[number - ends[2]], 1),)

    def _learn(self, state: State, gain: Floats, used: Ints) -> None:
        """Put what is known of single shifts in the place of what slopes promise."""
        row = {int(position): n for n, position in enumerate(used)}
        for group in sorted(set(self._group[used].tolist()) - {-1}):
            for change, value in self._actual[group, state.versions[group]].items():
                if len(change) == 2:
                    (here, _), (to, _) = change
                    own = float(self._cost[to] - self._cost[here])
                    gain[row[here], self._slot[to]] = -(value + own)
