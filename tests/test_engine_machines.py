"""Machines that change over between products: a model with followers, and its own tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest

from planner.engine import Followed, Hints, Level
from planner.engine.aim import Aim
from planner.engine.arrays import Arrays, Floats, Row
from planner.engine.highs import Task, run

SIZE = 10
"""Units of a lot."""

MOST = 2
"""Lots of a product on a machine in a bucket."""


@dataclass(frozen=True)
class Shop:
    """Demand by product and bucket; what a machine can do in a bucket."""

    demand: tuple[tuple[int, ...], ...]
    machines: int = 2
    hours: int = 3
    """A lot takes one, and so does a changeover."""

    changeover: float = 25.0
    """Its cost; a lot in stock for a bucket costs 10."""

    @classmethod
    def random(cls, seed: int, products: int, buckets: int, machines: int) -> Shop:
        random = Random(seed)
        demand = [[random.choice((0, 5, 10, 15)) for _ in range(buckets)] for _ in range(products)]
        return cls(tuple(map(tuple, demand)), machines)

    def build(self) -> Any:
        """
        lots      of a product on a machine in a bucket: the leaders
        visited   whether the machine makes the product's state
        last      in which state the bucket ends and the next one begins
        changes   changeovers
        """
        m = pyo.ConcreteModel()
        m.M, m.P = range(self.machines), range(len(self.demand))
        m.T = range(len(self.demand[0]))
        m.lots = pyo.Var(m.M, m.P, m.T, domain=pyo.NonNegativeIntegers, bounds=(0, MOST))
        m.visited = pyo.Var(m.M, m.P, m.T, domain=pyo.Binary)
        m.last = pyo.Var(m.M, m.P, m.T, domain=pyo.Binary)
        m.changes = pyo.Var(m.M, m.T, domain=pyo.NonNegativeReals)
        m.stock = pyo.Var(m.P, m.T, domain=pyo.NonNegativeReals)
        m.owed = pyo.Var(m.P, m.T, domain=pyo.NonNegativeReals)
        self._states(m)

        @m.Constraint(m.P, m.T)  # type: ignore[untyped-decorator]
        def balance(m: Any, p: int, t: int) -> Any:
            before = m.stock[p, t - 1] - m.owed[p, t - 1] if t else 0
            made = SIZE * pyo.quicksum(m.lots[i, p, t] for i in m.M)
            return m.stock[p, t] - m.owed[p, t] == before + made - self.demand[p][t]

        m.late = pyo.Expression(expr=pyo.quicksum(m.owed.values()))
        m.cost = pyo.Expression(
            expr=self.changeover * pyo.quicksum(m.changes.values()) + pyo.quicksum(m.stock.values())
        )
        return m

    def _states(self, m: Any) -> None:
        first = {p: int(p == 0) for p in m.P}
        m.rows = pyo.ConstraintList()
        for i, t in product(m.M, m.T):
            before = {p: m.last[i, p, t - 1] if t else first[p] for p in m.P}
            visits = pyo.quicksum(m.visited[i, p, t] for p in m.P)
            made = pyo.quicksum(m.lots[i, p, t] for p in m.P)
            m.rows.add(pyo.quicksum(m.last[i, p, t] for p in m.P) == 1)
            m.rows.add(m.changes[i, t] == visits - 1)
            m.rows.add(made + m.changes[i, t] <= self.hours)
            for p in m.P:
                m.rows.add(m.lots[i, p, t] <= MOST * m.visited[i, p, t])
                m.rows.add(m.last[i, p, t] <= m.visited[i, p, t])
                m.rows.add(before[p] <= m.visited[i, p, t])
                for q in m.P:
                    if q != p:  # who changes over does not end as it began
                        m.rows.add(before[p] + m.last[i, p, t] + m.visited[i, q, t] <= 2)


def levels(m: Any) -> list[Level]:
    return [
        Level("late", m.late, "unit days", 0.001),
        Level("cost", m.cost, "EUR", 0.01, gap_base="value"),
    ]


class Machine:
    """The states of one machine, by a dynamic program over its last states."""

    level = 1

    def __init__(self, shop: Shop, m: Any, number: int, *, blind: bool = False) -> None:
        """`blind`: its estimates are all 0."""
        self._shop, self._blind = shop, blind
        self._keys = [(number, p, t) for p in m.P for t in m.T]
        self._shape = len(m.P), len(m.T)
        self.leaders: Sequence[Any] = [m.lots[key] for key in self._keys]
        self.followers: Sequence[Any] = [
            *(m.visited[key] for key in self._keys),
            *(m.last[key] for key in self._keys),
            *(m.changes[number, t] for t in m.T),
        ]

    def best(self, whole: Floats) -> Followed | None:
        found = self._path(whole)
        if found is None:
            return None
        cost, visited, last = found
        estimates = [np.zeros(len(whole)), np.zeros(len(whole))]
        for n, (estimate, step) in product(range(len(whole)), zip(estimates, (-1, 1), strict=True)):
            if not self._blind and 0 <= whole[n] + step <= MOST:
                other = self._path(whole + step * (np.arange(len(whole)) == n))
                estimate[n] = np.inf if other is None else other[0] - cost
        changes = visited.sum(axis=0) - 1
        values = np.concatenate([visited.ravel(), last.ravel(), changes])
        return Followed(cost, estimates[0], estimates[1], lambda: values)

    def _path(self, whole: Floats) -> tuple[float, Floats, Floats] | None:
        """Least cost of changeovers, states visited and last states."""
        lots = whole.reshape(self._shape)
        paths: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
        for made in lots.T:
            after: dict[int, tuple[int, tuple[int, ...]]] = {}
            needed, hours = [p for p, n in enumerate(made.tolist()) if n], sum(made.tolist())
            for (start, (count, ends)), end in product(paths.items(), range(len(made))):
                visits = {start, end, *needed}
                changes = len(visits) - 1
                if (changes and start == end) or changes + hours > self._shop.hours:
                    continue
                if end not in after or count + changes < after[end][0]:
                    after[end] = count + changes, (*ends, end)
            paths = after
        if not paths:
            return None
        count, ends = min(paths.values())
        last = np.array([[float(end == p) for end in ends] for p in range(len(lots))])
        first = np.eye(len(lots))[:, :1]
        visited = np.maximum(np.maximum(last, np.hstack([first, last[:, :-1]])), lots > 0)
        return self._shop.changeover * count, visited, last


def hints(shop: Shop, m: Any, *, blind: bool = False, tags: bool = True) -> Hints:
    buckets = pyo.ComponentMap((v, t) for (_, _, t), v in m.lots.items())
    buckets.update((v, t) for (_, _, t), v in [*m.visited.items(), *m.last.items()])
    named = pyo.ComponentMap((v, (f"P{p}", f"M{i}")) for (i, p, _), v in m.lots.items())
    followers = [Machine(shop, m, i, blind=blind) for i in m.M]
    return Hints(bucket=buckets, tags=named if tags else pyo.ComponentMap(), followers=followers)


def optimum(m: Any, fixed: Callable[[Floats, Floats], None] | None = None) -> list[float] | None:
    """Least values of the levels in order, by HiGHS alone; None if there is no plan."""
    arrays, values = Arrays(m), []
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    if fixed is not None:
        fixed(lower, upper)
    rows: list[Row] = []
    for aim in [Aim.of(level, arrays) for level in levels(m)]:
        answer = run(Task(arrays, aim.cost, aim.offset, list(rows), lower, upper))
        if answer.values is None:
            return None
        values.append(answer.value)
        rows.append(aim.held(answer.value + 1e-6))
    return values


@pytest.mark.parametrize("seed", range(20))
def test_the_dynamic_program_finds_what_highs_finds(seed: int) -> None:
    """With the lots given, least cost of changeovers or no plan."""
    random = Random(seed)
    shop = Shop.random(seed, products=3, buckets=4, machines=1)
    m = shop.build()
    whole = np.array([float(random.choice((0, 0, 0, 1, 2))) for _ in m.lots])
    columns = [Arrays(m).index[id(variable)] for variable in m.lots.values()]

    def fix(lower: Floats, upper: Floats) -> None:
        lower[columns] = upper[columns] = whole

    found, least = Machine(shop, m, 0).best(whole), optimum(m, fix)

    assert (found is None) == (least is None)
    if found is not None and least is not None:
        made = SIZE * np.cumsum(whole.reshape(3, 4), axis=1)
        stock = float(np.maximum(0, made - np.cumsum(shop.demand, axis=1)).sum())
        assert found.value + stock == pytest.approx(least[1])
