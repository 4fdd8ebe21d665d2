"""What the plan was told: instructions, firm batches, frozen buckets."""

from __future__ import annotations

from collections.abc import Iterator

from models.calendar import Calendar
from models.previous import frozen_buckets
from planner.language import ENGLISH, Language
from planner.language.reasons import order_in
from planner.monday.service import SHOWN
from planner.monday.words import more, named
from planner.plan import Plan
from planner.tables.orders import ordered, parts

NAMES = 6
"""Batches named; the rest is counted."""


def obeyed(plan: Plan, t: Language = ENGLISH) -> Iterator[str]:
    """One line an instruction, with what was made; then what is firm, and what is frozen."""
    yield from _instructions(plan, t)
    yield from _firm(plan, t)
    yield from _frozen(plan, t)


def _instructions(plan: Plan, t: Language) -> Iterator[str]:
    calendar, rows = Calendar.of(plan.plant), plan.plant.instructions
    for index, row in list(enumerate(rows))[:SHOWN]:
        for part, text in zip(parts(row), ordered(row, index), strict=True):
            counted = calendar.touched if part.at_least is None else calendar.inside
            firsts = {calendar.first(bucket) for bucket in counted(row.from_, row.until)}
            made = sum(
                batch["bucket"] in firsts
                and row.means((batch["syringe"], batch["suite"], batch["line"]))
                for batch in plan.records["batches"]
            )
            yield t("obeyed: {order} ({made} made)", order=order_in(t, text), made=made)
    if len(rows) > SHOWN:
        yield more(len(rows) - SHOWN, "instructions.csv", t)


def _firm(plan: Plan, t: Language) -> Iterator[str]:
    rows = sorted(plan.plant.firm_batches, key=lambda row: row.fill_on)
    names = named([row.batch for row in rows], NAMES, t)
    if len(rows) == 1:
        yield t("1 firm batch as they are: {names}", names=names)
    elif rows:
        yield t("{count} firm batches as they are: {names}", count=len(rows), names=names)


def _frozen(plan: Plan, t: Language) -> Iterator[str]:
    calendar = Calendar.of(plan.plant)
    frozen = {calendar.first(bucket) for bucket in frozen_buckets(plan.plant, calendar)}
    if frozen:
        kept = sum(
            row["bucket"] in frozen and row["status"] == "planned"
            for row in plan.records["batches"]
        )
        yield t(
            "frozen until {day}: {count} of the previous plan kept there",
            day=plan.plant.settings.frozen_until,
            count=kept,
        )
