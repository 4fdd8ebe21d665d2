"""What suites and lines do next, what changed, and where hours are scarce."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from planner.monday.service import SHOWN, WEEKS_AHEAD
from planner.plan import Plan, Record

BUSY = 0.90


def batches(plan: Plan) -> Iterator[str]:
    first = min(row["bucket"] for row in plan.records["service"])
    until = first + dt.timedelta(weeks=WEEKS_AHEAD)
    weeks: dict[dt.date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in plan.records["batches"]:
        if row["bucket"] is not None and row["bucket"] < until:
            firm = "" if row["status"] == "planned" else " firm"
            weeks[row["bucket"]][f"{row['syringe']} {row['suite']} > {row['line']}{firm}"] += 1
    for bucket in sorted(weeks):
        work = (f"{count} x {what}" for what, count in sorted(weeks[bucket].items()))
        yield f"{bucket}  {', '.join(work)}"
    if not weeks:
        yield "none"


def busy(plan: Plan) -> Iterator[str]:
    offered: dict[tuple[str, str], float] = defaultdict(float)
    idle: dict[tuple[str, str], float] = defaultdict(float)
    for row in plan.records["capacity"]:
        key = row["resource"], f"{row['bucket'].year}-Q{(row['bucket'].month + 2) // 3}"
        offered[key] += row["offered_h"]
        idle[key] += row["idle_h"]
    busy: dict[str, list[str]] = defaultdict(list)
    for (resource, quarter), hours in sorted(offered.items()):
        share = 1 - idle[resource, quarter] / hours if hours else 0
        if share > BUSY:
            busy[resource].append(f"{quarter} {share:.0%}")
    for resource, quarters in busy.items():
        yield f"{resource}: {', '.join(quarters)}"
    if not busy:
        yield "none"


def other_work(plan: Plan) -> Iterator[str]:
    """Changes of state, decontaminations and media fills, week by week."""
    first = min(row["bucket"] for row in plan.records["service"])
    until = first + dt.timedelta(weeks=WEEKS_AHEAD)
    weeks: dict[dt.date, list[str]] = defaultdict(list)
    for row in plan.records["changeovers"]:
        weeks[row["bucket"]].append(f"{row['resource']} {row['from']} > {row['to']}")
    for row in plan.records["campaigns"]:
        if row["ended_by"] == "decontamination":
            weeks[row["ended_in"]].append(f"{row['resource']} decontamination")
    for row in plan.records["media_fills"]:
        weeks[row["bucket"]].append(f"{row['line']} media fill")
    near = sorted(bucket for bucket in weeks if bucket < until)
    for bucket in near:
        yield f"{bucket}  {', '.join(weeks[bucket])}"
    if not near:
        yield "none"


def changed(plan: Plan) -> Iterator[str]:
    """Batches moved, dropped and new, the nearest first."""
    rows = plan.records["moves"]
    kept = sum(row["since_previous"] == "kept" for row in plan.records["batches"])
    counts = {word: sum(row["change"] == word for row in rows) for word in CHANGES}
    said = ", ".join(f"{count} {word}" for word, count in counts.items())
    yield f"{kept} batches kept, {said}; moves cost {sum(row['eur'] for row in rows):,.0f} EUR"
    nearest = sorted(rows, key=lambda row: (min(_days(row)), row["batch"]))
    for row in nearest[:SHOWN]:
        yield f"{row['batch']} {row['syringe']} {row['change']}: {_move(row)}"
    if len(rows) > SHOWN:
        yield f"and {len(rows) - SHOWN} more: moves.csv"


CHANGES = ("moved", "dropped", "new")


def _days(row: Record) -> list[dt.date]:
    return [day for day in (row["from_bucket"], row["to_bucket"]) if day is not None]


def _move(row: Record) -> str:
    """Where a batch was, and where it is now."""
    ends = [
        f"{row[f'{end}_bucket']} {row[f'{end}_suite']} > {row[f'{end}_line']}"
        for end in ("from", "to")
        if row[f"{end}_bucket"] is not None
    ]
    return " now ".join(ends)
