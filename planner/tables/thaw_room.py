"""Whether the substance of one batch more is there, and which lots come next (R11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from models.batches import BatchKind
from models.calendar import DAY
from models.inventory import SubstanceLot
from models.thawing import USABLE, missing_kg, usable_in
from planner.tables.facts import NAMED, Facts, fitted

TRACE_KG = 1e-3
"""Kilograms that are rounding."""


class ThawRoom:
    """What is left of limited substances, whatever lots the plan's batches take."""

    def __init__(self, facts: Facts) -> None:
        self._facts, self._calendar = facts, facts.indices.calendar
        self._substance = {row.bulk: row.substance for row in facts.plant.bulks}
        self._lots: dict[str, list[tuple[SubstanceLot, range]]] = defaultdict(list)
        for row in sorted(facts.plant.substance_lots, key=lambda lot: (lot.expires_on, lot.lot)):
            usable = usable_in(row, facts.plant, self._calendar)
            self._lots[row.substance].append((row, usable))
        self._used: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for used in facts.tables["substance"]:
            bucket = self._calendar.bucket_of(used["bucket"])
            self._used[used["substance"]][bucket] += used["kg"]

    def missing_kg(self, kind: BatchKind, bucket: int) -> float:
        """What one batch more lacks in a bucket; 0 if the substance is not limited."""
        lots = self._lots.get(self._substance[kind.bulk])
        if not lots:
            return 0.0
        needs = dict(self._used[self._substance[kind.bulk]])
        needs[bucket] = needs.get(bucket, 0.0) + kind.substance_kg
        missing = missing_kg([(usable, row.kg) for row, usable in lots], needs)
        return missing if missing > TRACE_KG else 0.0

    def reason(self, kinds: Iterable[BatchKind], span: range) -> str:
        """What is left in some buckets, what a batch takes, and the lots to come."""
        kind = min(kinds, key=lambda kind: kind.substance_kg)
        name = self._substance[kind.bulk]
        left = max(kind.substance_kg - self.missing_kg(kind, bucket) for bucket in span)
        head = (
            f"{max(0.0, left):.1f} kg of {name} are left {self._facts.between(span)}, a batch of"
            f" {kind.syringe} takes {kind.substance_kg:.1f} kg"
        )
        return fitted(head, *self._coming(name, span))

    def _coming(self, name: str, span: range) -> Iterator[str]:
        """The next lots that may be used, then those on hold."""
        lots = sorted((row for row, _ in self._lots[name]), key=lambda row: row.available_on)
        thaw = self._facts.plant.settings.thaw_days * DAY
        first, last = self._calendar.first(span[0]), self._calendar.first(span[-1])
        later = [row for row in lots if row.status in USABLE and row.available_on + thaw > last]
        for row in later[:NAMED]:
            if row.status == "in_qc":
                yield f"{row.lot} ({row.kg:,.10g} kg) is in QC until {row.available_on}"
            else:
                yield f"{row.lot} ({row.kg:,.10g} kg) may be used from {row.available_on + thaw}"
        for row in lots:
            if row.status == "on_hold" and row.expires_on >= first:
                yield f"{row.lot} ({row.kg:,.10g} kg) is on hold"
