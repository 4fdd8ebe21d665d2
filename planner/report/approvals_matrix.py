"""Approval of suites and lines by group: one table for molecules that are approved alike."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.batches import batch_kinds
from planner.report.approvals_days import (
    OPEN,
    ApprovalDays,
    Span,
    asked,
    joined_days,
    open_from,
)
from planner.report.view import View

Unit = tuple[str, str]
"""(step, suite or line)."""

Spans = Mapping[str, tuple[Span, ...]]
"""When a unit is approved, by presentation."""


@dataclass(frozen=True)
class Cell:
    """What a table says of a group and a unit."""

    words: str
    stands: str
    """CSS class: `approved`, `becomes`, `later`, `ended`, `never`; `none` if nobody asks."""

    each: str = ""
    """Presentation by presentation, where they differ."""


@dataclass(frozen=True)
class Line:
    """A group."""

    group: str
    countries: tuple[str, ...]
    share: float
    """Of the demand for the table's molecules, 0 to 1."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """A table; molecules that differ for no group which demands both stand together."""

    molecules: str
    lines: tuple[Line, ...]


class Approved:
    """Who wants what, and when which unit is approved for it."""

    def __init__(self, view: View) -> None:
        self.view, plant = view, view.plant
        self.days = ApprovalDays(plant)
        self.units: tuple[Unit, ...] = (
            *(("prep", row.suite) for row in plant.suites),
            *(("fill", row.line) for row in plant.lines),
        )
        self.groups = tuple(dict.fromkeys(row.approval_group for row in plant.countries))
        palette, wanted = view.palette, asked(view.rows("service"), view.group_of)
        self.routes: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for kind in batch_kinds(plant).values():
            self.routes[kind.syringe].append(kind.route)
        self._wants: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in plant.presentations:
            molecule = palette.molecule_of[palette.bulk_of[row.syringe]]
            for group in wanted.get(row.presentation, ()):
                self._wants[group, molecule].append(row.presentation)

    def wants(self, group: str, molecules: tuple[str, ...]) -> list[str]:
        """Presentations of molecules that a group demands."""
        return [name for molecule in molecules for name in self._wants.get((group, molecule), ())]

    def makes(self, unit: Unit, presentation: str) -> bool:
        """Whether a batch for a presentation can pass a unit."""
        at = unit[0] == "fill"
        return any(
            route[at] == unit[1] for route in self.routes[self.view.syringe_of[presentation]]
        )

    def spans(self, group: str, unit: Unit, molecules: tuple[str, ...]) -> Spans:
        """For the presentations that a group demands and the unit can make."""
        return {
            name: self.days.unit(group, name, *unit)
            for name in self.wants(group, molecules)
            if self.makes(unit, name)
        }

    def through(self, group: str, presentation: str, unit: Unit) -> tuple[Span, ...]:
        """Days on which some route through a unit may ship."""
        at = unit[0] == "fill"
        routes = set(self.routes[self.view.syringe_of[presentation]])
        mine = (route for route in routes if route[at] == unit[1])
        return joined_days(
            span for route in mine for span in self.days.route(group, presentation, *route)
        )

    @cached_property
    def demand(self) -> Counter[tuple[str, str]]:
        """Units by group and presentation."""
        found: Counter[tuple[str, str]] = Counter()
        for row in self.view.rows("service"):
            found[self.view.group_of[row["country"]], row["presentation"]] += row["demand_units"]
        return found

    def alike(self) -> tuple[tuple[str, ...], ...]:
        """Molecules that somebody demands, those with the same approvals together."""
        wanted = {molecule for _, molecule in self._wants}
        found: list[tuple[str, ...]] = []
        for molecule in self.view.palette.molecules:
            if molecule in wanted:
                same = (one for one in found if self._same(one, molecule))
                joined = next(same, ())
                if joined:
                    found[found.index(joined)] = (*joined, molecule)
                else:
                    found.append((molecule,))
        return tuple(found)

    def _same(self, molecules: tuple[str, ...], other: str) -> bool:
        """Whether no unit's days differ for a group that demands both."""
        for group in self.groups:
            for unit in self.units:
                one = set(self.spans(group, unit, molecules).values())
                two = set(self.spans(group, unit, (other,)).values())
                if one and two and one != two:
                    return False
        return True


def matrices(approved: Approved) -> Iterator[Matrix]:
    """The tables of the page."""
    view = approved.view
    countries: dict[str, list[str]] = defaultdict(list)
    for country, group in view.group_of.items():
        countries[group].append(country)
    for molecules in approved.alike():
        units = {
            group: sum(approved.demand[group, name] for name in approved.wants(group, molecules))
            for group in approved.groups
        }
        whole = sum(units.values())
        lines = [
            Line(
                group,
                tuple(countries[group]),
                units[group] / whole if whole else 0.0,
                tuple(_cell(approved, group, unit, molecules) for unit in approved.units),
            )
            for group in approved.groups
        ]
        lines.sort(key=lambda line: -line.share)
        yield Matrix(_listed(view, [view.name_of[name] for name in molecules]), tuple(lines))


def _listed(view: View, names: list[str]) -> str:
    """`Kevzara and Praluent`."""
    *others, last = names
    return view.t("{some} and {last}", some=", ".join(others), last=last) if others else last


def _cell(approved: Approved, group: str, unit: Unit, molecules: tuple[str, ...]) -> Cell:
    """What stands for a group and a unit."""
    t, spans = approved.view.t, approved.spans(group, unit, molecules)
    if spans:
        return _approval(approved.view, spans)
    if approved.wants(group, molecules):
        return Cell(t("not made here"), "none")
    return Cell(t("not demanded"), "none")


def _approval(view: View, spans: Spans) -> Cell:
    """The earliest of the presentations, and all of them where they differ."""
    t = view.t
    start = view.calendar.start
    now = {name: open_from(found, start) for name, found in spans.items()}
    opened = {name: span for name, span in now.items() if span}
    if not opened:
        ended = max((found[-1][1] for found in spans.values() if found), default=None)
        if ended:
            return Cell(t("ended {day}", day=ended), "ended", _each(view, spans))
        return Cell(t("never"), "never")
    first = min(opened.values(), key=lambda span: (span[0], -span[1].toordinal()))
    words = _words(view, first)
    if len(set(spans.values())) == 1:
        return Cell(words, _stands(view, first[0]), _more_than_one(view, spans))
    alike = sum(span == first for span in now.values())
    words = t("{words} ({some} of {all})", words=words, some=alike, all=len(spans))
    return Cell(words, _stands(view, first[0]), _each(view, spans))


def _words(view: View, span: Span) -> str:
    """From when, and until when if that is known."""
    t, (first, last) = view.t, span
    if first > view.calendar.end:
        said = t("later: {day}", day=first)
    elif first > view.calendar.start:
        said = t("from {day}", day=first)
    else:
        said = t("since {day}", day=first)
    return said if last == OPEN else t("{approved} until {day}", approved=said, day=last)


def _stands(view: View, first: dt.date) -> str:
    if first > view.calendar.end:
        return "later"
    return "becomes" if first > view.calendar.start else "approved"


def _more_than_one(view: View, spans: Spans) -> str:
    """Every span where the cell cannot hold them all."""
    return _each(view, spans) if any(len(found) > 1 for found in spans.values()) else ""


def _each(view: View, spans: Spans) -> str:
    """A line a presentation."""
    t = view.t
    return "\n".join(
        t(
            "{what}: {days}",
            what=name,
            days=", ".join(_words(view, span) for span in found) if found else t("never"),
        )
        for name, found in spans.items()
    )
