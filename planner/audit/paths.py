"""R6: the way of each sequenced resource through its states, and `changeovers.csv`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.audit.batches import placed_on
from planner.audit.reading import Row, Run
from planner.audit.recipes import HOURS
from planner.audit.states import States
from planner.audit.time import Calendar
from planner.audit.violation import Violation


@dataclass(frozen=True)
class Stay:
    """From entering a state to leaving it."""

    state: str
    entered: int
    """Bucket; the first one, if the resource was in the state at the start."""

    left: int | None
    """Bucket; None if it never leaves within the plan."""

    origin: str
    """`before` the plan, `nothing` (the first state of a resource that made nothing), `change`."""

    def covers(self, bucket: int) -> bool:
        return self.entered <= bucket and (self.left is None or bucket <= self.left)


@dataclass(frozen=True)
class Path:
    """The stays of a resource in time order; none if it never makes anything."""

    stays: tuple[Stay, ...]
    rows: tuple[Row, ...]
    """Its changes in `changeovers.csv`, in time order."""

    def beginning(self, bucket: int) -> str | None:
        """The state on the border before a bucket."""
        before = [stay for stay in self.stays[1:] if stay.entered < bucket]
        return [*self.stays[:1], *before][-1].state if self.stays else None

    def visited(self, bucket: int) -> list[str]:
        return [stay.state for stay in self.stays if stay.covers(bucket)]

    def staying(self, state: str, bucket: int) -> Stay | None:
        """The stay in a state that covers a bucket."""
        found = (stay for stay in self.stays if stay.state == state and stay.covers(bucket))
        return next(found, None)


def paths(run: Run, calendar: Calendar, states: States) -> dict[str, Path]:
    """The path of each sequenced resource, as `changeovers.csv` tells it."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in run.plan["changeovers"]:
        rows[row.text("resource")].append(row)
    found = {}
    for resource in states.sequenced:
        told = sorted(rows[resource], key=lambda row: (row.day("bucket"), row.whole("order")))
        first = _first(run, calendar, states, resource, told)
        origin = "before" if resource in states.initial else "nothing"
        changes = [(row.text("to"), _number(calendar, row), "change") for row in told]
        entries = [(first, 0, origin), *changes] if first is not None else []
        ends = [*(number for _, number, _ in changes), None]
        stays = [
            Stay(state, entered, left, how)
            for (state, entered, how), left in zip(entries, ends, strict=False)
        ]
        found[resource] = Path(tuple(stays), tuple(told))
    return found


def _first(
    run: Run, calendar: Calendar, states: States, resource: str, told: list[Row]
) -> str | None:
    """The state before the first change; of a resource that made nothing yet, the first made."""
    if resource in states.initial:
        return states.initial[resource].text("state")
    if told:
        return told[0].text("from")
    made = placed_on(run, calendar, resource)
    return states.needed(resource, made[0][0]) if made else None


def _number(calendar: Calendar, row: Row) -> int:
    return calendar.holding(row.day("bucket")) or 0


def check(
    run: Run, calendar: Calendar, states: States, found: Mapping[str, Path]
) -> Iterator[Violation]:
    """All that is wrong with changes, and batches whose state is not visited."""
    for row in run.plan["changeovers"]:
        resource = row.text("resource")
        if resource not in found:
            yield row.violates("R6", f"{resource} is not sequenced: it has no changes")
    for resource, path in found.items():
        yield from _chain(resource, path, states)
        yield from _buckets(resource, path, calendar, run.settings.weeks)
        for row in path.rows:
            yield from _change(row, states)
        for batch, bucket in placed_on(run, calendar, resource):
            yield from _visited(batch, bucket, resource, path, states)


def _chain(resource: str, path: Path, states: States) -> Iterator[Violation]:
    known = states.initial.get(resource)
    state = None if known is None else known.text("state")
    for row in path.rows:
        if state is not None and row.text("from") != state:
            what = f"{resource} leaves {row.text('from')}, but it is in {state}"
            yield row.violates("R6", what)
        state = row.text("to")


def _buckets(resource: str, path: Path, calendar: Calendar, weeks: int) -> Iterator[Violation]:
    orders = Counter[int]()
    for row in path.rows:
        bucket = _number(calendar, row)
        orders[bucket] += 1
        if row.whole("order") != orders[bucket]:
            what = f"change {orders[bucket]} of {resource} in the bucket of {row.day('bucket')}"
            yield row.violates("R6", f"{what} has order {row.whole('order')}")
        if bucket < weeks and orders[bucket] == 2:
            what = f"{resource} changes more than once in the week of {row.day('bucket')}"
            yield row.violates("R6", what)
        visits = Counter(path.visited(bucket))
        if visits[row.text("to")] > 1:
            what = f"{resource} visits {row.text('to')} more than once in the bucket of"
            yield row.violates("R6", f"{what} {row.day('bucket')}")


def _change(row: Row, states: States) -> Iterator[Violation]:
    resource, leave, enter = (row.text(column) for column in ("resource", "from", "to"))
    if leave == enter:
        yield row.violates("R6", f"{resource} changes from {leave} to itself")
        return
    if enter not in states.of[resource]:
        yield row.violates("R6", f"{resource} makes nothing that needs {enter}")
    rule = states.change(resource, leave, enter)
    if rule is None:
        what = f"no row of case/changeovers.csv is for {resource} from {leave} to {enter}"
        yield row.violates("R6", what)
        return
    for column, tolerance, unit in (("hours", HOURS, "h"), ("cost_eur", 0.01, "EUR")):
        stated, right = row.amount(column), rule.amount(column)
        if abs(stated - right) > tolerance + 1e-9:
            what = f"{resource} from {leave} to {enter} has {column} {stated:g}; by row"
            what = f"{what} {rule.number} of {rule.file} it takes {right:g} {unit}"
            yield row.violates("R6", what)


def _visited(
    batch: Row, bucket: int, resource: str, path: Path, states: States
) -> Iterator[Violation]:
    state = states.needed(resource, batch)
    if path.staying(state, bucket) is None:
        visits = " and ".join(path.visited(bucket)) or "no state"
        what = f"batch {batch.text('batch')} needs {state} on {resource}, which visits {visits}"
        yield batch.violates("R6", f"{what} in the bucket of {batch.day('bucket')}")
