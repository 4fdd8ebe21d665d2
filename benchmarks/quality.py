"""Plan quality over time: every side on every case, at the same marks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import runs
from benchmarks.asked import Asked
from benchmarks.cases import QUALITY
from benchmarks.rows import DONE, ENDED, Row
from benchmarks.runs import Prepared, Run
from benchmarks.sides import SIDES
from planner.shipped import cases

PART = "quality"
WEIGHTED = "weighted sum"
INCUMBENT = "incumbent"
"""The weighted sum of a plan at the second it was found."""
INTEGRAL = "primal integral"


def measure(asked: Asked) -> Iterator[list[Row]]:
    """The rows of each run as it ends; its files are gone then."""
    for case in filter(known, asked.cases or QUALITY):
        with tempfile.TemporaryDirectory() as folder:
            yield from _case(Path(folder), case, asked)


def known(case: str) -> bool:
    """Whether it is a case of this part."""
    return case in cases() or case.startswith("network-")


def _case(folder: Path, case: str, asked: Asked) -> Iterator[list[Row]]:
    light = runs.prepare(folder, case, "light", asked)
    prepared = {"light": light, None: light}
    if not light.ended.reason:
        yield _facts(case, light)
    for side in asked.named_sides:
        about = SIDES[side]
        if not about.installed:
            yield [Row.of((PART, case, side, ""), ENDED, f"not installed: {about.distribution}")]
            continue
        if about.form not in prepared:
            prepared[about.form] = runs.prepare(folder, case, about.form or "", asked)
        given = prepared[about.form]
        failed = light.ended.reason or given.ended.reason
        if failed:
            yield [Row.of((PART, case, side, ""), ENDED, f"not prepared: {failed}")]
            continue
        for seed in range(asked.seeds):
            found = runs.run(folder, case, side, seed, asked, light, given)
            yield rows_of((PART, case, side, str(seed)), found, light, asked.marks)


def _facts(case: str, light: Prepared) -> list[Row]:
    """Size of a case, what doing nothing is worth, and what a unit of each level weighs."""
    key = (PART, case, "", "")
    names = ("rows", "columns", "nonzeros", "integers")
    rows = [Row.of(key, n, size) for n, size in zip(names, light.facts["sizes"], strict=True)]
    for n, (name, unit) in enumerate(light.facts["levels"]):
        rows.append(Row.of(key, f"weight of {name}", light.facts["weights"][n], f"1/{unit}"))
        rows.append(Row.of(key, f"{name} of doing nothing", light.facts["idle"][n], unit))
    idle = light.weighted(tuple(light.facts["idle"]))
    return [*rows, Row.of(key, f"{WEIGHTED} of doing nothing", idle, "1")]


def rows_of(
    key: tuple[str, str, str, str], run: Run, light: Prepared, marks: Sequence[float]
) -> list[Row]:
    """All rows of a run; a mark without a plan has blank values."""
    rows = [
        Row.of(key, ENDED, run.ended.reason or DONE),
        Row.of(key, "peak memory", run.ended.peak_mb, "MB"),
        Row.of(key, "plans that were none", run.broken, "plans"),
    ]
    units = dict(light.facts["levels"])
    for mark in marks:
        last = mark == marks[-1]
        levels, bound = run.at(mark, last), run.bound(mark, last)
        for n, (name, unit) in enumerate(light.facts["levels"]):
            rows.append(Row.of(key, name, levels[n] if levels else None, unit, mark))
        value = light.weighted(levels) if levels else None
        rows.append(Row.of(key, WEIGHTED, value, "1", mark))
        rows.append(Row.of(key, "bound", bound, "1", mark))
        if not run.proven:  # our side bounds its levels one by one
            rows.append(Row.of(key, "gap", _gap(value, bound), "%", mark))
    for seconds, levels in run.plans:
        at = min(seconds, marks[-1])
        rows.append(Row.of(key, INCUMBENT, light.weighted(levels), "1", at))
    for name, bound, status in run.proven:
        rows.append(Row.of(key, f"{name} bound, {status}", bound, units[name], marks[-1]))
    return rows


def _gap(value: float | None, bound: float | None) -> float | None:
    if value is None or bound is None:
        return None
    return 100 * (value - bound) / max(abs(value), 1e-9)


def integrals(rows: Sequence[Row]) -> list[Row]:
    """The primal integral of each run (Berthold 2013): its gap to the best plan of any side on
    the case, summed over time to the last mark; the gap is 1 until there is a plan."""
    found = []
    for case in dict.fromkeys(row.case for row in rows):
        there = [row for row in rows if row.case == case]
        values = [row.number for row in there if row.measure == INCUMBENT]
        best = min((value for value in values if value is not None), default=0.0)
        for key in dict.fromkeys(row.run for row in there if row.measure == WEIGHTED):
            mine = [row for row in there if row.run == key]
            end = max(float(row.at_seconds) for row in mine if row.measure == WEIGHTED)
            steps = [
                (float(row.at_seconds), row.number or 0.0)
                for row in mine
                if row.measure == INCUMBENT
            ]
            found.append(Row.of(key, INTEGRAL, _integral(steps, best, end), "s"))
    return found


def _integral(steps: Sequence[tuple[float, float]], best: float, end: float) -> float:
    total, since, gap = 0.0, 0.0, 1.0
    for seconds, value in steps:
        total += gap * (min(seconds, end) - since)
        since = min(seconds, end)
        gap = abs(value - best) / max(abs(value), abs(best), 1e-9)
    return total + gap * (end - since)
