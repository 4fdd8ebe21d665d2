"""Studies to look at: one that was solved, and made-up ones of any size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from planner.engine import Limits
from planner.files import WhatIf
from planner.study.asked import Paths, Request, asked_of
from planner.study.contract import FIRST, Result, Scenario, Status
from planner.study.kept import FORMAT, Kept
from planner.study.rows import FIGURES, ScenarioRow
from tests.study_folders import CLASH, carried_out, request_of

HOSTILE = "<script>window.broken=1</script>"
FORMULA = "=1+1"
GRID = [(units, hours) for units in ("0.9", "1.2") for hours in ("0.8", "1")]


def solved_study(folder: Path) -> Path:
    """The base from its first plan, four places of a grid, hostile names, two without a plan."""
    request = request_of(folder)
    clash = folder / "clash.yaml"
    clash.write_text(f"title: Clash\nchanges: {CLASH}\n", encoding="utf-8")
    placed = [
        Scenario(
            f"{units}, {hours}",
            assignments=(f"demand.units*={units}", f"staffing.efficiency*={hours}"),
            place={"demand.units*": units, "staffing.efficiency*": hours},
            start=FIRST,
        )
        for units, hours in GRID
    ]
    scenarios = (
        Scenario(FIRST),
        Scenario("base", start=FIRST),
        *placed,
        Scenario(HOSTILE, assignments=("demand.units*=1.1",)),
        Scenario(FORMULA, assignments=("demand.units*=1.3",)),
        Scenario("clash", overlays=(str(clash),)),
        Scenario("no such table", assignments=("demands.units*=2",)),
    )
    request = request_of(folder, *scenarios, name="grid")
    carried_out(request)
    return request.out / request.name


def figures(at: float) -> dict[str, Any]:
    """Figures of a plan, worse the larger `at`."""
    known = {
        "on_time_pct": 99.0 - at, "mean_days_late": at, "lateness_d": at, "lateness_bound_d": 0.0,
        "cover_d": 1.0, "cover_bound_d": None, "fairness_d": 1.0, "fairness_bound_d": 0.0,
        "cost_eur": 40e6 + 1e5 * at, "cost_bound_eur": 30e6, "batches": 700, "shortages": 3,
    }  # fmt: skip
    assert known.keys() == {*FIGURES}
    return known


def row(
    scenario: Scenario, at: float | None, status: Status = "finished", words: str = ""
) -> ScenarioRow:
    """A scenario that ended, as the journal has it once its run is gone."""
    command = f"fillfinish solve case --name '{scenario.name}' --work 0"
    result = Result(scenario, status, None, None, words, command)
    return ScenarioRow(result, {} if at is None else figures(at))


def made_up(folder: Path, *rows: ScenarioRow) -> Kept:
    """A study with these rows."""
    request = Request(folder / "case", "made-up", folder, WhatIf(), Limits(work=0))
    told = {
        "format": FORMAT, "title": "Made up", "command": "", "begun": "2026-11-23T00:40:37+00:00",
        "case": "../case", "versions": {}, "asked": asked_of(request, {}, Paths(folder / "made-up")),
    }  # fmt: skip
    return Kept(folder / "made-up", told, rows)


def sampled(count: int) -> list[ScenarioRow]:
    """A base and as many points of a sample."""
    points = [
        row(
            Scenario(
                f"point {at}",
                place={
                    "demand.units*": f"{0.8 + at / count:.4f}",
                    "hours*": f"{1.2 - at / count:.4f}",
                },
            ),
            at / 100,
        )
        for at in range(count)
    ]
    return [row(Scenario("base"), 0.5), *points]
