"""`batches.csv` and `capacity.csv`: what suites and lines do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from models.milp.indices import Indices
from models.plant import Plant
from planner.campaigns import OTHER_H, Course
from planner.pegging import Supply
from planner.tables.stock import Ages, Dates
from planner.timetable import Slot

Record = dict[str, Any]

WORKED = ("batch_h", "set_up_h", *OTHER_H, "spill_in_h", "spill_out_h")
"""Hours of a bucket, by column; those that spill out are worked elsewhere."""


def batches(
    indices: Indices, slots: Iterable[Slot], found: Iterable[Supply], ages: Ages
) -> list[Record]:
    """One row a batch: filled ones first, then in the order of filling."""
    rows = []
    for supply in found:
        if supply.status == "filled" and supply.kind is not None:
            days = {"fill_start": supply.filled_on, "fill_end": supply.filled_on}
            rows.append(_row(supply, ages.of(supply)) | days)
    for slot in slots:
        rows.append(
            _row(slot.batch, ages.of(slot.batch))
            | {
                "sequence": slot.sequence,
                "bucket": indices.calendar.first(slot.bucket),
                "prep_start": slot.prep[0],
                "prep_end": slot.prep[1],
                "fill_start": slot.fill[0],
                "fill_end": slot.fill[1],
                "borrow_h": slot.borrow_h,
                "spill_h": slot.spill_h,
                "suite_campaign": slot.suite_campaign,
                "line_campaign": slot.line_campaign,
            }
        )
    return rows


def _row(batch: Supply, dates: Dates | None) -> Record:
    kind = batch.kind
    assert kind is not None
    return {
        "batch": batch.name,
        "sequence": None,
        "bulk": kind.bulk,
        "syringe": kind.syringe,
        "suite": kind.suite,
        "line": kind.line,
        "volume_l": kind.volume_l,
        "units": kind.units,
        "bucket": None,
        "prep_start": None,
        "prep_end": None,
        "fill_start": None,
        "fill_end": None,
        "dates_are": "bucket",
        "borrow_h": 0.0,
        "spill_h": 0.0,
        "substance_kg": kind.substance_kg,
        "released_on": dates.released_on if dates else None,
        "expires_on": dates.expires_first if dates else None,
        "status": batch.status,
        "since_previous": batch.since_previous,
        "suite_campaign": None,
        "line_campaign": None,
    }


def capacity(plant: Plant, indices: Indices, slots: Iterable[Slot], course: Course) -> list[Record]:
    """One row for each suite and line and planned bucket, in hours."""
    hours: Mapping[tuple[str, int], dict[str, float]] = defaultdict(
        lambda: dict.fromkeys(WORKED, 0.0)
    )
    for slot in slots:
        (suite, line), t = slot.kind.route, slot.bucket
        if slot.batch.status != "in_process":
            hours[suite, t]["batch_h"] += slot.kind.cycle_h
            hours[suite, t]["spill_out_h"] += slot.borrow_h
            hours[suite, t - 1]["spill_in_h"] += slot.borrow_h
        hours[line, t]["batch_h"] += slot.kind.fill_h
        hours[line, t]["set_up_h"] += slot.kind.set_up_h
        hours[line, t]["spill_out_h"] += slot.spill_h
        hours[line, t + 1]["spill_in_h"] += slot.spill_h
    for key, other in course.other_h.items():
        for column, amount in other.items():
            hours[key][column] += amount
    rows = []
    for (resource, t), offered in sorted(indices.hours.offered.items()):
        work = hours[resource, t]
        here = sum(amount for column, amount in work.items() if column != "spill_out_h")
        first = indices.calendar.first(t)
        row = {"resource": resource, "bucket": first, "offered_h": offered}
        rows.append({**row, **work, "idle_h": offered - here + work["spill_out_h"]})
    return rows
