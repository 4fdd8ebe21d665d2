"""The scenario of a run: its name, its changes, and how to ask for it again."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner.manifest import DifferenceTold, RunTold
from planner.report.scenario import Overlay, section
from planner.report.view import View
from tests.short_runs import body_of, short_run, view_of_run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return short_run(tmp_path_factory.mktemp("runs"))


def told(run: Path, **changes: Any) -> View:
    view = view_of_run(run)
    written = json.loads((run / "run.json").read_text(encoding="utf-8"))
    manifest = {**written, "overlays": [], "set": [], "previous": None, **changes}
    return View(replace(view.saved, told=RunTold.model_validate(manifest)), view.t)


def test_the_base_is_said_to_be_the_base(run: Path) -> None:
    body = body_of(told(run), "scenario")

    assert "the case as it stands in its tables, nothing is changed." in body
    assert "How it differs" not in body


def test_overlays_cells_and_differences_stand_in_their_order(run: Path) -> None:
    view = told(
        run,
        overlays=["late", "later"],
        titles={"late": "Approvals late"},
        set=["staffing.efficiency[resource=L1]*=0.9"],
        differences=[
            {
                "title": "staffing: 5 rows changed",
                "lines": ["L1 efficiency: 0.9 -> 0.81"],
                "more": 4,
            }
        ],
    )
    found = section(view)

    assert found is not None
    assert found.figures["overlays"] == (Overlay("late", "Approvals late"), Overlay("later", ""))
    one = {"title": "staffing: 5 rows changed", "lines": ["L1 efficiency: 0.9 -> 0.81"], "more": 4}
    assert found.figures["differences"] == (DifferenceTold.model_validate(one),)
    body = html.unescape(body_of(view, "scenario"))
    assert "staffing.efficiency[resource=L1]*=0.9" in body
    assert "L1 efficiency: 0.9 -> 0.81" in body
    assert "and 4 more" in body


def test_a_run_that_keeps_no_differences_says_so(run: Path) -> None:
    body = body_of(told(run, overlays=["late"]), "scenario")

    assert "This run does not keep the cells that differ" in body


def test_a_scenario_that_changes_nothing_says_so(run: Path) -> None:
    body = body_of(told(run, overlays=["late"], differences=[]), "scenario")

    assert "Nothing changes: the tables are those of the base." in body


def test_the_command_the_limits_and_the_previous_run_are_told(run: Path) -> None:
    options = {"seconds": 60.0, "gap": 0.05, "threads": 2, "seed": 7, "work": None}
    found = section(told(run, options=options, previous="runs/last-week", command="solve tiny"))

    assert found is not None
    assert {word: said for word, said, _ in found.figures["told"]} == {
        "Case": "Tiny",
        "Command": "fillfinish solve tiny",
        "Search": "at most 60 s, seed 7, threads 2",
        "Gap asked for": "a gap of 0.05 was enough",
        "Previous plan": "runs/last-week",
    }


def test_what_people_typed_is_text(run: Path) -> None:
    bad = "<script>window.broken=1</script>"
    line = {"title": bad, "lines": [bad], "more": 0}
    body = body_of(
        told(run, overlays=[bad], titles={bad: bad}, set=[bad], previous=bad, differences=[line]),
        "scenario",
    )

    assert bad not in body
    assert body.count(html.escape(bad)) == 6
