"""R6: stays and campaigns as the changes and the batches make them, and `campaigns.csv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.audit.batches import placed_on
from planner.audit.paths import Path, Stay
from planner.audit.reading import Row, Run
from planner.audit.recipes import HOURS
from planner.audit.states import States
from planner.audit.time import Calendar
from planner.audit.violation import Violation

EUR = 0.01


@dataclass(frozen=True)
class Campaign:
    """The batches of a resource between two decontaminations, as they should be told."""

    resource: str
    state: str
    began: int
    begins_by: int
    """Later than `began` only where nothing was made before: then its first batch begins it."""

    ended: int | None
    ended_by: str
    before: int
    """Batches before the plan."""

    under_way: bool
    opens_stay: bool
    """Whether it is the first of its stay."""

    ruled: bool
    """Whether a row of `case/campaigns.csv` limits it."""

    hours: float
    """Of the decontamination that ends it."""

    eur: float
    row: Row | None = None
    """Its row in `campaigns.csv`; None if it is not there."""

    def covers(self, bucket: int) -> bool:
        return self.began <= bucket and (self.ended is None or bucket <= self.ended)


Campaigns = Mapping[str, list[Campaign]]
"""By sequenced resource, in time order; some may have no batch and no row."""


def campaigns(
    run: Run, calendar: Calendar, states: States, found: Mapping[str, Path]
) -> dict[str, list[Campaign]]:
    """The campaigns of each path; what is decontaminated within a stay is taken as told."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(run.plan["campaigns"], key=lambda row: row.whole("campaign")):
        told[row.text("resource")].append(row)
    return {
        resource: _campaigns(run, calendar, states, resource, path, told[resource])
        for resource, path in found.items()
    }


def _campaigns(
    run: Run, calendar: Calendar, states: States, resource: str, path: Path, told: list[Row]
) -> list[Campaign]:
    made = placed_on(run, calendar, resource)
    rows, result = list(told), []
    for stay in path.stays:
        mine = [
            bucket
            for batch, bucket in made
            if states.needed(resource, batch) == stay.state and stay.covers(bucket)
        ]
        for one in _of_stay(states, resource, stay, told, mine, calendar):
            listed = bool(rows) and _listed(one, mine, rows[0])
            result.append(replace(one, row=rows.pop(0)) if listed else one)
    return result


def _of_stay(
    states: States, resource: str, stay: Stay, told: list[Row], made: list[int], calendar: Calendar
) -> Iterator[Campaign]:
    """The campaigns of a stay, without their rows."""
    ruled = states.campaign(resource, stay.state) is not None
    ends = _ends(stay, told, calendar) if ruled else []
    for number, (began, ended) in enumerate(pairwise([stay.entered, *ends, stay.left])):
        first = number == 0
        last = number == len(ends)
        opened = last and ended is None
        under_way = first and stay.origin == "before"
        new = first and stay.origin == "nothing"
        before = states.initial[resource].whole("batches") if under_way else 0
        hours, eur = (0.0, 0.0) if opened else states.decontamination(resource, stay.state)
        yield Campaign(
            resource=resource,
            state=stay.state,
            began=began or 0,
            begins_by=min(made, default=0) if new else began or 0,
            ended=ended,
            ended_by="open" if opened else "change" if last else "decontamination",
            before=before,
            under_way=under_way,
            opens_stay=first,
            ruled=ruled,
            hours=hours,
            eur=eur,
        )


def _ends(stay: Stay, told: list[Row], calendar: Calendar) -> list[int]:
    """The buckets of the decontaminations within a stay."""
    ends = (
        calendar.holding(row.day("ended_in"))
        for row in told
        if row.text("ended_by") == "decontamination"
        and row.text("state") == stay.state
        and row.has("ended_in")
    )
    return sorted(end for end in ends if end is not None and stay.covers(end))


def _listed(one: Campaign, made: list[int], following: Row) -> bool:
    """Whether a campaign is in the table: it has batches, or ends with a decontamination.

    What a decontamination leaves open may have made nothing: then the table decides.
    """
    if (one.ended_by != "open" and one.ruled) or one.before:
        return True
    here = any(one.covers(bucket) for bucket in made)
    return here and (one.opens_stay or following.text("state") == one.state)


def check(
    run: Run,
    calendar: Calendar,
    states: States,
    found: Mapping[str, Path],
    known: Campaigns,
) -> Iterator[Violation]:
    """All that is wrong with campaigns and with the numbers that batches give them."""
    matched = {one.row.number for many in known.values() for one in many if one.row is not None}
    for row in run.plan["campaigns"]:
        if row.number not in matched:
            what = f"campaign {row.whole('campaign')} of {row.text('resource')}"
            yield row.violates("R6", f"{what} should not be there")
    for resource, many in known.items():
        for number, one in enumerate((one for one in many if one.row is not None), start=1):
            yield from _told(one, number, calendar)
        for one in many:
            if one.row is None and (one.before or (one.ruled and one.ended is not None)):
                ends = f"ends in the bucket of {_named(one.ended, calendar)}"
                ends = "is open at the end" if one.ended is None else ends
                what = f"the campaign of {one.state} on {resource} that {ends} is missing"
                yield Violation("R6", "campaigns.csv", 1, what)
        yield from _least(run, calendar, states, resource, found[resource])


def _named(bucket: int | None, calendar: Calendar) -> str:
    return "blank" if bucket is None else str(calendar.planned[bucket].first)


def _told(one: Campaign, number: int, calendar: Calendar) -> Iterator[Violation]:
    """A row of `campaigns.csv` against what it should say; `numbers` counts its batches."""
    row = one.row
    if row is None:
        return
    name = f"campaign {number} of {one.resource}"
    ended = "blank" if one.ended is None else _named(one.ended, calendar)
    facts = {
        "campaign": str(number),
        "state": one.state,
        "ended_in": ended,
        "ended_by": one.ended_by,
        "batches_before": str(one.before),
    }
    began = calendar.holding(row.day("began_in")) if row.has("began_in") else None
    if one.under_way:
        facts["began_in"] = "blank"
    elif began is None or not one.began <= began <= one.begins_by:
        facts["began_in"] = _named(one.begins_by, calendar)
    for column, right in facts.items():
        stated = "blank" if row.cells[column] is None else str(row.cells[column])
        if stated != right:
            what = f"{column} of {name} is {stated}; recomputed it is {right}"
            yield row.violates("R6", what)
    for column, amount, tolerance in (
        ("decontamination_h", one.hours, HOURS),
        ("decontamination_eur", one.eur, EUR),
    ):
        if abs(row.amount(column) - amount) > tolerance + 1e-9:
            what = f"{column} of {name} is {row.amount(column):g}; recomputed it is {amount:g}"
            yield row.violates("R6", what)


def _least(
    run: Run, calendar: Calendar, states: States, resource: str, path: Path
) -> Iterator[Violation]:
    """Stays that end within the plan with too few batches."""
    made = [
        (states.needed(resource, row), bucket) for row, bucket in placed_on(run, calendar, resource)
    ]
    for stay, left_by in zip(path.stays, path.rows, strict=False):
        rule = states.campaign(resource, stay.state)
        count = sum(1 for state, bucket in made if state == stay.state and stay.covers(bucket))
        if rule is not None and stay.origin != "before" and count < rule.whole("min_batches"):
            what = f"{resource} leaves {stay.state} after {count} batches; it must make"
            what = f"{what} {rule.whole('min_batches')} (row {rule.number} of {rule.file})"
            yield left_by.violates("R6", what)
