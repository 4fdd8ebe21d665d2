"""When routes through new units open: one row a group, a bar a unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from models.calendar import DAY
from planner.report.approvals_days import OPEN, Span, common_days, joined_days
from planner.report.approvals_matrix import Approved, Unit
from planner.report.cover_axis import Axis, axis_of
from planner.report.drawing import joined, tag

LEFT, RIGHT, WIDTH = 170, 800, 900
HEAD, BAR, BETWEEN, FOOT = 6, 13, 7, 18
NAME_LENGTH = 22
"""Signs of a name that there is room for."""


@dataclass(frozen=True)
class Opening:
    """Days on which a route through a unit may ship to a group."""

    some: tuple[Span, ...]
    """For at least one of the presentations that it demands."""

    every: tuple[Span, ...]
    """For all of them."""


def new_units(approved: Approved) -> tuple[Unit, ...]:
    """Units that somebody who demands a presentation has not approved when the plan starts."""
    start = approved.view.calendar.start
    molecules = approved.view.palette.molecules

    def everybody(unit: Unit) -> bool:
        return all(
            any(first <= start <= last for first, last in spans)
            for group in approved.groups
            for spans in approved.spans(group, unit, molecules).values()
        )

    return tuple(unit for unit in approved.units if not everybody(unit))


def opening(approved: Approved, group: str, unit: Unit) -> Opening | None:
    """When a route through the unit is approved; None: the group wants nothing of it."""
    names = list(approved.spans(group, unit, approved.view.palette.molecules))
    if not names:
        return None
    found = [approved.through(group, name, unit) for name in names]
    every = found[0]
    for spans in found[1:]:
        every = common_days(every, spans)
    return Opening(joined_days(span for spans in found for span in spans), every)


def timeline(approved: Approved) -> Markup | None:
    """The picture; None if every unit is approved for everybody from the start."""
    units, view = new_units(approved), approved.view
    if not units:
        return None
    axis = axis_of(view.buckets, view.end, LEFT, RIGHT - LEFT)
    wants = {
        group: sum(units for (mine, _), units in approved.demand.items() if mine == group)
        for group in approved.groups
    }
    groups = sorted(filter(wants.__getitem__, wants), key=lambda group: -wants[group])
    tall = BAR * len(units) + BETWEEN
    ground = HEAD + tall * len(groups)
    rows = joined(
        mark
        for number, group in enumerate(groups)
        for mark in _row(approved, axis, group, units, HEAD + tall * number)
    )
    return tag(
        "svg",
        axis.frame(HEAD, ground),
        rows,
        viewBox=f"0 0 {WIDTH} {ground + FOOT}",
        data_chart="",
        tabindex=0,
        role="group",
        aria_label=view.t("When routes through new units open, by approval group"),
    )


def _row(
    approved: Approved, axis: Axis, group: str, units: tuple[Unit, ...], top: int
) -> Iterator[Markup]:
    middle = top + BAR * len(units) // 2 + 4
    yield tag("text", shortened(group), tag("title", group), x=0, y=middle)
    for number, unit in enumerate(units):
        y = top + BAR * number
        name = shortened(unit[1], 7)
        yield tag("text", name, x=LEFT - 6, y=y + 10, class_="unit quiet")
        found = opening(approved, group, unit)
        if found:
            yield tag("g", *_bars(approved, axis, found, y), data_tip=_tip(approved, group, unit))


def _bars(approved: Approved, axis: Axis, found: Opening, y: int) -> Iterator[Markup]:
    """Thin while some presentations may ship, thick once all may; a day beyond the plan as text."""
    end = approved.view.calendar.end
    whole = {"x": LEFT, "width": RIGHT - LEFT, "y": y + 1, "height": BAR - 2}
    yield tag("rect", **whole, class_="closed")
    for spans, place, kind in (
        (found.some, {"y": y + 4, "height": BAR - 8}, "some"),
        (found.every, {"y": y + 1, "height": BAR - 2}, "every"),
    ):
        for first, last in spans:
            right = RIGHT if last >= end else axis.x(last + DAY)
            if first <= end and right > LEFT:
                yield tag(
                    "rect", x=axis.x(first), width=right - axis.x(first), **place, class_=kind
                )
    later = next((first for first, _ in found.every if first > end), None)
    if later:
        yield tag("text", f"▸ {later}", x=RIGHT + 6, y=y + 10, class_="quiet")
    elif not found.every or found.every[-1][1] < end:
        yield tag("text", "—", x=RIGHT + 6, y=y + 10, class_="quiet")


def _tip(approved: Approved, group: str, unit: Unit) -> str:
    """Presentation by presentation."""
    t, view = approved.view.t, approved.view
    lines = []
    for name in approved.spans(group, unit, view.palette.molecules):
        spans = approved.through(group, name, unit)
        if not spans:
            lines.append(t("{what}: {days}", what=name, days=t("never")))
        for first, last in spans:
            days = t("from {day}", day=first)
            if last != OPEN:
                days = t("{approved} until {day}", approved=days, day=last)
            lines.append(t("{what}: {days}", what=name, days=days))
    head = t("{group}: a route through {unit} may ship", group=group, unit=unit[1])
    return "\n".join([head, *lines])


def shortened(name: str, most: int = NAME_LENGTH) -> str:
    """A name that may be long, for a place that is short."""
    return name if len(name) <= most else name[: most - 1] + "…"
