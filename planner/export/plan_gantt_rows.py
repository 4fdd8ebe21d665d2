"""What the Gantt sheet shows of each suite and line, before anything is drawn."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.calendar import Calendar
from planner.export.plan_closed import Closed
from planner.export.plan_weeks import Mark, Span, Weeks
from planner.language import Language
from planner.plan import Plan, Record

CHANGEOVER, DECONTAMINATION, MEDIA_FILL = "C", "D", "M"
"""The letters of the row of changes; French words begin with the same."""


@dataclass(frozen=True)
class Bar:
    """A batch on its suite or on its line."""

    span: Span
    batch: Record


@dataclass(frozen=True)
class ResourceRows:
    """The rows of a suite or line."""

    code: str
    name: str

    slots: tuple[tuple[Bar, ...], ...]
    """Rows of bars that do not touch; at least one."""

    changes: tuple[Mark, ...]
    """Changeovers, decontaminations and media fills, where their bucket is."""

    closed: tuple[Mark, ...]
    """Weeks with a closed day, and those without staffed hours."""

    still: frozenset[int]
    """Weeks in which nothing can be made."""


def resource_rows(plan: Plan, weeks: Weeks, t: Language) -> tuple[ResourceRows, ...]:
    """Suites, then lines, in the order of the case."""
    names = {row.suite: row.name for row in plan.plant.suites}
    names |= {row.line: row.name for row in plan.plant.lines}
    bars, changes = _bars(plan, weeks), _changes(plan, weeks, t)
    rows = []
    for code, name in names.items():
        closed = Closed(plan, weeks, code)
        slots = _slots(bars.get(code, ()))
        rows.append(
            ResourceRows(code, name, slots, changes.get(code, ()), closed.marks(t), closed.still)
        )
    return tuple(rows)


def _bars(plan: Plan, weeks: Weeks) -> dict[str, list[Bar]]:
    """Bars by resource; batches that were prepared before the plan's first days have one."""
    bars: dict[str, list[Bar]] = defaultdict(list)
    for row in plan.records["batches"]:
        if row["prep_start"] is not None:
            prepared = weeks.span(row["prep_start"], row["prep_end"])
            bars[row["suite"]].append(Bar(prepared, row))
        bars[row["line"]].append(Bar(weeks.span(row["fill_start"], row["fill_end"]), row))
    return bars


def _slots(bars: Iterable[Bar]) -> tuple[tuple[Bar, ...], ...]:
    """Each bar in the first row that is free, from left to right."""
    slots: list[list[Bar]] = [[]]
    for bar in sorted(bars, key=_order):
        free = (slot for slot in slots if not slot or slot[-1].span.last < bar.span.first)
        slot = next(free, None)
        if slot is None:
            slots.append([bar])
        else:
            slot.append(bar)
    return tuple(map(tuple, slots))


def _order(bar: Bar) -> tuple[Span, dt.date, int, str]:
    row = bar.batch
    return bar.span, row["fill_start"], row["sequence"] or 0, row["batch"]


@dataclass(frozen=True)
class _Change:
    """Work of a resource that is no batch."""

    resource: str
    bucket: dt.date
    letter: str
    said: str


def _changes(plan: Plan, weeks: Weeks, t: Language) -> dict[str, tuple[Mark, ...]]:
    """Marks by resource."""
    places = weeks.of_buckets(Calendar.of(plan.plant))
    found: dict[str, dict[Span, list[_Change]]] = defaultdict(lambda: defaultdict(list))
    for change in [*_changeovers(plan, t), *_decontaminations(plan, t), *_media_fills(plan, t)]:
        found[change.resource][places[change.bucket]].append(change)
    return {
        resource: tuple(_mark(span, each) for span, each in sorted(by_span.items()))
        for resource, by_span in found.items()
    }


def _mark(span: Span, changes: Iterable[_Change]) -> Mark:
    """`C2 D M`: two changeovers, a decontamination and a media fill."""
    told = sorted(changes, key=lambda change: change.bucket)
    counts = sorted(Counter(change.letter for change in told).items())
    text = " ".join(f"{letter}{count}" if count > 1 else letter for letter, count in counts)
    return Mark(span, text, tuple(change.said for change in told))


def _changeovers(plan: Plan, t: Language) -> Iterator[_Change]:
    for row in plan.records["changeovers"]:
        said = t(
            "{bucket}: changeover {before} > {after}, {hours:g} h, {eur:,.0f} EUR",
            bucket=row["bucket"],
            before=row["from"],
            after=row["to"],
            hours=row["hours"],
            eur=row["cost_eur"],
        )
        yield _Change(row["resource"], row["bucket"], CHANGEOVER, said)


def _decontaminations(plan: Plan, t: Language) -> Iterator[_Change]:
    for row in plan.records["campaigns"]:
        if row["ended_in"] is not None and row["decontamination_h"] > 0:
            said = t(
                "{bucket}: decontamination after {state}, {hours:g} h, {eur:,.0f} EUR",
                bucket=row["ended_in"],
                state=row["state"],
                hours=row["decontamination_h"],
                eur=row["decontamination_eur"],
            )
            yield _Change(row["resource"], row["ended_in"], DECONTAMINATION, said)


def _media_fills(plan: Plan, t: Language) -> Iterator[_Change]:
    for row in plan.records["media_fills"]:
        said = t(
            "{bucket}: media fill, {hours:g} h, due from {earliest} to {latest}",
            bucket=row["bucket"],
            hours=row["hours"],
            earliest=row["earliest"],
            latest=row["latest"],
        )
        yield _Change(row["line"], row["bucket"], MEDIA_FILL, said)
