"""The report's hours: shares, columns that fill what is offered, and the sums of the CSV."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from planner.language import ENGLISH
from planner.report.hours import section
from planner.report.hours_kinds import FIGURES, KINDS, hours_of, summed
from planner.report.hours_picture import HEIGHT, columns, heat_map, level, tip_of
from planner.report.view import View
from planner.saved import read_run
from tests.reported_runs import hostile_run
from tests.shown_plans import view_of
from tests.small_plants import day, order, plant

SHUT = {"resource": "F", "from": day("01-12"), "to": day("01-18"), "reason": "fair & <b>more</b>"}


def capacity(resource: str = "F", first: str = "01-05", **hours: float) -> dict[str, Any]:
    """A row of capacity.csv with 40 h offered, of which 30 h are used."""
    usual = {"offered": 40, "batch": 20, "set_up": 5, "changeover": 4, "spill_in": 3}
    told = dict.fromkeys(FIGURES, 0.0) | usual | {"spill_out": 2, "idle": 10} | hours
    return {"resource": resource, "bucket": day(first)} | {f"{k}_h": v for k, v in told.items()}


CLOSED = capacity(first="01-12") | {f"{name}_h": 0.0 for name in FIGURES}


def small_view(*rows: dict[str, Any]) -> View:
    case = plant(demand=[order(10, day("01-31"))], closures=[SHUT])
    return view_of(case, capacity=list(rows))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_run(tmp_path_factory.mktemp("runs"))


def test_the_table_adds_up_the_csv_by_quarter(run: Path) -> None:
    with (run / "capacity.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    expected: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(
        lambda: dict.fromkeys(FIGURES, 0.0)
    )
    for row in rows:
        quarter = f"{row['bucket'][:4]}-Q{(int(row['bucket'][5:7]) - 1) // 3 + 1}"
        resource = read_name(row["resource"])
        for name in FIGURES:
            expected[resource, quarter][name] += float(row[f"{name}_h"])

    found = section(View(read_run(run), ENGLISH))
    assert found is not None
    told = {
        (row.cells["resource"], row.cells["quarter"]): {name: row.cells[name] for name in FIGURES}
        for row in found.figures["table_rows"]
    }
    assert told.keys() == expected.keys()
    for place, hours in told.items():
        assert hours == pytest.approx(expected[place])
    assert sum(hours["batch"] for hours in told.values()) > 0


def read_name(cell: str) -> str:
    """A text cell of a CSV: an apostrophe before `=` and the like is no part of it."""
    return cell[1:] if cell[:1] == "'" else cell


def test_the_share_used_is_what_is_not_idle() -> None:
    """30 h of 40 h."""
    assert hours_of(capacity()).share == pytest.approx(0.75)


def test_no_hours_have_no_share() -> None:
    assert hours_of(CLOSED).share is None


def test_kinds_of_a_column_add_up_to_the_hours_used() -> None:
    """Batches 20 - 2 worked in the bucket after, set-up 5, changes 4, 3 from the bucket before."""
    row = hours_of(capacity())

    assert [row.stacked(kind) for kind in KINDS] == [18, 5, 4, 0, 0, 3]
    assert sum(row.stacked(kind) for kind in KINDS) == row.hours["offered"] - row.hours["idle"]


def test_a_full_column_reaches_the_line_of_the_hours_offered() -> None:
    """The week of 30 h of 40 h is 3/4 as high as the one of 40 h, which is as high as the chart."""
    full = capacity(first="01-12", idle=0, batch=30)
    view = small_view(capacity(), full)
    _, drawn = columns(view, [hours_of(capacity()), hours_of(full)])
    heights = [
        sum(float(high) for high in re.findall(r'height="([\d.]+)" class="(?!point|offered)', part))
        for part in str(drawn).split("<g")[1:]
    ]

    assert heights == pytest.approx([0.75 * HEIGHT, HEIGHT], abs=0.3)


def test_columns_are_as_wide_as_their_buckets_are_long() -> None:
    """A week and the six days to the month's end: 7/13 and 6/13."""
    case = plant(demand=[order(10, day("01-31"))])
    case = case.but(settings=case.settings.but(start=day("01-19"), weeks=1, months=1))
    rows = [hours_of(capacity(first=first)) for first in ("01-19", "01-26")]
    _, drawn = columns(view_of(case), rows)

    assert re.findall(r'x="([^"]*)" width="([^"]*)" height="110" class="point"', str(drawn)) == [
        ("0%", "53.846%"),
        ("53.846%", "46.154%"),
    ]


def test_a_tip_tells_the_hours_that_there_are() -> None:
    view = small_view(capacity())

    assert tip_of(view, hours_of(capacity())) == (
        "F, 2026-01-05 to 2026-01-11\n"
        "75.0% of the hours used\n"
        "offered: 40.0 h\n"
        "batches: 20.0 h\n"
        "set-up: 5.0 h\n"
        "changeovers: 4.0 h\n"
        "worked for a neighbouring bucket: 3.0 h\n"
        "own, worked in a neighbouring bucket: 2.0 h\n"
        "idle: 10.0 h"
    )


def test_a_closed_bucket_is_hatched_and_says_why() -> None:
    found = section(small_view(capacity(), CLOSED))

    assert found is not None
    cells = re.findall(r'<rect[^>]*class="(.*?)" data-tip="(.*?)"', found.figures["heat"], re.S)
    assert [kind for kind, _ in cells] == ["level-3", "none"]
    assert cells[1][1] == (
        "F, 2026-01-12 to 2026-01-18\nno hours offered\n"
        "closed 2026-01-12 to 2026-01-18: fair &amp; &lt;b&gt;more&lt;/b&gt;"
    )


def test_the_number_stands_in_its_cell() -> None:
    view = small_view(capacity())
    drawn = heat_map(view, {"F": [hours_of(capacity())]}, {})

    assert re.findall(r'<text[^>]*class="level-3">(.*?)</text>', drawn) == ["75"]


@pytest.mark.parametrize(
    ("share", "colour"), [(0, 0), (0.2499, 0), (0.25, 1), (0.9, 4), (0.979_99, 5), (1, 5)]
)
def test_colours_begin_at_their_share(share: float, colour: int) -> None:
    """Shares are looked at in hundredths of a percent: 97.999 % is 98 %."""
    assert level(share) == colour


def test_a_quarter_counts_the_hours_of_all_its_weeks() -> None:
    total = summed([hours_of(capacity()), hours_of(CLOSED), hours_of(capacity(first="01-19"))])

    assert total.hours["offered"] == 80
    assert total.share == pytest.approx(0.75)


def test_a_run_without_hours_has_no_section() -> None:
    assert section(small_view()) is None
