"""What a descent remembers of the changes it tried."""

from __future__ import annotations

from collections import defaultdict
from itertools import count

from planner.engine.arrays import Floats
from planner.engine.parts import Parts, State
from planner.engine.promises import Change

KEPT = 500_000
"""Most failed changes that are remembered."""


class Memory:
    """By version of the parts that a change touches: whether it failed and what it changed."""

    def __init__(self, parts: Parts, parts_of: tuple[tuple[int, ...], ...]) -> None:
        self._parts_of = parts_of
        self._order = {n: (part.size, n) for n, part in enumerate(parts.parts)}
        self._touched: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._numbers: list[dict[bytes, int]] = [{} for _ in parts.parts]
        self._count = count()
        self._changed: dict[tuple[int, int], dict[Change, float]] = defaultdict(dict)
        self._failed: set[tuple[Change, tuple[int, ...]]] = set()

    def version(self, number: int, inside: Floats) -> int:
        """A number for a part's integers, the same whenever these are."""
        numbers = self._numbers[number]
        key = inside.tobytes()
        if key not in numbers:
            numbers[key] = next(self._count)
        return numbers[key]

    def forget(self, number: int) -> None:
        """A part has changed: its versions are new ones."""
        self._numbers[number].clear()

    def touched(self, change: Change) -> tuple[int, ...]:
        """Parts that a change touches, small ones first."""
        positions = tuple(position for position, _ in change)
        found = self._touched.get(positions)
        if found is None:
            numbers = {number for position in positions for number in self._parts_of[position]}
            found = tuple(sorted(numbers, key=self._order.__getitem__))
            self._touched[positions] = found
        return found

    def known(self, state: State, number: int) -> dict[Change, float]:
        """Change of a part's value by the changes tried, at least."""
        return self._changed.get((number, state.versions[number]), {})

    def learn(self, state: State, number: int, within: Change, value: float) -> None:
        """A change costs this much in a part, at least."""
        if len(self._changed) > KEPT:
            self._changed.clear()
        self._changed[number, state.versions[number]][within] = value

    def failed(self, state: State, change: Change) -> bool:
        """Whether a change is known not to help."""
        return self._key(state, change) in self._failed

    def fail(self, state: State, change: Change) -> None:
        """A change does not help."""
        if max(len(self._failed), len(self._touched)) > KEPT:
            for memory in (self._failed, self._touched, self._changed):
                memory.clear()
        self._failed.add(self._key(state, change))

    def _key(self, state: State, change: Change) -> tuple[Change, tuple[int, ...]]:
        return change, tuple(state.versions[number] for number in self.touched(change))
