"""Where the names of points stand so that none hides a point or another name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LETTER, LINE = 6.2, 12.0
"""Width of a letter, about, and height of a line, px."""

DOT = 6.0
"""Half the width of a point, px."""

BESIDE = ((8, -7), (8, 15), (-8, -7), (-8, 15), (9, 4), (-9, 4))
"""Where a name may stand from its point, px, the best first; left of it, it ends there."""

MOST = 60
"""Names of a picture."""


@dataclass(frozen=True)
class Box:
    """A rectangle, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Box) -> bool:
        """Whether all of the other lies within."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


Anchored = tuple[float, float, str]
"""Where a text begins or ends, and which of both: `start` or `end`."""


def placed(
    labels: Sequence[str], points: Sequence[tuple[float, float]], room: Box
) -> list[Anchored | None]:
    """A place for each name in the order given; None where there is none."""
    taken = [Box(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in points]
    found: list[Anchored | None] = []
    named: list[Box] = []
    for label, (x, y) in zip(labels, points, strict=True):
        free = None
        for across, down in BESIDE if len(named) < MOST else ():
            width = LETTER * len(label)
            left = x + across if across > 0 else x + across - width
            box = Box(left, y + down - LINE + 3, left + width, y + down + 3)
            if room.holds(box) and not any(box.meets(other) for other in (*taken, *named)):
                free = (x + across, y + down, "start" if across > 0 else "end")
                named.append(box)
                break
        found.append(free)
    return found
