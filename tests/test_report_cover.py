"""The report's cover curves: which buckets are below, what is drawn, and the figures of the CSV."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from models.plant import Plant
from planner.engine import Limits
from planner.pipeline import solve
from planner.report.cover import section
from planner.report.cover_axis import Axis, axis_of
from planner.report.cover_drawing import LEFT, RIGHT, picture
from planner.report.cover_pairs import PairCover, pairs_of
from planner.report.tables import AMONG
from planner.report.view import View
from planner.runs import publish
from planner.saved import read_run
from tests.plants import tiny_plant
from tests.shown_plans import served, view_of
from tests.small_plants import country, day, order, plant

FIRSTS = [day("01-05"), day("01-12"), day("01-19"), day("01-26")]
PACK = {"country": "AA", "presentation": "S-PFS", "units_per_pack": 10, "min_order_packs": 1}


def case() -> Plant:
    """Four weeks; packs of 10 units in AA and BB, which have floors of a week."""
    return plant(
        countries=[country(name, cover_floor_weeks=1) for name in ("AA", "BB")],
        demand=[order(80, day("01-15"), name) for name in ("AA", "BB")],
        packs=[PACK, PACK | {"country": "BB"}],
    )


def covered(
    days: list[int], missing: list[int], owed: list[int], where: str = "AA"
) -> list[dict[str, Any]]:
    """Rows of cover.csv of a country, a bucket each."""
    rows = zip(FIRSTS, days, missing, owed, strict=True)
    return [
        {
            "country": where,
            "presentation": "S-PFS",
            "bucket": bucket,
            "floor_weeks": 1.0,
            "stock_units": 0 if late else 5 * cover,
            "backorder_units": late,
            "floor_units": 100,
            "below_units": below,
            "cover_days": cover,
        }
        for bucket, cover, below, late in rows
    ]


def pair(days: list[int], missing: list[int], owed: list[int]) -> PairCover:
    (found,) = pairs_of(view_of(case(), cover=covered(days, missing, owed)))
    return found


def test_two_packs_below_the_floor_or_owed_are_rounding() -> None:
    """Packs of 10: 20 units are two packs, 21 are more."""
    found = pair([7, 6, 0, 0], [0, 20, 21, 120], [0, 0, 20, 21])

    assert found.below == (False, False, True, True)
    assert found.owed == (False, False, False, True)


def test_what_is_lacking_of_the_floor_is_a_share_over_all_days() -> None:
    """
    A floor of 7 days in four weeks of 7 days. In two of them cover is 3 and 0 days: 4/7 and 7/7
    are lacking, so (4/7 + 1) / 4 = 11/28. Missing are 7 x (50 + 120) = 1,190 unit-days; the 20
    units of week 2 are rounding.
    """
    found = pair([7, 6, 3, 0], [0, 20, 50, 120], [0, 0, 0, 21])

    assert found.floor == 7
    assert found.lacking == pytest.approx(11 / 28)
    assert (found.buckets_below, found.unit_days_below, found.most_owed) == (2, 1190, 21)
    assert found.lowest["bucket"] == day("01-26")


def test_areas_and_bars_begin_and_end_on_the_days_of_their_buckets() -> None:
    """
    Two floors of 7 days high: the curve is 14 less its days from the upper edge, 14 at most.
    Weeks 2 and 3 are below: from day 7 on, down to 14 - 3 = 11, then to 14. Week 3 is owed: a
    bar on the ground from day 14 to 21. Week 4 has 40 days and is cut off at the edge.
    """
    drawn = str(picture(pair([7, 3, 0, 40], [0, 50, 120, 0], [0, 0, 50, 0]), axis()))

    assert 'd="M7 7v4h7v3h7V7" class="lacks"' in drawn
    assert 'd="M0 7h7v4h7v3h7v-14h7"' in drawn
    assert 'd="M14 14h7" class="owed"' in drawn
    assert f"translate({LEFT} 4)scale({(RIGHT - LEFT) / 28:.4f} 4.0000)" in drawn


def axis() -> Axis:
    return axis_of(FIRSTS, day("02-02"), LEFT, RIGHT - LEFT)


def test_a_pair_that_is_never_below_has_neither_area_nor_bar() -> None:
    drawn = str(picture(pair([7, 7, 8, 7], [0, 0, 0, 0], [0, 0, 0, 0]), axis()))

    assert "lacks" not in drawn
    assert "owed" not in drawn


def test_words_tell_the_worst_and_the_worst_pair_comes_first() -> None:
    rows = covered([7, 7, 7, 7], [0, 1, 0, 0], [0] * 4)
    rows += covered([7, 3, 2, 7], [0, 50, 60, 0], [0] * 4, "BB")
    shown = section(view_of(case(), cover=rows))

    assert shown is not None
    assert [(each.name, each.words) for each in shown.figures["pictures"]] == [
        ("BB S-PFS", "below in 2 of 4 buckets; worst 2 of 7 days, bucket 2026-01-19"),
        ("AA S-PFS", "never below its floor; lowest 7 of 7 days, bucket 2026-01-12"),
    ]
    assert [each.filters["stands"] for each in shown.figures["pictures"]] == ["below", ""]


def test_filters_know_country_group_product_and_how_it_stands() -> None:
    rows = covered([0, 0, 0, 0], [200] * 4, [50] * 4)
    shown = section(view_of(case(), cover=rows))

    assert shown is not None
    (found,) = shown.figures["pictures"]
    choices = shown.figures["choices"]
    assert found.filters["country"] == "AA"
    assert dict(choices.groups)[found.filters["group"]] == "G"
    said = [dict(choices.products)[code] for code in found.filters["product"].split(AMONG)]
    assert said == ["S-PFS", "all of Antibody"]
    assert found.filters["stands"] == f"below{AMONG}owed"


def test_without_a_floor_there_are_no_pictures() -> None:
    shown = section(view_of(case(), service=[served("AA", "S-PFS", FIRSTS[0])]))

    assert shown is not None
    assert shown.figures["pictures"] == ()
    assert shown.figures["without_floor"] == 1


def test_years_months_and_the_start_are_named_where_they_begin() -> None:
    """Four weeks have one month's begin, 1 February; the start has room before it."""
    assert axis().ticks() == ((day("01-05"), "2026-01"), (day("02-01"), "2026-02"))
    years = axis_of([day("01-01")], dt.date(2029, 1, 1), 0, 200)
    assert [label for _, label in years.ticks()] == ["2026", "2027", "2028"]
    assert years.x(dt.date(2027, 1, 1)) == pytest.approx(200 * 365 / 1096)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    limits = Limits(work=0)
    return publish(solve(tiny_plant(), limits), tmp_path_factory.mktemp("runs"), limits, "test")


