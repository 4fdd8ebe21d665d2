"""R1: each batch is of an allowed kind, and firm batches are there as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from planner.audit.reading import Row, Run
from planner.audit.recipes import Recipes
from planner.audit.time import Calendar
from planner.audit.violation import Violation

FILE = "batches.csv"
STEPS = ("prep_start", "prep_end", "fill_start", "fill_end")
STATUS = {"filled": "filled", "in_process": "in_process", "released": "firm"}
"""What a firm batch's status is called in the plan."""


def placed(run: Run, calendar: Calendar) -> list[tuple[Row, int]]:
    """Batches with the bucket they belong to; filled ones belong to none."""
    found = []
    for row in run.plan["batches"]:
        bucket = calendar.holding(row.day("bucket")) if row.has("bucket") else None
        if bucket is not None and row.text("status") != "filled":
            found.append((row, bucket))
    return found


def placed_on(run: Run, calendar: Calendar, resource: str) -> list[tuple[Row, int]]:
    """Those on a suite or a line, by bucket; what is prepared already is on no suite."""
    found = [
        (row, bucket)
        for row, bucket in placed(run, calendar)
        if row.text("line") == resource
        or (row.text("suite") == resource and row.text("status") != "in_process")
    ]
    return sorted(found, key=lambda entry: entry[1])


def check(run: Run, calendar: Calendar, recipes: Recipes) -> Iterator[Violation]:
    """All that is wrong with batches, one by one."""
    lots = {row.text("lot") for row in run.case["lots"]}
    seen = Counter(row.text("batch") for row in run.plan["batches"])
    for row in run.plan["batches"]:
        name = row.text("batch")
        if seen[name] > 1:
            yield row.violates("R1", f"{seen[name]} batches are called {name}")
        if name in lots:
            yield row.violates("R1", f"batch {name} has the name of a lot")
        for fault in recipes.faults(row):
            yield row.violates("R1", f"batch {name}: {fault}")
        yield from _amounts(row, recipes)
        yield from _dates(row, calendar)
    yield from _firm(run, calendar)


def _amounts(row: Row, recipes: Recipes) -> Iterator[Violation]:
    kind, name = recipes.kind(row), row.text("batch")
    if kind is None:
        return
    units, kg = row.whole("units"), row.amount("substance_kg")
    if abs(units - kind.units) > 1:
        what = f"batch {name} says {units:,} units; its recipe gives {kind.units:,}"
        yield row.violates("R1", what)
    if abs(kg - kind.substance_kg) > 0.01 + 1e-9:
        what = f"batch {name} says {kg:.2f} kg of substance; its volume needs"
        yield row.violates("R1", f"{what} {kind.substance_kg:.2f} kg")


def _dates(row: Row, calendar: Calendar) -> Iterator[Violation]:
    name = row.text("batch")
    days = [(step, row.day(step)) for step in STEPS if row.has(step)]
    for (before, early), (after, late) in pairwise(days):
        if late < early:
            what = f"batch {name} has {after} on {late}, before its {before} on {early}"
            yield row.violates("R1", what)
    if row.text("status") == "filled":
        if row.has("bucket"):
            what = f"batch {name} is filled already, so it belongs to no bucket"
            yield row.violates("R1", what)
        return
    if not row.has("bucket") or len(days) < len(STEPS):
        yield row.violates("R1", f"batch {name} needs a bucket and its four dates")
        return
    number = calendar.holding(row.day("bucket"))
    if calendar.holding(row.day("fill_start")) != number:
        what = f"batch {name} starts filling on {row.day('fill_start')}, which is not in"
        yield row.violates("R1", f"{what} its bucket of {row.day('bucket')}")


def _firm(run: Run, calendar: Calendar) -> Iterator[Violation]:
    plan = {row.text("batch"): row for row in run.plan["batches"]}
    firm = {row.text("batch"): row for row in run.case["firm_batches"]}
    for name, given in firm.items():
        if name not in plan:
            what = f"firm batch {name} (row {given.number} of {given.file}) is not in the plan"
            yield Violation("R1", FILE, 1, what)
        else:
            yield from _unchanged(given, plan[name])
    for name, row in plan.items():
        if name not in firm and row.text("status") != "planned":
            what = f"batch {name} is {row.text('status')}, but no firm batch has that name"
            yield row.violates("R1", what)
        if row.text("status") == "planned" and row.has("prep_start"):
            started = row.day("prep_start")
            if started < calendar.start:
                what = f"planned batch {name} starts on {started}, before the plan does"
                yield row.violates("R1", what)


def _unchanged(given: Row, planned: Row) -> Iterator[Violation]:
    name = given.text("batch")
    facts = [(column, given.text(column)) for column in ("bulk", "syringe", "suite", "line")]
    for column, value in [*facts, ("status", STATUS[given.text("status")])]:
        if planned.text(column) != value:
            what = f"firm batch {name} has {column} {value}; the plan says {planned.text(column)}"
            yield planned.violates("R1", what)
    if planned.amount("volume_l") != given.amount("volume_l"):
        what = f"firm batch {name} has {given.amount('volume_l'):g} L; the plan says"
        yield planned.violates("R1", f"{what} {planned.amount('volume_l'):g} L")
    for column, step in (("prep_on", "prep_start"), ("fill_on", "fill_start")):
        if planned.has(step) and planned.day(step) != given.day(column):
            what = f"firm batch {name} has {column} {given.day(column)}; the plan says"
            yield planned.violates("R1", f"{what} {step} {planned.day(step)}")
