"""Where integers stand: what they make, and where and when they make it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.engine.arrays import Ints
from planner.engine.parts import Parts

Tags = Sequence[tuple[str, ...]]
"""Tags of each integer; empty: it is not exchanged."""

NOWHERE = -1
"""Group and slot of an integer that is not exchanged."""


@dataclass(frozen=True)
class Places:
    """Group and slot of each integer.

    The group is what it makes (its first tag), the slot where it does (its bucket and its
    other tags). A batch that moves changes its slot and keeps its group; two that swap
    places exchange their slots. Where the application gives no tags at all, the group is the
    largest linear part in which the integer stands, and its other parts are the slot.
    """

    parts_of: tuple[tuple[int, ...], ...]
    """Parts of each integer, small ones first."""

    group: Ints
    slot: Ints
    at: NDArray[np.int64]
    """By group and slot: the integer that stands there; -1: none. The last group and the
    last slot hold none: `NOWHERE` points there."""

    tags: Tags
    bucket: Ints
    slot_bucket: Ints
    """By slot, in the order of `at`."""

    @classmethod
    def of(cls, parts: Parts, bucket: Ints, tags: Tags) -> Places:
        parts_of: list[list[int]] = [[] for _ in parts.whole]
        for _, number in sorted((part.size, n) for n, part in enumerate(parts.parts)):
            for position in parts.members[number]:
                parts_of[position].append(number)
        names: Sequence[Sequence[Hashable]] = tags
        if not any(tags):
            names = [_by_parts(parts, numbers) for numbers in parts_of]
        group, _ = _numbered([name[0] if name else None for name in names])
        slots = zip(bucket.tolist(), names, strict=True)
        slot, places = _numbered([(t, *name[1:]) if name else None for t, name in slots])
        at = np.full((group.max(initial=-1) + 2, len(places) + 1), -1)
        placed = np.flatnonzero(group != NOWHERE)[::-1]  # of two in one place the first counts
        at[group[placed], slot[placed]] = placed
        slot_bucket = np.full(len(places) + 1, -1, dtype=np.int32)
        slot_bucket[slot] = np.where(slot == NOWHERE, -1, bucket)
        return cls(tuple(tuple(n) for n in parts_of), group, slot, at, tags, bucket, slot_bucket)


def _by_parts(parts: Parts, numbers: Sequence[int]) -> list[int]:
    linear = [number for number in numbers if not parts.parts[number].follows]
    return [*linear[-1:], *(number for number in numbers if number not in linear[-1:])]


def _numbered(names: Sequence[Hashable]) -> tuple[Ints, dict[Hashable, int]]:
    """A number for each name, in the order in which they come; None is `NOWHERE`."""
    found: dict[Hashable, int] = {}
    numbers = [NOWHERE if n is None else found.setdefault(n, len(found)) for n in names]
    return np.array(numbers, dtype=np.int32), found
