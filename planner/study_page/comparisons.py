"""Which pictures show the scenarios of a study: by what was varied, and against the base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from planner.answers.contract import Bars, Heat, Mark, Picture, Point, Points
from planner.study.rows import ScenarioRow
from planner.study.spans import Span
from planner.study_page.beside import Beside, number_of, on_time_of, span_of, tenths
from planner.study_page.markets import by_market

BARS, MAPS, CURVES = 40, 4, 6
"""Bars of a picture, maps and curves of a page: a study may have thousands of scenarios."""

SPARSE = 2
"""A grid has at least one scenario for so many of its places; a sample has far fewer."""


@dataclass(frozen=True)
class Shown:
    """A picture, and what to know to read it."""

    picture: Picture
    note: str = ""


def comparisons(beside: Beside) -> Iterator[Shown]:
    """Service against cost, what was varied, who is served, and differences to the base."""
    if len(beside.finished) > 1:
        yield _service_against_cost(beside)
        yield from _by_what_was_varied(beside)
        yield from (Shown(*each) for each in by_market(beside))
    yield from _differences(beside)


def _service_against_cost(beside: Beside) -> Shown:
    size, unit = _money(beside)
    points = tuple(
        Point(beside.label(row), span_of(row, "cost").times(1 / size), span_of(row, "lateness"))
        for row in beside.finished
    )
    title = "Service against cost: mean days late, and cost at that service"
    picture = Points(title, f"cost, {unit}", "mean days late", points, joined=False)
    return Shown(picture, _named(beside, "Left and below is better."))


def _money(beside: Beside) -> tuple[float, str]:
    """How costs are written: in millions, or thousands where all are small."""
    most = max((abs(row.figures["cost_eur"]) for row in beside.finished), default=0.0)
    return (1e6, "M EUR") if most >= 1e6 else (1e3, "k EUR")


def _named(beside: Beside, words: str) -> str:
    """With what short names are made of."""
    if len(beside.varied) < 2:
        return words
    return f"{words} Names are the values of {', '.join(beside.varied)}.".strip()


def _by_what_was_varied(beside: Beside) -> Iterator[Shown]:
    axes = beside.axes
    if len(axes) == 1:
        yield from _curves(beside, axes, joined=True)
    elif len(axes) > 1:
        placed = [row for row in beside.rows if row.result.scenario.place]
        places = prod(len(beside.values(axis)) for axis in axes)
        if places <= SPARSE * len(placed):
            yield from _maps(beside, axes)
        else:
            yield from _curves(beside, axes, joined=False)


def _curves(beside: Beside, axes: tuple[str, ...], *, joined: bool) -> Iterator[Shown]:
    """Share on time by each thing that was varied, if that is a number."""
    numbers = [a for a in axes if all(number_of(v) is not None for v in beside.values(a))]
    for axis in numbers[:CURVES]:
        points = []
        for row in beside.finished:
            at, share = number_of(row.result.scenario.place.get(axis, "")), on_time_of(row)
            if at is not None and share is not None:
                label = row.result.scenario.name
                points.append(Point(label, Span.exact(at), Span.exact(share)))
        if len(points) > 1:
            title, alone = f"On time by {axis}", "Each point is a plan; the rest varies, too."
            picture = Points(title, axis, "on time, %", tuple(points), joined=joined)
            yield Shown(picture, "" if joined else alone)


def _maps(beside: Beside, axes: tuple[str, ...]) -> Iterator[Shown]:
    """A map over the two axes with most values; one for each place on the others."""
    longest = sorted(axes, key=lambda axis: -len(beside.values(axis)))[:2]
    across, down = sorted(longest, key=axes.index)
    others = [axis for axis in axes if axis not in longest]
    at: dict[tuple[str | None, ...], ScenarioRow] = {}
    for row in beside.finished:
        place = row.result.scenario.place
        at[tuple(place.get(axis) for axis in (*others, down, across))] = row
    held = list(product(*(beside.values(axis) for axis in others)))
    for values in held[:MAPS]:
        where = ", ".join(f"{axis} {value}" for axis, value in zip(others, values, strict=True))
        title = f"On time by {down} (down) and {across} (across)" + (where and f", at {where}")
        columns = beside.values(across)
        rows = tuple(
            (name, tuple(_share(at.get((*values, name, column))) for column in columns))
            for name in beside.values(down)
        )
        left = len(held) - MAPS
        note = f"{left} more such maps are left out." if left > 0 and values == held[0] else ""
        yield Shown(Heat(title, "%", columns, rows), f"Darker is more. {note}".strip())


def _share(row: ScenarioRow | None) -> float | None:
    share = None if row is None else on_time_of(row)
    return None if share is None else tenths(share)


def _differences(beside: Beside) -> Iterator[Shown]:
    base = beside.base
    others = [row for row in beside.finished if row is not base]
    if base is None or not others:
        return
    size, money = _money(beside)
    for level, unit, factor, title in (
        ("lateness", "d", 1.0, "Mean days late, against the base (left is better)"),
        ("cost", money, 1 / size, "Cost, against the base (each at its own service)"),
    ):
        marks = [
            Mark(
                beside.label(row),
                (span_of(row, level) - span_of(base, level)).times(factor),
                row.result.scenario.name if beside.label(row) != row.result.scenario.name else "",
            )
            for row in others
        ]
        marks.sort(key=lambda mark: -abs(mark.span.found))
        left = len(marks) - BARS
        cut = f"The {BARS} of {len(marks):,} that differ most." if left > 0 else ""
        yield Shown(Bars(title, unit, tuple(marks[:BARS])), _named(beside, cut))
