"""From a model in memory to HiGHS: CPU seconds and memory of five routes, side by side.

`python -m benchmarks.handover` prints them. Each measurement has a process of its own;
imports do not count as seconds, memory is that of the whole process at its peak, and the
garbage collector rests in every route. linopy and PuLP are measured where they are
installed. The model: `benchmarks.handover_lots`; the routes: `benchmarks.handover_routes`.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from benchmarks.handover_lots import Lots
from benchmarks.handover_routes import ROUTES

ROOT = Path(__file__).parent.parent
SIZES = (10_000, 100_000, 1_000_000)
UNITS = {"build": "s", "hand-over": "s", "total": "s", "peak memory": "MB"}
ENDED = "ended"
"""Measure that says, in words, why there is no number."""


def measure(sizes: Sequence[int] = SIZES, repeats: int = 3) -> list[dict[str, object]]:
    """Tidy rows of all routes: CPU seconds of build, hand-over and both, and MB at the peak.

    `case` is the number of nonzeros, `side` the route, `seed` the repeat.
    """
    rows = []
    for size in sizes:
        for repeat in range(repeats):
            for side in ROUTES:
                for name, value in _alone(side, size).items():
                    rows.append(_row(size, side, repeat, name, value))
    return rows


def rows() -> list[tuple[str, str, str, float | str, str]]:
    """Medians, as (case, side, measure, value, unit), and how often the floor a total is."""
    found = []
    for (case, side), values in medians(measure()).items():
        for name, value in values.items():
            found.append((f"{case:,} nonzeros", side, name, value, UNITS.get(name, "")))
    return found


def medians(rows: Sequence[dict[str, object]]) -> dict[tuple[int, str], dict[str, float | str]]:
    """Median of each measure by size and route; `x` is the total over that of `direct`."""
    values: dict[tuple[int, str], dict[str, list[object]]] = {}
    for row in rows:
        measures = values.setdefault((int(str(row["case"])), str(row["side"])), {})
        measures.setdefault(str(row["measure"]), []).append(row["value"])
    found: dict[tuple[int, str], dict[str, float | str]] = {}
    for key, measures in values.items():
        if ENDED in measures:
            found[key] = {ENDED: str(measures[ENDED][0])}
            continue
        each = {name: median(float(str(one)) for one in many) for name, many in measures.items()}
        floor = float(found[key[0], "direct"]["total"]) if key[1] != "direct" else each["total"]
        found[key] = {**each, "x": each["total"] / floor}
    return found


def _row(size: int, side: str, repeat: int, name: str, value: float | str) -> dict[str, object]:
    return {
        "part": "handover",
        "case": size,
        "side": side,
        "seed": repeat,
        "at_seconds": None,
        "measure": name,
        "value": value,
        "unit": UNITS.get(name, ""),
    }


def _alone(side: str, size: int) -> dict[str, float | str]:
    """Measures of a route in a process of its own."""
    package = ROUTES[side].package
    if find_spec(package) is None:
        return {ENDED: f"{package} is not installed"}
    command = [sys.executable, "-m", "benchmarks.handover", "--route", side, "--size", str(size)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float | str] = json.loads(done.stdout.splitlines()[-1])
    return found


def _here(side: str, size: int) -> dict[str, float]:
    """Measures of a route in this process."""
    route, lots = ROUTES[side], Lots.of(size)
    # A small model first, so that no import is measured.
    route.hand_over(route.build(Lots.of(1_000)))
    gc.disable()
    begin = time.process_time()
    model = route.build(lots)
    built = time.process_time()
    solver = route.hand_over(model)
    end = time.process_time()
    assert solver.getNumNz() > 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "build": built - begin,
        "hand-over": end - built,
        "total": end - begin,
        "peak memory": peak,
    }


def _table(repeats: int, sizes: Sequence[int]) -> None:
    """Print medians, and which versions they are of."""
    packages = sorted({route.package for route in ROUTES.values()} | {"numpy"})
    print(", ".join(f"{name} {version(name)}" for name in packages if find_spec(name) is not None))
    heads = [*UNITS, "x"]
    for (size, side), values in medians(measure(sizes, repeats)).items():
        if ENDED in values:
            print(f"{size:>9,}  {side:12}  {values[ENDED]}")
            continue
        cells = "  ".join(f"{name} {values[name]:.4g}{UNITS.get(name, '')}" for name in heads)
        print(f"{size:>9,}  {side:12}  {cells}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--route", choices=list(ROUTES), help="measure one route in this process")
    parser.add_argument("--size", type=int, nargs="+", default=list(SIZES), help="nonzeros")
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    if asked.route:
        print(json.dumps(_here(asked.route, asked.size[0])))
    else:
        _table(asked.repeats, asked.size)


if __name__ == "__main__":
    main()
