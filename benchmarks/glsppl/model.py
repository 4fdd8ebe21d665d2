"""The case as a mixed-integer model: a network of changes in every line and week.

Variables
    state[l,i,b] in {0,1}     line l is set up for product i at border b (before week b)
    made[l,i,t] in {0,1}      line l has a lot of product i in week t, or is set up for it
    change[l,i,j,t] in {0,1}  line l changes from i to j in week t
    units[l,i,t] >= 0         units made, thousands
    stock[i,t], owed[i,t]     at the end of week t, thousands

Constraints
    begun, ended              state + changes in = made = changes out + state after
    one_way, open_way         changes among two products, or three, are no closed way
    begun_in_time             a row that only the relaxation breaks
    balance, stored           as published
    hours_kept, lots          as published
    room                      hours of a product and of the changes to it <= hours * made
    least_made                units >= least * (made - state); at first: least * made

A line makes a product at most once a week here, which the published model does not ask
for. The second time would cost a further change and a further least lot (a day or two
of the week's seven) to make what the first lot could have made, in the same week, for
the same balance; all that it could buy is a cheaper way round or a state at the border.
What a plan costs is an upper bound for the published model in any case, and `cost`
counts it from the lots alone.

Closed ways (b -> c -> b beside the line's way through the week) of four products and more
are rare, and cut off by a check when they are met.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyomo.environ as pyo

from benchmarks.glsppl.cost import Lot, Plan
from benchmarks.glsppl.instance import Instance
from benchmarks.glsppl.ways import closed, order, together, ways
from planner.engine import Hints, Level

Model = Any

THOUSAND = 1000.0
"""Units in one unit of the model's quantities."""

SPAN = 4
"""Weeks that a row of `begun_in_time` reaches over, at most."""

SCALE = 1e-4
"""Brings costs near 100 for the solver."""

TOLERANCE = 0.01
"""Of the cost: when a plan is good enough, in the authors' currency."""


def build(case: Instance) -> Model:
    """The model of a case; the lines', products' and weeks' numbers are its indices."""
    m = pyo.ConcreteModel()
    m.case = case
    lanes = [(f"line {n}", f"product {i}") for n, made in enumerate(case.made) for i in made]
    m.WEEKS = pyo.RangeSet(0, case.weeks - 1)
    m.BORDERS = pyo.RangeSet(0, case.weeks)
    m.LINES = pyo.Set(initialize=[f"line {n}" for n in range(len(case.made))])
    m.PRODUCTS = pyo.Set(initialize=[f"product {i}" for i in range(case.products)])
    m.LANES = pyo.Set(dimen=2, initialize=lanes)
    m.CHANGES = pyo.Set(
        dimen=3,
        initialize=[(n, i, j) for n, i in lanes for k, j in lanes if k == n and i != j],
    )
    several = {n: [i for k, i in lanes if k == n] for n in m.LINES}
    m.PAIRS = pyo.Set(dimen=3, initialize=together(several, 2))
    m.TRIPLES = pyo.Set(dimen=4, initialize=together(several, 3))
    m.state = pyo.Var(m.LANES, m.BORDERS, domain=pyo.Binary)
    m.made = pyo.Var(m.LANES, m.WEEKS, domain=pyo.Binary)
    m.change = pyo.Var(m.CHANGES, m.WEEKS, domain=pyo.Binary)
    m.units = pyo.Var(m.LANES, m.WEEKS, domain=pyo.NonNegativeReals)
    m.stock = pyo.Var(m.PRODUCTS, m.WEEKS, domain=pyo.NonNegativeReals)
    m.owed = pyo.Var(m.PRODUCTS, m.WEEKS, domain=pyo.NonNegativeReals)
    m.after = {lane: [j for n, i, j in m.CHANGES if (n, i) == lane] for lane in lanes}
    """By line and product: the products that may follow, and that may have been before."""
    ways(m)
    _lots(m, case)
    _flows(m, case)
    _begun_in_time(m, case)
    m.cost = pyo.Expression(expr=_cost(m, case))
    return m


def level(m: Model) -> Level:
    """What is minimised."""
    return Level("cost", m.cost, "", TOLERANCE, scale=SCALE, gap_base="value")


def hints(m: Model) -> Hints:
    """Weeks of the variables, and the check for closed ways."""
    bucket = pyo.ComponentMap()
    for component in (m.state, m.made, m.change, m.units, m.stock, m.owed):
        for index, variable in component.items():
            bucket[variable] = min(index[-1], m.case.weeks - 1)
    return Hints(bucket=bucket, checks=(lambda value: closed(m, value),))


def plan(m: Model) -> Plan:
    """The lots of the plan whose values the variables carry."""
    return tuple(tuple(_week(m, line, week) for week in m.WEEKS) for line in m.LINES)


