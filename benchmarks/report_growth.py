"""The growth part of results.md, from its rows."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.growth import series
from benchmarks.network import Size
from benchmarks.rows import DONE, Row
from benchmarks.sides import OURS
from benchmarks.tables import cell, endings, names, numbers, table, text

ABOUT = """\
## Growth

A generated network (`benchmarks/network.py`; all numbers illustrative, suites and lines used to
the same share whatever the size) that doubles in weeks, in suites and lines, in syringes, or in
all of them. A first plan is the first that is better than doing nothing. A series ends where
nothing came back. Memory is that of the process: ours holds plant, Pyomo model and engine,
HiGHS alone only the arrays.

"""
COUNTED = ("rows", "columns", "nonzeros", "integers")


def lines(rows: Sequence[Row]) -> list[str]:
    """Markdown lines."""
    found = ABOUT.splitlines()
    measured = set(names(rows, "case"))
    for name, sizes in series().items():
        there = [size for size in sizes if size.name in measured]
        if len(there) > 1 or (there and measured == {there[0].name}):
            found += _series(name, there, rows)
    return found


def _series(name: str, sizes: Sequence[Size], rows: Sequence[Row]) -> list[str]:
    heads = ["suites x lines x syringes x weeks", "side", *COUNTED, "build, s", "first plan, s"]
    heads += ["weighted sum", "bound", "share of doing nothing, %", "peak memory, MB", "ended"]
    body = []
    for size in sizes:
        there = [row for row in rows if row.case == size.name]
        for side in names(there, "side"):
            body.append([size.name.removeprefix("network-"), side, *_cells(there, side)])
    limit = max((float(row.at_seconds) for row in rows if row.at_seconds), default=0.0)
    head = f"### Doubling {name}: at {text(limit)} s"
    return [head, "", *table(heads, body), *_says(sizes, rows), ""]


def _cells(rows: Sequence[Row], side: str) -> list[str]:
    value = numbers(rows, side, "weighted sum")
    idle = numbers(rows, side, "weighted sum of doing nothing")
    share = [100 * value[0] / idle[0]] if value and idle and idle[0] else []
    return [
        *(cell(numbers(rows, side, each)) for each in ("rows", "columns", "nonzeros", "integers")),
        *(cell(numbers(rows, side, each)) for each in ("build", "first plan")),
        cell(value),
        cell(numbers(rows, side, "bound")),
        cell(share),
        cell(numbers(rows, side, "peak memory")),
        endings(rows, side),
    ]


def _says(sizes: Sequence[Size], rows: Sequence[Row]) -> list[str]:
    """Up to where each side gets."""
    said = []
    for side in dict.fromkeys((OURS, *names(rows, "side"))):
        ends = {
            size: endings([row for row in rows if row.case == size.name], side)
            for size in sizes
            if any(row.case == size.name and row.side == side for row in rows)
        }
        if not ends:
            continue
        good = [size for size, ended in ends.items() if ended == DONE]
        bad = [size for size in ends if size not in good]
        upto = f"plans up to {good[-1].name.removeprefix('network-')}" if good else "plans nothing"
        stop = f"; at {bad[0].name.removeprefix('network-')}: {ends[bad[0]]}" if bad else ""
        said.append(f"{side} {upto}{stop}.")
    return said
