"""The published studies of le-trait: of today's case, with the signs a planner expects.

They are asked by `python -m scenarios.derive.studies`, too long for a test. What is tested is
that the published answers belong to the case as it is, and what they say.
"""

from __future__ import annotations

import shlex
from functools import cache
from pathlib import Path

import pytest

from planner.study.definition import Typed, defined
from scenarios.derive.studies import ASKED, CASE, PAGE, REPOSITORY, RESULTS, read
from scenarios.derive.studies_page import Told, page
from scenarios.derive.whatif_page import BASE, case_sha256

STUDIES = sorted((REPOSITORY / CASE / "studies").glob("*.yaml"))


@cache
def published() -> dict[str, Told]:
    return {told.name: told for told in read(REPOSITORY / RESULTS)}


def on_time(name: str) -> dict[str, float]:
    """Share on time by scenario, in percent."""
    told = published()[name]
    at = told.columns.index("on_time_pct")
    return {row[0]: float(row[at]) for row in told.rows}


def test_all_five_are_published() -> None:
    assert list(published()) == list(ASKED)


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_of_the_case_as_it_is(name: str) -> None:
    """A case that changes asks for `python -m scenarios.derive.studies` again."""
    assert published()[name].case_sha256 == case_sha256(BASE, REPOSITORY / CASE)
    assert shlex.split(published()[name].command) == ["fillfinish", *ASKED[name], "--name", name]


def test_the_page_is_that_of_the_answers() -> None:
    text = (REPOSITORY / PAGE).read_text(encoding="utf-8")

    assert text == page(list(published().values()))


@pytest.mark.parametrize("file", STUDIES, ids=lambda file: file.stem)
def test_a_study_that_travels_with_the_case_can_be_asked(file: Path) -> None:
    study = defined(Typed(file=file))

    assert study.case.resolve() == (REPOSITORY / CASE).resolve()
    assert {one.name for one in study.scenarios} == set(on_time(file.stem))


def test_europe_alone_makes_most_of_the_new_building() -> None:
    """Without it many points are lost; the approvals after Europe's bring some, not as many."""
    found = on_time("new-building")

    without, europe, everybody = (
        found[name] for name in ("no-new-building", "only Europe approves", "base")
    )
    assert without + 5 < europe < everybody
    assert europe - without > everybody - europe


def test_approvals_that_are_two_years_late_cost_service() -> None:
    found = on_time("late-approvals")

    assert found["24 months later"] < found["base"] - 1


def test_the_third_line_matters_more_when_demand_grows() -> None:
    found = on_time("third-line")

    today = found["third-line-a-year-earlier"] - found["base"]
    grown = found["3 % more demand and the third line earlier"] - found["3 % more demand"]
    assert grown > today > -0.5


def test_demand_can_grow_but_not_by_a_tenth() -> None:
    told = published()["headroom"]
    factor, keeps = told.columns.index("factor"), told.columns.index("keeps_floor")
    held = [float(row[factor]) for row in told.rows if row[keeps] == "yes"]

    assert 1 <= max(held) < 1.1
