"""R5 and R7: hours offered, used, borrowed and spilled, and `capacity.csv`."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.audit.compare import Figures, compare, key_of
from planner.audit.extras import COLUMNS, Extras
from planner.audit.paths import Path
from planner.audit.reading import Row, Run
from planner.audit.recipes import HOURS, Kind, Recipes
from planner.audit.time import Bucket, Calendar, Shifts
from planner.audit.violation import Violation


@dataclass(frozen=True)
class Use:
    """One batch on one resource: `crossing` hours are worked beyond the bucket's border."""

    row: Row
    run_h: float
    set_up_h: float
    crossing_h: float


Uses = Mapping[tuple[str, int], list[Use]]
"""By resource and bucket."""


def check(
    run: Run, calendar: Calendar, recipes: Recipes, paths: Mapping[str, Path], extras: Extras
) -> Iterator[Violation]:
    """All that is wrong with hours."""
    shifts = Shifts(run, calendar)
    suites: dict[tuple[str, int], list[Use]] = defaultdict(list)
    lines: dict[tuple[str, int], list[Use]] = defaultdict(list)
    for row in run.plan["batches"]:
        yield from _bounds(row)
        kind = recipes.kind(row)
        bucket = calendar.holding(row.day("bucket")) if row.has("bucket") else None
        if kind is None or bucket is None or row.text("status") == "filled":
            continue
        if row.text("status") != "in_process":
            prep = Use(row, kind.cycle_h, 0.0, row.amount("borrow_h"))
            suites[row.text("suite"), bucket].append(prep)
        fill = Use(row, kind.fill_h, kind.set_up_h, row.amount("spill_h"))
        lines[row.text("line"), bucket].append(fill)
        yield from _longest(row, kind)
    yield from _borders(suites, calendar, shifts, "borrow_h", 0)
    yield from _borders(lines, calendar, shifts, "spill_h", 1)
    yield from _states(suites, calendar, paths, "bulk", 0)
    yield from _states(lines, calendar, paths, "syringe", 1)
    figures: Figures = {
        (name, bucket.first): _balance(
            shifts.offered(name, number), name, number, uses, shift, extras
        )
        for table, uses, shift in (("suites", suites, 1), ("lines", lines, -1))
        for name in (row.text(table[:-1]) for row in run.case[table])
        for number, bucket in enumerate(calendar.planned)
    }
    yield from _over(run, figures)
    rules = {"offered_h": "R5"} | dict.fromkeys(_WORKED, "R7")
    yield from compare(run, "capacity", ("resource", "bucket"), figures, rules, HOURS)


_WORKED = ("batch_h", "set_up_h", *COLUMNS, "spill_in_h", "spill_out_h", "idle_h")


def _balance(
    offered: float, name: str, bucket: int, uses: Uses, shift: int, extras: Extras
) -> dict[str, float]:
    """The row of `capacity.csv`; foreign hours come from the bucket `shift` away."""
    own, foreign = uses.get((name, bucket), ()), uses.get((name, bucket + shift), ())
    row = {
        "offered_h": offered,
        "batch_h": math.fsum(use.run_h for use in own),
        "set_up_h": math.fsum(use.set_up_h for use in own),
        "spill_in_h": math.fsum(use.crossing_h for use in foreign),
        "spill_out_h": math.fsum(use.crossing_h for use in own),
    }
    row |= {column: extras.hours.get((name, bucket, column), 0.0) for column in COLUMNS}
    taken = math.fsum(row[column] for column in ("batch_h", "set_up_h", *COLUMNS, "spill_in_h"))
    return row | {"idle_h": offered - taken + row["spill_out_h"]}


def _over(run: Run, figures: Figures) -> Iterator[Violation]:
    rows = {key_of(row, ("resource", "bucket")): row for row in run.plan["capacity"]}
    for key, row in figures.items():
        if row["idle_h"] < -HOURS - 1e-9:
            work = row["offered_h"] - row["idle_h"]
            what = (
                f"{key[0]} works {work:.2f} h in the bucket of {key[1]},"
                f" {-row['idle_h']:.2f} h more than the {row['offered_h']:.2f} h offered"
            )
            stated = rows.get(key)
            yield Violation("R7", "capacity.csv", stated.number if stated else 1, what)


def _bounds(row: Row) -> Iterator[Violation]:
    name, status = row.text("batch"), row.text("status")
    for column in ("borrow_h", "spill_h"):
        if row.amount(column) < 0:
            yield row.violates("R7", f"batch {name} has a negative {column}")
        if row.amount(column) > HOURS and status == "filled":
            yield row.violates("R7", f"batch {name} is filled already and has {column}")
    if row.amount("borrow_h") > HOURS and status == "in_process":
        yield row.violates("R7", f"batch {name} is prepared already and borrows suite hours")


def _longest(row: Row, kind: Kind) -> Iterator[Violation]:
    for column, hours, of in (
        ("borrow_h", kind.cycle_h, "cycle"),
        ("spill_h", kind.fill_h, "filling"),
    ):
        most = max(hours - 1, 0.0)
        if row.amount(column) > most + HOURS + 1e-9:
            what = f"batch {row.text('batch')} has {column} {row.amount(column):.2f}; its {of}"
            yield row.violates("R7", f"{what} of {hours:.2f} h allows {most:.2f} h")


def _borders(
    uses: Uses, calendar: Calendar, shifts: Shifts, column: str, ahead: int
) -> Iterator[Violation]:
    """One batch a border, and none over a closed one; `ahead` 1: the border behind."""
    for (resource, bucket), batches in uses.items():
        crossing = [use.row for use in batches if use.crossing_h > HOURS]
        span = calendar.planned[bucket]
        for row in crossing[1:]:
            what = f"{resource} has more than one batch with {column} in the bucket of {span.first}"
            yield row.violates("R7", what)
        if crossing and not shifts.open(resource, bucket + ahead):
            yield crossing[0].violates("R7", _closed(resource, crossing[0], span, column))


def _states(
    uses: Uses, calendar: Calendar, paths: Mapping[str, Path], column: str, ahead: int
) -> Iterator[Violation]:
    """What crosses a border has the state in which the resource crosses it."""
    for (resource, bucket), batches in uses.items():
        crossing = [use.row for use in batches if use.crossing_h > HOURS]
        state = paths[resource].beginning(bucket + ahead) if resource in paths else None
        for row in crossing:
            if state is not None and row.text(column) != state:
                border = "ends" if ahead else "begins"
                what = f"batch {row.text('batch')} of {row.text(column)} crosses the border where"
                what = f"{what} its bucket of {calendar.planned[bucket].first} {border}, but"
                yield row.violates("R7", f"{what} {resource} is in {state} there")


def _closed(resource: str, row: Row, span: Bucket, column: str) -> str:
    border = "begins" if column == "borrow_h" else "ends"
    day = span.first if column == "borrow_h" else span.last
    return (
        f"batch {row.text('batch')} has {column} {row.amount(column):.2f}, but {resource} may not"
        f" work across the border where its bucket {border} ({day})"
    )
