"""results.md, from the rows of results.csv and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import growth, machine, others, quality, report_growth, report_quality
from benchmarks.rows import DONE, ENDED, Row
from benchmarks.sides import OURS
from benchmarks.tables import NONE, cell, endings, names, numbers, table

HEAD = """\
# Benchmarks

Written by `python -m benchmarks` from `results.csv`; do not edit. All cases are illustrative.

"""

TOTAL = "total"
"""Measure of a hand-over that its routes are ranked by."""


def page(rows: Sequence[Row]) -> str:
    """The page."""
    found = HEAD.splitlines()
    writers = {
        machine.PART: _machine,
        quality.PART: report_quality.lines,
        others.PUBLISHED: _published,
        others.HANDOVER: _handover,
        growth.PART: report_growth.lines,
    }
    for part, lines in writers.items():
        mine = [row for row in rows if row.part == part]
        if mine:
            found += lines(mine)
    return "\n".join(found).rstrip("\n") + "\n"


def _machine(rows: Sequence[Row]) -> list[str]:
    body = [[row.measure, f"{row.value} {row.unit}".strip()] for row in rows]
    return ["## Measured with", "", *table(["what", "value"], body)]


def _published(rows: Sequence[Row]) -> list[str]:
    heads = ["case", "value", "bound", "CPLEX 12.10, 3600 s", "best in the paper"]
    heads += ["to CPLEX, %", "ended"]
    body, below = [], 0
    for case in names(rows, "case"):
        there = [row for row in rows if row.case == case]
        value, cplex = numbers(there, OURS, "value"), numbers(there, "CPLEX 12.10", "value")
        to = [100 * (each / cplex[0] - 1) for each in value] if cplex else []
        below += bool(to) and sorted(to)[len(to) // 2] <= 0
        others_ = [numbers(there, side, "value") for side in ("CPLEX 12.10", "best in the paper")]
        cells = [cell(value), cell(numbers(there, OURS, "bound")), *map(cell, others_), cell(to)]
        body.append([case, *cells, endings(there, OURS)])
    limits = {row.at_seconds for row in rows if row.side == OURS and row.at_seconds}
    seconds = ", ".join(sorted(limits, key=float))
    says = f"After {seconds} s, {below} of {len(body)} cases are at or below CPLEX after 3600 s."
    return [
        "## Published cases",
        "",
        "Real lot-sizing and scheduling cases of others (GLSPPL), on the same engine. The unit is"
        " that of their objective.",
        "",
        *table(heads, body),
        *([says, ""] if seconds else []),
    ]


def _handover(rows: Sequence[Row]) -> list[str]:
    """A table for each case: sides down, measures across."""
    found = ["## From a model to the solver", ""]
    found += [f"{row.value}." for row in rows if row.measure == ENDED and row.value != DONE]
    for case in names(rows, "case"):
        there = [row for row in rows if row.case == case]
        measures = {row.measure: row.unit for row in there}
        heads = [case, *(f"{name}, {unit}" if unit else name for name, unit in measures.items())]
        body = []
        for side in names(there, "side"):
            mine = {row.measure: row for row in there if row.side == side}
            shown = [_shown(mine.get(measure)) for measure in measures]
            body.append([side, *shown])
        found += [*table(heads, body), *_quickest(there)]
    return found


def _quickest(rows: Sequence[Row]) -> list[str]:
    """The order of the totals, in words."""
    totals = sorted(
        (row.number, row.side) for row in rows if row.measure == TOTAL and row.number is not None
    )
    if len(totals) < 2 or not totals[0][0]:
        return []
    least, first = totals[0]
    rest = [f"{side} takes {cell([total / least])} times as long" for total, side in totals[1:]]
    return [f"{first} is the quickest in total; {', '.join(rest)}.", ""]


def _shown(row: Row | None) -> str:
    if row is None:
        return NONE
    return row.value if row.number is None else cell([row.number])
