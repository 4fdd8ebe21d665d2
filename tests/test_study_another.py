"""A study's folder takes no other study, version or process in."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from planner.errors import DataError
from planner.study.asked import Request
from planner.study.contract import Scenario
from planner.study.here import Here
from planner.study.kept import study_kept
from planner.study.study import Study
from tests.study_folders import (
    SCENARIOS,
    WORK,
    carried_out,
    copied,
    folder_of,
    request_of,
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
