"""Where integers stand: what they make, and where and when they make it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.engine.arrays import Ints
from planner.engine.parts import Parts


@dataclass(frozen=True)
class Places:
    """Group and slot of each integer.

    The group is the largest part in which it stands, the slot its other parts and its
    bucket. A batch that moves changes its slot and keeps its group; two that swap
    places exchange their slots.
    """

    parts_of: tuple[tuple[int, ...], ...]
    """Parts of each integer, small ones first."""

    group: Ints
    slot: Ints
    at: NDArray[np.int64]
    """By group and slot: the integer that stands there; -1: none."""

    @classmethod
    def of(cls, parts: Parts, bucket: Ints) -> Places:
        parts_of: list[list[int]] = [[] for _ in parts.whole]
        for _, number in sorted((part.size, n) for n, part in enumerate(parts.parts)):
            for position in parts.members[number]:
                parts_of[position].append(number)
        group = np.array([numbers[-1] if numbers else -1 for numbers in parts_of], dtype=np.int32)
        slots: dict[tuple[int, ...], int] = {}
        slot = np.array(
            [
                slots.setdefault((int(t), *numbers[:-1]), len(slots))
                for t, numbers in zip(bucket, parts_of, strict=True)
            ],
            dtype=np.int32,
        )
        at = np.full((group.max(initial=-1) + 1, slot.max(initial=-1) + 1), -1)
        placed = group >= 0
        at[group[placed], slot[placed]] = np.flatnonzero(placed)
        return cls(tuple(tuple(numbers) for numbers in parts_of), group, slot, at)
