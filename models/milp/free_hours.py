"""Hours left on suites and lines while batches are placed (R5, R7)."""

from __future__ import annotations

from collections import defaultdict

from models.batches import BatchKind
from models.milp.hours import movable_h
from models.milp.indices import Indices

EVEN = 1e-9
"""Hours that count as none."""


class FreeHours:
    """Hours left on suites and lines while batches are placed, in any order (R5, R7)."""

    def __init__(self, indices: Indices) -> None:
        self._offered = indices.hours.offered
        self._open = indices.hours.open_border
        self._suites = {kind.suite for kind in indices.kinds.values()}
        self._used: dict[tuple[str, int], float] = defaultdict(float)
        self._longest: dict[tuple[str, int], float] = defaultdict(float)
        self._moved: dict[tuple[str, int], float] = defaultdict(float)
        """Hours moved over the border before a bucket."""
        for work in indices.firm:
            self._suites.add(work.kind.suite)
            self._add(work.kind, work.bucket, prepared=work.prepared)

    def fits(self, kind: BatchKind, bucket: int) -> bool:
        """Whether one more batch of a kind fits into a bucket."""
        return all(
            self._moves(resource, bucket, hours, movable) is not None
            for resource, hours, movable in _work(kind)
        )

    def slack(self, kind: BatchKind, bucket: int) -> float:
        """Hours that would be left on the tighter of the two after one more batch."""
        return min(
            self._offered[resource, bucket] - self._used[resource, bucket] - hours
            for resource, hours, _ in _work(kind)
        )

    def take(self, kind: BatchKind, bucket: int) -> None:
        """Place a batch."""
        self._add(kind, bucket)

    def _add(self, kind: BatchKind, bucket: int, *, prepared: bool = False) -> None:
        for resource, hours, movable in _work(kind)[prepared:]:
            self._moved.update(self._moves(resource, bucket, hours, movable) or {})
            key = resource, bucket
            self._used[key] += hours
            self._longest[key] = max(self._longest[key], movable)

    def _moves(
        self, resource: str, bucket: int, hours: float, movable: float
    ) -> dict[tuple[str, int], float] | None:
        """Hours over borders once a bucket takes so many more; None: it has no room.

        Suites push what does not fit into the bucket before, lines into the one after.
        """
        back = resource in self._suites
        moves: dict[tuple[str, int], float] = {}
        inward = self._moved[resource, bucket + 1 if back else bucket]
        while True:
            key = resource, bucket
            over = self._used[key] + hours + inward - self._offered.get(key, 0.0)
            border = resource, bucket if back else bucket + 1
            if over <= EVEN and not self._moved[border]:
                return moves
            if over > EVEN and border not in self._open:
                return None
            if over > max(self._longest[key], movable) + EVEN:
                return None
            moves[border] = inward = max(0.0, over)
            bucket += -1 if back else 1
            hours = movable = 0.0


def _work(kind: BatchKind) -> tuple[tuple[str, float, float], ...]:
    """Suite and line of a batch: hours, and how many of them may cross a border."""
    return (
        (kind.suite, kind.cycle_h, movable_h(kind, kind.suite)),
        (kind.line, kind.set_up_h + kind.fill_h, movable_h(kind, kind.line)),
    )