@pytest.fixture(scope="module")
def view(run: Path) -> View:
    return View(read_run(run), view_of(tiny_plant()).t)


def cells(run: Path) -> dict[tuple[str, str], list[dict[str, str]]]:
    """Rows of cover.csv by pair."""
    found = defaultdict(list)
    with (run / "cover.csv").open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            found[row["country"], row["presentation"]].append(row)
    return found


def repeated(text: str) -> Iterator[int]:
    """`28x2 3` is 28, 28, 3."""
    for word in text.split():
        value, _, times = word.partition("x")
        yield from [int(value)] * int(times or 1)


def test_what_scripts_say_is_what_the_csv_says(run: Path, view: View) -> None:
    shown, told = section(view), cells(run)

    assert shown is not None
    series = shown.figures["series"]
    names = [each.name for each in shown.figures["pictures"]]
    assert len(names) == len(told) == 2
    for number, name in enumerate(names):
        country_code, presentation = name.split(" ")
        rows = told[country_code, presentation]
        net = [int(row["stock_units"]) - int(row["backorder_units"]) for row in rows]
        assert series["buckets"] == [row["bucket"] for row in rows]
        assert [*repeated(series["cover"][number])] == [int(row["cover_days"]) for row in rows]
        assert [int(word) for word in series["net"][number].split()] == net
    starts = accumulate(series["lengths"], initial=0)
    whole = [str(dt.date(2026, 1, 5) + dt.timedelta(days=days)) for days in starts]
    assert whole[:-1] == series["buckets"]


def test_the_table_adds_up_the_csv(run: Path, view: View) -> None:
    """Packs in Norway hold 2 units, in Japan 1: below by up to 4 and 2 units is rounding."""
    shown = section(view)
    lengths = [7] * 8 + [30, 30]  # then 2 to 31 March, and April

    assert shown is not None
    rows = {row.cells["country"]: row.cells for row in shown.figures["rows"]}
    for (where, _), told in cells(run).items():
        rounding = {"NO": 4, "JP": 2}[where]
        below = [int(row["below_units"]) for row in told]
        counted = [units if units > rounding else 0 for units in below]
        assert rows[where]["below"] == sum(units > rounding for units in below)
        assert rows[where]["unit_days"] == sum(
            units * length for units, length in zip(counted, lengths, strict=True)
        )
        assert rows[where]["owed"] == max(int(row["backorder_units"]) for row in told)
        assert rows[where]["lowest"] == min(int(row["cover_days"]) for row in told)
    assert any(row["unit_days"] for row in rows.values())
