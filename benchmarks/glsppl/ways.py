"""A line's way through its products, week by week: a network of states and changes."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pyomo.environ as pyo

Model = Any


def ways(m: Model) -> None:
    """Each line's way through its products, week by week."""

    @m.Constraint(m.LINES, m.BORDERS)  # type: ignore[untyped-decorator]
    def set_up(m: Model, line: str, border: int) -> Any:
        return pyo.quicksum(m.state[n, i, border] for n, i in m.LANES if n == line) == 1

    @m.Constraint(m.LANES, m.WEEKS)  # type: ignore[untyped-decorator]
    def begun(m: Model, line: str, i: str, week: int) -> Any:
        changes = pyo.quicksum(m.change[line, j, i, week] for j in m.after[line, i])
        return m.state[line, i, week] + changes == m.made[line, i, week]

    @m.Constraint(m.LANES, m.WEEKS)  # type: ignore[untyped-decorator]
    def ended(m: Model, line: str, i: str, week: int) -> Any:
        changes = pyo.quicksum(m.change[line, i, j, week] for j in m.after[line, i])
        return m.state[line, i, week + 1] + changes == m.made[line, i, week]

    @m.Constraint(m.PAIRS, m.WEEKS)  # type: ignore[untyped-decorator]
    def one_way(m: Model, line: str, i: str, j: str, week: int) -> Any:
        both = m.change[line, i, j, week] + m.change[line, j, i, week]
        return 2 * both <= m.made[line, i, week] + m.made[line, j, week]

    @m.Constraint(m.TRIPLES, m.WEEKS)  # type: ignore[untyped-decorator]
    def open_way(m: Model, line: str, i: str, j: str, k: str, week: int) -> Any:
        way = i, j, k
        inside = pyo.quicksum(m.change[line, a, b, week] for a in way for b in way if a != b)
        return 3 * inside <= 2 * pyo.quicksum(m.made[line, a, week] for a in way)

    @m.Constraint(m.LINES, m.WEEKS)  # type: ignore[untyped-decorator]
    def lots(m: Model, line: str, week: int) -> Any:
        made = pyo.quicksum(m.made[n, i, week] for n, i in m.LANES if n == line)
        return made <= m.case.lots


def closed(m: Model, value: Any) -> list[Any]:
    """Relations against the closed ways of a plan, in every week: what closed once would close
    elsewhere next time."""
    loops = {
        (line, way)
        for line in m.LINES
        for week in m.WEEKS
        for way in order(m, line, week, value)[1]
    }
    found = []
    for line, way in sorted(loops):
        for week in m.WEEKS:
            inside = [m.change[line, i, j, week] for i in way for j in way if i != j]
            for out in way:
                others = [m.made[line, i, week] for i in way if i != out]
                found.append(pyo.quicksum(inside) <= pyo.quicksum(others))
    return found


def order(m: Model, line: str, week: int, value: Any) -> tuple[list[str], list[tuple[str, ...]]]:
    """The products of a line's way through a week, and the closed ways beside it."""
    follows = {
        i: j for n, i, j in m.CHANGES if n == line and value(m.change[line, i, j, week]) > 0.5
    }
    at = next(i for n, i in m.LANES if n == line and value(m.state[line, i, week]) > 0.5)
    way = [at]
    while way[-1] in follows:
        way.append(follows.pop(way[-1]))
    loops = []
    while follows:
        loop = [min(follows)]
        while loop[-1] in follows:
            loop.append(follows.pop(loop[-1]))
        loops.append(tuple(sorted(loop[:-1])))
    return way, loops


def together(several: dict[str, list[str]], count: int) -> list[tuple[str, ...]]:
    """Line and so many of its products, each choice once."""
    return [(n, *some) for n, made in several.items() for some in combinations(made, count)]
