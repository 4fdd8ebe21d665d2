"""Who gets which batch: the least of each level (docs/rules.md, R9) of a batch plan.

A linear program over flows from each source to each pair and ship bucket. It is
written once a plant; a batch plan only changes how many units the sources have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from tests.reference_need import Need, Pair
from tests.reference_time import ONE_DAY, Buckets

INF = highspy.kHighsInf
LATE = (14, 42)
LEVELS = ("lateness", "cover", "fairness", "cost")


@dataclass(frozen=True)
class Stay:
    """What units of a source cost as long as they stay at the site."""

    eur: Sequence[float]
    """A unit at the end of each bucket: holding, from release to expiry."""

    write_off_eur: float
    """A unit that never leaves; 0 if it does not expire in the plan."""

    def saved(self, bucket: int) -> float:
        """EUR that a unit no longer costs if it leaves at the end of a bucket."""
        return sum(self.eur[bucket:]) + self.write_off_eur


@dataclass(frozen=True)
class _Columns:
    """Columns of one pair, one a bucket each: units received up to it, backorder, late,
    stock, units below the floor."""

    sent: int
    backorder: int
    late: Mapping[int, int]
    stock: int
    below: int


def _solver() -> Any:
    solver = highspy.Highs()
    for name, value in {
        "output_flag": False,
        "threads": 1,
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
    }.items():
        solver.setOptionValue(name, value)
    return solver


class Flows:
    """The linear program, kept warm between batch plans."""

    def __init__(
        self,
        eligible: Sequence[tuple[int, Pair, int]],
        stays: Sequence[Stay],
        needs: Mapping[Pair, Need],
        buckets: Buckets,
        priority: Mapping[Pair, float],
        country_eur: Mapping[Pair, float],
        syringe: Mapping[Pair, str],
    ) -> None:
        self._eligible, self._stays = eligible, stays
        self._needs, self._buckets = needs, buckets
        self._pairs, self._syringe = list(needs), syringe
        size, width = len(buckets), (4 + len(LATE)) * len(buckets)
        self._columns = {
            pair: _Columns(
                at,
                at + size,
                {days: at + (4 + i) * size for i, days in enumerate(LATE)},
                at + 2 * size,
                at + 3 * size,
            )
            for i, pair in enumerate(self._pairs)
            for at in [len(eligible) + i * width]
        }
        after = len(eligible) + width * len(self._pairs)
        end = buckets.last(size - 1)
        names = sorted({name for pair, name in syringe.items() if needs[pair].due(end)})
        self._largest = {name: after + i * size for i, name in enumerate(names)}
        """Columns of the largest backlog days of a syringe's markets, one a bucket."""
        count = after + size * len(names)
        self._aims = {level: np.zeros(count) for level in LEVELS}
        self._price(priority, country_eur)
        self._solver = self._written(count)

    def least(self, level: str, supply: Sequence[float], held: Mapping[str, float]) -> float:
        """The least of a level, with no more of the held ones than so much."""
        objective, rows = self._aims[level], len(supply)
        count = len(objective)
        self._solver.changeColsCost(count, np.arange(count, dtype=np.int32), objective)
        for row, units in enumerate(supply):
            self._solver.changeRowBounds(row, -INF, units)
        for row, name in enumerate(LEVELS[:-1], start=rows):
            self._solver.changeRowBounds(row, -INF, held.get(name, INF))
        stays = (u * s.saved(0) for u, s in zip(supply, self._stays, strict=True))
        return self._solved() + (sum(stays) if level == "cost" else 0.0)

    def _price(self, priority: Mapping[Pair, float], country_eur: Mapping[Pair, float]) -> None:
        """What each column adds to each level."""
        buckets = self._buckets
        late, cover, fairness, eur = (self._aims[level] for level in LEVELS)
        end = buckets.last(len(buckets) - 1)
        weighted = sum(priority[p] * self._needs[p].due(end) for p in self._pairs)
        all_days = sum(buckets.days(t) for t in range(len(buckets)))
        for column, (source, _, t) in enumerate(self._eligible):
            eur[column] = -self._stays[source].saved(t)
        for t in range(len(buckets)):
            days = buckets.days(t)
            for pair, at in self._columns.items():
                weight = priority[pair] * days / max(weighted, 1e-9)
                late[at.backorder + t] = weight
                for column in at.late.values():
                    late[column + t] = 0.5 * weight
                cover[at.below + t] = weight if self._needs[pair].floor_days else 0.0
                eur[at.stock + t] = country_eur[pair] * days
            for at_syringe in self._largest.values():
                fairness[at_syringe + t] = days / (len(self._largest) * all_days)

    def _solved(self) -> float:
        self._solver.run()
        assert self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return float(self._solver.getInfo().objective_function_value)

    def _written(self, count: int) -> Any:
        """The solver with all columns and rows: supply, lateness, then each pair's."""
        rows: list[tuple[float, float, dict[int, float]]] = []
        leaving: list[dict[int, float]] = [{} for _ in self._stays]
        arriving: dict[tuple[Pair, int], dict[int, float]] = {}
        for column, (source, pair, t) in enumerate(self._eligible):
            leaving[source][column] = 1.0
            arriving.setdefault((pair, t), {})[column] = -1.0
        rows += [(-INF, 0.0, terms) for terms in leaving]
        for level in LEVELS[:-1]:
            aim = self._aims[level]
            rows.append((-INF, INF, {int(c): aim[c] for c in np.flatnonzero(aim)}))
        for pair in self._pairs:
            for t in range(len(self._buckets)):
                rows += self._pair_rows(pair, t, arriving.get((pair, t), {}))
        solver = _solver()
        starts = np.cumsum([0, *(len(terms) for _, _, terms in rows)], dtype=np.int32)
        solver.passModel(
            count,
            len(rows),
            int(starts[-1]),
            int(highspy.MatrixFormat.kRowwise),
            int(highspy.ObjSense.kMinimize),
            0.0,
            np.zeros(count),
            np.zeros(count),
            np.full(count, INF),
            np.array([low for low, _, _ in rows]),
            np.array([high for _, high, _ in rows]),
            starts,
            np.array([c for _, _, terms in rows for c in terms], dtype=np.int32),
            np.array([v for _, _, terms in rows for v in terms.values()]),
            np.zeros(count, dtype=np.int32),
        )
        return solver

    def _pair_rows(
        self, pair: Pair, t: int, arriving: dict[int, float]
    ) -> list[tuple[float, float, dict[int, float]]]:
        """S(t) by addition; backorder, late units and stock as what S(t) leaves open."""
        at, need, last = self._columns[pair], self._needs[pair], self._buckets.last(t)
        before = self._buckets.last(t - 1) if t else None
        received = sum(
            units
            for day, units in need.receipts
            if day <= last and (before is None or day > before)
        )
        sent = {**arriving, at.sent + t: 1.0}
        if t:
            sent[at.sent + t - 1] = -1.0
        owed = float(need.owed(last))
        rows = [
            (received, received, sent),
            (owed, INF, {at.sent + t: 1.0, at.backorder + t: 1.0}),
            (-INF, owed, {at.sent + t: 1.0, at.stock + t: -1.0}),
        ]
        for days, late in at.late.items():
            owed_then = float(need.owed(last - days * ONE_DAY))
            rows.append((owed_then, INF, {at.sent + t: 1.0, late + t: 1.0}))
        floor = float(need.owed(last + need.floor_days * ONE_DAY))
        rows.append((floor, INF, {at.sent + t: 1.0, at.below + t: 1.0}))
        rows += self._fairness_row(pair, t)
        return rows

    def _fairness_row(self, pair: Pair, t: int) -> list[tuple[float, float, dict[int, float]]]:
        """The largest backlog days of a syringe are those of each of its pairs or more."""
        size = len(self._buckets)
        demand = self._needs[pair].due(self._buckets.last(size - 1))
        if not demand:
            return []
        a_day = demand / sum(self._buckets.days(u) for u in range(size))
        column = self._largest[self._syringe[pair]] + t
        return [(0.0, INF, {column: a_day, self._columns[pair].backorder + t: -1.0})]
