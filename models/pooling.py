"""Markets: pairs that the plan need not tell apart, pooled (design section 4).

Two pairs of a syringe are pooled when, in every flavour and ship bucket, they may
take the same interval of supply, weigh the same and hold the same floor. This loses
nothing: let S(t) be what a market has received and N its due curve after opening
stock, the sum of its members'. Serve the oldest due day first, and share inside one
day in proportion. Then no member receives less over time, the members' backorders
add up to max(0, N - S), and so do the units owed for 14 and for 42 days, because
each counts the dues up to some day less what was received. Every unpooled plan has
at least that lateness and that stock, so the pooled optimum is the unpooled one.
A pair that waits for a lot already in its country keeps a market of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from math import ceil

from models.calendar import DAY, Calendar
from models.demand import LATE_DAYS, Demand, Pair
from models.flavours import Flavour
from models.markets import Country
from models.plant import Plant
from models.shelf import Approvals, Shelf

Window = tuple[int, int]
"""First and last position of a flavour's line of supply that a shipment may take."""


@dataclass(frozen=True)
class Market:
    """Pairs of one syringe that share eligibility, priority and floor."""

    name: str
    syringe: str
    pairs: tuple[Pair, ...]
    priority: float
    windows: dict[tuple[str, int], Window]
    """(flavour, ship bucket): the interval of supply it may take; absent: none."""

    owed: tuple[int, ...]
    """Units due up to the end of each bucket, after opening stock."""

    owed_late: dict[int, tuple[int, ...]]
    """The same up to 14 and 42 days before the end of each bucket."""

    owed_ahead: tuple[int, ...]
    """The same up to a cover floor after the end of each bucket; empty without a floor."""

    received: tuple[int, ...]
    """Units that QC releases in the country by the end of each bucket."""

    demand: int
    """All units due up to the end of the tail, before opening stock."""


def markets(
    plant: Plant,
    calendar: Calendar,
    demand: Demand,
    found: tuple[Flavour, ...],
    approvals: Approvals,
    shelf: Shelf,
    *,
    pooled: bool = True,
) -> tuple[Market, ...]:
    """The markets of a plant; `pooled=False` keeps every pair apart (for proofs)."""
    countries = {row.country: row for row in plant.countries}
    syringe_of = {row.presentation: row.syringe for row in plant.presentations}
    windows = _Windows(plant, calendar, found, approvals, shelf)
    alike: dict[object, list[Pair]] = defaultdict(list)
    allowed = {pair: windows.of(pair, syringe_of[pair[1]]) for pair in demand.dues}
    for pair, dues in demand.dues.items():
        country = countries[pair[0]]
        alone = dues.receipts or not pooled
        signature = (
            syringe_of[pair[1]],
            country.priority,
            country.cover_floor_weeks,
            tuple(sorted(allowed[pair].items())),
            pair if alone else None,
        )
        alike[signature].append(pair)
    return tuple(
        _market(
            tuple(pairs),
            syringe_of[pairs[0][1]],
            countries[pairs[0][0]],
            allowed[pairs[0]],
            calendar,
            demand,
        )
        for pairs in alike.values()
    )


def _market(
    pairs: tuple[Pair, ...],
    syringe: str,
    country: Country,
    windows: dict[tuple[str, int], Window],
    calendar: Calendar,
    demand: Demand,
) -> Market:
    dues = [demand.dues[pair] for pair in pairs]
    lasts = [calendar.last(bucket) for bucket in calendar.buckets]
    first, others = pairs[0], len(pairs) - 1
    floor = ceil(7 * country.cover_floor_weeks) * DAY
    return Market(
        name=f"{first[1]} {first[0]}" + (f" +{others}" if others else ""),
        syringe=syringe,
        pairs=pairs,
        priority=country.priority,
        windows=windows,
        owed=tuple(sum(due.at(due.net, day) for due in dues) for day in lasts),
        owed_late={
            late: tuple(sum(due.at(due.net, day - late * DAY) for due in dues) for day in lasts)
            for late in LATE_DAYS
        },
        owed_ahead=tuple(
            sum(due.at(due.net, day + floor) for due in dues) for day in lasts if floor
        ),
        received=tuple(
            sum(units for due in dues for on, units in due.receipts if on <= day) for day in lasts
        ),
        demand=sum(due.at(due.gross, lasts[-1]) for due in dues),
    )


class _Windows:
    """Which interval of each flavour a pair may take in each ship bucket."""

    def __init__(
        self,
        plant: Plant,
        calendar: Calendar,
        found: tuple[Flavour, ...],
        approvals: Approvals,
        shelf: Shelf,
    ) -> None:
        self._countries = {row.country: row for row in plant.countries}
        self._calendar, self._flavours = calendar, found
        self._approvals, self._shelf = approvals, shelf

    def of(self, pair: Pair, syringe: str) -> dict[tuple[str, int], Window]:
        """Windows of a pair by (flavour, ship bucket)."""
        windows = {}
        for flavour in self._flavours:
            if flavour.syringe == syringe and flavour.serves(pair[1]):
                for bucket, window in self._in(flavour, pair).items():
                    windows[flavour.name, bucket] = window
        return windows

    def _in(self, flavour: Flavour, pair: Pair) -> dict[int, Window]:
        country, calendar = self._countries[pair[0]], self._calendar
        group = country.approval_group
        lag = self._shelf.release_days(flavour.syringe, group)
        positions = flavour.positions(calendar)
        leaves = [
            self._shelf.last_ship_day(country, pair[1], flavour.filled_on(p, calendar))
            for p in positions
        ]
        for p in reversed(positions[:-1]):
            leaves[p] = min(leaves[p], leaves[p + 1])
        released = [flavour.release(p, lag, calendar) for p in positions]
        suite, line = flavour.routes[0]
        windows = {}
        for bucket in calendar.buckets:
            day = calendar.last(bucket)
            if self._approvals.route(group, pair[1], suite, line, day):
                oldest, newest = bisect_left(leaves, day), bisect_right(released, day) - 1
                if oldest <= newest:
                    windows[bucket] = oldest, newest
        return windows
