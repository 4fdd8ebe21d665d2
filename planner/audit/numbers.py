"""R6: the campaign of each batch, the batches of each campaign, and their order on the line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from planner.audit.batches import placed_on
from planner.audit.campaigns import Campaign, Campaigns
from planner.audit.paths import Path
from planner.audit.reading import Row, Run
from planner.audit.states import States
from planner.audit.time import Calendar
from planner.audit.violation import Violation


def check(
    run: Run,
    calendar: Calendar,
    states: States,
    found: Mapping[str, Path],
    known: Campaigns,
) -> Iterator[Violation]:
    """All that is wrong with `suite_campaign`, `line_campaign`, `sequence` and `batches`."""
    numbered = set()
    for resource, many in known.items():
        column = _column(resource, states)
        rows = {one.row.whole("campaign"): one for one in many if one.row is not None}
        counts: dict[int, int] = defaultdict(int)
        for batch, bucket in placed_on(run, calendar, resource):
            numbered.add((batch.number, column))
            number = batch.whole(column) if batch.has(column) else None
            one = rows.get(number) if number is not None else None
            yield from _in_its_campaign(batch, bucket, resource, column, one, states)
            if number is not None:
                counts[number] += 1
        for number, one in rows.items():
            yield from _counted(one, number, counts[number], states)
        if column == "line_campaign":
            yield from _ordered(run, calendar, resource, found[resource])
    for batch in run.plan["batches"]:
        for column in ("suite_campaign", "line_campaign"):
            if batch.has(column) and (batch.number, column) not in numbered:
                what = f"batch {batch.text('batch')} has {column} {batch.whole(column)}, but is"
                yield batch.violates("R6", f"{what} in no campaign of this plan")


def _column(resource: str, states: States) -> str:
    return "suite_campaign" if states.column[resource] == "bulk" else "line_campaign"


def _in_its_campaign(
    batch: Row, bucket: int, resource: str, column: str, one: Campaign | None, states: States
) -> Iterator[Violation]:
    name, needs = batch.text("batch"), states.needed(resource, batch)
    told = batch.whole(column) if batch.has(column) else "blank"
    what = f"batch {name} has {column} {told}, but"
    if one is None:
        yield batch.violates("R6", f"{what} campaigns.csv has no such campaign of {resource}")
    elif one.state != needs:
        yield batch.violates("R6", f"{what} that is a campaign of {one.state}, not of {needs}")
    elif not one.covers(bucket):
        yield batch.violates("R6", f"{what} that campaign is not in the batch's bucket")


def _counted(one: Campaign, number: int, count: int, states: States) -> Iterator[Violation]:
    row = one.row
    if row is None:
        return
    name = f"campaign {number} of {one.resource}"
    if row.whole("batches") != count:
        what = f"batches of {name} is {row.whole('batches')}; {count} are in it"
        yield row.violates("R6", what)
    rule = states.campaign(one.resource, one.state)
    if rule is not None and count + one.before > rule.whole("max_batches"):
        what = f"{name} has {count + one.before} batches of {one.state}; it may have"
        what = f"{what} {rule.whole('max_batches')} (row {rule.number} of {rule.file})"
        yield row.violates("R6", what)
    if count + one.before == 0 and one.ended_by == "open":
        yield row.violates("R6", f"{name} has no batch and no decontamination: it is left out")


def _ordered(run: Run, calendar: Calendar, line: str, path: Path) -> Iterator[Violation]:
    """Within a bucket, batches follow the states, and campaigns one another."""
    buckets: dict[int, list[Row]] = defaultdict(list)
    for batch, bucket in placed_on(run, calendar, line):
        buckets[bucket].append(batch)
    for bucket, batches in buckets.items():
        visits = {state: place for place, state in enumerate(path.visited(bucket))}
        ordered = sorted(batches, key=lambda row: row.amount("sequence"))
        for early, late in pairwise(ordered):
            names = f"batch {late.text('batch')} stands after {early.text('batch')} on {line}"
            first, second = early.text("syringe"), late.text("syringe")
            if early.cells["sequence"] == late.cells["sequence"]:
                what = f"batches {early.text('batch')} and {late.text('batch')} have the same"
                yield late.violates("R6", f"{what} sequence on {line}")
            elif visits.get(first, -1) > visits.get(second, len(visits)):
                yield late.violates("R6", f"{names}, but {second} comes before {first}")
            elif first == second and _number(early) > _number(late):
                yield late.violates("R6", f"{names}, but its campaign comes before")


def _number(batch: Row) -> float:
    return batch.amount("line_campaign")
