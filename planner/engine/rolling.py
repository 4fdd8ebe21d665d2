"""A first plan bucket by bucket: a window is whole, before it all is decided, after it relaxed.

Where the idle plan breaks rows and the application knows no start, this finds better first
plans than HiGHS on the whole model. What lies further ahead is left out: a window is a small
model, however long the horizon. One whose time is up is halved; one that has no plan is tried
again with all that follows, then with less before it decided.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from planner.engine.arrays import Floats, Row
from planner.engine.cutout import cut_out
from planner.engine.highs import Answer, Task, run
from planner.engine.search import Search

log = logging.getLogger(__name__)

WINDOWS = 8
"""Windows that a horizon is cut into; none has less than two buckets."""

AHEAD = 2
"""Windows' lengths that are looked ahead, relaxed."""

LEAST_SECONDS = 0.5
"""Shortest time limit of a window."""

TRIES = 6
"""Windows in a row without a plan after which the start is given up."""

ROUNDS = 10
"""Most times that a finished plan is mended because it breaks rows of the application."""

BROKEN = 1e-6
"""By how much a row is broken."""


def rolling(search: Search, weights: Floats, until: float) -> bool:
    """Find a plan window by window and keep it if it is better than the best so far.

    Parameters
    ----------
    search
        Its integers need buckets; those without are relaxed until the last window.
    weights
        Of the levels, in the plan's completion.
    until
        Seconds since the search began; under a work limit, windows end by nodes instead.

    Returns
    -------
    Whether the search has a plan now.
    """
    found = _Rolling(search, until).run() if search.bucket.max(initial=-1) > 0 else None
    for _ in range(ROUNDS):
        before, rows = search.plan, len(search.cuts)
        if found is None:
            break
        search.offered(found, weights)
        if search.plan is not before or len(search.cuts) == rows:
            break
        found = _Rolling(search, until).mended(found, search.cuts[rows:])
    return search.plan is not None


class _Rolling:
    """One walk through the buckets."""

    def __init__(self, search: Search, until: float) -> None:
        self._search, self._until = search, until
        self._buckets = int(search.bucket.max()) + 1
        self._width = max(2, -(-self._buckets // WINDOWS))
        self._starved = False
        """Whether the last window's time was up."""
        self._whole = search.arrays.with_rows([*search.cuts, *search.held()])
        self._last = np.full(self._whole.shape[0], -1)
        """Last bucket that a row reaches."""
        rows = np.repeat(np.arange(self._whole.shape[0]), np.diff(self._whole.starts))
        np.maximum.at(self._last, rows, search.bucket[self._whole.columns])

    def run(self) -> Floats | None:
        """The plan at the end of the walk; None if there is none."""
        first, ahead, failed = 0, AHEAD * self._width, 0
        plan = np.where(np.isfinite(self._whole.lower), self._whole.lower, 0.0)
        while failed < TRIES and not self._late():
            last = min(first + self._width, self._buckets)
            values = self._solved(plan, first, last, last + ahead)
            if values is not None:
                plan = values
                if last == self._buckets:
                    return plan
                first, failed, ahead = last, 0, AHEAD * self._width
                continue
            failed += 1
            if self._starved and self._width > 1:
                self._width = -(-self._width // 2)
                ahead = AHEAD * self._width
                continue
            if last + ahead >= self._buckets:
                first = max(0, first - self._width)
            ahead = self._buckets
        return None

    def mended(self, plan: Floats, rows: Sequence[Row]) -> Floats | None:
        """A plan that keeps rows, too: the buckets in which it breaks them are decided anew."""
        search = self._search
        anew = np.zeros(self._buckets, dtype=bool)
        for row in rows:
            value = row.coefficients @ plan[row.columns]
            if not row.lower - BROKEN <= value <= row.upper + BROKEN:
                buckets = search.bucket[row.columns]
                anew[buckets[buckets >= 0]] = True
        free = anew[search.bucket] & (search.bucket >= 0)
        bounds = search.arrays.fixed(plan, search.arrays.integer & ~free)
        small = cut_out(self._whole, search.aim.cost * search.aim.level.scale, 0.0, *bounds)
        task = Task(small.arrays, small.cost, small.offset, nodes=search.limits.work)
        answer = self._run(task, self._buckets - self._width)
        return None if answer.values is None else small.whole(answer.values)

    def _late(self) -> bool:
        search = self._search
        return search.over or (search.limits.work is None and search.elapsed >= self._until)

    def _solved(self, plan: Floats, first: int, last: int, end: int) -> Floats | None:
        """A plan with one window whole, all before it as in `plan`, nothing from `end` on."""
        search, limits = self._search, self._search.limits
        arrays, columns = self._whole.part(np.flatnonzero(self._last < end))
        bucket = search.bucket[columns]
        done = arrays.integer & (bucket >= 0) & (bucket < first)
        lower, upper = arrays.lower.copy(), arrays.upper.copy()
        lower[done] = upper[done] = np.round(plan[columns][done])
        cost = (search.aim.cost * search.aim.level.scale)[columns]
        small = cut_out(arrays, cost, 0.0, lower, upper)
        self._starved = False
        if not small.possible:
            return None
        inside = copy(small.arrays)
        if last < self._buckets:
            inside.integer = inside.integer & self._now(bucket[small.columns], last)
        answer = self._run(Task(inside, small.cost, small.offset, nodes=limits.work), first)
        log.debug("buckets %d to %d: %s, %g", first, last, answer.status, answer.value)
        if answer.values is None:
            return None
        values = plan.copy()
        values[columns] = small.whole(answer.values)
        return values

    def _now(self, bucket: NDArray[np.int32], last: int) -> NDArray[np.bool_]:
        """Which columns are whole by now."""
        now: NDArray[np.bool_] = (bucket >= 0) & (bucket < last)
        return now

    def _run(self, task: Task, first: int) -> Answer:
        """HiGHS within a window's share of the time."""
        search, limits = self._search, self._search.limits
        windows = -(-(self._buckets - first) // self._width)
        if limits.work is None:
            task.seconds = max(LEAST_SECONDS, (self._until - search.elapsed) / windows)
        task.seed, task.threads = limits.seed, limits.threads
        answer = run(task)
        self._starved = answer.status == "limit"
        search.interrupted |= answer.status == "interrupted"
        return answer
