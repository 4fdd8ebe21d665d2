"""R12: instructions are obeyed, and what is frozen stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.audit.batches import placed
from planner.audit.previous import Previous
from planner.audit.reading import Row, Run
from planner.audit.time import Calendar
from planner.audit.violation import Violation

ANY = "*"


def check(run: Run, calendar: Calendar, previous: Previous) -> Iterator[Violation]:
    """Instructions and frozen buckets."""
    batches = placed(run, calendar)
    for rule in run.case["instructions"]:
        fitting = [bucket for row, bucket in batches if _meant(rule, row)]
        yield from _obeyed(rule, fitting, calendar)
    yield from _frozen(run, calendar, previous)


def _meant(rule: Row, batch: Row) -> bool:
    return all(
        rule.text(column) in (ANY, batch.text(column)) for column in ("syringe", "suite", "line")
    )


def _obeyed(rule: Row, buckets: list[int], calendar: Calendar) -> Iterator[Violation]:
    """Whole buckets count towards `at_least`, every bucket touched towards `at_most`."""
    first, last = rule.day("from"), rule.day("until")
    spans = [calendar.planned[bucket] for bucket in buckets]
    inside = sum(1 for span in spans if first <= span.first and span.last <= last)
    touched = sum(1 for span in spans if span.first <= last and first <= span.last)
    where = " ".join(rule.text(column) for column in ("syringe", "suite", "line"))
    where = f"{where} from {first} until {last}"
    if rule.has("at_least") and inside < rule.whole("at_least"):
        what = f"{inside} batches of {where}; ordered are at least {rule.whole('at_least')}"
        yield rule.violates("R12", what)
    if rule.has("at_most") and touched > rule.whole("at_most"):
        what = f"{touched} batches of {where}; ordered are at most {rule.whole('at_most')}"
        yield rule.violates("R12", what)


def _frozen(run: Run, calendar: Calendar, previous: Previous) -> Iterator[Violation]:
    """Frozen buckets hold the open batches, and nothing else that is planned."""
    until = run.settings.frozen_until
    opened = Counter(
        (batch.kind, batch.bucket) for batch in previous.open if batch.bucket is not None
    )
    for kind, bucket in sorted({*opened, *previous.planned}, key=lambda key: (key[1], key[0])):
        span = calendar.planned[bucket]
        if until is None or span.last > until:
            continue
        before, now = opened[kind, bucket], previous.planned[kind, bucket]
        if before != now:
            what = f"the frozen bucket of {span.first} had {before} batches of {kind[0]}"
            what = f"{what} {kind[3]:g} L on {kind[1]} > {kind[2]}; it has {now}"
            yield Violation("R12", "batches.csv", 1, what)
