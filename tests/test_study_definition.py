"""A study by its texts: which scenarios it has, and what they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.files import WhatIf
from planner.study.contract import Scenario
from planner.study.definition import Definition, Typed, defined
from tests.plants import write_tiny
from tests.scenario_files import write_overlay

FEWER = "- {table: demand, where: {country: JP}, multiply: {units: 0.5}}"
LATER = "- {table: approvals, where: {unit: L1}, shift: {from: 6 months}}"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Two countries, `units` in 12 rows of demand; overlays `fewer` and `later`."""
    case = write_tiny(tmp_path)
    write_overlay(case, "fewer", FEWER)
    write_overlay(case, "later", LATER)
    return case


def names(found: Definition) -> list[str]:
    return [scenario.name for scenario in found.scenarios]


def test_listed_scenarios_combine_overlays_and_assignments(case: Path) -> None:
    found = defined(Typed(case, scenarios=("fewer", "fewer + later + demand.units*=1.1")))

    assert found.scenarios == (
        Scenario("base"),
        Scenario("fewer", ("fewer",)),
        Scenario("fewer + later + demand.units*=1.1", ("fewer", "later"), ("demand.units*=1.1",)),
    )
    assert found.title == "tiny"
    assert found.varied == ()


def test_sweeps_make_their_product_and_the_last_varies_first(case: Path) -> None:
    """2 x 2 places; each is named by it, and has it as coordinates."""
    found = defined(Typed(case, sweeps=("demand.units*=0.9, 1.1", "settings.weeks=4,6")))

    assert names(found) == [
        "base",
        "demand.units*=0.9, settings.weeks=4",
        "demand.units*=0.9, settings.weeks=6",
        "demand.units*=1.1, settings.weeks=4",
        "demand.units*=1.1, settings.weeks=6",
    ]
    assert found.varied == ("demand.units*", "settings.weeks")
    assert found.scenarios[2].assignments == ("demand.units*=0.9", "settings.weeks=6")
    assert found.scenarios[2].place == {"demand.units*": "0.9", "settings.weeks": "6"}


def test_overlays_are_an_axis_and_its_none_is_the_base(case: Path) -> None:
    found = defined(Typed(case, sweeps=("scenario=none,fewer,fewer + later",)))

    assert found.scenarios == (
        Scenario("base", place={"scenario": "none"}),
        Scenario("fewer", ("fewer",), place={"scenario": "fewer"}),
        Scenario("fewer + later", ("fewer", "later"), place={"scenario": "fewer + later"}),
    )


def test_overlays_cross_with_dates_that_shift(case: Path) -> None:
    """Without an overlay a place is named by the shift alone; no place is the base."""
    shifts = "approvals.from[unit=L1,approval_group=JP|EU]+=3 months,6 months"

    found = defined(Typed(case, sweeps=("scenario=none,fewer", shifts)))

    target = "approvals.from[unit=L1,approval_group=JP|EU]+"
    assert names(found)[1:] == [
        f"{target}=3 months",
        f"{target}=6 months",
        f"fewer, {target}=3 months",
        f"fewer, {target}=6 months",
    ]
    assert found.scenarios[0].place == {}
    assert found.scenarios[4].place == {"scenario": "fewer", target: "6 months"}


def test_an_overlay_by_path_is_named_by_its_file_and_kept_whole(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a study can go on from another folder."""
    file = tmp_path / "mine.yaml"
    file.write_text(f"title: mine\nchanges:\n{FEWER}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    found = defined(
        Typed(case, scenarios=("./mine.yaml",), sweeps=("scenario=later,mine.yaml + later",))
    )

    assert names(found) == ["base", "mine", "later", "mine + later"]
    assert found.scenarios[1].overlays == (str(file),)


def test_the_base_is_kept_apart_from_the_scenarios(case: Path) -> None:
    found = defined(
        Typed(case, base=("fewer",), assignments=("settings.weeks=4",), scenarios=("later",))
    )

    assert found.base == WhatIf(("fewer",), ("settings.weeks=4",))
    assert found.scenarios[1] == Scenario("later", ("later",))


def test_a_thousand_scenarios_have_names_of_their_own(case: Path) -> None:
    """25 x 40 places and the base."""
    demand = ",".join(f"{0.5 + step / 100:.2f}" for step in range(25))
    thaw = ",".join(str(days) for days in range(40))

    found = defined(Typed(case, sweeps=(f"demand.units*={demand}", f"settings.thaw_days={thaw}")))

    assert len(found.scenarios) == len(set(names(found))) == 1_001
