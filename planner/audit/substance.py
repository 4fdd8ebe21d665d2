"""R11: where the drug substance of each batch comes from, and `substance.csv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from planner.audit.batches import placed
from planner.audit.reading import Row, Run
from planner.audit.recipes import Recipes
from planner.audit.time import DAY, Calendar
from planner.audit.violation import Violation

KG = 0.01
"""What rounding of a row may hide."""


def check(run: Run, calendar: Calendar, recipes: Recipes) -> Iterator[Violation]:
    """All that is wrong with `substance.csv`."""
    lots = {row.text("lot"): row for row in run.case["substance_lots"]}
    limited = {row.text("substance") for row in lots.values()}
    using = {
        batch.text("batch"): (batch, bucket)
        for batch, bucket in placed(run, calendar)
        if batch.text("status") in ("planned", "firm")
        and recipes.substance(batch.text("syringe")) in limited
    }
    for row in run.plan["substance"]:
        yield from _row(row, lots.get(row.text("lot")), using, calendar, recipes)
        yield from _usable(row, lots.get(row.text("lot")), calendar, run.settings.thaw_days)
    yield from _fed(run, using, recipes)
    yield from _emptied(run, lots)
    yield from _first_expiry_first(run, lots, calendar)


def _row(
    row: Row,
    lot: Row | None,
    using: Mapping[str, tuple[Row, int]],
    calendar: Calendar,
    recipes: Recipes,
) -> Iterator[Violation]:
    name = row.text("batch")
    if row.amount("kg") <= 0:
        yield row.violates("R11", f"batch {name} takes {row.amount('kg'):g} kg, which is nothing")
    if lot is None:
        yield row.violates("R11", f"lot {row.text('lot')} is not in case/substance_lots.csv")
    elif lot.text("substance") != row.text("substance"):
        what = f"lot {row.text('lot')} is {lot.text('substance')}, not {row.text('substance')}"
        yield row.violates("R11", what)
    if name not in using:
        what = f"{name} is no planned or firm batch of a limited substance"
        yield row.violates("R11", what)
        return
    batch, bucket = using[name]
    needs = recipes.substance(batch.text("syringe"))
    if row.text("substance") != needs:
        what = f"batch {name} is made of {needs}, not of {row.text('substance')}"
        yield row.violates("R11", what)
    if calendar.holding(row.day("bucket")) != bucket:
        what = f"batch {name} is in the bucket of {batch.day('bucket')}, not of"
        yield row.violates("R11", f"{what} {row.day('bucket')}")


def _usable(row: Row, lot: Row | None, calendar: Calendar, thaw_days: int) -> Iterator[Violation]:
    number = calendar.holding(row.day("bucket"))
    if lot is None or number is None or _may_be_used(lot, number, calendar, thaw_days):
        return
    span, name = calendar.planned[number], row.text("lot")
    thawed = lot.day("available_on") + thaw_days * DAY
    if lot.text("status") not in ("released", "in_qc"):
        why = f"it is {lot.text('status')}"
    elif span.first < thawed:
        why = f"it is thawed on {thawed}"
    else:
        why = f"it expires on {lot.day('expires_on')}"
    what = f"lot {name} may not be used in the bucket of {span.first}: {why}"
    yield row.violates("R11", what)


def _may_be_used(lot: Row, bucket: int, calendar: Calendar, thaw_days: int) -> bool:
    span = calendar.planned[bucket]
    return (
        lot.text("status") in ("released", "in_qc")
        and span.first >= lot.day("available_on") + thaw_days * DAY
        and span.last <= lot.day("expires_on")
    )


def _fed(run: Run, using: Mapping[str, tuple[Row, int]], recipes: Recipes) -> Iterator[Violation]:
    """Each batch gets what its volume needs."""
    rows: dict[str, list[float]] = defaultdict(list)
    for row in run.plan["substance"]:
        rows[row.text("batch")].append(row.amount("kg"))
    for name, (batch, _) in using.items():
        kind = recipes.kind(batch)
        got = rows[name]
        if kind is not None and abs(sum(got) - kind.substance_kg) > KG * max(1, len(got)) + 1e-9:
            what = f"batch {name} takes {sum(got):.2f} kg of substance from lots; it needs"
            yield Violation(
                "R11", "substance.csv", _where(run, name), f"{what} {kind.substance_kg:.2f} kg"
            )


def _where(run: Run, batch: str) -> int:
    """The first row of a batch; 1 if it has none."""
    found = (row.number for row in run.plan["substance"] if row.text("batch") == batch)
    return min(found, default=1)


def _emptied(run: Run, lots: Mapping[str, Row]) -> Iterator[Violation]:
    """No lot gives more than it has."""
    given: dict[str, float] = defaultdict(float)
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in run.plan["substance"]:
        given[row.text("lot")] += row.amount("kg")
        rows[row.text("lot")].append(row)
    for name, lot in lots.items():
        if rows[name] and given[name] > lot.amount("kg") + KG * len(rows[name]) + 1e-9:
            what = f"lot {name} gives {given[name]:.2f} kg; it has {lot.amount('kg'):.2f} kg"
            yield rows[name][-1].violates("R11", what)


def _first_expiry_first(
    run: Run, lots: Mapping[str, Row], calendar: Calendar
) -> Iterator[Violation]:
    """A batch takes of no lot while an earlier one of its bucket still holds substance.

    An earlier lot is usable in the bucket and expires before; what it holds is what the
    batches up to and with that bucket leave of it. Taking it first never harms: whatever
    may use the earlier lot later on may use the later one as well.
    """
    thaw = run.settings.thaw_days
    used: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row in run.plan["substance"]:
        bucket = calendar.holding(row.day("bucket")) or 0
        used[row.text("lot")].append((bucket, row.amount("kg")))
    for row in run.plan["substance"]:
        lot, bucket = lots.get(row.text("lot")), calendar.holding(row.day("bucket")) or 0
        for name, other in lots.items():
            if lot is None or other.text("substance") != lot.text("substance"):
                continue
            sooner = other.day("expires_on") < lot.day("expires_on")
            if not sooner or not _may_be_used(other, bucket, calendar, thaw):
                continue
            takes = [kg for when, kg in used[name] if when <= bucket]
            left = other.amount("kg") - sum(takes)
            if left > KG * (len(takes) + 1) + 1e-9:
                what = f"batch {row.text('batch')} takes from lot {row.text('lot')}, but {name}"
                what = f"{what} expires sooner and holds {left:.2f} kg"
                yield row.violates("R11", what)
