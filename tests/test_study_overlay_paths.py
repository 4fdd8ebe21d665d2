"""Overlays outside the case's folder `scenarios`, given by the path of their file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli import app
from planner.files import WhatIf, open_case
from tests.plants import write_tiny
from tests.scenario_files import refused, write_overlay

FEWER = "- {table: demand, where: {country: JP}, multiply: {units: 0.5}}"
"""Half of the demand of Japan."""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_tiny(tmp_path / "case")


def written_beside(folder: Path, name: str, extends: str = "[]", changes: str = FEWER) -> Path:
    """An overlay in a folder that is no case; the first change stands in line 4."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.yaml"
    text = f"title: {name}\nextends: {extends}\nchanges:\n{changes}\n"
    file.write_text(text, encoding="utf-8")
    return file


def of_japan(case: Path, *scenarios: str) -> float:
    """Units of Japan's demand in the first row."""
    plant = open_case(case, WhatIf(scenarios)).plant
    return next(row.units for row in plant.demand if row.country == "JP" and row.units)


def test_a_path_gives_an_overlay_and_the_run_the_name_of_its_file(
    case: Path, tmp_path: Path
) -> None:
    """`run.json` keeps the name and the title, as for the case's own."""
    file = written_beside(tmp_path / "asked", "fewer")

    found = open_case(case, WhatIf((str(file),)))

    assert of_japan(case, str(file)) == of_japan(case) / 2
    assert found.scenario == "fewer"
    assert found.name == "tiny + fewer"
    assert found.asked()["overlays"] == ["fewer"]
    assert found.asked()["titles"] == {"fewer": "fewer"}


def test_a_path_extends_the_cases_own_overlays_and_files_beside_it(
    case: Path, tmp_path: Path
) -> None:
    """Half of half of half of the demand: own, beside and the file itself."""
    write_overlay(case, "own", FEWER)
    written_beside(tmp_path / "asked", "beside")
    file = written_beside(tmp_path / "asked", "mine", "[own, beside.yaml]")

    assert of_japan(case, str(file)) == of_japan(case) / 8


def test_an_overlay_of_the_case_extends_a_file_beside_it(case: Path) -> None:
    write_overlay(case, "own", FEWER)
    write_overlay(case, "twice", FEWER, "[own.yaml]")

    assert of_japan(case, "twice") == of_japan(case) / 4


def test_messages_name_the_path(case: Path, tmp_path: Path) -> None:
    file = written_beside(
        tmp_path / "asked", "slip", changes="- {table: demand, multiply: {unit: 2}}"
    )

    assert refused(case, [str(file)]) == [
        f"{file}:4, unit: change 1: demand column 'unit' does not exist; did you mean 'units'?"
    ]


@pytest.mark.parametrize("name", ["nowhere/late.yaml", "nowhere/late"])
def test_a_path_without_a_file_is_refused(case: Path, name: str) -> None:
    assert refused(case, [name]) == [
        "nowhere/late.yaml: there is no file 'nowhere/late.yaml'; correct the path"
    ]


def test_a_path_that_is_extended_and_missing_is_refused(case: Path, tmp_path: Path) -> None:
    file = written_beside(tmp_path / "asked", "mine", "[gone.yaml, gone]")
    gone = file.parent / "gone.yaml"

    assert refused(case, [str(file)]) == [
        f"{file}:2, extends: scenario 'gone' does not exist; known: none, scenarios/ has no .yaml file",
        f"{file}:2, extends: there is no file '{gone}'; correct the path",
    ]


def test_one_file_is_not_given_twice_by_name_and_by_path(case: Path) -> None:
    write_overlay(case, "own", FEWER)
    path = str(case / "scenarios" / "own.yaml")

    assert refused(case, ["own", path]) == [
        f"{path}: is given twice; give each scenario once",
        "scenarios/own.yaml: is given twice; give each scenario once",
    ]


def test_two_files_of_one_name_are_refused(case: Path, tmp_path: Path) -> None:
    write_overlay(case, "own", FEWER)
    file = written_beside(tmp_path / "asked", "own")

    assert refused(case, ["own", str(file)]) == [
        f"{file}: has the same name as scenarios/own.yaml; rename one of the two"
    ]


def test_a_circle_of_paths_is_refused(case: Path, tmp_path: Path) -> None:
    written_beside(tmp_path / "asked", "one", "[two.yaml]")
    file = written_beside(tmp_path / "asked", "two", "[one.yaml]")

    assert refused(case, [str(file)]) == [
        f"{file.parent / 'one.yaml'}:2, extends: goes in a circle, two > one > two; take one out"
    ]


def test_the_command_line_takes_a_path(case: Path, tmp_path: Path) -> None:
    """`validate --scenario` and `scenario show`."""
    file = written_beside(tmp_path / "asked", "fewer")

    checked = CliRunner().invoke(app, ["validate", str(case), "--scenario", str(file)])
    shown = CliRunner().invoke(app, ["scenario", "show", str(case), str(file), "--json"])

    assert checked.exit_code == 0
    assert json.loads(shown.stdout)["overlays"] == ["fewer"]
