"""The published what-ifs of le-trait: of today's case, with the signs a planner expects.

They are solved by `python -m scenarios.derive.whatifs`, too long for a test. What is
tested is that the published figures belong to the case as it is, and what they say.
"""

from __future__ import annotations

from functools import cache

import pytest

from scenarios.derive.whatif_page import BASE, Figures, case_sha256, page
from scenarios.derive.whatifs import CASE, REPOSITORY, RESULTS, read

OVERLAYS = sorted(path.stem for path in (REPOSITORY / CASE / "scenarios").glob("*.yaml"))
SHORT = 3
"""Groups that are short at some time in the base, at least."""


@cache
def published() -> dict[str, Figures]:
    return {row.scenario: row for row in read(REPOSITORY / RESULTS)}


def on_time(name: str) -> float:
    return float(published()[name].on_time_pct)


def points(name: str) -> float:
    return on_time(name) - on_time(BASE)


def late(name: str) -> float:
    return float(published()[name].late_days)


def test_every_overlay_is_published() -> None:
    assert list(published()) == [BASE, *OVERLAYS]


@pytest.mark.parametrize("name", [BASE, *OVERLAYS])
def test_the_figures_are_those_of_the_case(name: str) -> None:
    """A case that changes asks for `python -m scenarios.derive.whatifs` again."""
    assert published()[name].case_sha256 == case_sha256(name, REPOSITORY / CASE)


def test_the_page_is_that_of_the_figures() -> None:
    text = (REPOSITORY / "docs" / "le-trait.md").read_text(encoding="utf-8")

    assert text == page(list(published().values()))


def test_the_base_serves_nearly_everybody_but_not_always() -> None:
    assert 97 <= on_time(BASE) <= 99.5
    assert len(published()[BASE].groups_short.split()) >= SHORT


def test_without_the_new_building_service_falls_by_five_points() -> None:
    """And it is proven: no plan without it is as early as the one found with it."""
    assert points("no-new-building") <= -5
    assert float(published()["no-new-building"].late_days_bound) > late(BASE)


def test_late_approvals_outside_europe_cost_half_a_point() -> None:
    assert points("non-eu-12-months-later") <= -0.5


def test_a_third_line_a_year_earlier_helps() -> None:
    assert points("third-line-a-year-earlier") > 0
    assert late("third-line-a-year-earlier") < late(BASE)


@pytest.mark.parametrize(
    "name", ["pa1-down-8-weeks", "demand-plus-20", "failed-media-fill", "late-substance-lot"]
)
def test_what_takes_capacity_makes_service_worse(name: str) -> None:
    assert late(name) > late(BASE)


def test_a_weekend_shift_makes_service_better() -> None:
    assert late("weekend-shift") < late(BASE)
