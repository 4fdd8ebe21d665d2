"""How a country's cover of a presentation stands against its floor, bucket by bucket."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from planner.plan import Record
from planner.report.view import View
from planner.tables.rounding import ROUNDING_PACKS


@dataclass(frozen=True)
class PairCover:
    """Cover of a (country, presentation) at the end of each planned bucket."""

    country: str
    presentation: str
    pack: int
    """Units in a pack."""

    lengths: tuple[int, ...]
    """Days of each bucket."""

    rows: tuple[Record, ...]
    """Rows of cover.csv, in the order of buckets."""

    @cached_property
    def floor(self) -> int:
        """Days of the floor."""
        return ceil(7 * float(self.rows[0]["floor_weeks"]))

    @cached_property
    def days(self) -> tuple[int, ...]:
        """Days of cover."""
        return tuple(row["cover_days"] for row in self.rows)

    @cached_property
    def below(self) -> tuple[bool, ...]:
        """Whether more is missing than whole packs explain, as on the Monday screen."""
        rounding = ROUNDING_PACKS * self.pack
        return tuple(row["below_units"] > rounding for row in self.rows)

    @cached_property
    def owed(self) -> tuple[bool, ...]:
        """Whether more is owed than whole packs explain, as in shortages.csv."""
        rounding = ROUNDING_PACKS * self.pack
        return tuple(row["backorder_units"] > rounding for row in self.rows)

    @cached_property
    def lacking(self) -> float:
        """Share of the floor that is lacking, on average over the plan's days."""
        lacking = sum(
            length * (1 - days / self.floor)
            for length, days, below in zip(self.lengths, self.days, self.below, strict=True)
            if below
        )
        return lacking / sum(self.lengths)

    @cached_property
    def lowest(self) -> Record:
        """The row with the fewest days of cover, of those the one that lacks most."""
        return min(self.rows, key=lambda row: (row["cover_days"], -row["below_units"]))

    @property
    def buckets_below(self) -> int:
        return sum(self.below)

    @cached_property
    def unit_days_below(self) -> int:
        """Units missing times days, in the buckets below the floor."""
        return sum(
            length * int(row["below_units"])
            for length, row, below in zip(self.lengths, self.rows, self.below, strict=True)
            if below
        )

    @cached_property
    def most_owed(self) -> int:
        """The largest backorder."""
        return max(int(row["backorder_units"]) for row in self.rows)

    def net(self) -> Iterable[int]:
        """Stock in the country less what is owed there; one of them is 0."""
        return (row["stock_units"] - row["backorder_units"] for row in self.rows)


def runs(holds: Sequence[bool]) -> Iterable[range]:
    """The runs of buckets in which something holds."""
    first = None
    for bucket, now in enumerate((*holds, False)):
        if now and first is None:
            first = bucket
        if not now and first is not None:
            yield range(first, bucket)
            first = None


def pairs_of(view: View) -> tuple[PairCover, ...]:
    """Every pair with a floor, the one that lacks most of it first."""
    pack = {(row.country, row.presentation): row.units_per_pack for row in view.plant.packs}
    found: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in view.rows("cover"):
        found[row["country"], row["presentation"]].append(row)
    lengths = tuple(view.calendar.days(bucket) for bucket in view.calendar.planned)
    pairs = [PairCover(*pair, pack[pair], lengths, tuple(rows)) for pair, rows in found.items()]
    pairs.sort(key=lambda pair: (-pair.lacking, -pair.unit_days_below))
    return tuple(pairs)
