"""Why a batch is as late as it is: who waits for it, and what fills the buckets before it."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from models.batches import BatchKind, batch_kinds
from models.calendar import DAY
from planner.explain.asked import Short, worst_first
from planner.explain.contract import Chain, Link
from planner.explain.hours_links import FIXED, hours
from planner.explain.scene import Scene, row_of
from planner.explain.stop_links import stops
from planner.explain.supply_links import CASE
from planner.plan import Record
from planner.saved import Saved
from planner.tables.binding import LOOK_BACK, LOOK_BACK_DAYS
from planner.tables.facts import Facts, listed

ASKED_FOR = 3
"""Pairs that wait whose question is written out."""


class Before(Scene):
    """The buckets before a batch in which it would have been of more use."""

    def __init__(self, short: Short, facts: Facts, kind: BatchKind, bucket: int) -> None:
        super().__init__(short, facts)
        self._kind, self._bucket = kind, bucket

    @cached_property
    def kinds(self) -> tuple[BatchKind, ...]:
        """The batch's own kind: it is asked why this one is not earlier."""
        return (self._kind,)

    @cached_property
    def span(self) -> range:
        """Up to the bucket before it, as far back as a look makes sense."""
        earliest = self.calendar.first(self._bucket) - LOOK_BACK_DAYS * DAY
        first = max(0, self._bucket - LOOK_BACK)
        while first < self._bucket - 1 and self.calendar.first(first) < earliest:
            first += 1
        return range(first, self._bucket)


def batch_chain(saved: Saved, facts: Facts, index: int) -> Chain:
    """The chain of a batch of `batches.csv`."""
    row = saved.plan.records["batches"][index]
    calendar = facts.indices.calendar
    head = f"{row['batch']}, {row['syringe']} on {row['suite']} > {row['line']}"
    if row["bucket"] is None:
        said = f"{head}, was filled on {row['fill_start']}, before the plan"
        return Chain(saved.folder, said, (_fixed_or_not(saved, row, index),), "")
    bucket = calendar.bucket_of(row["bucket"])
    waiting = [short for short in worst_first(saved) if _serves(saved, row, short)]
    links = [_fixed_or_not(saved, row, index), _customers(saved, row)]
    said = f"{head}, is filled in the bucket of {row['bucket']}"
    kind = batch_kinds(saved.plan.plant)[row["syringe"], row["suite"], row["line"], row["volume_l"]]
    scene = Before(waiting[0], facts, kind, bucket) if waiting else None
    if scene is None or not scene.span:
        why = "nobody waits for it" if not waiting else "it is in the first bucket of the plan"
        return Chain(saved.folder, f"{said}: {why}", tuple(links), "")
    links += [_waited(waiting), *_after(scene, row, bucket)]
    links += [*hours(scene), *stops(scene)]
    binds = next((link for link in links if link.binds and link.step in ("stop", "hours")), None)
    short = waiting[0].row
    return Chain(
        run=saved.folder,
        head=f"{said}, and comes late for {len(waiting)} that wait for it",
        links=tuple(links),
        binds="" if binds is None else binds.what,
        country=short["country"],
        presentation=short["presentation"],
        begins=short["from"],
        ends=short["until"],
        worst_units=short["worst_units"],
        worst_days=short["worst_days"],
        notes=(
            "what held it is read off this plan; another plan may place it elsewhere",
            *_asked(saved, waiting),
        ),
    )


def _asked(saved: Saved, waiting: list[Short]) -> Iterator[str]:
    """How to have changes tried for those that wait."""
    for short in waiting[:ASKED_FOR]:
        words = ["fillfinish", "explain", str(saved.folder), "--country", short.row["country"]]
        words += ["--presentation", short.row["presentation"], "--bucket", str(short.row["from"])]
        yield f"what may help {' '.join(short.pair)} is tried by: {shlex.join(words)}"


def _fixed_or_not(saved: Saved, row: Record, index: int) -> Link:
    """What the batch is, and where it is fixed if somebody fixed it."""
    figures = {"units": row["units"], "status": row["status"], "bucket": row["bucket"]}
    firm = [n for n, f in enumerate(saved.plan.plant.firm_batches) if f.batch == row["batch"]]
    if firm:
        said = f"it is {row['status']}: the plan keeps it where it is"
        return Link("stop", said, f"{CASE}/firm_batches.csv", (row_of(firm[0]),), figures,
                    binds=row["status"] in FIXED)  # fmt: skip
    said = f"{row['units']:,} units, released on {row['released_on']} at the earliest"
    return Link("need", said, "batches.csv", (row_of(index),), figures)


def _customers(saved: Saved, row: Record) -> Link:
    """Who gets it."""
    units: Counter[str] = Counter()
    rows = []
    for index, shipped in enumerate(saved.plan.records["shipments"]):
        if shipped["source"] == row["batch"]:
            units[shipped["country"]] += shipped["units"]
            rows.append(row_of(index))
    words = [f"{name} {count:,}" for name, count in units.most_common()]
    said = f"it goes to {listed(words, 5)}" if words else "it stays in stock"
    return Link("need", said, "shipments.csv", tuple(rows), dict(units))


def _serves(saved: Saved, row: Record, short: Short) -> bool:
    """Whether the batch ships to a pair while, or right after, that is short."""
    return any(
        shipped["source"] == row["batch"]
        and (shipped["country"], shipped["presentation"]) == short.pair
        and short.row["from"] <= shipped["bucket"] <= short.row["until"] + DAY
        for shipped in saved.plan.records["shipments"]
    )


def _waited(waiting: list[Short]) -> Link:
    """Who is short until it comes."""
    words = [
        f"{' '.join(short.pair)} {short.row['worst_units']:,} since {short.row['from']}"
        for short in waiting
    ]
    return Link(
        "need",
        f"short until it comes: {listed(words)}",
        "shortages.csv",
        tuple(row_of(short.index) for short in waiting),
        {"pairs": len(waiting)},
    )


def _after(scene: Before, row: Record, bucket: int) -> Iterator[Link]:
    """When it should have been filled, and whether its route was approved then."""
    short = scene.short
    due = scene.calendar.last(short.buckets[0])
    by = due - scene.lag_days * DAY
    yield Link(
        "time",
        f"for {' '.join(short.pair)} on {due} it would have had to be filled by {by}: release takes"
        f" {scene.lag_days} days",
        f"{CASE}/release.csv",
        (row_of(scene.lag_row),),
        {"filled_by": by, "filled_in": scene.calendar.first(bucket)},
        binds=by < scene.calendar.start,
    )
    first = scene.approvals.first_day(short.group, short.pair[1], row["suite"], row["line"])
    if first > due:
        said = f"{row['suite']} > {row['line']} is approved for {short.group} from {first} on"
        yield Link("route", said, f"{CASE}/approvals.csv", (), {"approved_on": first}, binds=True)
