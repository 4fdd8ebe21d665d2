"""What may happen: the index sets of the model, built once from the plant.

What may not happen has no index, hence no variable.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from models.batches import BatchKind, batch_kinds
from models.calendar import Calendar
from models.demand import Demand
from models.flavours import Flavour, flavours
from models.hours import StaffedHours, appointments
from models.plant import Plant
from models.pooling import Market, Window, markets
from models.previous import frozen_buckets, open_batches, open_bucket
from models.shelf import Approvals, Shelf
from models.states import States, state_of
from models.thawing import SubstanceSupply, supplies

KindKey = tuple[str, str, str, float]
THOUSAND = 1000.0
"""The model counts units in thousands: HiGHS loses plans when values span 1e-6 to 1e5."""


@dataclass(frozen=True)
class FirmWork:
    """A firm batch whose fill lies in the plan."""

    name: str
    kind: BatchKind
    bucket: int
    prepared: bool
    """Prepared before the start: it takes no suite hours any more."""

    frozen: bool = False
    """Of the previous plan, in a frozen bucket: the plan's own batch, but fixed."""


@dataclass(frozen=True)
class Indices:
    """The plant as the constraint families see it."""

    calendar: Calendar
    hours: StaffedHours
    demand: Demand
    kinds: dict[KindKey, BatchKind]
    flavours: dict[str, Flavour]
    markets: dict[str, Market]
    flavour_of: dict[tuple[str, str, str], str]
    """(syringe, suite, line): flavour of what is made there."""

    starts: tuple[tuple[KindKey, int], ...]
    """(batch kind, bucket) in which a batch may be filled: both units staffed."""

    shipments: tuple[tuple[str, str, int], ...]
    """(flavour, market, ship bucket) that some unit may take."""

    firm: tuple[FirmWork, ...]
    """Work that is fixed: firm batches, and the previous plan's in frozen buckets."""

    states: States
    weeks: int
    """Number of weekly buckets; they come first."""

    appointments: dict[int, tuple[int, ...]]
    """Row of `media_fills`: the buckets in which it may be done."""

    substance_lots: dict[str, SubstanceSupply]
    opened: dict[tuple[KindKey, int], int]
    """(batch kind, bucket): open batches of the previous plan (R12)."""

    frozen: frozenset[int]
    """Buckets in which the previous plan stays as it is."""

    pack_loss: dict[str, int]
    """Units of each batch or lot of a syringe that may be less than a pack: planned as lost."""

    @classmethod
    def of(cls, plant: Plant, *, pooled: bool = True) -> Indices:
        calendar = Calendar.of(plant)
        shelf, approvals = Shelf(plant), Approvals(plant)
        demand = Demand(plant, calendar, shelf)
        hours = StaffedHours.of(plant, calendar)
        found = flavours(plant, calendar, demand, approvals, shelf)
        pools = markets(plant, calendar, demand, found, approvals, shelf, pooled=pooled)
        flavour_of = {(f.syringe, *route): f.name for f in found if f.planned for route in f.routes}
        every = batch_kinds(plant)
        ordered = _ordered(plant, every, flavour_of)
        kinds = {k: kind for k, kind in every.items() if k[:3] in flavour_of or k in ordered}
        shipments = sorted((f, m.name, t) for m in pools for f, t in m.windows)
        frozen = frozen_buckets(plant, calendar)
        opened = Counter(
            ((row.syringe, row.suite, row.line, row.volume_l), open_bucket(row, calendar))
            for row in open_batches(plant)
        )
        return cls(
            calendar=calendar,
            hours=hours,
            demand=demand,
            kinds=kinds,
            flavours={flavour.name: flavour for flavour in found},
            markets={market.name: market for market in pools},
            flavour_of=flavour_of,
            starts=_starts(kinds, calendar, hours, frozen),
            shipments=tuple(shipments),
            firm=(*_firm(plant, every, calendar), *_frozen(plant, every, calendar, frozen)),
            states=States.of_plant(plant),
            weeks=plant.settings.weeks,
            appointments=appointments(plant, calendar, hours),
            substance_lots=supplies(plant, calendar),
            opened=dict(opened),
            frozen=frozen,
            pack_loss=_pack_loss(plant, demand),
        )

    def window(self, flavour: str, market: str, bucket: int) -> Window:
        """Interval of the flavour's line of supply that a shipment may take."""
        return self.markets[market].windows[flavour, bucket]

    def firm_count(self, resource: str, state: str, bucket: int) -> int:
        """Fixed batches of a state on a resource in a bucket."""
        return sum(
            work.bucket == bucket
            and resource in work.kind.route[work.prepared :]
            and state_of(work.kind, resource) == state
            for work in self.firm
        )

    def leaving(self) -> dict[tuple[str, int], list[tuple[str, str, int]]]:
        """Shipments by flavour and bucket."""
        grouped: dict[tuple[str, int], list[tuple[str, str, int]]] = defaultdict(list)
        for flavour, market, bucket in self.shipments:
            grouped[flavour, bucket].append((flavour, market, bucket))
        return grouped


def _ordered(
    plant: Plant,
    kinds: dict[KindKey, BatchKind],
    flavour_of: dict[tuple[str, str, str], str],
) -> set[KindKey]:
    """Kinds that nobody may ever receive, but that an instruction asks for all the same."""
    found: set[KindKey] = set()
    for row in plant.instructions:
        wanted = {key for key, kind in kinds.items() if row.at_least and row.means(kind.key)}
        if not any(key[:3] in flavour_of for key in wanted):
            found |= wanted
    return found


def _starts(
    kinds: dict[KindKey, BatchKind],
    calendar: Calendar,
    hours: StaffedHours,
    frozen: frozenset[int],
) -> tuple[tuple[KindKey, int], ...]:
    return tuple(
        (key, bucket)
        for key, kind in kinds.items()
        for bucket in calendar.planned
        if bucket not in frozen
        and hours.offered[kind.suite, bucket] > 0
        and hours.offered[kind.line, bucket] > 0
    )


def _firm(
    plant: Plant, kinds: dict[KindKey, BatchKind], calendar: Calendar
) -> tuple[FirmWork, ...]:
    rows = [row for row in plant.firm_batches if row.status != "filled"]
    return tuple(
        FirmWork(
            row.batch,
            kinds[row.syringe, row.suite, row.line, row.volume_l],
            calendar.bucket_of(row.fill_on),
            row.status == "in_process",
        )
        for row in rows
    )


def _frozen(
    plant: Plant,
    kinds: dict[KindKey, BatchKind],
    calendar: Calendar,
    frozen: frozenset[int],
) -> Iterator[FirmWork]:
    """The open batches of frozen buckets."""
    for row in open_batches(plant):
        bucket = open_bucket(row, calendar)
        if bucket in frozen:
            kind = kinds[row.syringe, row.suite, row.line, row.volume_l]
            yield FirmWork(row.batch, kind, bucket, prepared=False, frozen=True)


def _pack_loss(plant: Plant, demand: Demand) -> dict[str, int]:
    """The largest pack of each syringe, less one unit."""
    syringe_of = {row.presentation: row.syringe for row in plant.presentations}
    loss = dict.fromkeys(syringe_of.values(), 0)
    for row in plant.packs:
        if (row.country, row.presentation) in demand.dues:
            syringe = syringe_of[row.presentation]
            loss[syringe] = max(loss[syringe], row.units_per_pack - 1)
    return loss
