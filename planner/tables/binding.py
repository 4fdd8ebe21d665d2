"""What binds a shortage: a word, and a sentence that a planner can act on.

Read off the plan for the bucket when most is owed, the first that applies. Hours and
substance are looked at in the buckets in which a batch would have had to be filled.
    approval     no route of the syringe is approved on the ship date
    release      stock for most of what is owed is in QC
    shelf_life   stock for most of it is too old on arrival, or any batch would be
    too_early    no batch of this plan can be released by then
    substance    the substance of one batch more is not there
    instruction  a planner's order allows no batch more, or orders what fills the routes
    firm         the buckets are frozen, or firm batches fill the routes
    capacity     the suites or lines of the approved routes are full
    search       none of these: another plan may serve it; see the gap
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache

from models.batches import BatchKind, batch_kinds
from models.calendar import DAY
from models.demand import Pair
from models.shelf import NEVER, Approvals, Shelf, door_days
from planner.tables.facts import Facts, fitted, listed
from planner.tables.full_routes import FullRoutes
from planner.tables.orders import ordered
from planner.tables.room import Chance, Room
from planner.tables.waiting import Lying, Waiting

LOOK_BACK = 8
"""Buckets in which a batch more is looked for."""

LOOK_BACK_DAYS = 92
"""Days that these may be, when they are months."""

WORTH_TELLING = 0.1
"""Share of what is owed from which stock at the site is told."""

Reason = tuple[str, str]
"""The word and the sentence."""


class Binding:
    """What binds shortages of a plan."""

    def __init__(self, facts: Facts) -> None:
        self._facts, self._calendar = facts, facts.indices.calendar
        self._approvals, self._shelf = Approvals(facts.plant), Shelf(facts.plant)
        self._every = batch_kinds(facts.plant)
        self._waiting, self._room = Waiting(facts), Room(facts)
        self._full = cache(self._full_routes)
        self._country = {row.country: row for row in facts.plant.countries}
        self._syringe = {row.presentation: row.syringe for row in facts.plant.presentations}

    def of(self, pair: Pair, bucket: int, owed: int) -> Reason:
        """Why so many units are owed at the end of a bucket."""
        day = self._calendar.last(bucket)
        kinds = self._kinds(pair, day)
        if not kinds:
            return "approval", self._not_approved(pair, bucket)
        in_qc, too_old = self._waiting.in_qc(pair, bucket), self._waiting.too_old(pair, bucket)
        if _most(in_qc, owed):
            return "release", fitted(f"in QC: {_said(in_qc)}", self._on_hold(pair))
        if _most(too_old, owed):
            return "shelf_life", f"too little shelf life on arrival: {_said(too_old)}"
        if day < self._first_release(pair):
            return "too_early", self._too_early(pair, in_qc, too_old)
        span = self._span(pair, day)
        if not span:
            return "shelf_life", self._always_too_old(pair, day)
        stock = self._at_the_site(pair, bucket, owed)
        return self._not_made(self._room.chances(kinds, span), stock)

    def _kinds(self, pair: Pair, day: dt.date) -> list[BatchKind]:
        """Batches of its syringe on routes that are approved on a day."""
        group = self._facts.group[pair[0]]
        return [
            kind
            for kind in self._facts.indices.kinds.values()
            if kind.syringe == self._syringe[pair[1]]
            and self._approvals.route(group, pair[1], *kind.route, day)
        ]

    def _not_approved(self, pair: Pair, bucket: int) -> str:
        group, day = self._facts.group[pair[0]], self._calendar.last(bucket)
        syringe = self._syringe[pair[1]]
        made = {kind.route for kind in self._every.values() if kind.syringe == syringe}
        days: dict[dt.date, tuple[str, str]] = {}
        for route in sorted(made):
            days.setdefault(self._approvals.first_day(group, pair[1], *route), route)
        coming = [first for first in days if day < first < NEVER]
        head = f"no route is approved for {group} on {day}{self._ended(pair, set(made), day)}"
        if coming:
            first = min(coming)
            head = f"no route is approved for {group} before {first} ({' > '.join(days[first])})"
        waiting = self._waiting.unapproved(pair, bucket)
        units = " and ".join(f"{units:,} {syringe} of {route}" for route, units in waiting)
        return fitted(head, f"{units} wait for it" if units else "", self._on_hold(pair))

    def _ended(self, pair: Pair, routes: set[tuple[str, str]], day: dt.date) -> str:
        """The route that was approved last, if one was."""
        group = self._facts.group[pair[0]]
        ends = {row.until for row in self._facts.plant.approvals if row.approval_group == group}
        past = [
            (end, route)
            for end in ends
            for route in routes
            if end and end < day and self._approvals.route(group, pair[1], *route, end)
        ]
        return f" ({' > '.join(max(past)[1])} was until {max(past)[0]})" if past else ""

    def _too_early(self, pair: Pair, in_qc: list[Lying], too_old: list[Lying]) -> str:
        released = self._first_release(pair)
        head = (
            f"a batch of the first bucket is released on {released}; before that only what was"
            " at the site counts"
        )
        parts = [f"in QC: {_said(in_qc)}" if in_qc else ""]
        parts += [f"too little shelf life on arrival: {_said(too_old)}" if too_old else ""]
        return fitted(head, *parts, self._on_hold(pair))

    def _first_release(self, pair: Pair) -> dt.date:
        return self._calendar.last(0) + self._lag(pair)

    def _lag(self, pair: Pair) -> dt.timedelta:
        group = self._facts.group[pair[0]]
        return self._shelf.release_days(self._syringe[pair[1]], group) * DAY

    def _span(self, pair: Pair, day: dt.date) -> range:
        """Buckets in which a batch would have had to be filled: released and fresh by a day."""
        country, calendar = self._country[pair[0]], self._calendar
        made_by = day - self._lag(pair)
        found = [
            t
            for t in calendar.planned
            if calendar.last(t) <= made_by
            and day <= self._shelf.last_ship_day(country, pair[1], calendar.first(t))
        ]
        if not found:
            return range(0)
        earliest = calendar.last(found[-1]) - LOOK_BACK_DAYS * DAY
        near = [t for t in found[-LOOK_BACK:] if calendar.first(t) > earliest]
        return range(near[0] if near else found[-1], found[-1] + 1)

    def _always_too_old(self, pair: Pair, day: dt.date) -> str:
        """The youngest batch that could be released by then is too old."""
        country = self._country[pair[0]]
        released = [
            t for t in self._calendar.planned if self._calendar.last(t) + self._lag(pair) <= day
        ]
        filled = self._calendar.first(released[-1])
        arrives = day + door_days(country) * DAY
        left = (self._shelf.expiry(pair[1], country.approval_group, filled) - arrives).days
        required = self._shelf.required_days(country, pair[1], filled)
        return (
            f"a batch filled on {filled} arrives with {max(0, left)} of the {required} days of"
            " shelf life required"
        )

    def _not_made(self, chances: list[Chance], stock: str) -> Reason:
        """What stops every batch more, or that nothing does."""
        free = [chance for chance in chances if not chance.full]
        for group in (chances, free):
            if group and all(chance.missing_kg for chance in group):
                return "substance", self._room.substance(group)
            if group and all(chance.instruction is not None for chance in group):
                return "instruction", self._at_most(group)
            if group and all(chance.frozen for chance in group):
                return "firm", self._frozen(group)
        if not free:
            return self._full(tuple(chances))
        open_ = [chance for chance in free if not _stopped(chance)]
        if open_:
            return "search", self._search(open_, stock)
        substance = [chance for chance in free if chance.missing_kg]
        if substance:
            return "substance", self._room.substance(substance)
        return "instruction", self._at_most([c for c in free if c.instruction is not None])

    def _full_routes(self, chances: tuple[Chance, ...]) -> Reason:
        return FullRoutes(self._facts, self._room, chances).reason()

    def _at_the_site(self, pair: Pair, bucket: int, owed: int) -> str:
        there = self._waiting.at_the_site(pair, bucket)
        return f"{there:,} units lie at the site" if there >= WORTH_TELLING * owed else ""

    def _search(self, free: list[Chance], stock: str) -> str:
        last = free[-1]
        first = self._calendar.first(last.bucket)
        route = " > ".join(last.kind.route)
        head = f"no rule binds: {route} has room for a batch in the bucket of {first}"
        return fitted(head, stock, "a longer search may serve it, see the gap")

    def _at_most(self, chances: list[Chance]) -> str:
        """The instructions that stop most of the chances."""
        rows = Counter(chance.instruction for chance in chances)
        said = []
        for index, _ in rows.most_common():
            if index is not None:
                row = self._facts.plant.instructions[index]
                said.append(f"instruction {list(ordered(row, index))[-1]}")
        return fitted(said[0], *said[1:])

    def _frozen(self, chances: list[Chance]) -> str:
        buckets = sorted({chance.bucket for chance in chances})
        until = self._facts.plant.settings.frozen_until
        syringe = chances[0].kind.syringe
        made = sum(t in buckets and k.syringe == syringe for _, k, t in self._facts.made)
        return (
            f"frozen until {until}: the plan keeps the {made} {syringe} that the previous plan"
            f" makes {self._facts.between(buckets)}"
        )

    def _on_hold(self, pair: Pair) -> str:
        lots = list(self._waiting.on_hold(pair))
        return f"on hold: {listed(lots)}" if lots else ""


def _stopped(chance: Chance) -> bool:
    return bool(chance.missing_kg) or chance.instruction is not None or chance.frozen


def _most(lying: list[Lying], owed: int) -> bool:
    """Whether what lies there would serve most of what is owed."""
    return 2 * sum(each.units for each in lying) >= max(1, owed)


def _said(lying: list[Lying]) -> str:
    return listed([each.said for each in lying])
