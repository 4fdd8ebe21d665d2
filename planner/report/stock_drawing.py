"""Stock at the site as columns one upon the other, a bucket wide each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from planner.language import Language
from planner.report.cover_axis import Axis
from planner.report.drawing import joined, tag, written
from planner.report.palette import COLOURS, STRIPES

WIDTH, HEIGHT = 520, 150
LEFT, TOP, RIGHT, GROUND = 58, 12, 512, 132
SHARES_OF_TOP = (0.5, 1)
"""Where the scale is written, besides 0."""


@dataclass(frozen=True)
class Layer:
    """What lies on what is drawn before it."""

    name: str
    fill: Mapping[str, str]
    """`fill` or `class_` of its shapes."""

    units: tuple[int, ...]
    """At the end of each bucket."""


@dataclass(frozen=True)
class WrittenOff:
    """Units that expired at the site in a bucket."""

    bucket: int
    said: str


class RouteColours:
    """A colour for each suite, a stripe for each line."""

    def __init__(self, suites: Sequence[str], lines: Sequence[str], first: int) -> None:
        self._suites, self._lines, self._first = list(suites), list(lines), first

    def number(self, route: tuple[str, str]) -> str:
        suite, line = route
        return f"route-{self._suites.index(suite)}-{self._lines.index(line)}"

    def fill(self, route: tuple[str, str]) -> dict[str, str]:
        return {"fill": f"url(#{self.number(route)})"}

    def definitions(self, routes: Sequence[tuple[str, str]]) -> Markup:
        """The patterns, once a page."""
        patterns = joined(self._pattern(route) for route in routes)
        return tag("svg", tag("defs", patterns), class_="definitions", aria_hidden="true")

    def _pattern(self, route: tuple[str, str]) -> Markup:
        colour = (self._first + self._suites.index(route[0])) % COLOURS
        tile = [tag("rect", width=8, height=8, class_=f"molecule-{colour}")]
        stripe = STRIPES[self._lines.index(route[1]) % len(STRIPES)]
        if stripe is not None:
            tile.append(tag("path", d=stripe, class_="stripe"))
        size = {"width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
        return tag("pattern", joined(tile), id=self.number(route), **size)


def stacked(
    axis: Axis,
    layers: Sequence[Layer],
    tips: Sequence[str],
    gone: Sequence[WrittenOff],
    t: Language,
) -> Markup:
    """Layers from the ground up, with a tip for each bucket.

    Parameters
    ----------
    axis
        The days from left to right.
    layers
        What lies at the site, the lowest first.
    tips
        What each bucket says.
    gone
        What was written off, marked above its bucket.
    """
    totals = [sum(units) for units in zip(*(layer.units for layer in layers), strict=True)]
    top = round_up(max(totals, default=0))
    left = [axis.x(day) for day in axis.firsts]
    marks = (
        tag("path", d=f"M{left[each.bucket]:.0f} {TOP - 3}l-4-7h8z", data_tip=each.said)
        for each in gone
    )
    parts = [axis.frame(TOP, GROUND), _scale(top, t), *_shapes(left, layers, top)]
    parts.append(tag("g", joined(_reaches(left, tips)), class_="reach"))
    if gone:
        parts.append(tag("g", joined(marks), class_="gone"))
    return joined(parts)


def _reaches(left: Sequence[float], tips: Sequence[str]) -> Iterator[Markup]:
    """The whole height of a bucket that has something to say, for the pointer to find."""
    tall = GROUND - TOP
    for x, after, tip in zip(left, left[1:], tips, strict=False):
        if tip:
            wide = written(after - x)
            yield tag("path", d=f"M{written(x)} {TOP}h{wide}v{tall}h-{wide}", data_tip=tip)


def _scale(top: int, t: Language) -> Markup:
    """How many units the picture reaches up to."""
    marks = []
    for share in SHARES_OF_TOP:
        y = GROUND - (GROUND - TOP) * share
        marks.append(tag("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, class_="tick"))
        marks.append(tag("text", t.number(top * share), x=LEFT - 4, y=y + 4, class_="scale"))
    return joined(marks)


def _shapes(left: Sequence[float], layers: Sequence[Layer], top: int) -> Iterator[Markup]:
    """A path a layer: its part of each column; heights are rounded on the way up."""
    under, edge = [0] * (len(left) - 1), [GROUND] * (len(left) - 1)
    for layer in layers:
        pieces = []
        for bucket, units in enumerate(layer.units):
            under[bucket] += units
            upper = GROUND - round((GROUND - TOP) * under[bucket] / top)
            tall = edge[bucket] - upper
            if tall:
                x, wide = left[bucket], written(left[bucket + 1] - left[bucket])
                pieces.append(f"M{written(x)} {upper}h{wide}v{tall}h-{wide}")
            edge[bucket] = upper
        if pieces:
            yield tag("path", d="".join(pieces), **layer.fill)


def round_up(most: int) -> int:
    """A round number not below the largest: 1, 2 or 5 and zeros, at least 2."""
    step = 1
    while True:
        for times in (1, 2, 5):
            if times * step >= max(most, 2):
                return times * step
        step *= 10
