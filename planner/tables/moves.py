"""`moves.csv`: what is not as it was in the previous plan, and what that costs (R12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from models.calendar import Calendar
from models.inventory import PreviousBatch
from models.plant import Plant
from models.previous import open_batches, open_bucket
from planner.pegging import Supply

Record = dict[str, Any]


def moves(plant: Plant, calendar: Calendar, found: Iterable[Supply]) -> list[Record]:
    """One row for each batch that is moved, dropped or new, in the order of time."""
    before = {row.batch: row for row in plant.previous_batches}
    opened = {row.batch: row for row in open_batches(plant)}
    price = plant.settings.move_cost_eur
    rows, names = [], set()
    for batch in found:
        names.add(batch.name)
        if batch.since_previous in ("moved", "new"):
            eur = price if batch.name in opened else 0.0
            known = _from(before.get(batch.name), calendar)
            rows.append(_row(batch.name, batch.since_previous, batch.syringe, eur))
            rows[-1] |= known | _to(batch, calendar)
    for name, row in opened.items():
        if name not in names:
            rows.append(_row(name, "dropped", row.syringe, price) | _from(row, calendar))
    return sorted(rows, key=_in_time)


def _in_time(row: Record) -> tuple[dt.date, str]:
    days = [day for day in (row["from_bucket"], row["to_bucket"]) if day is not None]
    return min(days), row["batch"]


def _row(batch: str, change: str, syringe: str, eur: float) -> Record:
    blank = dict.fromkeys(("bucket", "suite", "line"))
    return {
        "batch": batch,
        "change": change,
        "syringe": syringe,
        **{f"from_{column}": None for column in blank},
        **{f"to_{column}": None for column in blank},
        "eur": eur,
    }


def _from(row: PreviousBatch | None, calendar: Calendar) -> Record:
    """Where it was; a day before the plan has no bucket, one after it the last."""
    if row is None:
        return {}
    bucket = min(open_bucket(row, calendar), calendar.horizon - 1)
    first = calendar.first(bucket) if bucket >= 0 else None
    return {"from_bucket": first, "from_suite": row.suite, "from_line": row.line}


def _to(batch: Supply, calendar: Calendar) -> Record:
    first = None if batch.bucket is None else calendar.first(batch.bucket)
    return {"to_bucket": first, "to_suite": batch.route[0], "to_line": batch.route[1]}
