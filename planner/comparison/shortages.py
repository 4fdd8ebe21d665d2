"""Shortages that a run has and the base has not, and those that went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from planner.comparison.run import Run
from planner.run_folder import TextRow

Record = dict[str, Any]
Pair = tuple[str, str]
"""Country and presentation."""


def shortages(base: Run, others: tuple[Run, ...]) -> list[Record]:
    """One row for each shortage that the other side has at no day of it."""
    old = _by_pair(base)
    found = []
    for run in others:
        new = _by_pair(run)
        fresh = [row for row in run.tables["shortages"] if not _also(row, old)]
        gone = [row for row in base.tables["shortages"] if not _also(row, new)]
        found += [_record(run, "new", row) for row in fresh]
        found += [_record(run, "gone", row) for row in gone]
    return found


def _by_pair(run: Run) -> Mapping[Pair, list[TextRow]]:
    """Shortages by country and presentation."""
    found: defaultdict[Pair, list[TextRow]] = defaultdict(list)
    for row in run.tables["shortages"]:
        found[row["country"], row["presentation"]].append(row)
    return found


def _also(row: TextRow, rows: Mapping[Pair, list[TextRow]]) -> bool:
    """Whether the same country is short of the same presentation on one of the days."""
    return any(
        row["from"] <= other["until"] and other["from"] <= row["until"]
        for other in rows.get((row["country"], row["presentation"]), ())
    )


def _record(run: Run, change: str, row: TextRow) -> Record:
    kept = ("country", "presentation", "from", "until")
    why = {"worst_units": int(row["worst_units"]), "binds": row["binds"], "reason": row["reason"]}
    named = {name: row[name] for name in kept}
    return {"scenario": run.label, "change": change, **named, **why}
