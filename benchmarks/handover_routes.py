"""One model in four modelling layers, and how each hands it to HiGHS.

A route imports its layer itself: the memory of its process is that of what it needs.
"""

# Rules are decorated by an `Any`; linopy and PuLP need not be there.
# mypy: disable-error-code="untyped-decorator, import-not-found"

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.handover_lots import LINES, Lots, Model, Solver, direct_model, passed


def pyomo_model(lots: Lots) -> Model:
    """Rules as the families write them."""
    import pyomo.environ as pyo

    demand, rate = lots.demand.tolist(), lots.rate.tolist()
    products, weeks = range(len(demand)), range(len(demand[0]))
    m = pyo.ConcreteModel()
    lanes = [(p, line, t) for p in products for line in LINES for t in weeks]
    m.LANES = pyo.Set(dimen=3, initialize=lanes)
    m.SHELVES = pyo.Set(dimen=2, initialize=[(p, t) for p in products for t in weeks])
    m.SHIFTS = pyo.Set(dimen=2, initialize=[(line, t) for line in LINES for t in weeks])
    m.WEEKS = pyo.Set(initialize=weeks)
    m.make = pyo.Var(m.LANES, domain=pyo.NonNegativeReals)
    m.run = pyo.Var(m.LANES, domain=pyo.Binary)
    m.stock = pyo.Var(m.SHELVES, domain=pyo.NonNegativeReals)
    m.short = pyo.Var(m.SHELVES, domain=pyo.NonNegativeReals)

    @m.Constraint(m.SHELVES)
    def balance(m: Model, p: int, t: int) -> Any:
        before = m.stock[p, t - 1] if t else 0
        made = pyo.quicksum(m.make[p, line, t] for line in LINES)
        return before + made + m.short[p, t] == demand[p][t] + m.stock[p, t]

    @m.Constraint(m.LANES)
    def most(m: Model, *lane: int) -> Any:
        return m.make[lane] <= 500 * m.run[lane]

    @m.Constraint(m.LANES)
    def least(m: Model, *lane: int) -> Any:
        return m.make[lane] >= 20 * m.run[lane]

    @m.Constraint(m.SHIFTS)
    def line_hours(m: Model, line: int, t: int) -> Any:
        hours = (rate[p][line] * m.make[p, line, t] + 8 * m.run[p, line, t] for p in products)
        return pyo.quicksum(hours) <= 160 * len(products)

    _shared(m, products)
    m.cost = pyo.Objective(
        expr=pyo.quicksum(m.stock[shelf] + 20 * m.short[shelf] for shelf in m.SHELVES)
        + pyo.quicksum(50 * m.run[lane] for lane in m.LANES)
    )
    return m


def _shared(m: Model, products: range) -> None:
    """What all products share in a week."""
    import pyomo.environ as pyo

    pairs = [(p, line) for p in products for line in LINES]

    @m.Constraint(m.WEEKS)
    def crew(m: Model, t: int) -> Any:
        hours = (1.5 * m.make[p, line, t] + 12 * m.run[p, line, t] for p, line in pairs)
        return pyo.quicksum(hours) <= 300 * len(products)

    @m.Constraint(m.WEEKS)
    def substance(m: Model, t: int) -> Any:
        used = pyo.quicksum(0.8 * m.make[p, line, t] for p, line in pairs)
        return used <= 100 * len(products)

    @m.Constraint(m.WEEKS)
    def room(m: Model, t: int) -> Any:
        return pyo.quicksum(m.stock[p, t] for p in products) <= 100 * len(products)


def ours(m: Model) -> Solver:
    from planner.engine.arrays import Arrays

    arrays = Arrays(m)
    columns, coefficients, offset = arrays.terms(m.cost.expr)
    cost = np.zeros(arrays.shape[1])
    cost[columns] = coefficients
    limits = arrays.lower, arrays.upper, arrays.row_lower, arrays.row_upper
    matrix = arrays.starts, arrays.columns, arrays.coefficients
    return passed((cost, *limits, *matrix, arrays.integer.astype(np.int32)), offset)


def appsi_highs(m: Model) -> Solver:
    from pyomo.contrib.appsi.solvers import Highs

    solver = Highs()
    solver.set_instance(m)
    return solver._solver_model


