"""Costs: terms and quarters add up to the CSV, and so do the pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from planner.language import ENGLISH
from planner.report.costs import section
from planner.report.costs_picture import HIGH, LONGEST, bars, columns
from planner.report.view import View
from tests.plants import tiny_plant
from tests.short_runs import body_of, rows_of, short_run, view_of_run
from tests.shown_plans import view_of

NAMES = {"write_off": "Write-offs", "changeovers": "<b>Changeovers"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return short_run(tmp_path_factory.mktemp("runs"))


def figures(view: View) -> dict[str, Any]:
    found = section(view)
    assert found is not None
    return dict(found.figures)


def test_terms_and_years_equal_the_csv(run: Path) -> None:
    rows = rows_of(run, "costs")
    columns, cells = figures(view_of_run(run))["table"]
    total = cells[-1].cells

    assert [column.name for column in columns] == ["term", "2026", "all"]
    assert total["term"] == "Total"
    assert total["all"] == total["2026"] == pytest.approx(sum(float(row["eur"]) for row in rows))
    sums = {
        name: sum(float(row["eur"]) for row in rows if row["term"] == term)
        for term, name in (
            ("production", "Dearer ways to make a batch"),
            ("holding_site", "Stock at the site"),
            ("holding_country", "Stock in countries"),
        )
    }
    assert {row.cells["term"]: row.cells["all"] for row in cells[:-1]} == pytest.approx(sums)


def test_the_dearest_term_stands_first(run: Path) -> None:
    _, rows = figures(view_of_run(run))["table"]
    eur = [row.cells["all"] for row in rows[:-1]]

    assert eur == sorted(eur, reverse=True)
    assert len(eur) == 3


def test_bars_are_as_long_as_their_costs() -> None:
    picture = str(bars(ENGLISH, NAMES, {"write_off": 2e6, "changeovers": 500_000.0}))

    assert re.findall(r'width="([\d.]+)" height="14"', picture) == [f"{LONGEST}", f"{LONGEST / 4}"]
    assert "2.0 M" in picture
    assert "500.0 k" in picture
    assert "&lt;b&gt;Changeovers" in picture


def test_columns_stack_terms_to_the_sum_of_the_quarter() -> None:
    """300 + 100 EUR is the dearest quarter; 200 EUR half of it."""
    first, second = (2026, 1), (2026, 2)
    eur = {("write_off", first): 300.0, ("changeovers", first): 100.0, ("write_off", second): 200.0}
    picture = str(columns(ENGLISH, NAMES, eur))
    found = re.findall(r'y="([\d.]+)" width="40" height="([\d.]+)"', picture)
    shapes = [(float(top), float(height)) for top, height in found]

    assert [height for _, height in shapes] == [0.75 * HIGH, 0.25 * HIGH, 0.5 * HIGH]
    assert shapes[1][0] + shapes[1][1] == shapes[0][0]
    assert shapes[2][0] + shapes[2][1] == shapes[0][0] + shapes[0][1]
    assert "2026-Q2" in picture


def test_a_plan_without_costs_says_zero(run: Path) -> None:
    found = figures(view_of(tiny_plant()))

    assert found["total"] == "0 EUR until the plan's last day."
    assert found["any"] is False


def test_moves_are_counted_when_there_is_a_previous_plan() -> None:
    plant = tiny_plant()
    previous = [
        {"batch": "B1", "syringe": "S1", "suite": "OLD", "line": "L1"}
        | {"volume_l": 20, "fill_on": "2026-02-03"}
    ]
    before = plant.but(previous_batches=previous)
    moves = [{"change": change} for change in ("moved", "moved", "dropped", "new")]
    eur = [{"term": "moves", "bucket": plant.settings.start, "eur": 300.0}]

    assert figures(view_of(before, moves=moves, costs=eur))["moves"] == (
        "Against the previous plan 2 batches are moved, 1 dropped and 1 new, for 300 EUR:"
        " moves.csv has each with its price."
    )
    assert figures(view_of(plant))["moves"] == "No previous plan was given, so no move is priced."


def test_what_is_left_out_is_said(run: Path) -> None:
    body = body_of(view_of_run(run), "costs")

    assert "Not in these figures: transport, the drug substance" in body
