"""`shortages.csv`: who is short, from when until when, by how much, and what binds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from planner.tables.account import Account
from planner.tables.binding import Binding
from planner.tables.facts import Facts
from planner.tables.rounding import ROUNDING_PACKS

Record = dict[str, Any]


@dataclass(frozen=True)
class Spell:
    """A run of buckets in which a pair is owed more than two packs."""

    account: Account
    buckets: range

    @property
    def worst(self) -> int:
        """The bucket at whose end most is owed."""
        return max(self.buckets, key=self.account.backorder)

    @property
    def worst_days(self) -> int:
        """Days since the oldest unit owed then fell due."""
        last = self.account.lasts[self.worst]
        return (last - self.account.oldest_due(self.worst)).days


def shortages(facts: Facts, found: Iterable[Account]) -> list[Record]:
    """One row a spell, the most urgent first."""
    pack = {(row.country, row.presentation): row.units_per_pack for row in facts.plant.packs}
    binding = Binding(facts)
    spells = [spell for account in found for spell in _spells(account, pack[account.pair])]
    rows = []
    for spell in spells:
        owed = spell.account.backorder(spell.worst)
        binds, reason = binding.of(spell.account.pair, spell.worst, owed)
        calendar = spell.account.calendar
        rows.append(
            {
                "country": spell.account.pair[0],
                "presentation": spell.account.pair[1],
                "from": calendar.first(spell.buckets[0]),
                "until": calendar.last(spell.buckets[-1]),
                "worst_units": owed,
                "worst_days": spell.worst_days,
                "binds": binds,
                "reason": reason,
            }
        )
    return sorted(rows, key=lambda row: (row["from"], -row["worst_units"], row["country"]))


def _spells(account: Account, pack: int) -> Iterator[Spell]:
    begun = None
    buckets = account.calendar.horizon
    for bucket in range(buckets + 1):
        short = bucket < buckets and account.backorder(bucket) > ROUNDING_PACKS * pack
        if short and begun is None:
            begun = bucket
        elif not short and begun is not None:
            yield Spell(account, range(begun, bucket))
            begun = None