def _lots(m: Model, case: Instance) -> None:
    """How much a line makes of what it is set up for."""
    least, pace = _by_lane(case, case.least), _by_lane(case, case.pace)
    hours = {f"line {n}": row for n, row in enumerate(case.hours)}
    takes = _by_change(case, case.change_hours)

    def of_lane(m: Model, line: str, i: str, week: int) -> Any:
        changes = (takes[line, j, i] * m.change[line, j, i, week] for j in m.after[line, i])
        return pace[line, i] * THOUSAND * m.units[line, i, week] + pyo.quicksum(changes)

    @m.Constraint(m.LANES, m.WEEKS)  # type: ignore[untyped-decorator]
    def room(m: Model, line: str, i: str, week: int) -> Any:
        return of_lane(m, line, i, week) <= hours[line][week] * m.made[line, i, week]

    @m.Constraint(m.LINES, m.WEEKS)  # type: ignore[untyped-decorator]
    def hours_kept(m: Model, line: str, week: int) -> Any:
        used = pyo.quicksum(of_lane(m, n, i, week) for n, i in m.LANES if n == line)
        return used <= hours[line][week]

    @m.Constraint(m.LANES, m.WEEKS)  # type: ignore[untyped-decorator]
    def least_made(m: Model, line: str, i: str, week: int) -> Any:
        begins = m.made[line, i, week] - (m.state[line, i, week] if week else 0)
        return m.units[line, i, week] >= least[line, i] / THOUSAND * begins


def _flows(m: Model, case: Instance) -> None:
    """Stock and backlog of each product."""
    rows = {f"product {i}": i for i in range(case.products)}

    @m.Constraint(m.PRODUCTS, m.WEEKS)  # type: ignore[untyped-decorator]
    def balance(m: Model, i: str, week: int) -> Any:
        n = rows[i]
        opening = (case.stock[n] - case.owed[n]) / THOUSAND
        before = m.stock[i, week - 1] - m.owed[i, week - 1] if week else opening
        units = pyo.quicksum(m.units[line, j, week] for line, j in m.LANES if j == i)
        after = m.stock[i, week] - m.owed[i, week]
        return before + units - case.demand[n][week] / THOUSAND == after

    @m.Constraint(m.WEEKS)  # type: ignore[untyped-decorator]
    def stored(m: Model, week: int) -> Any:
        units = pyo.quicksum(m.stock[i, week] for i in m.PRODUCTS)
        return units <= case.warehouse / THOUSAND


def _begun_in_time(m: Model, case: Instance) -> None:
    """Rows that every plan keeps and the relaxation breaks: it sets up a little of everything.

    What is asked for in some weeks was in stock before, is owed after, or a line is set up
    for it when they begin or starts it within them.
    """
    rows = {f"product {i}": i for i in range(case.products)}
    lines = {i: [n for n, j in m.LANES if j == i] for i in m.PRODUCTS}
    spans = [
        (i, k, last)
        for i in m.PRODUCTS
        for k in m.WEEKS
        for last in range(k, min(k + SPAN, case.weeks))
    ]

    @m.Constraint(spans)  # type: ignore[untyped-decorator]
    def begun_in_time(m: Model, i: str, k: int, last: int) -> Any:
        n = rows[i]
        asked = sum(case.demand[n][k : last + 1]) / THOUSAND
        ready = pyo.quicksum(m.state[line, i, k] for line in lines[i]) + pyo.quicksum(
            m.made[line, i, t] - m.state[line, i, t]
            for line in lines[i]
            for t in range(k, last + 1)
        )
        opening = case.stock[n] / THOUSAND
        before = m.stock[i, k - 1] if k else opening
        return before + m.owed[i, last] >= asked * (1 - ready)


def _cost(m: Model, case: Instance) -> Any:
    making, changing = _by_lane(case, case.making), _by_change(case, case.change_cost)
    held = {f"product {i}": each * THOUSAND for i, each in enumerate(case.holding)}
    late = {f"product {i}": each * THOUSAND for i, each in enumerate(case.backlog)}
    return (
        pyo.quicksum(held[i] * stock for (i, _), stock in m.stock.items())
        + pyo.quicksum(late[i] * owed for (i, _), owed in m.owed.items())
        + pyo.quicksum(changing[n, i, j] * each for (n, i, j, _), each in m.change.items())
        + pyo.quicksum(making[n, i] * THOUSAND * each for (n, i, _), each in m.units.items())
    )


def _by_lane(case: Instance, rows: Sequence[Sequence[float]]) -> dict[tuple[str, str], float]:
    return {
        (f"line {n}", f"product {i}"): value
        for n, (made, row) in enumerate(zip(case.made, rows, strict=True))
        for i, value in zip(made, row, strict=True)
    }


def _by_change(
    case: Instance, tables: Sequence[Sequence[Sequence[float]]]
) -> dict[tuple[str, str, str], float]:
    return {
        (f"line {n}", f"product {i}", f"product {j}"): value
        for n, (made, table) in enumerate(zip(case.made, tables, strict=True))
        for i, row in zip(made, table, strict=True)
        for j, value in zip(made, row, strict=True)
    }


def _week(m: Model, line: str, week: int) -> tuple[Lot, ...]:
    """A line's lots of a week in order."""
    way, _ = order(m, line, week, pyo.value)
    units = [max(0.0, m.units[line, i, week].value * THOUSAND) for i in way]
    return tuple(Lot(int(i.split()[1]), each) for i, each in zip(way, units, strict=True))
