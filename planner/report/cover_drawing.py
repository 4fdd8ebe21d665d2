"""Small pictures of cover: the curve, the floor it may fall below, and what is owed.

A picture is as wide as the plan has days and as high as twice the floor of its pair, so that
paths need whole numbers only; what they share is drawn once.
"""

from __future__ import annotations

from markupsafe import Markup

from planner.report.cover_axis import Axis
from planner.report.cover_pairs import PairCover, runs
from planner.report.drawing import joined, tag

WIDTH, HEIGHT = 240, 78
LEFT, TOP, RIGHT, GROUND = 20, 4, 236, 60
FLOORS_HIGH = 2
"""Floors that a picture reaches up to; higher curves are cut off there."""


def frame(axis: Axis) -> Markup:
    """What all pictures share: dates, the ground and the floor, half way up."""
    middle = (TOP + GROUND) // 2
    floor = tag("line", x1=LEFT, x2=RIGHT, y1=middle, y2=middle, class_="floor")
    symbol = tag("symbol", axis.frame(TOP, GROUND), floor, id="cover-frame", overflow="visible")
    return tag("svg", symbol, class_="definitions", aria_hidden="true")


def picture(pair: PairCover, axis: Axis) -> Markup:
    """The picture of a pair."""
    high = FLOORS_HIGH * pair.floor
    across, up = (RIGHT - LEFT) / axis.days, (GROUND - TOP) / high
    curves = [
        tag("path", d=_area(pair), class_="lacks") if any(pair.below) else Markup(""),
        tag("path", d=_curve(pair)),
        tag("path", d=_owed(pair, high), class_="owed") if any(pair.owed) else Markup(""),
    ]
    return tag(
        "svg",
        tag("use", href="#cover-frame"),
        tag("text", pair.floor, x=LEFT - 3, y=(TOP + GROUND) // 2 + 3),
        tag("g", joined(curves), transform=f"translate({LEFT} {TOP})scale({across:.4f} {up:.4f})"),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        aria_hidden="true",
    )


def _heights(pair: PairCover) -> tuple[int, ...]:
    """Days from the upper edge down to the curve."""
    high = FLOORS_HIGH * pair.floor
    return tuple(high - min(days, high) for days in pair.days)


def _curve(pair: PairCover) -> str:
    heights = _heights(pair)
    return f"M0 {heights[0]}{_steps(heights, pair.lengths)}"


def _area(pair: PairCover) -> str:
    """From the floor down to the curve, wherever it is below."""
    heights, pieces, floor = _heights(pair), [], pair.floor
    for run in runs(pair.below):
        start, own = sum(pair.lengths[: run.start]), heights[run.start : run.stop]
        steps = _steps(own, pair.lengths[run.start : run.stop])
        pieces.append(f"M{start} {floor}v{own[0] - floor}{steps}V{floor}")
    return "".join(pieces)


def _owed(pair: PairCover, high: int) -> str:
    """A bar on the ground wherever units are owed."""
    return "".join(
        f"M{sum(pair.lengths[: run.start])} {high}h{sum(pair.lengths[run.start : run.stop])}"
        for run in runs(pair.owed)
    )


def _steps(heights: tuple[int, ...], lengths: tuple[int, ...]) -> str:
    """Each bucket at its height; equal ones in one go."""
    words, ahead, now = [], 0, heights[0]
    for height, length in zip(heights, lengths, strict=True):
        if height != now:
            words.append(f"h{ahead}v{height - now}")
            ahead, now = 0, height
        ahead += length
    return "".join([*words, f"h{ahead}"])
