"""Plans in two figures: points with their ranges, joined or not, and a floor."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from planner.answers.contract import Point, Points
from planner.report.drawing import joined, tag
from planner.study_page.labels import Box, placed
from planner.study_page.scales import Scale, figure, range_said

WIDTH, HEIGHT = 760, 340
LEFT, RIGHT, TOP, FOOT = 70, 40, 16, 44
LONGEST = 28
"""Characters of a name that are drawn; the tip has all."""


def drawn_points(picture: Points) -> Markup:
    """The plot."""
    limit = [] if picture.y_limit is None else [picture.y_limit]
    x = Scale.over([point.x for point in picture.points], LEFT, WIDTH - RIGHT)
    y = Scale.over([point.y for point in picture.points], HEIGHT - FOOT, TOP, also=limit)
    shapes = [*_axes(picture, x, y)]
    if picture.y_limit is not None:
        at = y.at(picture.y_limit)
        shapes.append(tag("path", d=f"M{LEFT} {at:.1f}H{WIDTH - RIGHT}", class_="limit"))
        said = figure(picture.y_limit)
        shapes.append(tag("text", said, x=WIDTH - RIGHT + 4, y=at + 4, class_="limit-said"))
    if picture.joined and len(picture.points) > 1:
        path = sorted((x.at(p.x.found), y.at(p.y.found)) for p in picture.points)
        line = "M" + "L".join(f"{across:.1f} {down:.1f}" for across, down in path)
        shapes.append(tag("path", d=line, class_="curve"))
    places = [(x.at(p.x.found), y.at(p.y.found)) for p in picture.points]
    shapes += [_point(picture, p, x, y) for p in picture.points]
    shapes += [*_names(picture, places)]
    size = {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "width": WIDTH, "height": HEIGHT}
    return tag(
        "svg",
        joined(shapes),
        role="group",
        aria_label=picture.title,
        tabindex=0,
        data_chart="",
        class_="study-chart",
        **size,
    )


def _axes(picture: Points, x: Scale, y: Scale) -> Iterator[Markup]:
    foot = HEIGHT - FOOT
    for tick, said in x.ticks():
        at = x.at(tick)
        yield tag("path", d=f"M{at:.1f} {TOP}V{foot}", class_="rule")
        yield tag("text", said, x=at, y=foot + 16, text_anchor="middle", class_="quiet")
    for tick, said in y.ticks():
        at = y.at(tick)
        yield tag("path", d=f"M{LEFT} {at:.1f}H{WIDTH - RIGHT}", class_="rule")
        yield tag("text", said, x=LEFT - 8, y=at + 4, text_anchor="end", class_="quiet")
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield tag("text", picture.x_title, x=middle, y=HEIGHT - 8, text_anchor="middle")
    turned = f"rotate(-90 12 {(TOP + foot) / 2:.0f})"
    yield tag(
        "text", picture.y_title, x=12, y=(TOP + foot) / 2, text_anchor="middle", transform=turned
    )


def _point(picture: Points, point: Point, x: Scale, y: Scale) -> Markup:
    across, down = x.at(point.x.found), y.at(point.y.found)
    tip = (
        f"{point.label}; {picture.x_title}: {range_said(point.x, '')};"
        f" {picture.y_title}: {range_said(point.y, '')}"
    )
    shapes = []
    for low, high, fixed, vertical in (
        (y.at(point.y.low), y.at(point.y.high), across, True),
        (x.at(point.x.low), x.at(point.x.high), down, False),
    ):
        if abs(high - low) > 1:
            path = (
                f"M{fixed:.1f} {low:.1f}V{high:.1f}"
                if vertical
                else f"M{low:.1f} {fixed:.1f}H{high:.1f}"
            )
            shapes.append(tag("path", d=path, class_="range"))
    shapes.append(tag("circle", cx=across, cy=down, r=5, class_="found-dot"))
    return tag("g", joined(shapes), data_tip=tip)


def _names(picture: Points, places: list[tuple[float, float]]) -> Iterator[Markup]:
    """Names of points, where they hide neither a point nor another name."""
    room = Box(LEFT, TOP - 8, WIDTH, HEIGHT - FOOT)
    labels = [_short(point.label) for point in picture.points]
    for label, at in zip(labels, placed(labels, places, room), strict=True):
        if at is not None:
            x, y, anchor = at
            yield tag("text", label, x=x, y=y, text_anchor=anchor, class_="quiet")


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
