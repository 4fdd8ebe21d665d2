"""Pictures of a study: ranges drawn and said, names that hide nothing, scales that hold all."""

from __future__ import annotations

import re
from math import inf

import pytest

from planner.answers.contract import Bars, Heat, Mark, Point, Points, Swing, Swings
from planner.study.spans import Span
from planner.study_page.labels import BESIDE, Box, placed
from planner.study_page.pictures import drawn
from planner.study_page.scales import Scale

WORTH = Bars("Worth", "d", (Mark("a shift", Span(-inf, -0.5, 0.0), "8 h"),))


def test_a_range_without_an_end_is_drawn_to_the_edge_and_said_to_be_open() -> None:
    """The cap is at the end that is known, 0; the other runs to the edge of the plot at 260."""
    svg = drawn(WORTH)

    assert "a shift: -0.5 d (range open to 0). 8 h" in svg
    (line,) = re.findall(r'<path d="([^"]*)" class="range"/>', svg)
    assert line.startswith("M260.0 ")
    assert line.count("v8") == 1


def test_what_sums_leave_is_nothing() -> None:
    """0.1 + 0.2 - 0.3 is 6e-17: no bar, and a figure of 0."""
    svg = drawn(Bars("T", "d", (Mark("a", Span.exact(0.1 + 0.2 - 0.3)),)))

    assert "a: 0 d" in svg
    assert 'width="1.5"' in svg


def test_a_swing_without_a_plan_says_so() -> None:
    svg = drawn(Swings("T", "d", (Swing("hours", "5 % less", None, "5 % more", Span.exact(-1.0)),)))

    assert "hours at 5 % less: no plan" in svg
    assert "hours at 5 % more: -1 d" in svg


def test_points_say_both_figures_and_the_floor() -> None:
    points = tuple(Point(f"p{at}", Span.exact(at), Span(at, at + 1.0, at + 2)) for at in (1, 2))
    svg = drawn(Points("T", "growth, %", "on time, %", points, y_limit=2.5))

    assert "p1; growth, %: 1; on time, %: 2 (range 1 to 3)" in svg
    assert 'class="limit-said">2.5<' in svg


@pytest.mark.parametrize("picture", [
    Bars("T", "d", ()), Swings("T", "d", ()), Points("T", "x", "y", ()), Heat("T", "%", (), ()),
    Heat("T", "%", ("a",), (("b", (None,)),)),
    Bars("T", "d", (Mark("a", Span(-inf, 0.0, inf)),)),
    Points("T", "x", "y", (Point("a", Span(-inf, 0.0, inf), Span(-inf, 0.0, inf)),)),
])  # fmt: skip
def test_a_picture_of_nothing_is_a_picture(picture: Bars | Swings | Points | Heat) -> None:
    svg = drawn(picture)

    assert svg.startswith("<svg")
    assert not re.search(r"\b(nan|inf)\b", svg)


def test_names_of_points_hide_neither_points_nor_each_other() -> None:
    """Twelve points an eighth of a name apart: some get none, those that do stand free."""
    points = [(100.0 + 10 * at, 100.0) for at in range(12)]
    labels = ["a name of a plan"] * len(points)
    found = placed(labels, points, Box(0, 0, 400, 200))
    named = [at for at in found if at is not None]
    boxes = [
        Box(
            x if anchor == "start" else x - 6.2 * 16,
            y - 9,
            x + 6.2 * 16 if anchor == "start" else x,
            y + 3,
        )
        for x, y, anchor in named
    ]

    assert 0 < len(named) < len(points)
    assert not [1 for at, box in enumerate(boxes) for other in boxes[:at] if box.meets(other)]
    assert not [
        1
        for box in boxes
        for x, y in points
        if box.left < x < box.right and box.top < y < box.bottom
    ]


def test_a_point_at_the_right_edge_has_its_name_to_the_left() -> None:
    (at,) = placed(["plan"], [(398.0, 100.0)], Box(0, 0, 400, 200))

    assert at is not None
    assert at[2] == "end"
    assert BESIDE[0][0] > 0


@pytest.mark.parametrize(
    "values", [(0.0,), (0.0, 0.0), (5.0, 5.0), (-3.0,), (1e-9, 2e-9), (0, 4e7)]
)
def test_a_scale_holds_what_was_found(values: tuple[float, ...]) -> None:
    scale = Scale.over(map(Span.exact, values), 10, 110)

    assert all(scale.shows(value) and 10 <= scale.at(value) <= 110 for value in values)
    assert len(scale.ticks()) >= 1
