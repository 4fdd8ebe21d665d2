"""Growth: the generated network doubles until nothing comes back any more.

Our side doubles weeks, lines (with suites), syringes, or all of them, from a small network;
HiGHS alone does the small end of each, for contrast. A series ends where a side runs out of
memory, crashes, or has no plan better than doing nothing within the limit.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks import runs
from benchmarks.asked import Asked
from benchmarks.network import Size
from benchmarks.rows import DONE, ENDED, Row
from benchmarks.runs import Prepared, Run
from benchmarks.sides import OURS

PART = "growth"
SMALL = Size(suites=2, lines=2, syringes=6, weeks=13)
DOUBLED = {
    "weeks": ("weeks",),
    "lines": ("suites", "lines"),
    "products": ("syringes",),
    "all": ("suites", "lines", "syringes", "weeks"),
}
MOST = {"weeks": 208, "lines": 32, "suites": 32, "syringes": 384}
"""Sizes at which a series ends anyway."""
CONTRAST = "highs-light"
SMALL_END = 3
"""Sizes of a series that HiGHS alone is tried on."""
BETTER = 1e-6
SECONDS = 60.0
"""Limit of a run, if no shorter one is asked for."""


def series() -> dict[str, list[Size]]:
    """The sizes of each series, the small network first."""
    found = {}
    for name, doubled in DOUBLED.items():
        sizes = [SMALL]
        while all(2 * getattr(sizes[-1], each) <= MOST[each] for each in doubled):
            sizes.append(replace(sizes[-1], **{d: 2 * getattr(sizes[-1], d) for d in doubled}))
        found[name] = sizes
    return found


def measure(asked: Asked) -> Iterator[list[Row]]:
    """The rows of each run as it ends; `cases` names series here, one seed is run."""
    asked = replace(asked, seconds=min(asked.seconds, SECONDS))
    sides = [side for side in (OURS, CONTRAST) if side in asked.named_sides]
    done: dict[tuple[str, str], bool] = {}
    for name, sizes in series().items():
        if asked.cases and name not in asked.cases:
            continue
        for side in sides:
            for size in sizes if side == OURS else sizes[:SMALL_END]:
                if (size.name, side) not in done:
                    rows, done[size.name, side] = _size(size, side, asked)
                    yield rows
                if not done[size.name, side]:
                    break


def _size(size: Size, side: str, asked: Asked) -> tuple[list[Row], bool]:
    """The rows of a size, and whether the next one is worth a try."""
    with tempfile.TemporaryDirectory() as folder:
        key = (PART, size.name, side, "0")
        light = runs.prepare(Path(folder), size.name, "light", asked)
        if light.ended.reason:
            return [Row.of(key, ENDED, f"not prepared: {light.ended.reason}")], False
        run = runs.run(Path(folder), size.name, side, 0, asked, light, light)
        first = _first(run, light)
        return _rows(key, run, light, first, asked.seconds), first is not None


def _first(run: Run, light: Prepared) -> float | None:
    """Seconds to the first plan that is better than doing nothing."""
    idle = light.weighted(tuple(light.facts["idle"]))
    for seconds, levels in run.plans:
        if light.weighted(levels) < idle - BETTER * abs(idle):
            return seconds
    return None


def _rows(
    key: tuple[str, str, str, str], run: Run, light: Prepared, first: float | None, seconds: float
) -> list[Row]:
    names = ("rows", "columns", "nonzeros", "integers")
    levels, bound = run.at(seconds, last=True), run.bound(seconds, last=True)
    value = light.weighted(levels) if levels else None
    ended = run.ended.reason or (DONE if first is not None else f"no plan in {seconds:.0f} s")
    idle = light.weighted(tuple(light.facts["idle"]))
    return [
        Row.of(key, ENDED, ended),
        *(Row.of(key, n, size) for n, size in zip(names, light.facts["sizes"], strict=True)),
        Row.of(key, "build", light.facts["build_seconds"], "s"),
        Row.of(key, "first plan", first, "s"),
        Row.of(key, "weighted sum", value, "1", seconds),
        Row.of(key, "weighted sum of doing nothing", idle, "1"),
        *(
            Row.of(key, name, levels[n] if levels else None, unit, seconds)
            for n, (name, unit) in enumerate(light.facts["levels"])
        ),
        Row.of(key, "bound", bound, "1", seconds),
        Row.of(key, "peak memory", run.ended.peak_mb, "MB"),
    ]
