"""What a shortage is looked at with: its routes, the buckets that were in time, their room."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from models.batches import BatchKind, batch_kinds
from models.calendar import DAY, Calendar
from models.markets import Country
from models.plant import Plant
from models.shelf import Approvals, Shelf
from models.units import ANY
from planner.columns import HEADER_ROWS
from planner.explain.asked import Short
from planner.tables.binding import LOOK_BACK, LOOK_BACK_DAYS
from planner.tables.facts import Facts
from planner.tables.room import Chance, Room
from planner.tables.waiting import Waiting


def row_of(index: int) -> int:
    """Row number in a file of the row with an index."""
    return index + HEADER_ROWS


@dataclass(frozen=True)
class Route:
    """A way to make a syringe, and what its approval rests on."""

    suite: str
    line: str
    kinds: tuple[BatchKind, ...]
    prep_row: int | None
    """Index of the approvals row for the suite on the day; None: not approved then."""

    fill_row: int | None

    @property
    def approved(self) -> bool:
        return self.prep_row is not None and self.fill_row is not None

    @property
    def name(self) -> str:
        return f"{self.suite} > {self.line}"


class Scene:
    """A shortage and the plan around it."""

    def __init__(self, short: Short, facts: Facts) -> None:
        self.short, self.facts = short, facts
        self.plant: Plant = facts.plant
        self.calendar: Calendar = facts.indices.calendar
        self.approvals, self.shelf = Approvals(self.plant), Shelf(self.plant)
        self.waiting, self.room = Waiting(facts), Room(facts)

    @cached_property
    def country(self) -> Country:
        return next(c for c in self.plant.countries if c.country == self.short.pair[0])

    @property
    def day(self) -> dt.date:
        return self.short.day

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """Every route that makes the syringe, approved on the day or not."""
        found: dict[tuple[str, str], list[BatchKind]] = {}
        for kind in batch_kinds(self.plant).values():
            if kind.syringe == self.short.syringe:
                found.setdefault(kind.route, []).append(kind)
        return tuple(self._route(*route, tuple(kinds)) for route, kinds in sorted(found.items()))

    def _route(self, suite: str, line: str, kinds: tuple[BatchKind, ...]) -> Route:
        group, presentation = self.short.group, self.short.pair[1]
        prep = self.approvals.row(group, presentation, "prep", suite, self.day)
        fill = self.approvals.row(group, presentation, "fill", line, self.day)
        return Route(suite, line, kinds, prep, fill)

    @cached_property
    def kinds(self) -> tuple[BatchKind, ...]:
        """Batches that might have served the country on the day."""
        known = self.facts.indices.kinds
        return tuple(
            kind
            for route in self.routes
            if route.approved
            for kind in route.kinds
            if kind.key in known
        )

    @property
    def lag_days(self) -> int:
        return self.shelf.release_days(self.short.syringe, self.short.group)

    @cached_property
    def lag_row(self) -> int:
        """Index of the row of `release` that counts."""
        own, group = self.short.syringe, self.short.group
        rows = {(r.syringe, r.approval_group): n for n, r in enumerate(self.plant.release)}
        keys = ((own, group), (own, ANY), (ANY, group), (ANY, ANY))
        return next(rows[key] for key in keys if key in rows)

    @cached_property
    def released(self) -> tuple[int, ...]:
        """Planned buckets whose batches are released by the day."""
        last = self.day - self.lag_days * DAY
        return tuple(t for t in self.calendar.planned if self.calendar.last(t) <= last)

    @cached_property
    def span(self) -> range:
        """Buckets in which one batch more would have come in time, fresh enough."""
        pair, calendar = self.short.pair, self.calendar
        found = [
            t
            for t in self.released
            if self.day <= self.shelf.last_ship_day(self.country, pair[1], calendar.first(t))
        ]
        if not found:
            return range(0)
        earliest = calendar.last(found[-1]) - LOOK_BACK_DAYS * DAY
        near = [t for t in found[-LOOK_BACK:] if calendar.first(t) > earliest]
        return range(near[0] if near else found[-1], found[-1] + 1)

    @cached_property
    def chances(self) -> tuple[Chance, ...]:
        return tuple(self.room.chances(self.kinds, self.span)) if self.span else ()

    def has_room(self, route: Route) -> bool:
        """Whether a batch of a route, approved or not, would have found room in time."""
        if not self.span:
            return False
        found = self.room.chances(route.kinds, self.span)
        return any(
            not (c.full or c.missing_kg or c.frozen) and c.instruction is None for c in found
        )

    @cached_property
    def full(self) -> tuple[str, ...]:
        """As few suites and lines as stop every batch more; suites before lines."""
        return full_of(self.chances, {row.suite for row in self.plant.suites})

    @property
    def first(self) -> dt.date:
        """First day of the buckets in time."""
        return self.calendar.first(self.span[0])

    @property
    def last(self) -> dt.date:
        return self.calendar.last(self.span[-1])

    @cached_property
    def owed_by_all(self) -> int:
        """Units owed of the syringe to every country at the end of the worst bucket."""
        presentations = {
            row.presentation
            for row in self.plant.presentations
            if row.syringe == self.short.syringe
        }
        bucket = self.calendar.first(self.short.worst)
        return sum(
            row["backorder_units"]
            for row in self.facts.tables["service"]
            if row["bucket"] == bucket and row["presentation"] in presentations
        )


def full_of(chances: Iterable[Chance], suites: set[str]) -> tuple[str, ...]:
    """What stops every batch more: suites and lines that are full whenever they are asked.

    If none is, as few as stop every chance together, suites before lines; none if hours leave
    a chance.
    """
    every = list(chances)
    if not all(chance.full for chance in every):
        return ()
    asked = Counter(name for chance in every for name in chance.kind.route)
    stopped = Counter(name for chance in every for name in chance.full)
    always = {name for name in stopped if stopped[name] == asked[name]}
    if all(set(chance.full) & always for chance in every):
        return tuple(sorted(always))
    left, found = every, []
    while left:
        stopped = Counter(name for chance in left for name in chance.full)
        order = sorted(stopped, key=lambda name: (-stopped[name], name not in suites, name))
        found.append(order[0])
        left = [chance for chance in left if order[0] not in chance.full]
    return tuple(sorted(found))
