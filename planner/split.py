"""From markets to countries: who gets how many packs, and when.

Inside a market the oldest due day is served first, and one day is shared in
proportion (models/pooling.py has the proof that this loses nothing). What a country
has received is then rounded to whole packs, in total and not bucket by bucket, so that
rounding never adds up: down first, then the parts of packs that are left make whole ones
for those who are furthest behind, so that nothing but parts of packs stays behind and ages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

import numpy as np

from models.demand import Dues, Pair
from models.milp.decisions import Decisions
from models.milp.indices import Indices
from models.pooling import Market

NEARLY = 1e-3
"""Units by which a pack may be incomplete and still counts as whole (solver traces)."""


@dataclass(frozen=True)
class Order:
    """Packs that leave a flavour for a country in a bucket."""

    flavour: str
    market: str
    pair: Pair
    bucket: int
    packs: int
    units_per_pack: int


def orders(
    indices: Indices, decisions: Decisions, units_per_pack: dict[Pair, int]
) -> tuple[Order, ...]:
    """Split the shipments of every market into whole packs by country and flavour."""
    sent: dict[str, dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for (flavour, name, bucket), units in decisions.shipments.items():
        sent[name][bucket][flavour] = units
    found: list[Order] = []
    for name, by_bucket in sorted(sent.items()):
        market = indices.markets[name]
        dues = {pair: indices.demand.dues[pair] for pair in market.pairs}
        found += _of_market(market, dues, by_bucket, units_per_pack)
    return tuple(found)


def _of_market(
    market: Market,
    dues: dict[Pair, Dues],
    by_bucket: dict[int, dict[str, float]],
    units_per_pack: dict[Pair, int],
) -> Iterator[Order]:
    share = _Share(dues)
    total = 0.0
    allowed: dict[str, float] = defaultdict(float)
    packed = dict.fromkeys(market.pairs, 0)
    for bucket in sorted(by_bucket):
        for flavour, units in by_bucket[bucket].items():
            allowed[flavour] += units
            total += units
        behind = {
            pair: received - packed[pair] * units_per_pack[pair]
            for pair, received in share.of(total).items()
        }
        for part in (False, True):
            for pair in sorted(behind, key=lambda pair: (-behind[pair], pair)):
                size = units_per_pack[pair]
                missing = floor((behind[pair] + NEARLY) / size) or int(part and behind[pair] > 0)
                for flavour in _most_first(allowed, market, bucket):
                    packs = min(missing, floor((allowed[flavour] + NEARLY) / size))
                    if packs > 0:
                        yield Order(flavour, market.name, pair, bucket, packs, size)
                        allowed[flavour] -= packs * size
                        behind[pair] -= packs * size
                        packed[pair] += packs
                        missing -= packs


def _most_first(allowed: dict[str, float], market: Market, bucket: int) -> list[str]:
    """Flavours that may ship in this bucket, the one with most left first: what an earlier
    flavour holds back as parts of packs leaves as soon as they make one."""
    now = [flavour for flavour in allowed if (flavour, bucket) in market.windows]
    return sorted(now, key=lambda flavour: (-allowed[flavour], flavour))


class _Share:
    """How much of a market's total each pair has received, oldest due day first."""

    def __init__(self, dues: dict[Pair, Dues]) -> None:
        self._pairs = tuple(dues)
        self._curves = np.array([due.net for due in dues.values()], dtype=float)
        self._sum = self._curves.sum(axis=0)

    def of(self, total: float) -> dict[Pair, float]:
        """Units received by each pair when the market has received `total`."""
        if len(self._pairs) == 1:
            return {self._pairs[0]: total}
        day = int(np.searchsorted(self._sum, total, side="right"))
        if day >= len(self._sum):
            last = self._curves[:, -1]
            over = total - self._sum[-1]
            grown = last + over * last / max(self._sum[-1], 1.0)
            return dict(zip(self._pairs, grown.tolist(), strict=True))
        before = self._curves[:, day - 1] if day else np.zeros(len(self._pairs))
        begun = self._sum[day - 1] if day else 0.0
        part = (total - begun) / (self._sum[day] - begun)
        received = before + part * (self._curves[:, day] - before)
        return dict(zip(self._pairs, received.tolist(), strict=True))
