"""R0: every name is known to the case, and rows hold what their kind needs."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.reading import Row, Run
from planner.audit.schema import CASE, OPTIONAL, OUTPUTS, columns
from planner.audit.time import Calendar
from planner.audit.violation import Violation

SITE = "site"
BUCKETS = ("bucket", "began_in", "ended_in", "from_bucket", "to_bucket")
"""Columns that hold the first day of a planned bucket."""


def check(run: Run, calendar: Calendar) -> Iterator[Violation]:
    """All references that lead nowhere."""
    for tables, described in ((run.case, CASE | OPTIONAL), (run.plan, OUTPUTS)):
        for name, line in described.items():
            for column in columns(line):
                if column.allowed:
                    yield from _known(run, tables[name], column.name, column.allowed)
    for rows in run.plan.values():
        yield from _buckets(rows, calendar)
    packs = {(row.text("country"), row.text("presentation")) for row in run.case["packs"]}
    for row in run.case["demand"]:
        yield from _demand(row, packs)
    for row in run.case["lots"]:
        yield from _lot(row)
    for row in run.case["changeovers"]:
        if row.has("kind") == row.has("from") or row.has("from") != row.has("to"):
            yield row.violates("R0", "a change is given by its kind, or by both from and to")


def _known(
    run: Run, rows: tuple[Row, ...], column: str, allowed: tuple[str, ...]
) -> Iterator[Violation]:
    words = [word.strip("'") for word in allowed if word.startswith("'")]
    tables = [word for word in allowed if not word.startswith("'")]
    known = set(words)
    for table, _, key in (word.partition(".") for word in tables):
        known |= {row.text(key or _KEYS[table]) for row in run.case[table]}
    where = ", ".join([f"case/{table.partition('.')[0]}.csv" for table in tables])
    choice = f"in {where}" if tables else f"one of {', '.join(words)}"
    for row in rows:
        if row.has(column) and row.text(column) not in known:
            yield row.violates("R0", f"{column} '{row.text(column)}' is not {choice}")


_KEYS = {
    "bulks": "bulk",
    "syringes": "syringe",
    "presentations": "presentation",
    "suites": "suite",
    "lines": "line",
    "countries": "country",
}


def _buckets(rows: tuple[Row, ...], calendar: Calendar) -> Iterator[Violation]:
    firsts = {bucket.first for bucket in calendar.planned}
    for row in rows:
        for column in BUCKETS:
            if row.cells.get(column) is not None and row.day(column) not in firsts:
                what = f"no bucket of the plan starts on {row.day(column)}"
                yield row.violates("R0", what)


def _demand(row: Row, packs: set[tuple[str, str]]) -> Iterator[Violation]:
    if row.text("kind") == "forecast" and not row.has("month"):
        yield row.violates("R0", "a forecast needs a month")
    if row.text("kind") == "order" and not row.has("due_on"):
        yield row.violates("R0", "an order needs due_on")
    if row.has("units") == row.has("packs"):
        yield row.violates("R0", "demand is given in units or in packs, not in both or neither")
    if row.has("packs"):
        pair = row.text("country"), row.text("presentation")
        if pair not in packs:
            what = f"case/packs.csv does not say how many units a pack of {' '.join(pair)} has"
            yield row.violates("R0", what)


def _lot(row: Row) -> Iterator[Violation]:
    if row.has("syringe") == row.has("presentation"):
        what = "a lot is given by its syringe or by its presentation, not by both or neither"
        yield row.violates("R0", what)
    elif row.text("place") != SITE and not row.has("presentation"):
        yield row.violates("R0", f"a lot in {row.text('place')} needs its presentation")
    if row.text("status") == "in_qc" and not row.has("releases_on"):
        yield row.violates("R0", "a lot in QC needs releases_on")
