"""Pictures of findings as SVG: what was found is solid, what its gap leaves is a thin line."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from planner.answers.contract import Bars, Heat, Picture, Points, Swings
from planner.report.drawing import joined, tag
from planner.study.spans import Span
from planner.study_page.plots import drawn_points
from planner.study_page.scales import Scale, figure, range_said

NAMES, PLOT, FIGURES = 260, 480, 150
"""Widths of the names, of the plot and of the figures beside it, px."""

ENDS = 280
"""Width of what the ends of a tornado are, px."""

ROW, BAR, TOP = 24, 14, 22
LONGEST, UNIT = 40, 22
"""Characters of a name and of a unit that are drawn; the tip has all."""

LETTER = 6.4
"""Width of a letter, about, px."""

CELL, WIDEST_CELL, CELL_NAME, LEVELS = 64, 150, 250, 6


def drawn(picture: Picture) -> Markup:
    """A picture as SVG."""
    if isinstance(picture, Bars):
        return _bars(picture)
    if isinstance(picture, Swings):
        return _swings(picture)
    if isinstance(picture, Points):
        return drawn_points(picture)
    return _heat(picture)


def _bars(picture: Bars) -> Markup:
    spans = [mark.span for mark in picture.marks]
    scale = Scale.over(spans, NAMES, NAMES + PLOT, also=[0.0])
    rows = []
    for at, mark in enumerate(picture.marks):
        tip = f"{mark.label}: {range_said(mark.span, picture.unit)}"
        rows.append(
            tag(
                "g",
                _name(mark.label, at),
                _bar(scale, mark.span, _y(at), BAR, "found-bar"),
                tag("text", figure(mark.span.found), x=NAMES + PLOT + 8, y=_y(at) + 4),
                data_tip=f"{tip}. {mark.note}" if mark.note else tip,
            )
        )
    return _chart(
        [*_axis(scale, len(picture.marks), picture.unit), *rows],
        NAMES + PLOT + FIGURES,
        len(picture.marks),
        picture.title,
    )


def _swings(picture: Swings) -> Markup:
    spans = [each for swing in picture.swings for each in (swing.low, swing.high) if each]
    scale = Scale.over(spans, NAMES, NAMES + PLOT, also=[0.0])
    half = BAR / 2
    rows = [*_legend()]
    for at, swing in enumerate(picture.swings):
        for words, span, kind, up in (
            (swing.low_is, swing.low, "low-bar", -half / 2 - 0.5),
            (swing.high_is, swing.high, "high-bar", half / 2 + 0.5),
        ):
            said = "no plan" if span is None else range_said(span, picture.unit)
            shape = [] if span is None else [_bar(scale, span, _y(at) + up, half, kind)]
            rows.append(tag("g", *shape, data_tip=f"{swing.label} at {words}: {said}"))
        said = f"{swing.low_is} … {swing.high_is}"
        x = NAMES + PLOT + 8
        rows.append(_name(swing.label, at))
        rows.append(tag("text", _short(said, LONGEST), x=x, y=_y(at) + 4, class_="quiet"))
    return _chart(
        [*_axis(scale, len(picture.swings), picture.unit), *rows],
        NAMES + PLOT + ENDS,
        len(picture.swings),
        picture.title,
    )


def _legend() -> Iterator[Markup]:
    """Which colour is which end."""
    for x, kind, words in ((0, "low-bar", "low end"), (80, "high-bar", "high end")):
        yield tag("rect", x=x, y=TOP - 17, width=12, height=8, class_=kind)
        yield tag("text", words, x=x + 17, y=TOP - 9, class_="quiet")


def _heat(picture: Heat) -> Markup:
    values = [value for _, row in picture.rows for value in row if value is not None]
    ends = min(values, default=0.0), max(values, default=1.0)
    longest = max(map(len, picture.columns), default=0)
    cell = min(WIDEST_CELL, max(CELL, LETTER * longest + 8))
    most = int((cell - 8) / LETTER) + 1
    shapes = [
        tag(
            "text",
            _short(column, most),
            x=CELL_NAME + (at + 0.5) * cell,
            y=TOP - 8,
            text_anchor="middle",
            data_tip=column,
        )
        for at, column in enumerate(picture.columns)
    ]
    for down, (name, row) in enumerate(picture.rows):
        shapes.append(_name(name, down))
        for at, value in enumerate(row):
            said = "no plan" if value is None else f"{figure(value)} {picture.unit}"
            tip = f"{name}, {picture.columns[at]}: {said}"
            shapes.append(_square(CELL_NAME + at * cell, down, cell, value, ends, tip))
    width = CELL_NAME + cell * len(picture.columns)
    return _chart(shapes, width, len(picture.rows), picture.title, "study-heat")


def _square(
    x: float, down: int, cell: float, value: float | None, ends: tuple[float, float], tip: str
) -> Markup:
    """A cell of a map: the darker, the more."""
    low, high = ends
    share = 0.0 if value is None or high == low else (value - low) / (high - low)
    level = "none" if value is None else f"level-{min(LEVELS - 1, int(share * LEVELS))}"
    y, shown = TOP + down * ROW, "-" if value is None else figure(value)
    middle = x + cell / 2 - 1
    return tag(
        "g",
        tag("rect", x=x, y=y, width=cell - 2, height=ROW - 2, class_=level),
        tag("text", shown, x=middle, y=y + 15, text_anchor="middle", class_=level),
        data_tip=tip,
    )


def _bar(scale: Scale, span: Span, y: float, height: float, kind: str) -> Markup:
    """A bar from 0 to what was found, around `y`, and its range as a line."""
    zero, found = scale.at(0.0), scale.at(span.found)
    low, high = scale.at(span.low), scale.at(span.high)
    bar = {"x": min(zero, found), "y": y - height / 2, "height": height}
    shapes = [tag("rect", **bar, width=max(1.5, abs(found - zero)), class_=kind)]
    if high - low > 0.5:
        caps = [x for x, end in ((low, span.low), (high, span.high)) if scale.shows(end)]
        ends = "".join(f"M{x:.1f} {y - 4:.1f}v8" for x in caps)
        shapes.append(tag("path", d=f"M{low:.1f} {y:.1f}H{high:.1f}{ends}", class_="range"))
    return joined(shapes)


def _axis(scale: Scale, rows: int, unit: str) -> list[Markup]:
    foot = TOP + rows * ROW
    shapes = []
    for tick, said in scale.ticks():
        x = scale.at(tick)
        shapes.append(
            tag("path", d=f"M{x:.1f} {TOP - 4}V{foot}", class_="zero" if tick == 0 else "rule")
        )
        shapes.append(tag("text", said, x=x, y=TOP - 8, text_anchor="middle", class_="quiet"))
    x = NAMES + PLOT + 24
    shapes.append(tag("text", _short(unit, UNIT), x=x, y=TOP - 8, class_="quiet", data_tip=unit))
    return shapes


def _name(label: str, at: int) -> Markup:
    return tag("text", _short(label, LONGEST), x=0, y=_y(at) + 4, data_tip=label)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _y(at: int) -> float:
    return TOP + (at + 0.5) * ROW


def _chart(
    shapes: list[Markup], width: float, rows: int, label: str, class_: str = "study-chart"
) -> Markup:
    height = TOP + max(1, rows) * ROW + 6
    size = {"viewBox": f"0 0 {width:g} {height}", "width": f"{width:g}", "height": height}
    return tag(
        "svg",
        joined(shapes),
        role="group",
        aria_label=label,
        tabindex=0,
        data_chart="",
        class_=class_,
        **size,
    )
