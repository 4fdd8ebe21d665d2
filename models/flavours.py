"""Flavours: stock that differs only by routes nobody tells apart (docs/rules.md, R3, R4).

A route is (suite, line). Routes of a syringe that are approved alike, for every
group and presentation on every ship date, make one flavour. Inside a flavour supply
stands in one line, oldest first: the *sources* that exist at the start, then the
planned buckets. A shipment may take an interval of that line, from the oldest unit
that is fresh enough to the newest that is released. Sources that would break this
order (a finished lot that serves one presentation only, an old lot that QC releases
late) get a flavour of their own.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from models.batches import BatchKind, batch_kinds
from models.calendar import DAY, Calendar
from models.demand import Demand, Pair
from models.inventory import SITE
from models.plant import Plant
from models.shelf import Approvals, Shelf

Route = tuple[str, str]
"""(suite, line)."""


@dataclass(frozen=True)
class Source:
    """Units at the site that exist when the plan starts: a lot or a filled batch."""

    name: str
    syringe: str
    route: Route
    filled_on: dt.date
    units: int
    presentation: str | None
    """The only presentation it can serve; None: all of its syringe."""

    released_on: dt.date | None
    """Release for every group; None: by the release rule, from the fill date."""

    def release(self, lag: int) -> dt.date:
        """Release date for a group whose release takes `lag` days."""
        return self.released_on or self.filled_on + lag * DAY


@dataclass(frozen=True)
class Flavour:
    """Interchangeable stock of one syringe."""

    name: str
    syringe: str
    routes: tuple[Route, ...]
    sources: tuple[Source, ...]
    """Oldest first; positions 0 .. len(sources) - 1 of the line of supply."""

    planned: bool
    """Whether batches of the plan join it; bucket k is position len(sources) + k."""

    def serves(self, presentation: str) -> bool:
        """Whether its units may become a presentation of the syringe."""
        return all(source.presentation in (None, presentation) for source in self.sources)

    def filled_on(self, position: int, calendar: Calendar) -> dt.date:
        """Day from which the units of a position age."""
        if position < len(self.sources):
            return self.sources[position].filled_on
        return calendar.first(position - len(self.sources))

    def release(self, position: int, lag: int, calendar: Calendar) -> dt.date:
        """Day on which they are released for a group."""
        if position < len(self.sources):
            return self.sources[position].release(lag)
        return calendar.last(position - len(self.sources)) + lag * DAY

    def positions(self, calendar: Calendar) -> range:
        return range(len(self.sources) + (calendar.horizon if self.planned else 0))


def sources_of(plant: Plant) -> tuple[Source, ...]:
    """Lots at the site and batches filled before the start, oldest first.

    Lots on hold or rejected never ship and are left out.
    """
    syringe_of = {row.presentation: row.syringe for row in plant.presentations}
    found = [
        Source(
            lot.lot,
            lot.syringe or syringe_of[lot.presentation or ""],
            (lot.suite, lot.line),
            lot.filled_on,
            lot.units,
            lot.presentation,
            lot.releases_on if lot.status == "in_qc" else dt.date.min,
        )
        for lot in plant.lots
        if lot.place == SITE and lot.status in ("released", "in_qc")
    ]
    kinds = batch_kinds(plant)
    for batch in plant.firm_batches:
        if batch.status == "filled":
            kind = kinds[batch.syringe, batch.suite, batch.line, batch.volume_l]
            found.append(
                Source(
                    batch.batch, batch.syringe, kind.route, batch.fill_on, kind.units, None, None
                )
            )
    return tuple(sorted(found, key=lambda source: (source.filled_on, source.name)))


def flavours(
    plant: Plant, calendar: Calendar, demand: Demand, approvals: Approvals, shelf: Shelf
) -> tuple[Flavour, ...]:
    """The flavours of every demanded syringe."""
    kinds = tuple(batch_kinds(plant).values())
    asked = _asked(plant, demand)
    found: list[Flavour] = []
    for syringe in sorted({row.syringe for row in plant.presentations}):
        if not asked[syringe]:
            continue
        wanted = {None, *(presentation for _, presentation in asked[syringe])}
        sources = [
            source
            for source in sources_of(plant)
            if source.syringe == syringe and source.presentation in wanted
        ]
        lags = sorted({shelf.release_days(syringe, group) for group, _ in asked[syringe]})
        odd = _odd(sources, lags, calendar)
        common = [source for source in sources if source.name not in odd]
        found += _by_approval(syringe, kinds, common, asked[syringe], calendar, approvals)
        found += [
            Flavour(f"{syringe}: {source.name}", syringe, (source.route,), (source,), False)
            for source in sources
            if source.name in odd
        ]
    return tuple(found)


def _asked(plant: Plant, demand: Demand) -> dict[str, set[Pair]]:
    """For each syringe the (approval group, presentation) that demand it."""
    group_of = {row.country: row.approval_group for row in plant.countries}
    syringe_of = {row.presentation: row.syringe for row in plant.presentations}
    asked: dict[str, set[Pair]] = defaultdict(set)
    for country, presentation in demand.dues:
        asked[syringe_of[presentation]].add((group_of[country], presentation))
    return asked


def _odd(sources: list[Source], lags: list[int], calendar: Calendar) -> set[str]:
    """Sources that do not stand in line: finished, or released after younger ones."""
    earliest = {lag: calendar.last(0) + lag * DAY for lag in lags}
    odd = set()
    for source in reversed(sources):
        late = any(source.release(lag) > earliest[lag] for lag in lags)
        if late or source.presentation is not None:
            odd.add(source.name)
        else:
            earliest = {lag: min(day, source.release(lag)) for lag, day in earliest.items()}
    return odd


def _by_approval(
    syringe: str,
    kinds: Iterable[BatchKind],
    sources: list[Source],
    asked: set[Pair],
    calendar: Calendar,
    approvals: Approvals,
) -> list[Flavour]:
    """Group the routes of a syringe by who may receive them, and when."""
    made = {kind.route for kind in kinds if kind.syringe == syringe}
    alike: dict[tuple[bool, ...], list[Route]] = defaultdict(list)
    for suite, line in sorted(made | {source.route for source in sources}):
        signature = tuple(
            approvals.route(group, presentation, suite, line, calendar.last(bucket))
            for group, presentation in sorted(asked)
            for bucket in calendar.buckets
        )
        if any(signature):
            alike[signature].append((suite, line))
    return [
        Flavour(
            f"{syringe}: " + ", ".join(f"{suite} > {line}" for suite, line in routes),
            syringe,
            tuple(routes),
            tuple(source for source in sources if source.route in routes),
            any(route in made for route in routes),
        )
        for routes in alike.values()
    ]
