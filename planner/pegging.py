"""Pegging: which batch or lot every pack comes from, first expiry first.

Inside a flavour the supply stands in one line, oldest first, and an order may take an
interval of it. Orders are served by the newest unit that they may take, the most
restricted first, each from the oldest unit that is fresh enough: for intervals this
serves everything that can be served (Glover 1967), so the model's rows suffice. A pack
holds units of one batch; what is left of a batch may be less than a pack, and then the
pack waits until something that nobody else needs may leave for the country.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.batches import BatchKind, batch_kinds
from models.demand import Pair
from models.flavours import Route
from models.inventory import SITE
from models.milp.decisions import Decisions
from models.milp.indices import Indices
from models.plant import Plant
from planner.naming import firm_since, named
from planner.split import Order


@dataclass(frozen=True)
class Supply:
    """A batch or lot at the site, with what it holds."""

    name: str
    syringe: str
    route: Route
    filled_on: dt.date
    """Day from which it ages."""

    units: int
    bucket: int | None
    """Bucket of its fill; None if it was filled before the plan."""

    status: str
    """`lot`, or of batches: filled, in_process, firm, planned."""

    kind: BatchKind | None
    """What it took to make; None for lots."""

    presentation: str | None
    """The only presentation it can be."""

    released_on: dt.date | None
    """Release for every group, of lots; None: by the release rule."""

    since_previous: str | None = None
    """kept, moved or new against the previous plan; None of lots, and without one."""


@dataclass(frozen=True)
class Pegged:
    """Packs of one source that leave for a country in a bucket."""

    source: str
    pair: Pair
    bucket: int
    packs: int
    units: int


FIRM = {"released": "firm", "in_process": "in_process"}


def supplies(plant: Plant, indices: Indices, decisions: Decisions) -> tuple[Supply, ...]:
    """Everything that ships, oldest first: lots, firm batches, planned batches."""
    found = [*_lots(plant), *_firm(plant, indices)]
    calendar = indices.calendar
    for each in named(plant, calendar, decisions.batches):
        first = calendar.first(each.bucket)
        batch = _batch(each.name, each.kind, first, each.bucket, "planned")
        found.append(replace(batch, since_previous=each.since_previous))
    return tuple(sorted(found, key=lambda supply: (supply.filled_on, supply.name)))


def _lots(plant: Plant) -> Iterable[Supply]:
    syringe_of = {row.presentation: row.syringe for row in plant.presentations}
    for lot in plant.lots:
        if lot.place == SITE and lot.status in ("released", "in_qc"):
            released = lot.releases_on if lot.status == "in_qc" else dt.date.min
            syringe = lot.syringe or syringe_of[lot.presentation or ""]
            route = lot.suite, lot.line
            yield Supply(
                lot.lot, syringe, route, lot.filled_on, lot.units, None, "lot", None,
                lot.presentation, released,
            )  # fmt: skip


def _firm(plant: Plant, indices: Indices) -> Iterable[Supply]:
    kinds = batch_kinds(plant)
    since = firm_since(plant, indices.calendar)
    for row in plant.firm_batches:
        kind = kinds[row.syringe, row.suite, row.line, row.volume_l]
        if row.status == "filled":
            batch = _batch(row.batch, kind, row.fill_on, None, "filled")
        else:
            bucket = indices.calendar.bucket_of(row.fill_on)
            first = indices.calendar.first(bucket)
            batch = _batch(row.batch, kind, first, bucket, FIRM[row.status])
        yield replace(batch, since_previous=since.get(row.batch))


def _batch(name: str, kind: BatchKind, filled: dt.date, bucket: int | None, status: str) -> Supply:
    return Supply(
        name, kind.syringe, kind.route, filled, kind.units, bucket, status, kind, None, None
    )


def peg(
    indices: Indices, found: tuple[Supply, ...], asked: tuple[Order, ...]
) -> tuple[tuple[Pegged, ...], int]:
    """Peg orders to supplies.

    Returns
    -------
    The pegged packs in ship order, and the units that found no whole pack.
    """
    shelves = Shelves(indices, found)
    pegged: list[Pegged] = []
    waiting: list[tuple[Order, int]] = []
    for order in sorted(asked, key=lambda order: _urgency(indices, order)):
        rows, packs = shelves.take(order, order.flavour, order.bucket, order.packs)
        pegged += rows
        if packs:
            waiting.append((order, packs))
    unserved = 0
    for order, packs in sorted(waiting, key=lambda each: each[0].bucket):
        windows = indices.markets[order.market].windows
        for flavour, bucket in sorted(windows, key=lambda window: (window[1], window[0])):
            if packs and bucket >= order.bucket:
                rows, packs = shelves.take(order, flavour, bucket, packs)
                pegged += rows
        unserved += packs * order.units_per_pack
    return tuple(_merged(pegged)), unserved


def _urgency(indices: Indices, order: Order) -> tuple[int, int, int]:
    """Orders that are equal keep their order: who is furthest behind comes first."""
    oldest, newest = indices.window(order.flavour, order.market, order.bucket)
    return newest, order.bucket, oldest


class Shelves:
    """What is left of every batch and lot, by flavour and position in its line."""

    def __init__(self, indices: Indices, found: tuple[Supply, ...]) -> None:
        self._indices = indices
        self._left = {supply.name: supply.units for supply in found}
        self._names: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        source_at = {
            source.name: (flavour.name, position)
            for flavour in indices.flavours.values()
            for position, source in enumerate(flavour.sources)
        }
        for supply in found:
            if supply.bucket is None:
                place = source_at.get(supply.name)
            else:
                name = indices.flavour_of.get((supply.syringe, *supply.route))
                sources = len(indices.flavours[name].sources) if name else 0
                place = (name, sources + supply.bucket) if name else None
            if place is not None:
                self._names[place[0]][place[1]].append(supply.name)

    def take(self, order: Order, flavour: str, bucket: int, packs: int) -> tuple[list[Pegged], int]:
        """Take whole packs from the oldest supply that may leave; what is missing."""
        oldest, newest = self._indices.window(flavour, order.market, bucket)
        taken = []
        for position in range(oldest, newest + 1):
            for name in self._names[flavour].get(position, ()):
                whole = min(packs, self._left[name] // order.units_per_pack)
                if whole:
                    units = whole * order.units_per_pack
                    taken.append(Pegged(name, order.pair, bucket, whole, units))
                    self._left[name] -= units
                    packs -= whole
        return taken, packs


def _merged(pegged: list[Pegged]) -> Iterable[Pegged]:
    """One row for each source, pair and bucket, in ship order."""
    rows: dict[tuple[int, Pair, str], Pegged] = {}
    for each in pegged:
        key = each.bucket, each.pair, each.source
        known = rows.get(key)
        rows[key] = (
            each
            if known is None
            else replace(known, packs=known.packs + each.packs, units=known.units + each.units)
        )
    return (rows[key] for key in sorted(rows))
