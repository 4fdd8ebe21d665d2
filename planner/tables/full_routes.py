"""Who fills the suites and lines that have no room for one batch more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from models.batches import BatchKind
from planner.pegging import Supply
from planner.tables.facts import NAMED, REASON_LENGTH, Facts, fitted, listed, work_h
from planner.tables.orders import ordered
from planner.tables.room import FULL, Chance, Room

GROUPS = 2
"""Approval groups named for each syringe; the rest is counted."""

SPACE = ((3, 3), (2, 3), (2, 2), (2, 1), (1, 2), (1, 1))
"""Syringes and closures named, until a reason is short enough."""

FILLED = ("firm", "in_process")
Made = tuple[Supply, BatchKind, int]


@dataclass(frozen=True)
class Taken:
    """Batches that somebody fixed, and their hours of the full resources."""

    word: str
    said: str
    hours: dict[tuple[str, int], float]


class FullRoutes:
    """Suites and lines that are full in some buckets."""

    def __init__(self, facts: Facts, room: Room, chances: Sequence[Chance]) -> None:
        self._facts, self._room, self._chances = facts, room, chances
        buckets = [chance.bucket for chance in chances]
        self._span = range(min(buckets), max(buckets) + 1)
        self._resources = _bottlenecks(chances)
        self._made = [
            each
            for each in facts.made
            if each[2] in self._span and set(each[1].route) & set(self._resources)
        ]

    def reason(self) -> tuple[str, str]:
        """The word and the sentence."""
        for taken in self._fixed():
            if self._most(taken.hours):
                return taken.word, fitted(self._head(), taken.said, self._closed())
        return "capacity", self._capacity()

    def _capacity(self) -> str:
        """With as many of the syringes made there, and closures, as there is space for."""
        text, shares, makes, no_room = "", self._head(), self._by_whom(), self._no_room()
        for syringes, closures in SPACE:
            head = f"{shares}: {listed(makes, syringes)}" if makes else shares
            parts = [part for part in (no_room, self._closed(closures)) if part]
            text = "; ".join([head, *parts])
            if len(text) <= REASON_LENGTH:
                return text
        return fitted(*text.split("; "))

    def _head(self) -> str:
        shares = {name: self._room.share(name, self._span) for name in self._resources}
        words = ", ".join(f"{name} {_percent(share)}" for name, share in shares.items())
        return f"{words} of the hours {self._facts.between(self._span)}"

    def _no_room(self) -> str:
        """What the share does not say."""
        near = [chance for chance in self._chances if set(chance.full) == set(chance.change)]
        if near:
            names = sorted({name for chance in near for name in chance.change})
            return f"room for a batch, not for the change it needs ({listed(names)})"
        room = [
            (work_h(chance.kind, name), self._room.free_h(chance.kind, name, chance.bucket))
            for chance in self._chances
            for name in chance.full
            if name in self._resources and self._room.share(name, self._span) < FULL
        ]
        if not room:
            return ""
        needed, free = min(room, key=lambda each: each[0] - each[1])
        if needed <= free:
            return "no room for a batch more"
        return (
            f"a batch takes {round(needed, 1):g} h, at most {round(free, 1):g} h are free at once"
        )

    def _by_whom(self) -> list[str]:
        """`9 D300 (US, JP)`, `4 D200 (CN)`: what is made instead, most batches first."""
        batches: Counter[str] = Counter()
        groups: dict[str, Counter[str]] = defaultdict(Counter)
        for batch, kind, _ in self._made:
            batches[kind.syringe] += 1
            groups[kind.syringe].update(self._facts.served.get(batch.name, {}))
        order = sorted(batches, key=lambda name: (-batches[name], name))
        return [f"{batches[n]} {n} ({_names(groups[n]) or 'stock'})" for n in order]

    def _closed(self, most: int = NAMED) -> str:
        """Closures in these buckets, the longest first."""
        calendar = self._facts.indices.calendar
        first, last = calendar.first(self._span[0]), calendar.last(self._span[-1])
        rows = [
            row
            for row in self._facts.plant.closures
            if row.resource in self._resources and row.from_ <= last and row.to >= first
        ]
        rows.sort(key=lambda row: (max(row.from_, first) - min(row.to, last), row.resource))
        words = [f"{row.reason} {row.from_} to {row.to} ({row.resource})" for row in rows]
        return f"closed: {listed(words, most)}" if rows else ""

    def _fixed(self) -> Iterator[Taken]:
        """Firm and frozen batches; then the batches of each instruction that is just met."""
        frozen = self._facts.indices.frozen
        firm = [each for each in self._made if each[0].status in FILLED or each[2] in frozen]
        if firm:
            names = listed(batch.name for batch, _, _ in firm)
            now = any(batch.status not in FILLED for batch, _, _ in firm)
            until = f", frozen until {self._facts.plant.settings.frozen_until}" if now else ""
            yield Taken("firm", f"firm{until}: {names}", self._hours(firm))
        calendar = self._facts.indices.calendar
        short = {chance.kind.syringe for chance in self._chances}
        for index, row in enumerate(self._facts.plant.instructions):
            if not row.at_least or row.syringe in short:
                continue
            buckets = calendar.inside(row.from_, row.until)
            every = [e for e in self._facts.made if e[2] in buckets and row.means(e[1].key)]
            here = [each for each in self._made if each in every]
            if here and len(every) <= row.at_least:
                said = next(ordered(row, index))
                yield Taken("instruction", f"instruction {said}", self._hours(here))

    def _hours(self, batches: list[Made]) -> dict[tuple[str, int], float]:
        hours: dict[tuple[str, int], float] = defaultdict(float)
        for batch, kind, bucket in batches:
            prepared = batch.status == "in_process"
            for resource in set(kind.route) & set(self._resources):
                hours[resource, bucket] += work_h(kind, resource, prepared=prepared)
        return dict(hours)

    def _most(self, taken: dict[tuple[str, int], float]) -> bool:
        """Whether they take more than half of what is worked, or just the room of a batch."""
        if sum(taken.values()) > sum(self._hours(self._made).values()) / 2:
            return True
        offered = self._facts.indices.hours.offered
        fits = [
            (offered[name, chance.bucket], taken.get((name, chance.bucket), 0.0), needed)
            for chance in self._chances
            for name in set(chance.kind.route) & set(self._resources)
            if (needed := work_h(chance.kind, name))
        ]
        room = [(hours, less, needed) for hours, less, needed in fits if hours >= needed]
        return bool(room) and all(hours - less < needed for hours, less, needed in room)


def _bottlenecks(chances: Sequence[Chance]) -> tuple[str, ...]:
    """The suites if they stop every chance, else the lines, else as few as do together."""
    for step in (0, 1):
        if all(chance.kind.route[step] in chance.full for chance in chances):
            return tuple(sorted({chance.kind.route[step] for chance in chances}))
    left, found = list(chances), []
    while left:
        stopped = Counter(name for chance in left for name in chance.full)
        found.append(min(stopped, key=lambda name: (-stopped[name], name)))
        left = [chance for chance in left if found[-1] not in chance.full]
    return tuple(sorted(found))


def _names(groups: Counter[str]) -> str:
    order = sorted(groups, key=lambda name: (-groups[name], name))
    return listed(order, GROUPS)


def _percent(share: float) -> str:
    return "(no hours)" if share == inf else f"{share * 100:.0f} %"
