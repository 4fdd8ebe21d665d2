"""What the plan was told: instructions, firm batches, frozen buckets."""

from __future__ import annotations

from collections.abc import Iterator

from models.calendar import Calendar
from models.previous import frozen_buckets
from planner.monday.service import SHOWN
from planner.plan import Plan
from planner.tables.facts import listed
from planner.tables.orders import ordered, parts

NAMES = 6
"""Batches named; the rest is counted."""


def obeyed(plan: Plan) -> Iterator[str]:
    """One line an instruction, with what was made; then what is firm, and what is frozen."""
    calendar, plant = Calendar.of(plan.plant), plan.plant
    for index, row in list(enumerate(plant.instructions))[:SHOWN]:
        for part, text in zip(parts(row), ordered(row, index), strict=True):
            counted = calendar.touched if part.at_least is None else calendar.inside
            firsts = {calendar.first(bucket) for bucket in counted(row.from_, row.until)}
            made = sum(
                batch["bucket"] in firsts
                and row.means((batch["syringe"], batch["suite"], batch["line"]))
                for batch in plan.records["batches"]
            )
            yield f"obeyed: {text} ({made} made)"
    if len(plant.instructions) > SHOWN:
        yield f"and {len(plant.instructions) - SHOWN} more: instructions.csv"
    if plant.firm_batches:
        names = [row.batch for row in sorted(plant.firm_batches, key=lambda row: row.fill_on)]
        batches = "batch" if len(names) == 1 else "batches"
        yield f"{len(names)} firm {batches} as they are: {listed(names, NAMES)}"
    frozen = {calendar.first(bucket) for bucket in frozen_buckets(plant, calendar)}
    if frozen:
        kept = sum(
            row["bucket"] in frozen and row["status"] == "planned"
            for row in plan.records["batches"]
        )
        yield f"frozen until {plant.settings.frozen_until}: {kept} of the previous plan kept there"
