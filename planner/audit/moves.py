"""R12: names, `since_previous` and `moves.csv` against the plan before."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.batches import placed
from planner.audit.cells import Cell
from planner.audit.previous import Open, Previous
from planner.audit.reading import Row, Run
from planner.audit.time import Calendar
from planner.audit.violation import Violation

EUR = 0.01
Move = dict[str, Cell]
"""The cells of a row of `moves.csv`."""


def check(run: Run, calendar: Calendar, previous: Previous) -> Iterator[Violation]:
    """All that is wrong with what the plan says of the plan before."""
    if not previous.rows:
        yield from _unasked(run)
        return
    buckets = {row.text("batch"): bucket for row, bucket in placed(run, calendar)}
    for row in run.plan["batches"]:
        right = previous.verdict(row, buckets.get(row.text("batch")), calendar)
        yield from _since(row, right)
    yield from _unnamed(run, previous, calendar)
    yield from _table(run, _moves(run, calendar, previous, buckets))


def _unasked(run: Run) -> Iterator[Violation]:
    for row in run.plan["batches"]:
        if row.has("since_previous"):
            what = f"batch {row.text('batch')} is {row.text('since_previous')}, but there is no"
            yield row.violates("R12", f"{what} plan before")
    for row in run.plan["moves"]:
        what = f"batch {row.text('batch')} is {row.text('change')}, but there is no plan before"
        yield row.violates("R12", what)


def _since(row: Row, right: str | None) -> Iterator[Violation]:
    name = row.text("batch")
    stated = row.text("since_previous") if row.has("since_previous") else "blank"
    if right is None:
        what = f"{name} is a batch of the plan before; this batch may not take its name"
        yield row.violates("R12", what)
    elif stated != right:
        what = f"since_previous of batch {name} is {stated}; recomputed it is {right}"
        yield row.violates("R12", what)


def _unnamed(run: Run, previous: Previous, calendar: Calendar) -> Iterator[Violation]:
    """Names of the plan before that a batch of this plan should have."""
    there = {row.text("batch") for row in run.plan["batches"]}
    moved = [
        (batch, kind, bucket) for (kind, bucket), many in previous.moved.items() for batch in many
    ]
    kept = [(batch, batch.kind, batch.shown) for batch in previous.kept]
    for batch, kind, bucket in [*kept, *moved]:
        if batch.name not in there:
            what = f"a batch of {kind[0]} on {kind[1]} > {kind[2]} in the bucket of"
            what = f"{what} {calendar.planned[bucket].first} should have the name {batch.name}"
            yield Violation("R12", "batches.csv", 1, what)


def _moves(
    run: Run, calendar: Calendar, previous: Previous, buckets: dict[str, int]
) -> dict[tuple[str, str], Move]:
    """The rows of `moves.csv`, by batch and change."""
    found: dict[tuple[str, str], Move] = {}
    opened = {batch.name: batch for batch in previous.open}
    price = run.settings.move_cost_eur
    for row in run.plan["batches"]:
        name = row.text("batch")
        bucket = buckets.get(name)
        change = previous.verdict(row, bucket, calendar)
        if change in ("moved", "new") and bucket is not None:
            batch = opened.get(name)
            before = _before(previous.rows.get(name), calendar)
            after: Move = {
                "to_bucket": calendar.planned[bucket].first,
                "to_suite": row.text("suite"),
                "to_line": row.text("line"),
            }
            moved: Move = {"syringe": row.text("syringe"), "eur": price if batch else 0.0}
            found[name, change] = moved | before | after
    for batch in previous.dropped():
        found[batch.name, "dropped"] = _dropped(batch, previous, calendar, price)
    return found


def _dropped(batch: Open, previous: Previous, calendar: Calendar, price: float) -> Move:
    nowhere: Move = {"to_bucket": None, "to_suite": None, "to_line": None}
    dropped: Move = {"syringe": batch.kind[0], "eur": price}
    return dropped | _before(previous.rows[batch.name], calendar) | nowhere


def _before(told: Row | None, calendar: Calendar) -> Move:
    if told is None:
        return {"from_bucket": None, "from_suite": None, "from_line": None}
    day = min(told.day("fill_on"), calendar.planned[-1].last)
    bucket = calendar.holding(day)
    return {
        "from_bucket": None if bucket is None else calendar.planned[bucket].first,
        "from_suite": told.text("suite"),
        "from_line": told.text("line"),
    }


def _table(run: Run, right: dict[tuple[str, str], Move]) -> Iterator[Violation]:
    seen = set()
    for row in run.plan["moves"]:
        key = row.text("batch"), row.text("change")
        name = f"{key[0]}, {key[1]},"
        if key in seen:
            yield row.violates("R12", f"{name} is there twice")
        seen.add(key)
        if key not in right:
            yield row.violates("R12", f"{name} should not be there")
            continue
        for column, value in right[key].items():
            stated = row.cells[column]
            if column == "eur":
                if abs(row.amount("eur") - float(str(value))) > EUR + 1e-9:
                    what = f"eur of {name} is {row.amount('eur'):g}; recomputed it is {value:g}"
                    yield row.violates("R12", what)
            elif stated != value:
                what = f"{column} of {name} is {_said(stated)}; recomputed it is {_said(value)}"
                yield row.violates("R12", what)
    for key in right:
        if key not in seen:
            yield Violation("R12", "moves.csv", 1, f"{key[0]}, {key[1]}, is missing")


def _said(value: Cell) -> str:
    return "blank" if value is None else str(value)
