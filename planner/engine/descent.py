"""Local search on whole numbers: shift, swap, add and drop, the dearest first.

Changes are tried in the order of what they promise (`planner.engine.promises`), cheap
parts first: most fail because a resource has no room, which its own small part tells in a
fraction of a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np

from planner.engine.arrays import Floats, Ints, Row
from planner.engine.memory import Memory
from planner.engine.parts import Parts, State, Worth
from planner.engine.places import NOWHERE, Places, Tags
from planner.engine.promises import LEAST, Change, Promises

FRESH = 10
"""Changes after which the promises are computed anew."""

TRIES = 300
"""Parts asked after which the promises are computed anew."""

End = Literal["stopped", "old", "through"]
"""Of a pass over changes: told to stop, the promises are old, or all were tried."""


class Descent:
    """Improves whole numbers until no change helps."""

    def __init__(
        self, parts: Parts, lower: Floats, upper: Floats, bucket: Ints, tags: Tags
    ) -> None:
        """`lower`, `upper`, `bucket` and `tags` are those of the integers."""
        self._parts, self._lower, self._upper = parts, lower, upper
        self._cost: Floats = parts.weights @ parts.costs[:, parts.whole]
        self._level_costs = parts.costs[:, parts.whole]
        places = Places.of(parts, bucket, tags)
        self.places, self._parts_of = places, places.parts_of
        self._promises = Promises(parts, places, self._cost, lower)
        self._memory = Memory(parts, places.parts_of)
        self.solves = 0
        self.settled = False

    def add(self, rows: Sequence[Row]) -> bool:
        """Learn rows, which makes old states invalid; False if they bind parts together."""
        for row in rows:
            if self._parts.followed(row):
                continue
            number = self._parts.add(row)
            if number is None:
                return False
            self._memory.forget(number)
        return True

    def state(self, whole: Floats) -> State | None:
        """These whole numbers; None if no plan has them."""
        insides = [whole[inside] for inside in self._parts.members]
        pairs = zip(self._parts.parts, insides, strict=True)
        worths = [part.worth(inside) for part, inside in pairs]
        versions = tuple(self._memory.version(n, inside) for n, inside in enumerate(insides))
        state = self._summed(whole, worths, versions)
        return state if np.isfinite(state.value) else None

    def used(self, state: State) -> Ints:
        """Integers above their lower bounds that may be exchanged."""
        used = (state.whole > self._lower) & (self.places.group != NOWHERE)
        return np.flatnonzero(used).astype(np.int32)

    def slopes(self, state: State) -> Floats:
        """What one more of each integer costs at least, what followers say left out."""
        slopes = self._cost.copy()
        parts = zip(self._parts.parts, self._parts.members, state.worths, strict=True)
        for part, inside, worth in parts:
            if not part.follows:
                slopes[inside] += worth.more
        return slopes

    def at_least(self, state: State, change: Change, slopes: Floats) -> float:
        """What a change costs at least if it saves all that its followers cost, and these cost
        nothing below 0."""
        saved = sum(
            state.worths[number].value
            for number in self._memory.touched(change)
            if self._parts.parts[number].follows
        )
        return float(sum(slopes[position] * step for position, step in change)) - saved

    def improve(self, state: State, at_most: Floats, going: Callable[[State], bool]) -> State:
        """The state after all changes that help; `settled` says whether all were tried.

        `at_most` is what levels may not exceed; `going` is told each state and asked
        before each try, False ends the search.
        """
        self.settled = False
        while True:
            before = state
            state, end = self._pass(state, at_most, going)
            self.settled = end == "through" and state is before
            if end == "stopped" or self.settled:
                return state

    def _pass(
        self, state: State, at_most: Floats, going: Callable[[State], bool]
    ) -> tuple[State, End]:
        """The state after the changes that help, and why it ends."""
        changed, tries, promised = 0, self.solves, state
        for change in self._promises.changes(promised, lambda n: self._memory.known(promised, n)):
            if not going(state):
                return state, "stopped"
            after = self._after(state, change, at_most)
            if after is not None:
                state, changed = after, changed + 1
            if changed >= FRESH or self.solves - tries >= TRIES:
                return state, "old"
        return state, "through"

    def _after(self, state: State, change: Change, at_most: Floats) -> State | None:
        """The state after a change if it is better and keeps the levels."""
        if self._memory.failed(state, change):
            return None
        after = self.tried(state, change, -LEAST * abs(state.value))
        if after is None or (after.levels > np.maximum(at_most, state.levels)).any():
            self._memory.fail(state, change)
            return None
        return after

    def tried(self, state: State, change: Change, allowed: float) -> State | None:
        """The state after a change if it costs no more than allowed (below 0: if it saves as
        much); its small parts are asked first.

        A part is asked up to what the change may cost there. That is endless as long as a
        follower that may save anything has not been asked.
        """
        whole, touched = self._stepped(state, change), self._memory.touched(change)
        if whole is None:
            return None
        within = {number: self._within(change, number) for number in touched}
        hopes = {number: self._hoped(state, within[number], number) for number in touched}
        waiting = {number for number, hope in hopes.items() if hope is None}
        # What the parts not asked yet may save at most, and what the change may cost yet.
        hoped = {number: hope or 0.0 for number, hope in hopes.items()}
        own = sum(float(self._cost[position]) * step for position, step in change)
        spare = allowed - own - sum(hoped.values())
        for number in touched:
            if not np.isfinite(spare) or (spare < 0 and not waiting):
                return None
            before = state.worths[number].value
            waiting.discard(number)
            most = np.inf if waiting else before + spare + hoped[number]
            self.solves += 1
            inside = whole[self._parts.members[number]]
            value, enough = self._parts.parts[number].value(inside, most)
            self._memory.learn(state, number, within[number], value - before)
            spare += hoped[number] - (value - before)
            if not enough:
                return None
        if not touched and spare < 0:
            return None
        return self._moved(state, whole, touched)

    def _stepped(self, state: State, change: Change) -> Floats | None:
        """The whole numbers after a change; None beyond their bounds."""
        whole = state.whole.copy()
        for position, step in change:
            whole[position] += step
            if not self._lower[position] <= whole[position] <= self._upper[position]:
                return None
        return whole

    def _hoped(self, state: State, within: Change, number: int) -> float | None:
        """Least change of a part's value: what is known, or what its slopes promise; None
        for a follower that was not asked."""
        known = self._memory.known(state, number).get(within)
        if known is not None or self._parts.parts[number].follows:
            return known
        worth, inside = state.worths[number], self._promises.inside[number]
        ends = ((p, worth.more if step > 0 else worth.less, abs(step)) for p, step in within)
        return sum(float(slopes[inside[p]]) * times for p, slopes, times in ends)

    def _within(self, change: Change, number: int) -> Change:
        """What a change does in a part."""
        return tuple((p, step) for p, step in change if number in self._parts_of[p])

    def _moved(self, state: State, whole: Floats, touched: Sequence[int]) -> State | None:
        worths, versions = list(state.worths), list(state.versions)
        for number in touched:
            inside = whole[self._parts.members[number]]
            worths[number] = self._parts.parts[number].worth(inside)
            if not np.isfinite(worths[number].value):
                return None
            versions[number] = self._memory.version(number, inside)
        return self._summed(whole, worths, tuple(versions))

    def _summed(self, whole: Floats, worths: list[Worth], versions: tuple[int, ...]) -> State:
        value = float(self._cost @ whole) + sum(worth.value for worth in worths)
        levels = self._level_costs @ whole + sum(worth.levels for worth in worths)
        return State(whole, worths, versions, value, levels)
