"""The quality part of results.md, from its rows."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from benchmarks.problem import WORTH
from benchmarks.quality import INTEGRAL, WEIGHTED
from benchmarks.rows import Row
from benchmarks.sides import OURS, SIDES
from benchmarks.tables import NONE, cell, endings, names, numbers, table, text

ROUNDED = "cp-sat"
MUCH = 2.0
SAME = 1e-4
"""Relative difference of medians that counts as none."""

ABOUT = f"""\
## Plan quality over time

What is compared: the four levels of docs/rules.md, R9, and their weighted sum, in which a
tolerance of the last level (cost) weighs 1 and a tolerance of each level before weighs {WORTH:g}
times more than of the next. The sum is what every side but ours minimises; ours minimises the
levels in order, and gives up a tolerance of each for the next. Its unit is one tolerance of cost.

How: one thread a process; ours has two, the search and the proof, the others one, on two cores.
The clock starts at the solve call with the model built;
ours pays for handing the model over inside its time, the others before it. The others start
from the plan that does nothing (no batch; ours finds it itself) and are given, of the rows that
our model separates, the two-state rows `connected`; the plain form needs none. Their plans
are completed after the run: integers fixed, all broken rows added, the rest a linear program.
This time is not counted. Integers that have no completion count as no plan. Not every plan of
theirs is completed: the first few, and those that stood at a mark or at some seconds between, so
their primal integral is a little too high; of ours every plan counts. The bound is the
side's own, of the weighted sum; ours is that of the first level with the others at 0, so it has
no own gap here, and is listed level by level below. The highest bound is that of any run of any
side but CP-SAT, whose bound is that of a problem rounded to thousandths.
Marks stand in one run: a run that is told to stop earlier may do better at its end. Cells are
medians over seeds, with least and most of three or more.

"""


def lines(rows: Sequence[Row]) -> list[str]:
    """Markdown lines."""
    found = [*ABOUT.splitlines(), *_sides(rows)]
    for case in names(rows, "case"):
        found += _case(case, [row for row in rows if row.case == case])
    return found


def _sides(rows: Sequence[Row]) -> list[str]:
    there = names(rows, "side")
    return [*(f"- **{name}**: {side.about}" for name, side in SIDES.items() if name in there), ""]


def _case(case: str, rows: Sequence[Row]) -> list[str]:
    order = [*SIDES, *names(rows, "side")]
    sides = sorted(names(rows, "side"), key=order.index)
    marks = sorted(
        {row.at_seconds for row in rows if row.measure == WEIGHTED and row.at_seconds}, key=float
    )
    found = [f"### {case}", "", _size(rows), ""]
    if not marks:
        return [*found, *(f"- {side}: {endings(rows, side)}" for side in sides), ""]
    last = marks[-1]
    heads = ["weighted sum after", *(f"{mark} s" for mark in marks), f"bound, {last} s"]
    heads += ["own gap, %", "gap to highest bound, %", "primal integral, s"]
    heads += ["peak memory, MB", "ended"]
    highest = _highest(rows, sides, last)
    body = [
        [
            side,
            *(cell(numbers(rows, side, WEIGHTED, mark)) for mark in marks),
            cell(numbers(rows, side, "bound", last)),
            cell(numbers(rows, side, "gap", last)),
            cell(_gaps(numbers(rows, side, WEIGHTED, last), highest)),
            cell(numbers(rows, side, INTEGRAL)),
            cell(numbers(rows, side, "peak memory")),
            endings(rows, side),
        ]
        for side in sides
    ]
    found += table(heads, body)
    found += [*_says(rows, sides, marks), ""]
    return [*found, *_levels(rows, sides, marks), *_bounds(rows, last)]


def _size(rows: Sequence[Row]) -> str:
    sizes = {row.measure: row.number for row in rows if not row.side and row.number is not None}
    if "rows" not in sizes:
        return "Not prepared."
    counted = ", ".join(f"{sizes[n]:,.0f} {n}" for n in ("rows", "columns", "nonzeros", "integers"))
    nothing = sizes[f"{WEIGHTED} of doing nothing"]
    return f"Light form: {counted}. The plan that does nothing is worth {text(nothing)}."


def _says(rows: Sequence[Row], sides: Sequence[str], marks: Sequence[str]) -> list[str]:
    """Who is ahead, at the first and at the last mark."""
    said = [_ahead(rows, sides, mark) for mark in dict.fromkeys((marks[0], marks[-1]))]
    idle = numbers(rows, "", f"{WEIGHTED} of doing nothing")
    values = {side: numbers(rows, side, WEIGHTED, marks[-1]) for side in sides}
    stuck = [s for s, v in values.items() if idle and v and median(v) >= idle[0] * (1 - SAME)]
    if 0 < len(stuck) < sum(map(bool, values.values())):
        said.append(f"At {marks[-1]} s still no better than doing nothing: {', '.join(stuck)}.")
    broken = {side: sum(numbers(rows, side, "plans that were none")) for side in sides}
    said += [
        f"{side}: {count:.0f} completed plans were none." for side, count in broken.items() if count
    ]
    highest = _highest(rows, sides, marks[-1])
    if highest:
        said.append(f"The highest bound of any side is {text(highest[0])}, of {highest[1]}.")
    return said


def _highest(rows: Sequence[Row], sides: Sequence[str], mark: str) -> tuple[float, str] | None:
    """The highest bound of any run, and whose; not CP-SAT's, which is of another problem."""
    bounds = [(b, s) for s in sides if s != ROUNDED for b in numbers(rows, s, "bound", mark)]
    return max(bounds, default=None)


