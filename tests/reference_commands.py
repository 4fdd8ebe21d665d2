"""Drug substance and the planner's commands, read a second time (R11, R12)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from models.inventory import Instruction
from models.plant import Plant
from tests.reference_kinds import Kind, Start
from tests.reference_time import ONE_DAY, Buckets

SLACK_KG = 1e-9


@dataclass(frozen=True)
class Work:
    """A batch of the plan, planned or firm, in its bucket."""

    kind: Kind
    bucket: int
    prepared: bool = False
    """In process: it has used its suite and its substance."""


class Substances:
    """Whether the lots of drug substance suffice."""

    def __init__(self, plant: Plant, buckets: Buckets) -> None:
        thaw = plant.settings.thaw_days * ONE_DAY
        self._limited = {row.substance for row in plant.substance_lots}
        self._buckets = range(buckets.planned)
        self._lots = [
            (
                row,
                {
                    t
                    for t in self._buckets
                    if row.status in ("released", "in_qc")
                    and buckets.first(t) >= row.available_on + thaw
                    and buckets.last(t) <= row.expires_on
                },
            )
            for row in plant.substance_lots
        ]

    def suffice(self, works: list[Work]) -> bool:
        """By Hall: no set of buckets needs more than the lots that may serve any of it."""
        return all(self._enough(substance, works) for substance in sorted(self._limited))

    def _enough(self, substance: str, works: list[Work]) -> bool:
        used = dict.fromkeys(self._buckets, 0.0)
        for work in works:
            if work.kind.substance == substance and not work.prepared:
                used[work.bucket] += work.kind.kg
        needy = [t for t in self._buckets if used[t]]
        return all(
            sum(used[t] for t in some)
            <= SLACK_KG
            + sum(
                row.kg
                for row, usable in self._lots
                if row.substance == substance and usable & set(some)
            )
            for size in range(1, len(needy) + 1)
            for some in combinations(needy, size)
        )


class Commands:
    """Instructions, the plan before and its frozen buckets."""

    def __init__(self, plant: Plant, buckets: Buckets) -> None:
        self._instructions, self._buckets = plant.instructions, buckets
        self._move_eur = plant.settings.move_cost_eur
        firm = {row.batch for row in plant.firm_batches}
        self.open: Counter[Start] = Counter()
        self._later = 0
        """Open batches after the last bucket: they cannot be kept."""
        for row in plant.previous_batches:
            bucket = buckets.holding(row.fill_on)
            if row.batch in firm or row.fill_on < buckets.start:
                continue
            if bucket is None:
                self._later += 1
            else:
                self.open[row.syringe, row.suite, row.line, row.volume_l, bucket] += 1
        until = plant.settings.frozen_until
        self.frozen = {
            t for t in range(buckets.planned) if until is not None and buckets.last(t) <= until
        }

    def moves_eur(self, plan: Counter[Start]) -> float:
        """The price of open batches that the plan does not keep."""
        gone = sum(max(0, count - plan[start]) for start, count in self.open.items())
        return self._move_eur * (gone + self._later)

    def kept_back(self, works: list[Work]) -> bool:
        """Whether no instruction is exceeded: more batches never help."""
        return all(
            row.at_most is None
            or self._count(row, works, [t for t in self._all() if self._touches(row, t)])
            <= row.at_most
            for row in self._instructions
        )

    def obeyed(self, works: list[Work]) -> bool:
        """Whether every instruction has at least its batches."""
        return all(
            row.at_least is None
            or self._count(row, works, [t for t in self._all() if self._inside(row, t)])
            >= row.at_least
            for row in self._instructions
        )

    def _all(self) -> range:
        return range(self._buckets.planned)

    def _touches(self, row: Instruction, bucket: int) -> bool:
        first, last = self._buckets.spans[bucket]
        return first <= row.until and last >= row.from_

    def _inside(self, row: Instruction, bucket: int) -> bool:
        first, last = self._buckets.spans[bucket]
        return row.from_ <= first and last <= row.until

    @staticmethod
    def _count(row: Instruction, works: list[Work], buckets: list[int]) -> int:
        return sum(work.bucket in buckets and counts(row, work.kind) for work in works)


def counts(row: Instruction, kind: Kind) -> bool:
    """Whether an instruction counts such batches."""
    return (
        row.syringe in ("*", kind.syringe)
        and row.suite in ("*", kind.suite)
        and row.line in ("*", kind.line)
    )