def linopy_model(lots: Lots) -> Model:
    import linopy
    import pandas as pd
    import xarray as xr

    products, weeks = (
        pd.RangeIndex(n, name=name)
        for n, name in zip(lots.demand.shape, ("product", "week"), strict=True)
    )
    lines = pd.RangeIndex(len(LINES), name="line")
    demand = xr.DataArray(lots.demand, [products, weeks])
    rate = xr.DataArray(lots.rate, [products, lines])
    m = linopy.Model()
    make = m.add_variables(lower=0, coords=[products, lines, weeks], name="make")
    run = m.add_variables(binary=True, coords=[products, lines, weeks], name="run")
    stock = m.add_variables(lower=0, coords=[products, weeks], name="stock")
    short = m.add_variables(lower=0, coords=[products, weeks], name="short")
    before, many = stock.shift(week=1).fillna(0), len(products)
    m.add_constraints(before + make.sum("line") + short - stock == demand, name="balance")
    m.add_constraints(make - 500 * run <= 0, name="most")
    m.add_constraints(make - 20 * run >= 0, name="least")
    hours = (rate * make + 8 * run).sum("product")
    m.add_constraints(hours <= 160 * many, name="line_hours")
    crew = (1.5 * make + 12 * run).sum(["product", "line"])
    m.add_constraints(crew <= 300 * many, name="crew")
    m.add_constraints(0.8 * make.sum(["product", "line"]) <= 100 * many, name="substance")
    m.add_constraints(stock.sum("product") <= 100 * many, name="room")
    m.add_objective(stock.sum() + 20 * short.sum() + 50 * run.sum())
    return m


def linopy(m: Model) -> Solver:
    return m.to_highspy(set_names=False)


def pulp_model(lots: Lots) -> Model:
    from pulp import LpBinary, LpProblem, LpVariable, lpSum

    demand, rate = lots.demand.tolist(), lots.rate.tolist()
    products, weeks = range(len(demand)), range(len(demand[0]))
    many = len(products)
    pairs = [(p, line) for p in products for line in LINES]
    lanes = [(*pair, t) for pair in pairs for t in weeks]
    shelves = [(p, t) for p in products for t in weeks]
    m = LpProblem("lots")
    make = LpVariable.dicts("make", lanes, lowBound=0)
    run = LpVariable.dicts("run", lanes, cat=LpBinary)
    stock = LpVariable.dicts("stock", shelves, lowBound=0)
    short = LpVariable.dicts("short", shelves, lowBound=0)
    m += lpSum(stock[s] + 20 * short[s] for s in shelves) + lpSum(50 * run[k] for k in lanes)
    for p, t in shelves:
        before = stock[p, t - 1] if t else 0
        made = lpSum(make[p, line, t] for line in LINES)
        m += before + made + short[p, t] == demand[p][t] + stock[p, t]
    for lane in lanes:
        m += make[lane] <= 500 * run[lane]
        m += make[lane] >= 20 * run[lane]
    for t in weeks:
        for k in LINES:
            hours = lpSum(rate[p][k] * make[p, k, t] + 8 * run[p, k, t] for p in products)
            m += hours <= 160 * many
        m += lpSum(1.5 * make[p, k, t] + 12 * run[p, k, t] for p, k in pairs) <= 300 * many
        m += lpSum(0.8 * make[p, k, t] for p, k in pairs) <= 100 * many
        m += lpSum(stock[p, t] for p in products) <= 100 * many
    return m


def pulp(m: Model) -> Solver:
    from pulp import HiGHS

    solver = HiGHS(msg=False)
    solver.createAndConfigureSolver(m)
    solver.buildSolverModel(m)
    return m.solverModel


@dataclass(frozen=True)
class Route:
    """How a model is built and handed over."""

    package: str
    build: Callable[[Lots], Model]
    hand_over: Callable[[Model], Solver]


ROUTES = {
    "direct": Route("highspy", direct_model, passed),
    "ours": Route("pyomo", pyomo_model, ours),
    "appsi_highs": Route("pyomo", pyomo_model, appsi_highs),
    "linopy": Route("linopy", linopy_model, linopy),
    "PuLP": Route("pulp", pulp_model, pulp),
}
