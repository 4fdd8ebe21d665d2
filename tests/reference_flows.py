"""Who gets which batch: the least lateness, then the least cost, of a batch plan.

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
    """Columns of one pair: units received up to each bucket, backorder, late, stock."""

    sent: int
    backorder: int
    late: Mapping[int, int]
    stock: int


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
    ) -> None:
        self._eligible, self._stays = eligible, stays
        self._needs, self._buckets = needs, buckets
        size, self._pairs = len(buckets), list(needs)
        width = (3 + len(LATE)) * size
        self._columns = {
            pair: _Columns(
                at,
                at + size,
                {days: at + (2 + i) * size for i, days in enumerate(LATE)},
                at + (2 + len(LATE)) * size,
            )
            for i, pair in enumerate(self._pairs)
            for at in [len(eligible) + i * width]
        }
        count = len(eligible) + width * len(self._pairs)
        end = buckets.last(size - 1)
        weighted = sum(priority[p] * needs[p].due(end) for p in self._pairs)
        self._late, self._eur = np.zeros(count), np.zeros(count)
        for column, (source, _, t) in enumerate(eligible):
            self._eur[column] = -stays[source].saved(t)
        for pair, at in self._columns.items():
            for t in range(size):
                days = buckets.days(t)
                weight = priority[pair] * days / max(weighted, 1e-9)
                self._late[at.backorder + t] = weight
                for late in at.late.values():
                    self._late[late + t] = 0.5 * weight
                self._eur[at.stock + t] = country_eur[pair] * days
        self._solver = self._written(count)

    def lateness(self, supply: Sequence[float]) -> float:
        """Mean days late at the least."""
        self._set(supply, self._late, INF)
        return self._solved()

    def cost(self, supply: Sequence[float], lateness: float) -> float:
        """EUR at the least, with no more than so many mean days late."""
        self._set(supply, self._eur, lateness)
        stays = (u * s.saved(0) for u, s in zip(supply, self._stays, strict=True))
        return self._solved() + sum(stays)

    def _set(self, supply: Sequence[float], objective: Any, lateness: float) -> None:
        count, rows = len(objective), len(supply)
        self._solver.changeColsCost(count, np.arange(count, dtype=np.int32), objective)
        for row, units in enumerate(supply):
            self._solver.changeRowBounds(row, -INF, units)
        self._solver.changeRowBounds(rows, -INF, lateness)

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
        rows.append((-INF, INF, {int(c): self._late[c] for c in np.flatnonzero(self._late)}))
        for pair in self._pairs:
            for t in range(len(self._buckets)):
                rows += self._pair_rows(pair, t, arriving.get((pair, t), {}))
        solver = highspy.Highs()
        for name, value in {
            "output_flag": False,
            "threads": 1,
            "primal_feasibility_tolerance": 1e-9,
            "dual_feasibility_tolerance": 1e-9,
        }.items():
            solver.setOptionValue(name, value)
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
        return rows
