"""R4: nothing ships that was not made, and `stock.csv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.audit.compare import Key, compare
from planner.audit.reading import Run
from planner.audit.sources import Source
from planner.audit.time import DAY, Calendar
from planner.audit.violation import Violation


@dataclass(frozen=True)
class Shelf:
    """What lies at the site of one source."""

    source: Source
    units: Mapping[int, int]
    """At the end of each planned bucket, from the bucket of its fill to its expiry."""

    expired: Mapping[int, int]
    """Units written off, by bucket."""


def shelves(run: Run, calendar: Calendar, sources: Mapping[str, Source]) -> list[Shelf]:
    """The site stock by source and bucket; lots on hold or rejected are not in it."""
    shipped: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in run.plan["shipments"]:
        bucket = calendar.holding(row.day("bucket"))
        if bucket is not None:
            shipped[row.text("source")][bucket] += row.whole("units")
    return [
        _shelf(source, calendar, shipped.get(name, {}))
        for name, source in sources.items()
        if source.held is None
    ]


def _shelf(source: Source, calendar: Calendar, shipped: Mapping[int, int]) -> Shelf:
    expiry = _written_off(source, calendar)
    left, units, expired = source.units, {}, {}
    for bucket in range(len(calendar.planned)):
        left -= shipped.get(bucket, 0)
        if bucket == expiry:
            expired[bucket], left = left, 0
        if bucket >= source.bucket:
            units[bucket] = left
    return Shelf(source, units, expired)


def _written_off(source: Source, calendar: Calendar) -> int | None:
    """The bucket in which what is left is written off; the first if it expired before."""
    if not source.expiries:
        return None
    after = max(source.expiries) + DAY
    return calendar.holding(max(after, calendar.start))


def check(run: Run, calendar: Calendar, found: list[Shelf]) -> Iterator[Violation]:
    """More shipped than made, and `stock.csv` against the stock recomputed."""
    yield from _conserved(run, {shelf.source.name: shelf.source for shelf in found})
    figures: dict[Key, dict[str, float]] = defaultdict(lambda: {"units": 0, "expired_units": 0})
    for shelf in found:
        source = shelf.source
        for bucket, units in shelf.units.items():
            first = calendar.planned[bucket].first
            row = figures[source.syringe, source.route, source.filled_on, first]
            row["units"] += units
            row["expired_units"] += shelf.expired.get(bucket, 0)
    key = ("syringe", "route", "filled_bucket", "bucket")
    yield from compare(run, "stock", key, figures, _RULES, 1)


_RULES = {"units": "R4", "expired_units": "R4"}


def _conserved(run: Run, sources: Mapping[str, Source]) -> Iterator[Violation]:
    shipped: dict[str, int] = defaultdict(int)
    for row in sorted(run.plan["shipments"], key=lambda row: row.day("bucket")):
        name = row.text("source")
        shipped[name] += row.whole("units")
        if name in sources and shipped[name] > sources[name].units + 1:
            what = f"{name} has shipped {shipped[name]:,} units by {row.day('shipped_on')};"
            yield row.violates("R4", f"{what} it has {sources[name].units:,}")
