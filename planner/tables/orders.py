"""Instructions in words, and the batches that they count (docs/rules.md, R12)."""

from __future__ import annotations

from collections.abc import Iterator

from models.batches import BatchKind
from models.calendar import Calendar
from models.inventory import Instruction
from models.units import ANY
from planner.tables.shipments import HEADER_ROWS


def ordered(row: Instruction, index: int) -> Iterator[str]:
    """What row `index` of `instructions` asks for; a row may ask for two things."""
    head = f"row {index + HEADER_ROWS} by {row.by}"
    where = " > ".join(name for name in (row.suite, row.line) if name != ANY)
    what = f"{'batches' if row.syringe == ANY else row.syringe}{where and f' on {where}'}"
    for word, count in (("at least", row.at_least), ("at most", row.at_most)):
        if count is not None:
            yield f"{head}: {word} {count} {what} from {row.from_} until {row.until}"


def inside(row: Instruction, calendar: Calendar) -> range:
    """Planned buckets that lie wholly in its time: those of `at_least`."""
    found = [
        t
        for t in calendar.planned
        if row.from_ <= calendar.first(t) and calendar.last(t) <= row.until
    ]
    return range(found[0], found[-1] + 1) if found else range(0)


def touched(row: Instruction, calendar: Calendar) -> range:
    """Planned buckets that have a day in its time: those of `at_most`."""
    found = [
        t
        for t in calendar.planned
        if calendar.first(t) <= row.until and row.from_ <= calendar.last(t)
    ]
    return range(found[0], found[-1] + 1) if found else range(0)


def means(row: Instruction, syringe: str, suite: str, line: str) -> bool:
    """Whether it counts the batches of a syringe on a route."""
    wanted = ((row.syringe, syringe), (row.suite, suite), (row.line, line))
    return all(name in (ANY, own) for name, own in wanted)


def means_kind(row: Instruction, kind: BatchKind) -> bool:
    """Whether it counts the batches of a kind."""
    return means(row, kind.syringe, kind.suite, kind.line)
