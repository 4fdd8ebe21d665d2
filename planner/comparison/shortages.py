"""Shortages that a run has and the base has not, and those that went."""

from __future__ import annotations

from typing import Any

from planner.comparison.run import Run
from planner.run_folder import TextRow

Record = dict[str, Any]


def shortages(base: Run, others: tuple[Run, ...]) -> list[Record]:
    """One row for each shortage that the other side has at no day of it."""
    old = base.tables["shortages"]
    found = []
    for run in others:
        new = run.tables["shortages"]
        found += [_record(run, "new", row) for row in new if not _also(row, old)]
        found += [_record(run, "gone", row) for row in old if not _also(row, new)]
    return found


def _also(row: TextRow, rows: list[TextRow]) -> bool:
    """Whether the same country is short of the same presentation on one of the days."""
    return any(
        (row["country"], row["presentation"]) == (other["country"], other["presentation"])
        and row["from"] <= other["until"]
        and other["from"] <= row["until"]
        for other in rows
    )


def _record(run: Run, change: str, row: TextRow) -> Record:
    kept = ("country", "presentation", "from", "until")
    why = {"worst_units": int(row["worst_units"]), "binds": row["binds"], "reason": row["reason"]}
    named = {name: row[name] for name in kept}
    return {"scenario": run.label, "change": change, **named, **why}
