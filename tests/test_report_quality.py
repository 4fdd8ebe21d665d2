"""How good the plan is: headline figures equal the tables, and no level is said to be more
than it proves."""

from __future__ import annotations

import json
from dataclasses import replace
from math import inf, nan
from pathlib import Path

import pytest

from models.plant import Plant
from planner.engine import LevelResult
from planner.manifest import RunTold
from planner.report.quality import section
from planner.report.quality_levels import WIDTH, LevelShown, levels
from planner.report.quality_search import search
from planner.report.view import View
from tests.in_french import plain
from tests.plants import tiny_plant
from tests.short_runs import body_of, rows_of, short_run, view_of_run
from tests.shown_plans import view_of

LATENESS = LevelResult(
    name="lateness",
    unit="d",
    value=1.5,
    bound=0.5,
    gap=1.0,
    gap_base="absolute",
    tolerance=0.001,
    status="proven",
    reached=False,
)
COST = replace(
    LATENESS,
    name="cost",
    unit="EUR",
    value=1_000_000.0,
    bound=750_000.0,
    gap=0.25,
    gap_base="value",
    tolerance=1000.0,
    status="conditional",
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return short_run(tmp_path_factory.mktemp("runs"))


def with_levels(*found: LevelResult, plant: Plant | None = None) -> View:
    view = view_of(plant or tiny_plant())
    return View(replace(view.saved, plan=replace(view.plan, levels=found)), view.t)


def only(level: LevelResult) -> LevelShown:
    (shown,) = levels(with_levels(level))
    return shown


def after(level: LevelResult) -> LevelShown:
    """The level after lateness."""
    return levels(with_levels(LATENESS, level))[1]


def test_headlines_equal_the_tables(run: Path) -> None:
    """Of each bucket, what is met beyond the dues of the bucket before is on time."""
    service, met, owed = rows_of(run, "service"), 0, dict.fromkeys(("NO", "JP"), 0)
    for row in service:
        met += max(0, int(row["met_units"]) - owed[row["country"]])
        owed[row["country"]] = int(row["backorder_units"])
    units = sum(int(row["demand_units"]) for row in service)
    batches = rows_of(run, "batches")
    eur = sum(float(row["eur"]) for row in rows_of(run, "costs"))
    found = section(view_of_run(run))

    assert found is not None
    assert [head.figure for head in found.figures["headlines"]] == [
        f"{int(10_000 * met / units) / 100:.2f} %",
        f"{view_of_run(run).plan.service_in_horizon:.2f} d",
        f"{units / 1e6:,.2f} M",
        f"{len(batches)}",
        "2 of 2",
        f"{eur / 1e6:,.1f} M EUR",
    ]


def test_a_bound_of_the_first_level_is_proven_and_the_gap_can_be_gained() -> None:
    shown = only(LATENESS)

    assert shown.value == "1.50 days"
    assert shown.bound == "No plan can be better than 0.50 days; this is proven."
    assert shown.gap == "At most 1.00 days could still be gained."


@pytest.mark.parametrize("bound", [0.0, -1e-9])
def test_a_bound_of_zero_is_said_to_prove_nothing(bound: float) -> None:
    shown = only(replace(LATENESS, bound=bound, gap=1.5 - bound))

    assert shown.bound.endswith("which is true of every plan: nothing is proven.")
    assert shown.gap == "At most 1.50 days could still be gained."


def test_without_a_bound_nobody_knows() -> None:
    shown = only(replace(LATENESS, bound=-inf, gap=nan))

    assert shown.bound == "There is no bound: the search had no time for one."
    assert shown.gap == "Nobody knows yet how far the plan is from the best."
    assert shown.picture is None


def test_a_conditional_bound_says_its_condition() -> None:
    """1,000,000 - 750,000 = 250,000 EUR, a quarter of the value."""
    shown = after(COST)

    assert shown.bound == (
        "No plan can be better than 750,000 EUR as long as the earlier levels stay as they are."
        " These are not proven: a plan that is better in them may be better or worse here."
    )
    assert shown.gap == (
        "At most 250,000 EUR (25%) could still be saved without giving up any of the earlier"
        " levels."
    )


def test_a_proven_later_level_is_proven_among_plans_as_good_before() -> None:
    shown = after(replace(COST, status="proven"))

    assert shown.bound == (
        "No plan that is as good in the earlier levels can be better than 750,000 EUR; this is"
        " proven, and so are those levels."
    )


def test_within_its_tolerance_the_plan_is_the_best() -> None:
    """The gap of the tolerance itself, but for its last digit."""
    best = replace(LATENESS, bound=1.499, gap=0.001 + 1e-16)
    later = replace(COST, bound=999_500.0, gap=0.0005)

    assert only(best).gap == (
        "At most 0.0010 days could be gained, within the tolerance: it is the best."
    )
    assert after(later).gap == (
        "At most 500 EUR could be gained, within the tolerance: it is the best that the earlier"
        " levels leave."
    )


def test_the_picture_shows_the_bound_in_proportion_to_the_value() -> None:
    """0.5 of 1.5 days: a third of the bar is proven, the rest is not known."""
    picture = str(only(LATENESS).picture)

    assert f'<rect width="{WIDTH / 3:.1f}" height="18" class="proven"/>' in picture
    assert f'<rect x="{WIDTH / 3:.1f}" width="{2 * WIDTH / 3:.1f}" height="18"' in picture
    assert "33% of it is proven" in picture


def test_levels_say_what_the_tables_say_beside_them() -> None:
    view = with_levels(LATENESS, COST)
    plan = replace(view.plan, service_in_horizon=0.75)
    rows = {**plan.records, "costs": ({"term": "x", "bucket": None, "eur": 12_345.0},)}
    first, second = levels(View(replace(view.saved, plan=replace(plan, records=rows)), view.t))

    assert first.written == "Until the plan's last day, in whole packs: 0.75 days"
    assert second.written == "Until the plan's last day: 12,345 EUR (costs.csv)"


def test_a_level_of_a_newer_version_stays_as_it_is() -> None:
    shown = only(replace(LATENESS, name="<carbon>"))

    assert (shown.title, shown.measures, shown.written) == ("<carbon>", "", "")


@pytest.mark.parametrize(
    ("status", "work", "repeats"),
    [
        ("limit", None, "no: the clock ended it; solve --work counts the work instead,"),
        ("interrupted", 20, "no: it was interrupted"),
        ("limit", 20, "yes: the same input, options and versions give the same plan"),
    ],
)
def test_the_search_says_whether_it_repeats(
    run: Path, status: str, work: int | None, repeats: str
) -> None:
    saved = view_of_run(run).saved
    written = json.loads((run / "run.json").read_text(encoding="utf-8"))
    written["options"]["work"] = work
    written["repeatable"] = work is not None and status != "interrupted"
    told = RunTold.model_validate(written)
    changed = replace(saved, told=told, plan=replace(saved.plan, status=status))
    found = search(View(changed, view_of_run(run).t))

    assert dict(found.facts)["Repeatable"].startswith(repeats)
    assert dict(found.facts)["Search"].startswith("at most 20 nodes" if work else "at most 60 s")


def test_the_page_says_it_in_french(run: Path) -> None:
    body = plain(body_of(view_of_run(run, "fr"), "quality"))

    assert "Que vaut ce plan ?" in body
    assert "2 sur 2" in body
