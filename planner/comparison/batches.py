"""Batches of a run that are added, dropped or moved, seen from the base.

Two runs may name their batches anew, so a name alone tells nothing. As rule R12 has
it, batches of one kind and bucket are the same; what is left of a syringe is moved:
first where the name is the same, then the nearest by day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from models.calendar import DAY
from planner.comparison.run import Run
from planner.run_folder import TextRow

Record = dict[str, Any]
Key = Callable[[TextRow], tuple[str, ...]]

KIND = ("syringe", "suite", "line", "volume_l")
SIDE = ("suite", "line", "volume_l", "fill_start")
PLACES: tuple[Key, ...] = (
    lambda row: (*(row[name] for name in KIND), row["bucket"], row["batch"]),
    lambda row: (*(row[name] for name in KIND), row["bucket"]),
)
"""What makes two batches the same, the closest first."""


def moves(base: Run, others: tuple[Run, ...]) -> list[Record]:
    """One row for each batch that is not kept: added, dropped or moved."""
    found = [row for run in others for row in _moves(_open(base), run)]
    return sorted(found, key=lambda row: (row["scenario"], row["change"], _day(row), row["batch"]))


def counts(base: Run, others: tuple[Run, ...]) -> list[Record]:
    """Batches kept, moved, added and dropped, by syringe."""
    changed: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in moves(base, others):
        changed[row["scenario"], row["syringe"], row["change"]] += 1
    found = []
    for run in others:
        now = _open(run)
        for syringe in sorted({row["syringe"] for row in [*now, *_open(base)]}):
            of = {what: changed[run.label, syringe, what] for what in ("moved", "added", "dropped")}
            total = sum(row["syringe"] == syringe for row in now)
            kept = total - of["moved"] - of["added"]
            named = {"scenario": run.label, "syringe": syringe, "batches": total}
            found.append({**named, "kept": kept, **of})
    return found


def _open(run: Run) -> list[TextRow]:
    rows = [row for row in run.tables["batches"] if row["status"] != "filled"]
    return sorted(rows, key=lambda row: (row["fill_start"], row["batch"]))


def _day(row: Record) -> str:
    return str(row["to_fill_start"] or row["from_fill_start"])


def _moves(before: list[TextRow], run: Run) -> Iterator[Record]:
    old, new = before, _open(run)
    for key in PLACES:
        old, new, _ = _matched(old, new, key)
    old, new, renamed = _matched(old, new, lambda row: (row["syringe"], row["batch"]))
    pairs = [*renamed, *_nearest(old, new)]
    for one, two in pairs:
        yield _record(run, "moved" if one and two else "added" if two else "dropped", one, two)


def _matched(
    old: list[TextRow], new: list[TextRow], key: Key
) -> tuple[list[TextRow], list[TextRow], list[tuple[TextRow | None, TextRow | None]]]:
    """What is left of both sides after pairing equal keys, and the pairs."""
    waiting: dict[tuple[str, ...], list[TextRow]] = defaultdict(list)
    for row in old:
        waiting[key(row)].append(row)
    left: list[TextRow] = []
    pairs: list[tuple[TextRow | None, TextRow | None]] = []
    for row in new:
        found = waiting[key(row)]
        if found:
            pairs.append((found.pop(0), row))
        else:
            left.append(row)
    return [row for rows in waiting.values() for row in rows], left, pairs


def _nearest(
    old: list[TextRow], new: list[TextRow]
) -> Iterator[tuple[TextRow | None, TextRow | None]]:
    """The rest of each syringe, in the order of filling: the nearest by day, then earlier."""
    for two in sorted(new, key=lambda row: (row["fill_start"], row["batch"])):
        alike = [one for one in old if one["syringe"] == two["syringe"]]
        one = min(alike, key=lambda one: _distance(one, two), default=None)
        if one is not None:
            old = [row for row in old if row is not one]
        yield one, two
    for one in old:
        yield one, None


def _distance(one: TextRow, two: TextRow) -> tuple[int, str, str]:
    days = (_date(one) - _date(two)) // DAY
    return abs(days), one["fill_start"], one["batch"]


def _date(row: TextRow) -> dt.date:
    return dt.date.fromisoformat(row["fill_start"])


def _record(run: Run, change: str, old: TextRow | None, new: TextRow | None) -> Record:
    row = new or old
    assert row is not None
    named = {"scenario": run.label, "change": change, "batch": row["batch"]}
    sides = {
        f"{side}_{name}": given[name] if given else ""
        for side, given in (("from", old), ("to", new))
        for name in SIDE
    }
    return {**named, "syringe": row["syringe"], **sides, "units": int(row["units"])}
