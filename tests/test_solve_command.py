"""`fillfinish solve` and `audit` as a user runs them, in their own process."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest

from planner.commands import SolveRequest, ending
from planner.engine import Limits, Moment
from planner.exits import Exit
from planner.files import write_case
from planner.live import live_line
from planner.pipeline import solve
from tests.plants import tiny_plant

TABLES = {
    "batches",
    "campaigns",
    "capacity",
    "changeovers",
    "costs",
    "cover",
    "markets",
    "media_fills",
    "moves",
    "service",
    "shipments",
    "shortages",
    "stock",
    "substance",
}


def fillfinish(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "planner.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def case(tmp_path: Path) -> Path:
    write_case(tiny_plant(), tmp_path / "case")
    return tmp_path / "case"


def solved(case: Path, *options: object) -> Path:
    done = fillfinish(
        "solve", case, "-o", case.parent / "runs", "--seconds", 20, "--json", *options
    )
    assert done.returncode == 0, done.stderr
    return Path(json.loads(done.stdout)["run"])


def test_solve_writes_an_audited_run_with_every_table(case: Path) -> None:
    run = solved(case)

    assert {path.stem for path in run.glob("*.csv")} == TABLES
    assert fillfinish("audit", run).returncode == 0


def test_every_table_begins_with_the_scenario(case: Path) -> None:
    run = solved(case, "--name", "base")

    for table in TABLES:
        with (run / f"{table}.csv").open() as opened:
            rows = list(csv.reader(opened))
        assert rows[0][0] == "scenario"
        assert {row[0] for row in rows[1:]} <= {"base"}


def test_the_same_case_under_a_work_limit_gives_the_same_bytes(case: Path) -> None:
    first, second = solved(case, "--work", 50), solved(case, "--work", 50)

    for table in TABLES:
        assert (first / f"{table}.csv").read_bytes() == (second / f"{table}.csv").read_bytes()


def test_bad_input_ends_with_3_and_writes_nothing(case: Path) -> None:
    demand = case / "demand.csv"
    demand.write_text(demand.read_text().replace(",JP,", ",XX,", 1))

    done = fillfinish("solve", case, "-o", case.parent / "runs")

    assert done.returncode == 3
    assert "demand.csv" in done.stderr
    assert not (case.parent / "runs").exists()


def test_a_folder_that_is_no_run_ends_with_3(tmp_path: Path) -> None:
    done = fillfinish("audit", tmp_path)

    assert done.returncode == 3
    assert done.stderr.startswith(f"{tmp_path}: no run.json; give the folder of one run")


def test_a_run_changed_by_hand_ends_with_7(case: Path) -> None:
    run = solved(case)
    shipments = run / "shipments.csv"
    rows = shipments.read_text().splitlines()
    shipments.write_text("\n".join([*rows, rows[-1]]) + "\n")

    done = fillfinish("audit", run)

    assert done.returncode == 7
    assert "shipments.csv" in done.stdout


def test_firm_batches_that_do_not_fit_end_with_4_and_name_the_rows(case: Path) -> None:
    """Six batches of 30 h in one week of a suite that is staffed 40 h."""
    plant = tiny_plant()
    kind = plant.prep_recipes[0]
    syringe = next(row for row in plant.syringes if row.bulk == kind.bulk)
    line = next(row.line for row in plant.connections if row.suite == kind.suite)
    rows = [
        f"F{n},{kind.bulk},{syringe.syringe},{kind.suite},{line},{kind.volume_l:g},"
        f"{plant.settings.start},{plant.settings.start},released"
        for n in range(1, 41)
    ]
    header = "batch,bulk,syringe,suite,line,volume_l,prep_on,fill_on,status"
    (case / "firm_batches.csv").write_text("\n".join([header, *rows]) + "\n")

    done = fillfinish("solve", case, "-o", case.parent / "runs")

    assert done.returncode == 4, done.stderr
    assert "firm_batches.csv, previous_batches.csv: F1, F2" in done.stderr
    assert not (case.parent / "runs").exists()


def test_a_gap_that_is_not_reached_ends_with_5_and_says_by_how_much() -> None:
    plan = solve(tiny_plant(), Limits(seconds=20))
    far = replace(plan.levels[-1], gap=0.2, reached=False)
    request = SolveRequest(Path(), Path(), 20, 0.05, 0, 1, None, None, True, False)

    code, words = ending(replace(plan, levels=(*plan.levels[:-1], far), status="limit"), request)

    assert code == Exit.GAP
    assert words == "the cost gap asked for, 5.0%, was not reached: 20.0%; the plan is saved"


def test_an_interrupted_plan_is_saved_and_ends_with_130() -> None:
    plan = solve(tiny_plant(), Limits(seconds=20))
    request = SolveRequest(Path(), Path(), 20, None, 0, 1, None, None, True, False)

    code, _ = ending(replace(plan, status="interrupted"), request)

    assert code == Exit.INTERRUPTED


def test_the_monday_screen_says_what_a_planner_asks_first(case: Path) -> None:
    done = fillfinish("solve", case, "-o", case.parent / "runs", "--seconds", 20)

    for title in ("Short", "Batches of the next 8 weeks", "Lots on hold", "How good is it"):
        assert title in done.stdout


def test_the_live_line_keeps_the_best_value_and_bound_of_each_level() -> None:
    seen = [
        Moment(1, "lateness", "plan", 4.0, -inf),
        Moment(2, "lateness", "relaxation", inf, 0.5),
        Moment(3, "lateness", "plan", 2.0, -inf),
        Moment(9, "cost", "plan", 48_500_000.0, -inf),
    ]

    assert live_line(seen[:1]) == "    1 s  lateness 4, no bound yet; better plan"
    assert live_line(seen[:2]) == "    2 s  lateness 4, bound 0.5, gap 3.5; better bound"
    assert live_line(seen) == (
        "    9 s  lateness 2, bound 0.5, gap 1.5; cost 48,500,000, no bound yet; better plan"
    )
