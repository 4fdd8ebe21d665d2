"""Ranges in words (planner/answers/ranges.py)."""

from __future__ import annotations

from math import inf

import pytest

from planner.answers.ranges import all_open, allowed, between, days, late, open_words
from planner.study.spans import Span


@pytest.mark.parametrize(
    ("span", "decimals", "said"),
    [
        (Span.exact(0.0), 2, "proven"),
        (Span(0.0, 0.0007, 0.0007), 2, "found; the gaps allow 0.000 to 0.001"),
        (Span(0.0, 0.0007, 0.0007), 4, "found; the gaps allow 0.0000 to 0.0007"),
        (Span(0.838, 0.8393, 0.8397), 2, "proven"),
        (Span(0.72, 1.06, 1.06), 2, "sign proven; the gaps allow 0.72 to 1.06"),
        (Span(-0.99, 0.31, 1.45), 2, "found; the gaps allow -0.99 to 1.45"),
        (Span(-inf, -0.5, -0.2), 1, "sign proven; the gaps allow anything up to -0.2"),
        (Span(-1.0, 5.0, inf), 0, "found; the gaps allow -1 or more"),
        (Span(-inf, 1.0, inf), 0, "found; without a bound it may be anything"),
    ],
)
def test_a_range_is_proven_only_where_it_leaves_nothing_else(
    span: Span, decimals: int, said: str
) -> None:
    """Ends that only look alike are shown apart; 0.0017 beside 0.84 is nothing else."""
    assert allowed(span, decimals) == said


def test_days_have_as_many_decimals_as_they_need() -> None:
    assert late(Span(0.0, 0.0007, 0.001)) == (
        "0.0007 mean days late (found; the gaps allow 0.0000 to 0.0010)"
    )
    assert late(Span(0.1, 0.21, 0.9), signed=True, ranged=False) == "+0.21 mean days late"


def test_little_days_have_more_decimals() -> None:
    assert [days(each) for each in (0.0, 0.0903, 0.01, 0.0094, -2.5)] == [
        "0.00", "0.09", "0.01", "0.0094", "-2.50",
    ]  # fmt: skip


def test_several_figures_that_may_all_be_nothing_have_one_range() -> None:
    """From -0.99 to 2.43 d is each of them; a proven sign or a point is none of these."""
    unsure = [Span(-0.99, 0.31, 1.45), Span(-0.01, 2.27, 2.43)]

    assert all_open(unsure)
    assert open_words(unsure) == (
        "No bound excludes 0 for any of these: the gaps allow -0.99 to 2.43 d."
    )
    assert not all_open([*unsure, Span(0.72, 1.06, 1.06)])
    assert not all_open([*unsure, Span.exact(0.0)])
    assert not all_open([])
    assert between(Span(0.44, 0.61, 0.62), 2) == "0.44 to 0.62"
