"""Stock that cannot serve a country by a day: not approved, in QC, or too old."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from models.calendar import DAY
from models.demand import Pair
from models.inventory import SITE, Lot
from models.shelf import Approvals, Shelf, door_days
from planner.pegging import Supply
from planner.tables.facts import Facts


@dataclass(frozen=True)
class Lying:
    """What is left of a batch or lot."""

    name: str
    units: int
    said: str


class Waiting:
    """What lies at the site, or in a country, at the end of a bucket."""

    def __init__(self, facts: Facts) -> None:
        self._facts, self._calendar = facts, facts.indices.calendar
        self._approvals, self._shelf = Approvals(facts.plant), Shelf(facts.plant)
        self._country = {row.country: row for row in facts.plant.countries}
        self._syringe = {row.presentation: row.syringe for row in facts.plant.presentations}
        self._there: dict[tuple[str, int], list[tuple[Supply, int]]] = defaultdict(list)
        for shelf in facts.shelves:
            for bucket, units in shelf.units.items():
                if units > 0:
                    self._there[shelf.supply.syringe, bucket].append((shelf.supply, units))
        self._lots_in_qc: dict[Pair, list[Lot]] = defaultdict(list)
        for lot in facts.plant.lots:
            if lot.status == "in_qc" and lot.presentation is not None:
                self._lots_in_qc[lot.place, lot.presentation].append(lot)

    def unapproved(self, pair: Pair, bucket: int) -> list[tuple[str, int]]:
        """Route, and units made there that leave later for the group."""
        group, syringe = self._facts.group[pair[0]], self._syringe[pair[1]]
        here = {s.name: s for s, _ in self._of(syringe, pair, bucket)}
        found: Counter[str] = Counter()
        for row in self._facts.tables["shipments"]:
            source = here.get(row["source"])
            later = row["shipped_on"] > self._calendar.last(bucket)
            ours = later and self._facts.group[row["country"]] == group
            if source and ours and not self._approved(pair, source, bucket):
                found[" > ".join(source.route)] += row["units"]
        return sorted(found.items(), key=lambda each: (-each[1], each[0]))

    def in_qc(self, pair: Pair, bucket: int) -> list[Lying]:
        """Lots and batches that are there, but not released for the group."""
        day = self._calendar.last(bucket)
        found = [
            (released, supply.name, units)
            for supply, units in self._approved_of(pair, bucket)
            if supply.status != "planned" and (released := self._released(pair, supply)) > day
        ]
        way = door_days(self._country[pair[0]]) * DAY
        found += [
            (lot.releases_on, lot.lot, lot.units)
            for lot in self._lots_in_qc.get(pair, ())
            if lot.releases_on is not None and lot.releases_on - way > day
        ]
        return [
            Lying(name, units, f"{name} ({units:,}) until {released}")
            for released, name, units in sorted(found)
        ]

    def too_old(self, pair: Pair, bucket: int) -> list[Lying]:
        """What is released, but has too little shelf life left on arrival."""
        country, day = self._country[pair[0]], self._calendar.last(bucket)
        found = []
        for supply, units in self._approved_of(pair, bucket):
            last = self._shelf.last_ship_day(country, pair[1], supply.filled_on)
            if last < day and self._released(pair, supply) <= day:
                required = self._shelf.required_days(country, pair[1], supply.filled_on)
                left = required - (day - last).days
                said = (
                    f"has {left} of {required} days"
                    if left >= 0
                    else f"expires {-left} days before that"
                )
                found.append(Lying(supply.name, units, f"{supply.name} ({units:,}) {said}"))
        return sorted(found, key=lambda lying: -lying.units)

    def at_the_site(self, pair: Pair, bucket: int) -> int:
        """Units that might have left for the country."""
        country, day = self._country[pair[0]], self._calendar.last(bucket)
        return sum(
            units
            for supply, units in self._approved_of(pair, bucket)
            if self._released(pair, supply) <= day
            and day <= self._shelf.last_ship_day(country, pair[1], supply.filled_on)
        )

    def on_hold(self, pair: Pair) -> Iterator[str]:
        """Lots on hold that the country could use otherwise."""
        for lot in self._facts.plant.lots:
            mine = lot.presentation in (None, pair[1]) and lot.place in (SITE, pair[0])
            syringe = lot.syringe or self._syringe[lot.presentation or ""]
            if lot.status == "on_hold" and mine and syringe == self._syringe[pair[1]]:
                yield f"{lot.lot} ({lot.units:,})"

    def _of(self, syringe: str, pair: Pair, bucket: int) -> Iterator[tuple[Supply, int]]:
        for supply, units in self._there.get((syringe, bucket), ()):
            if supply.presentation in (None, pair[1]):
                yield supply, units

    def _approved_of(self, pair: Pair, bucket: int) -> Iterator[tuple[Supply, int]]:
        for supply, units in self._of(self._syringe[pair[1]], pair, bucket):
            if self._approved(pair, supply, bucket):
                yield supply, units

    def _approved(self, pair: Pair, supply: Supply, bucket: int) -> bool:
        group, day = self._facts.group[pair[0]], self._calendar.last(bucket)
        return self._approvals.route(group, pair[1], *supply.route, day)

    def _released(self, pair: Pair, supply: Supply) -> dt.date:
        """Day on which it is released for the country's group."""
        if supply.released_on is not None:
            return supply.released_on
        lag = self._shelf.release_days(supply.syringe, self._facts.group[pair[0]])
        made = supply.filled_on if supply.bucket is None else self._calendar.last(supply.bucket)
        return made + lag * DAY
