"""The line of supply of a flavour, position by position (see `models.flavours`)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass

from models.calendar import DAY
from models.flavours import Flavour
from models.milp.indices import Indices
from models.plant import Plant
from models.shelf import Shelf


@dataclass(frozen=True)
class Supply:
    """When the positions of a flavour's line are released and expire."""

    flavour: Flavour
    ready_upto: tuple[int, ...]
    """Per bucket: last position that some group may receive, or that has expired, by its
    end; -1: none. What expires in QC is written off like the rest."""

    expired_upto: dict[int, int]
    """Bucket in which something expires: last position that has expired by then."""

    @classmethod
    def of(cls, indices: Indices, plant: Plant, name: str) -> Supply:
        """The line of supply of a flavour of a plant."""
        flavour, calendar = indices.flavours[name], indices.calendar
        shelf = Shelf(plant)
        group_of = {row.country: row.approval_group for row in plant.countries}
        asking = {
            (group_of[country], presentation)
            for market in indices.markets.values()
            if market.syringe == flavour.syringe
            for country, presentation in market.pairs
            if flavour.serves(presentation)
        }
        lag = min(shelf.release_days(flavour.syringe, group) for group, _ in asking)
        positions = flavour.positions(calendar)
        released = [flavour.release(p, lag, calendar) for p in positions]
        expiries = [
            max(shelf.expiry(p, g, flavour.filled_on(position, calendar)) for g, p in asking)
            for position in positions
        ]
        lasts = [calendar.last(bucket) for bucket in calendar.buckets]
        expired = _expired(expiries, lasts)
        ready, gone = [], -1
        for bucket, last in enumerate(lasts):
            gone = expired.get(bucket, gone)
            ready.append(max(bisect_right(released, last) - 1, gone))
        return cls(flavour, tuple(ready), expired)

    def bucket(self, position: int) -> int | None:
        """The planned bucket at a position; None for a source."""
        sources = len(self.flavour.sources)
        return None if position < sources else position - sources

    def released_in(self, bucket: int) -> range:
        """Positions that are first released in a bucket."""
        before = self.ready_upto[bucket - 1] if bucket else -1
        return range(before + 1, self.ready_upto[bucket] + 1)

    def expires_in(self, bucket: int) -> range:
        """Positions that expire in a bucket."""
        upto = self.expired_upto
        before = max((last for earlier, last in upto.items() if earlier < bucket), default=-1)
        return range(before + 1, upto.get(bucket, before) + 1)


def _expired(expiries: list[dt.date], lasts: list[dt.date]) -> dict[int, int]:
    """Last position expired by the end of each bucket, where it grows."""
    found: dict[int, int] = {}
    before = -1
    for bucket, last in enumerate(lasts):
        upto = before
        while upto + 1 < len(expiries) and expiries[upto + 1] + DAY <= last:
            upto += 1
        if upto > before:
            found[bucket] = upto
        before = upto
    return found
