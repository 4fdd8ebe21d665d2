"""Hours, costs and levels of the runs, each beside what the base has."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from planner.comparison.run import Run

Record = dict[str, Any]
TOTAL = "total"


def hours(runs: tuple[Run, ...]) -> list[Record]:
    """Hours by resource and kind of hour, over the planned buckets."""
    sums: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for run in runs:
        for row in run.tables["capacity"]:
            for name in (name for name in row if name and name.endswith("_h")):
                sums[row["resource"], name.removesuffix("_h")][run.label] += float(row[name] or 0)
    order = sorted(sums, key=lambda key: key[0])
    return [
        {
            "scenario": run.label,
            "resource": key[0],
            "kind": key[1],
            **_beside(sums[key], run, runs, "h"),
        }
        for run in runs
        for key in order
    ]


def costs(runs: tuple[Run, ...]) -> list[Record]:
    """Cost by term and in all, over the planned buckets."""
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for run in runs:
        for row in run.tables["costs"]:
            sums[row["term"]][run.label] += float(row["eur"])
            sums[TOTAL][run.label] += float(row["eur"])
    order = sorted(sums, key=lambda term: (term == TOTAL, term))
    return [
        {"scenario": run.label, "term": term, **_beside(sums[term], run, runs, "eur")}
        for run in runs
        for term in order
    ]


def _beside(sums: dict[str, float], run: Run, runs: tuple[Run, ...], unit: str) -> Record:
    value, base = sums.get(run.label, 0.0), sums.get(runs[0].label, 0.0)
    return {unit: round(value, 2), f"change_{unit}": round(value - base, 2)}


def levels(runs: tuple[Run, ...]) -> list[Record]:
    """Value, bound and gap of each level, as `run.json` has them."""
    kept = ("name", "unit", "value", "bound", "gap", "tolerance", "status")
    return [
        {"scenario": run.label, **{name: level.get(name) for name in kept}}
        for run in runs
        for level in run.manifest.get("levels") or []
    ]
