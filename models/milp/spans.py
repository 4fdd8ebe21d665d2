"""Spans of buckets: what markets are owed in them, and from where it can come.

A span begins with a bucket k of filling. It begins for the markets in the first bucket in
which they may receive something filled from k on, and ends just before they may receive
what is filled after its last bucket. Release and approval are a map, not a shift of the
index: weeks release into months, and markets of other groups release later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.batches import BatchKind
from models.milp.indices import THOUSAND, Indices
from models.pooling import Market

Model = Any
Start = tuple[Any, ...]
"""Index of `made`."""


@dataclass(frozen=True)
class Span:
    """What some markets need in a span beyond what is fixed, and what it may come from."""

    first: int
    """First bucket of filling."""

    last: int
    """Last bucket of filling that counts."""

    need: float
    """Thousands of units due in the span, less lots, firm batches and receipts."""

    stock: tuple[Any, ...]
    """Variables or expressions at least 0: thousands of units there before or owed at the end."""

    before: tuple[tuple[BatchKind, Start], ...]
    """Batches filled before the span and received in it."""

    inside: tuple[tuple[BatchKind, Start], ...]
    """Batches filled and received in the span."""


class Markets:
    """Some markets and the flavours that they take."""

    def __init__(self, m: Model, markets: Sequence[Market]) -> None:
        self._m, self._markets = m, markets
        indices: Indices = m.indices
        self._buckets = indices.calendar.buckets
        self._newest: dict[str, list[int]] = {}
        """Flavour, bucket: newest position that they may have taken by then; -1: none."""
        self._taken: dict[str, set[int]] = defaultdict(set)
        for market in markets:
            for (name, t), (_, newest) in market.windows.items():
                line = self._newest.setdefault(name, [-1] * len(self._buckets))
                line[t] = max(line[t], newest)
                self._taken[name].add(t)
        for line in self._newest.values():
            for t in range(1, len(line)):
                line[t] = max(line[t], line[t - 1])
        self._sources = {name: len(indices.flavours[name].sources) for name in self._newest}
        self._reach = [
            max(line[t] - self._sources[name] for name, line in self._newest.items())
            for t in self._buckets
        ]
        self._made, self._firm = _filled(indices, set(self._newest))

    def spans(self, lengths: Sequence[int]) -> Iterator[Span]:
        """Spans from every planned bucket on, of so many further buckets, that need something."""
        horizon = self._m.indices.calendar.horizon
        for first in range(horizon):
            begin = next((t for t in self._buckets if self._reach[t] >= first), None)
            if begin is None:
                return
            ends: set[int] = set()
            for length in lengths:
                last = min(first + length, horizon - 1)
                end = max((t for t in self._buckets if self._reach[t] <= last), default=-1)
                if end < begin or end in ends:
                    continue
                ends.add(end)
                span = self._span(first, begin, end)
                if span.need > 0:
                    yield span

    def _span(self, first: int, begin: int, end: int) -> Span:
        m, indices = self._m, self._m.indices
        need = float(sum(_due(market, begin, end) for market in self._markets))
        stock: list[Any] = [m.service.backorder[market.name, end] for market in self._markets]
        if begin:
            stock += [m.service.cover[market.name, begin - 1] for market in self._markets]
        before: list[tuple[BatchKind, Start]] = []
        inside: list[tuple[BatchKind, Start]] = []
        for name, line in self._newest.items():
            if not any(begin <= t <= end for t in self._taken[name]):
                continue
            flavour, loss = (
                indices.flavours[name],
                indices.pack_loss[indices.flavours[name].syringe],
            )
            ready = m.stock.supply[name].ready_upto[begin - 1] if begin else -1
            if begin:
                stock.append(m.stock.ready[name, begin - 1])
            for position in range(ready + 1, line[end] + 1):
                bucket = position - self._sources[name]
                if bucket < 0:
                    need -= max(0, flavour.sources[position].units - loss)
                    continue
                need -= self._firm.get((name, bucket), 0.0)
                (inside if bucket >= first else before).extend(self._made.get((name, bucket), ()))
        last = max(first, self._reach[end])
        return Span(first, last, need / THOUSAND, tuple(stock), tuple(before), tuple(inside))


def nested(indices: Indices, flavours: set[str]) -> list[list[Market]]:
    """Sets of the markets that take some of the flavours: all, and all that take no more than
    one of them does, together and by syringe."""
    takes = {
        market.name: frozenset(name for name, _ in market.windows)
        for market in indices.markets.values()
    }
    mine = [market for market in indices.markets.values() if takes[market.name] & flavours]
    found = {tuple(market.name for market in mine)}
    for limit in {takes[market.name] for market in mine} | {frozenset(flavours)}:
        inner = [market for market in mine if takes[market.name] <= limit]
        found.add(tuple(market.name for market in inner))
        for syringe in {market.syringe for market in inner}:
            found.add(tuple(market.name for market in inner if market.syringe == syringe))
    return [[indices.markets[name] for name in names] for names in sorted(found) if names]


def _due(market: Market, begin: int, end: int) -> int:
    """Units due in some buckets beyond what arrives in the country by itself."""
    due = market.owed[end] - market.received[end]
    return due - (market.owed[begin - 1] - market.received[begin - 1]) if begin else due


def _filled(
    indices: Indices, names: set[str]
) -> tuple[
    dict[tuple[str, int], list[tuple[BatchKind, Start]]],
    dict[tuple[str, int], float],
]:
    """By flavour and bucket: batches that may be planned, and units of fixed ones."""
    made: dict[tuple[str, int], list[tuple[BatchKind, Start]]] = defaultdict(list)
    for key, t in indices.starts:
        kind = indices.kinds[key]
        name = indices.flavour_of.get((kind.syringe, *kind.route))
        if name in names:
            made[name, t].append((kind, (*key, t)))
    firm: dict[tuple[str, int], float] = defaultdict(float)
    for work in indices.firm:
        name = indices.flavour_of.get((work.kind.syringe, *work.kind.route))
        if name in names:
            units = work.kind.units - indices.pack_loss[work.kind.syringe]
            firm[name, work.bucket] += max(0, units)
    return made, firm
