"""What the plan takes for granted, how large the case is, and where its numbers come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from models.tables import TABLES
from planner.language import Language
from planner.report.facts_sources import sources
from planner.report.view import Section, View
from planner.summary import summary_of

NOTES = 50
"""Notes that are shown."""


@dataclass(frozen=True)
class Note:
    """A note that stands in a table of the case."""

    table: str
    text: str
    rows: int
    """How many rows have it."""


def section(view: View) -> Section | None:
    """Assumptions, size, notes and sources."""
    t, notes = view.t, _notes(view)
    figures = {
        "assumptions": tuple(_always(t)),
        "here": tuple(_here(view)),
        "size": tuple(_size(view)),
        "notes": notes[:NOTES],
        "more": max(0, len(notes) - NOTES),
        "sources": sources(view.saved.folder),
    }
    return Section("facts", t("Facts and assumptions"), figures)


def _always(t: Language) -> Iterator[str]:
    """What holds for every plan (docs/rules.md)."""
    yield t(
        "Days inside a week or month are indicative: a batch belongs to the bucket in which its"
        " filling starts, and hours are counted by bucket."
    )
    yield t(
        "On the safe side, the release time of a batch counts from the last day of its bucket and"
        " its age from the first."
    )
    yield t(
        "Shipments leave on the last day of a bucket; approval, release and remaining shelf life"
        " must hold on that day."
    )
    yield t(
        "Demand is due at the site's door: the day of need less transit and import hold. A forecast"
        " is spread evenly over its month, and orders consume the forecast of theirs."
    )
    yield t("What was needed before the start is dropped, except backlog.")
    yield t(
        "Shipments are whole packs of one batch or lot; what is left of a batch may be less than a"
        " pack. Minimum orders do not bind the plan."
    )
    yield t(
        "Each batch gives what its recipe says: no batch fails, and nothing is late in release."
    )
    yield t(
        "Lots that are on hold or rejected never ship; lots in QC do from the day that is given."
    )
    yield t(
        "Batches may be made before a route is approved; they wait at the site, ageing, until it"
        " is."
    )
    yield t("Transport and the drug substance of what is shipped are in no cost.")


def _here(view: View) -> Iterator[str]:
    """What holds for this one."""
    t, plant = view.t, view.plant
    extended = sum(row["extended_units"] for row in view.rows("service"))
    if extended:
        yield t(
            "{units:,} units of demand lie after the last month of data: they are the mean of its"
            " last 12 months.",
            units=extended,
        )
    else:
        yield t("All demand of the plan's time stands in the case's data.")
    limited = {row.substance for row in plant.substance_lots}
    free = [row.substance for row in plant.substances if row.substance not in limited]
    if free:
        yield t(
            "No lots of drug substance are given for {names}: it is taken to be there always.",
            names=", ".join(free),
        )
    named = {row.resource for row in plant.changeovers}
    resources = [*(row.suite for row in plant.suites), *(row.line for row in plant.lines)]
    simple = [name for name in resources if name not in named]
    if simple and "*" not in named:
        yield t(
            "No changeovers are given for {names}: changes take no time.", names=", ".join(simple)
        )
    if view.plan.rounded_units:
        yield t(
            "{units:,} units are in the solver's plan and in no shipment: they fill no whole pack.",
            units=view.plan.rounded_units,
        )


def _size(view: View) -> Iterator[tuple[str, str]]:
    """The case in numbers."""
    t, size = view.t, summary_of(view.plant)
    yield (
        t("Plan"),
        t(
            "{start} to {end}: {weeks} weeks and {months} months, then {tail} buckets of demand"
            " until {until}",
            start=size.start,
            end=size.end,
            weeks=size.weeks,
            months=size.months,
            tail=size.tail,
            until=size.tail_until,
        ),
    )
    yield (
        t("Demand"),
        t(
            "{countries} countries in {groups} approval groups; {presentations} presentations of"
            " {syringes} syringes; {rows:,} rows for {pairs:,} pairs of country and presentation",
            countries=size.countries,
            groups=size.approval_groups,
            presentations=size.presentations,
            syringes=size.syringes,
            rows=size.demand_rows,
            pairs=size.pairs,
        ),
    )
    yield (
        t("Plant"),
        t(
            "{suites} suites, {lines} lines, {routes} routes, {kinds} kinds of batch",
            suites=size.suites,
            lines=size.lines,
            routes=size.routes,
            kinds=size.batch_kinds,
        ),
    )
    yield (
        t("Stock"),
        t("{lots:,} lots, {firm:,} firm batches", lots=size.lots, firm=size.firm_batches),
    )


def _notes(view: View) -> tuple[Note, ...]:
    """Notes by table; the same note of many rows once."""
    found = []
    for table in TABLES:
        texts = Counter(row.note for row in getattr(view.plant, table) if row.note)
        found += [Note(table, text, rows) for text, rows in texts.items()]
    return tuple(found)
