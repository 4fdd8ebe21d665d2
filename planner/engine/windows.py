"""Windows of buckets: the integers inside are free, the others stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from planner.engine.arrays import Floats
from planner.engine.search import Search

WINDOW_SECONDS = 6.0
"""Longest solve of one window: many short ones find more than few long ones."""

LEAST_SECONDS = 0.5
"""Shortest solve of a window worth beginning."""


def windows(search: Search, weights: Floats, bound: float, until: float) -> None:
    """Solve one window after another from the best plan, until time is up."""
    work = search.limits.work
    for first, last in islice(_spans(search), work):
        left = until - search.elapsed if work is None else float("inf")
        if search.plan is None or search.over or left < LEAST_SECONDS or search.reached(bound):
            return
        outside = (search.bucket < first) | (search.bucket >= last)
        bounds = search.fixed(search.plan, search.arrays.integer & outside)
        seconds = min(WINDOW_SECONDS, left)
        search.solved(weights, seconds, work, bounds)


def _spans(search: Search) -> Iterator[tuple[int, int]]:
    """Overlapping windows in random order, wider each time all have been tried."""
    buckets = int(search.bucket.max(initial=-1)) + 1
    width = 6
    while buckets and width <= 2 * buckets:
        starts = list(range(0, max(1, buckets - width // 2), width // 2))
        search.random.shuffle(starts)
        for first in starts:
            yield first, min(first + width, buckets)
        if search.limits.work is not None:
            return
        width = width * 3 // 2
