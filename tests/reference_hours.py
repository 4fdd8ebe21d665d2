"""Batch kinds, hours, and every whole batch plan, read a second time from docs/rules.md.

Borrow and spill by simulation: suites backwards in time with the least borrow, lines
forwards with the least spill.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.plant import Plant
from tests.reference_time import ONE_DAY, Buckets

SLACK_H = 1e-7

Start = tuple[str, str, str, float, int]
"""Syringe, suite, line, volume, bucket: where a planned batch may be."""

BatchPlan = Mapping[Start, float]
"""How many batches of each kind start in each bucket."""

Work = Mapping[tuple[str, int], list[tuple[float, float]]]
"""(resource, bucket): hours, and hours that may move over a border, of each batch."""


@dataclass(frozen=True)
class Kind:
    """What one batch takes and gives (R1)."""

    syringe: str
    suite: str
    line: str
    volume_l: float
    units: int
    cycle_h: float
    set_up_h: float
    fill_h: float
    cost_eur: float

    def start(self, bucket: int) -> Start:
        return self.syringe, self.suite, self.line, self.volume_l, bucket


def kinds_of(plant: Plant) -> list[Kind]:
    """Every batch that recipes, connections and the hold limit allow."""
    found = []
    suite_eur = {row.suite: row.batch_cost_eur for row in plant.suites}
    line_eur = {row.line: row.batch_cost_eur for row in plant.lines}
    for way in plant.connections:
        for prep in plant.prep_recipes:
            for fill in plant.fill_recipes:
                if (prep.suite, fill.line) != (way.suite, way.line):
                    continue
                syringe = next(s for s in plant.syringes if s.syringe == fill.syringe)
                bulk = next(b for b in plant.bulks if b.bulk == syringe.bulk)
                filled = (prep.volume_l - prep.hold_up_l) * 1000 / syringe.target_fill_ml
                hours = filled / fill.syringes_per_h
                if prep.bulk == bulk.bulk and hours <= bulk.hold_limit_h:
                    found.append(
                        Kind(
                            syringe.syringe,
                            prep.suite,
                            fill.line,
                            prep.volume_l,
                            math.floor(filled * fill.yield_ + 1e-6) - syringe.sample_units,
                            prep.cycle_h,
                            fill.set_up_h,
                            hours,
                            suite_eur[prep.suite] + line_eur[fill.line],
                        )
                    )
    return found


class Hours:
    """Offered hours, and whether a batch plan fits into them (R5, R7)."""

    def __init__(self, plant: Plant, buckets: Buckets) -> None:
        self._plant, self._buckets = plant, buckets
        self.suites = [row.suite for row in plant.suites]
        self.lines = [row.line for row in plant.lines]
        self.offered = {
            (name, t): math.fsum(self._on(name, day) for day in _days(*buckets.spans[t]))
            for name in (*self.suites, *self.lines)
            for t in range(buckets.planned)
        }
        self._open = {(name, t) for name, t in self.offered if t and self._worked_through(name, t)}

    def _on(self, resource: str, day: dt.date) -> float:
        """Hours worked on a day."""
        for shut in self._plant.closures:
            if shut.resource == resource and shut.from_ <= day <= shut.to:
                return 0.0
        return sum(
            row.hours_per_week / 7 * row.efficiency
            for row in self._plant.staffing
            if row.resource == resource
            and row.from_ <= day
            and (row.until is None or day <= row.until)
        )

    def open(self, resource: str, bucket: int) -> bool:
        """Whether hours may move over the border before a bucket."""
        return (resource, bucket) in self._open

    def _worked_through(self, resource: str, bucket: int) -> bool:
        first = self._buckets.first(bucket)
        return self._on(resource, first - ONE_DAY) > 0 and self._on(resource, first) > 0

    def fit(self, work: Work) -> bool:
        """Whether every resource has the hours for its work."""
        suites = all(self._suite_fits(name, work) for name in self.suites)
        return suites and all(self._line_fits(name, work) for name in self.lines)

    def _suite_fits(self, name: str, work: Work) -> bool:
        """From the last bucket back, borrowing as little as possible."""
        lent = 0.0
        for t in reversed(range(self._buckets.planned)):
            batches = work.get((name, t), [])
            lacking = sum(hours for hours, _ in batches) + lent - self.offered[name, t]
            most = max((move for _, move in batches), default=0.0) if self.open(name, t) else 0.0
            lent = max(0.0, lacking)
            if lent > max(0.0, most) + SLACK_H:
                return False
        return True

    def _line_fits(self, name: str, work: Work) -> bool:
        """From the first bucket on, leaving as little as possible."""
        left = 0.0
        for t in range(self._buckets.planned):
            batches = work.get((name, t), [])
            lacking = sum(hours for hours, _ in batches) + left - self.offered[name, t]
            goes_on = self.open(name, t + 1)
            most = max((move for _, move in batches), default=0.0) if goes_on else 0.0
            left = max(0.0, lacking)
            if left > max(0.0, most) + SLACK_H:
                return False
        return True


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first += ONE_DAY


class Plans:
    """Every whole batch plan of a plant that its hours hold."""

    def __init__(self, plant: Plant) -> None:
        self.buckets = Buckets(plant)
        self.kinds = kinds_of(plant)
        self.hours = Hours(plant, self.buckets)
        self.firm = [row for row in plant.firm_batches if row.status != "filled"]

    def kind(self, syringe: str, suite: str, line: str, volume_l: float) -> Kind:
        key = syringe, suite, line, volume_l
        return next(k for k in self.kinds if (k.syringe, k.suite, k.line, k.volume_l) == key)

    def fits(self, plan: BatchPlan) -> bool:
        """Whether whole batches, and the firm ones beside them, fit into the hours."""
        work: dict[tuple[str, int], list[tuple[float, float]]] = defaultdict(list)
        for (*key, bucket), count in plan.items():
            for _ in range(round(count)):
                self._work(work, self.kind(*key), bucket, prepared=False)  # type: ignore[arg-type]
        for row in self.firm:
            filled = self.buckets.holding(row.fill_on)
            assert filled is not None
            kind = self.kind(row.syringe, row.suite, row.line, row.volume_l)
            self._work(work, kind, filled, prepared=row.status == "in_process")
        return self.hours.fit(work)

    @staticmethod
    def _work(
        work: dict[tuple[str, int], list[tuple[float, float]]],
        kind: Kind,
        bucket: int,
        *,
        prepared: bool,
    ) -> None:
        if not prepared:
            work[kind.suite, bucket].append((kind.cycle_h, kind.cycle_h - 1))
        work[kind.line, bucket].append((kind.set_up_h + kind.fill_h, kind.fill_h - 1))

    def every(self, starts: list[Start], limit: int) -> list[BatchPlan] | None:
        """All plans with batches at some starts only; None if there are more than `limit`.

        A batch less never takes more room, so plans grow batch by batch; a batch that
        does not fit now does not fit later either.
        """
        found: list[BatchPlan] = []
        stack: list[tuple[int, Counter[Start]]] = [(0, Counter())]
        if not self.fits({}):
            return []
        while stack:
            at, plan = stack.pop()
            found.append(dict(plan))
            if len(found) > limit:
                return None
            for place in range(at, len(starts)):
                more = plan + Counter({starts[place]: 1})
                if self.fits(more):
                    stack.append((place, more))
        return found