def _gaps(values: Sequence[float], highest: tuple[float, str] | None) -> list[float]:
    """Of plans to a bound, in %."""
    if highest is None:
        return []
    return [100 * (value - highest[0]) / max(abs(value), 1e-9) for value in values]


def _ahead(rows: Sequence[Row], sides: Sequence[str], mark: str) -> str:
    values = {side: numbers(rows, side, WEIGHTED, mark) for side in sides}
    order = sorted((median(found), side) for side, found in values.items() if found)
    if not order:
        return f"At {mark} s no side has a plan."
    best, first = order[0]
    idle = numbers(rows, "", f"{WEIGHTED} of doing nothing")
    if idle and best >= idle[0] * (1 - SAME):
        return f"At {mark} s no side is better than doing nothing."
    if len(order) == 1:
        return f"At {mark} s only {first} has a plan."
    alike = [side for value, side in order if value - best <= SAME * max(abs(best), 1e-9)]
    if len(alike) > 1:
        return f"At {mark} s {', '.join(alike)} have the lowest weighted sum, the same."
    value, second = order[1]
    more = (value - best) / max(abs(best), 1e-9)
    above = f"{100 * more:.1f} % above" if more < MUCH else f"{1 + more:,.0f} times as high"
    return f"At {mark} s {first} has the lowest weighted sum; the next, {second}, is {above}."


def _levels(rows: Sequence[Row], sides: Sequence[str], marks: Sequence[str]) -> list[str]:
    """Level by level at every mark."""
    units = {
        row.measure.removeprefix("weight of "): row.unit.removeprefix("1/")
        for row in rows
        if row.measure.startswith("weight of ")
    }
    heads = ["level by level", *(f"{name}, {unit}" for name, unit in units.items())]
    body = []
    for mark in marks:
        for side in sides:
            values = [cell(numbers(rows, side, name, mark)) for name in units]
            if any(value != NONE for value in values):
                body.append([f"{side}, {mark} s", *values])
    return table(heads, body)


def _bounds(rows: Sequence[Row], last: str) -> list[str]:
    """Our side's bounds, level by level."""
    body = []
    for measure in dict.fromkeys(row.measure for row in rows if " bound, " in row.measure):
        name, status = measure.split(" bound, ")
        unit = next(row.unit for row in rows if row.measure == measure)
        value, bound = (numbers(rows, OURS, each, last) for each in (name, measure))
        body.append([f"{name}, {unit}", cell(value), cell(bound), status])
    return table([f"{OURS}, {last} s", "value", "bound", "bound is"], body) if body else []
