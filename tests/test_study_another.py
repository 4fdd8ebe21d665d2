"""A study's folder takes no other study, version or process in; it may take up a run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from planner.errors import DataError
from planner.study.asked import Request
from planner.study.contract import FIRST, Scenario, against_base
from planner.study.here import Here
from planner.study.kept import study_kept
from planner.study.study import Study
from tests.study_folders import (
    SCENARIOS,
    WORK,
    carried_out,
    copied,
    folder_of,
    more,
    request_of,
    scenario_rows,
    whole_study,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Request:
    """A study that has ended; tests work on copies."""
    return whole_study(tmp_path_factory.mktemp("whole"))


def changed_case(request: Request) -> Request:
    with (request.case / "demand.csv").open("a") as opened:
        opened.write("\n")
    return request


DIFFERENT = {
    "limits": lambda request: replace(request, limits=replace(WORK, work=1)),
    "scenarios": lambda request: replace(request, scenarios=SCENARIOS[:2]),
    "cold": lambda request: replace(request, cold=True),
    "case": changed_case,
}
WORDS = {
    "limits": "--seconds, --work or another option of the search",
    "scenarios": "its scenarios",
    "cold": "--cold",
    "case": "the case",
}


@pytest.mark.parametrize("what", DIFFERENT)
def test_a_name_that_another_study_has_is_refused_and_nothing_is_touched(
    whole: Request, tmp_path: Path, what: str
) -> None:
    request = DIFFERENT[what](copied(whole, tmp_path / "copy"))
    before = {path: path.read_bytes() for path in request.out.rglob("*") if path.is_file()}

    with pytest.raises(DataError) as refused:
        carried_out(request)

    said = f"is another study: it differs in {WORDS[what]}; give another --name"
    assert [one.what for one in refused.value.problems] == [said]
    assert before == {path: path.read_bytes() for path in request.out.rglob("*") if path.is_file()}


def test_a_study_of_another_version_is_refused(whole: Request, tmp_path: Path) -> None:
    request = copied(whole, tmp_path / "copy")
    file = folder_of(request) / "study.json"
    told = json.loads(file.read_text())
    file.write_text(json.dumps(told | {"versions": told["versions"] | {"highspy": "1.2.3"}}))

    with pytest.raises(DataError, match=r"was begun with highspy 1\.2\.3 \(now "):
        carried_out(request)


def test_a_store_of_another_format_is_refused(whole: Request, tmp_path: Path) -> None:
    request = copied(whole, tmp_path / "copy")
    file = folder_of(request) / "study.json"
    file.write_text(json.dumps({"format": 7, "versions": {"fillfinish": "9.0"}}))

    with pytest.raises(DataError, match=r"has format 7, written by fillfinish 9\.0; .*format 1"):
        carried_out(request)
    with pytest.raises(DataError, match="has format 7"):
        study_kept(folder_of(request))


def test_a_folder_that_is_no_study_is_refused(tmp_path: Path) -> None:
    request = request_of(tmp_path, Scenario("base"))
    folder_of(request).mkdir(parents=True)
    (folder_of(request) / "notes.txt").write_text("mine")

    with pytest.raises(DataError, match=r"study\.json: is missing"):
        carried_out(request)


def test_two_at_a_time_cannot_work_on_a_study(whole: Request, tmp_path: Path) -> None:
    request = copied(whole, tmp_path / "copy")
    with (
        Study(request, Here),
        pytest.raises(DataError, match="another 'fillfinish' is at work on this study"),
    ):
        Study(request, Here)

    assert len(carried_out(request)) == len(SCENARIOS)


def test_a_run_that_is_there_stands_for_a_scenario(tmp_path: Path) -> None:
    """It is not solved, the base starts from it, and only what was solved is kept. A name that
    a scenario has is not given to a run of another one."""
    (made,) = carried_out(request_of(tmp_path, Scenario("base"), name="before"))
    assert made.run is not None
    request = replace(request_of(tmp_path, name="beside"), scenarios=None)

    with Study(request, Here) as study:
        first = study.adopt(Scenario(FIRST), made.run)
        base, (up,) = against_base(study, [more("1.1")])
        with pytest.raises(DataError, match="two scenarios are called 'base'"):
            study.adopt(replace(more("0.5"), name="base"), made.run)

    assert (first.run, first.seconds) == (made.run, 0)
    assert first.level("cost") == made.level("cost")
    assert (base.started_from, up.started_from) == (FIRST, FIRST)
    assert f"--start {made.run} " in up.command
    assert {row["scenario"] for row in scenario_rows(study.folder)} == {"base", "demand 1.1"}
