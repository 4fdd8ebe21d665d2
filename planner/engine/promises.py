"""What changes of whole numbers promise, before any part is asked.

Linear parts are convex: what their slopes call no gain is none, and is never tried. The
two estimates of a follower only order what is tried, except where it says that there is
no room at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from planner.engine.arrays import Floats, Ints
from planner.engine.parts import Parts, State
from planner.engine.places import NOWHERE, Places

LEAST = 1e-7
"""Smallest gain worth a change, as a share of the value."""

NEAR = 1
"""Buckets across which one less of something may make room for something else."""

Change = tuple[tuple[int, int], ...]
"""(position among the integers, how many more of it)."""

Known = Callable[[int], Mapping[Change, float]]
"""By part: change of its present value by the changes tried, at least."""


class Promises:
    """The promises of one model."""

    def __init__(self, parts: Parts, places: Places, cost: Floats, lower: Floats) -> None:
        self._parts, self._places, self._cost, self._lower = parts, places, cost, lower
        self._followers = [n for n, part in enumerate(parts.parts) if part.follows]
        self._leads: NDArray[np.bool_] = np.zeros((len(cost), len(self._followers)), dtype=bool)
        for f, number in enumerate(self._followers):
            self._leads[parts.members[number], f] = True
        groups = [set(places.group[inside].tolist()) for inside in parts.members]
        linear = {numbers[-1] for numbers in self._linear() if numbers}
        self._own = sorted(n for n in linear if len(groups[n]) == 1)
        """The largest part of a group, if no other group stands in it: what happens there
        depends on this group alone."""
        self._shared = sorted(linear - set(self._own)) + self._followers
        self.inside = [{int(p): n for n, p in enumerate(inside)} for inside in parts.members]
        """By part: its integers' numbers in it, by position."""

    def _linear(self) -> Iterator[list[int]]:
        for numbers in self._places.parts_of:
            yield [n for n in numbers if not self._parts.parts[n].follows]

    def singles(self, state: State, known: Known) -> tuple[Floats, Floats, NDArray[np.bool_]]:
        """Change of the value by one less and one more of each integer, and which follower
        has no room for one more (counted as free, then)."""
        less, more = -self._cost, self._cost.copy()
        full = np.zeros_like(self._leads)
        for inside, worth in zip(self._parts.members, state.worths, strict=True):
            less[inside] += worth.less
            more[inside] += np.where(np.isinf(worth.more), 0.0, worth.more)
        for f, number in enumerate(self._followers):
            inside, worth = self._parts.members[number], state.worths[number]
            full[inside, f] = np.isinf(worth.more)
            for change, value in known(number).items():
                if len(change) == 1 and abs(change[0][1]) == 1:
                    position, step = change[0]
                    estimates, total = (worth.more, more) if step > 0 else (worth.less, less)
                    guess = float(estimates[self.inside[number][position]])
                    if np.isfinite(value) and np.isfinite(guess):
                        total[position] += value - guess
                    elif step > 0:
                        full[position, f] = True
        return less, more, full

    def changes(self, state: State, known: Known) -> Iterator[Change]:
        """Shifts, swaps, drops, adds and replacements that may help, by promise."""
        less, more, full = self.singles(state, known)
        group, slot, at = self._places.group, self._places.slot, self._places.at
        least = LEAST * abs(state.value)
        used = np.flatnonzero(state.whole > self._lower).astype(np.int32)
        # gain[i, s]: what bringing one of used[i] into slot s promises
        target = at[group[used]]
        gain = np.where(target >= 0, -less[used][:, None] - more[target], -np.inf)
        gain[target == used[:, None]] = -np.inf
        self._learn(state, gain, used, known, self._own)
        there = gain[:, slot[used]]
        swap = np.triu(there + there.T, 1)
        swap[group[used][:, None] == group[used][None, :]] = 0.0
        swaps = np.argwhere(swap > least)
        gain[self._no_room(used, target, full)] = -np.inf
        self._learn(state, gain, used, known, self._shared)
        shifts = np.argwhere(gain > least)
        drops = np.flatnonzero(less[used] < -least)
        adds = np.flatnonzero((more < -least) & ~full.any(axis=1))
        old, new, replaced = self._replacements(used, less, more, full, least)
        promise = np.concatenate(
            [gain[tuple(shifts.T)], swap[tuple(swaps.T)], -less[used[drops]], -more[adds], replaced]
        )
        ends = np.cumsum([len(shifts), len(swaps), len(drops), len(adds)])
        for number in np.argsort(-promise, kind="stable"):
            if number < ends[0]:
                i, s = shifts[number]
                yield ((int(used[i]), -1), (int(target[i, s]), 1))
            elif number < ends[1]:
                i, k = swaps[number - ends[0]]
                to_k, to_i = target[i, slot[used[k]]], target[k, slot[used[i]]]
                yield ((int(used[i]), -1), (int(used[k]), -1), (int(to_k), 1), (int(to_i), 1))
            elif number < ends[2]:
                yield ((int(used[drops[number - ends[1]]]), -1),)
            elif number < ends[3]:
                yield ((int(adds[number - ends[2]]), 1),)
            else:
                n = number - ends[3]
                yield ((int(old[n]), -1), (int(new[n]), 1))

    def _replacements(
        self, used: Ints, less: Floats, more: Floats, full: NDArray[np.bool_], least: float
    ) -> tuple[Ints, Ints, Floats]:
        """What may be made instead of something else in the same bucket: the integers with one
        less and one more, and the promise."""
        bucket, group = self._places.bucket, self._places.group
        olds, news = [], []
        for t in np.unique(bucket[used]).tolist():
            here = used[(bucket[used] == t) & (group[used] != NOWHERE)]
            there = np.flatnonzero((bucket == t) & (group != NOWHERE)).astype(np.int32)
            one, other = np.meshgrid(here, there, indexing="ij")
            fits = (group[one] != group[other]) & self._makes_room(one, other, full)
            olds.append(one[fits])
            news.append(other[fits])
        old = np.concatenate(olds) if olds else np.zeros(0, dtype=np.int32)
        new = np.concatenate(news) if news else np.zeros(0, dtype=np.int32)
        promise = -less[old] - more[new]
        good = promise > least
        return old[good], new[good], promise[good]

    def _makes_room(self, old: Ints, new: Ints, full: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether what is full for the new loses the old."""
        blocked: NDArray[np.bool_] = np.logical_or.reduce(full[new] & ~self._leads[old], axis=-1)
        return np.logical_not(blocked)

    def _no_room(
        self, used: Ints, target: NDArray[np.int64], full: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Shifts into what is full, unless the same follower loses one nearby."""
        if not full.any():
            return np.zeros(target.shape, dtype=bool)
        apart = self._places.bucket[used][:, None] - self._places.slot_bucket[None, :]
        near = np.abs(apart) <= NEAR
        freed = self._leads[used][:, None, :] & near[:, :, None]
        blocked: NDArray[np.bool_] = (full[target] & ~freed).any(axis=2)
        return blocked

    def _learn(
        self, state: State, gain: Floats, used: Ints, known: Known, numbers: list[int]
    ) -> None:
        """Put what is known of single shifts in the place of what some parts promise."""
        row = {int(position): n for n, position in enumerate(used)}
        group, slot = self._places.group, self._places.slot
        for number in numbers:
            worth, inside = state.worths[number], self.inside[number]
            for change, value in known(number).items():
                if len(change) != 2 or change[0][1] != -1 or change[1][1] != 1:
                    continue
                (here, _), (to, _) = change
                if group[here] != group[to] or group[here] == NOWHERE or here not in row:
                    continue
                more = float(worth.more[inside[to]])
                guess = float(worth.less[inside[here]]) + (0.0 if np.isinf(more) else more)
                gain[row[here], slot[to]] -= value - guess
