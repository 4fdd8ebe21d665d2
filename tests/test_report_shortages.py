"""Who is short and why: rows are those of the CSV, a reason stands once, bars keep their dates."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.calendar import DAY
from planner.report.shortages import Reason, section, urgency
from planner.report.shortages_picture import LONG, MOST, NAMES, timeline
from planner.report.tables import AMONG
from planner.report.view import View
from tests.in_french import plain
from tests.reported_runs import HOSTILE, hostile_run
from tests.short_runs import body_of, rows_of, short_run, view_of_run
from tests.shown_plans import view_of
from tests.small_plants import country, day, order, plant


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return short_run(tmp_path_factory.mktemp("runs"))


def short(where: str, first: str, last: str, units: int, **changes: Any) -> dict[str, Any]:
    return {
        "country": where,
        "presentation": "S-PFS",
        "from": day(first),
        "until": day(last),
        "worst_units": units,
        "worst_days": 7,
        "binds": "capacity",
        "reason": "P is full",
        **changes,
    }


def shown(*rows: dict[str, Any], language: str = "en") -> View:
    """Four weeks of three countries, some of them short."""
    case = plant(
        demand=[order(10, day("01-15"))], countries=[country(c) for c in ("AA", "BB", "CC")]
    )
    return view_of(case, language, shortages=list(rows))


def figures(view: View) -> dict[str, Any]:
    found = section(view)
    assert found is not None
    return dict(found.figures)


def test_every_row_of_the_csv_stands_in_the_table(run: Path) -> None:
    rows = {
        (row["country"], row["presentation"], row["from"], row["until"], row["worst_units"], row["worst_days"], row["binds"])
        for row in rows_of(run, "shortages")
    }  # fmt: skip
    found = {
        (row.country, row.presentation, str(row.first), str(row.last), str(row.units), str(row.days), row.binds)
        for row in figures(view_of_run(run))["rows"]
    }  # fmt: skip

    assert found == rows
    assert len(rows) == 2


def test_the_most_urgent_stand_first() -> None:
    """100 units for 1 day weigh less than 20 for 7."""
    view = shown(
        short("AA", "01-05", "01-11", 100, worst_days=1), short("BB", "01-05", "01-11", 20)
    )

    assert [row.country for row in figures(view)["rows"]] == ["BB", "AA"]
    assert [urgency(row) for row in view.rows("shortages")] == [100, 140]


def test_a_reason_stands_once_and_rows_refer_to_it() -> None:
    view = shown(
        short("AA", "01-05", "01-11", 100),
        short("BB", "01-05", "01-11", 50),
        short("CC", "01-05", "01-11", 10, reason="nobody knows"),
    )
    found = figures(view)

    assert found["reasons"] == (
        Reason(1, "capacity", "P is full", None, "2 shortages, countries: 2, the most urgent AA S-PFS"),
        Reason(2, "capacity", "nobody knows", None, "CC S-PFS only"),
    )  # fmt: skip
    assert [row.reason for row in found["rows"]] == [1, 1, 2]


def test_a_reason_that_french_does_not_know_is_marked_as_english() -> None:
    known = "a batch of the first bucket is released on 2026-01-25; before that only what was at the site counts"
    view = shown(
        short("AA", "01-05", "01-11", 100, reason=known, binds="too_early"),
        short("BB", "01-05", "01-11", 50, reason="a form of next year"),
        language="fr",
    )
    first, second = figures(view)["reasons"]

    assert (plain(first.text).split(" ")[:3], first.language) == (["un", "lot", "de"], None)
    assert (second.text, second.language) == ("a form of next year", "en")
    assert first.binds == "trop tôt"


def test_filters_find_rows_by_what_is_said_of_them() -> None:
    view = shown(short("AA", "01-05", "01-11", 100))
    found = figures(view)

    assert found["rows"][0].found_by.split(AMONG) == [
        "AA",
        "S-PFS",
        "g:G",
        "b:capacity",
        "R1",
        "AA",
    ]
    assert found["choices"] == {
        "country": [("AA", "AA AA")],
        "presentation": [("S-PFS", "S-PFS")],
        "group": [("g:G", "G")],
        "binds": [("b:capacity", "capacity")],
    }


def bars(view: View) -> list[tuple[float, float, float]]:
    picture = str(timeline(view, list(view.rows("shortages"))))
    found = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="([\d.]+)"', picture)
    return [(float(x), float(width), float(height)) for x, width, height in found]


def test_bars_begin_and_end_on_their_dates() -> None:
    """Four weeks: the second and third lie from a quarter to three quarters of the time."""
    ((x, width, height),) = bars(shown(short("AA", "01-12", "01-25", 100)))

    assert (x, width) == (NAMES + LONG / 4, LONG / 2)
    assert height == MOST


def test_large_shortages_are_higher_and_lie_under_small_ones() -> None:
    found = bars(shown(short("AA", "01-05", "01-11", 25), short("AA", "01-05", "01-25", 100)))
    large, small = found

    assert large[2] > small[2]
    assert large[1] == pytest.approx(3 * small[1], abs=0.2)


def test_nobody_short_is_said_in_a_sentence(tmp_path: Path) -> None:
    body = body_of(view_of_run(hostile_run(tmp_path)), "shortages")

    assert "Nobody is short by more than two packs" in body
    assert "shortage-table" not in body
    assert "<svg" not in body


def test_what_is_too_late_has_its_own_table() -> None:
    view = shown()
    late = [
        {"country": "AA", "presentation": "S-PFS", "units": 5, "first_arrival": day("01-20")},
        {"country": "BB", "presentation": "S-PFS", "units": 8, "first_arrival": day("01-20")},
    ]
    plan = replace(view.plan, too_late=tuple(late))
    _, rows = figures(View(replace(view.saved, plan=plan), view.t))["late"]

    assert [row.cells["units"] for row in rows] == [8, 5]
    assert rows[0].cells["country"] == "BB BB"
    assert rows[0].cells["first"] == dt.date(2026, 1, 20)


def test_names_and_reasons_are_text(tmp_path: Path) -> None:
    view = view_of_run(hostile_run(tmp_path))
    bad = HOSTILE["S1-PFS"]
    start = view.plant.settings.start
    row = short("NO", "01-05", "01-11", 9, presentation=bad, reason=bad) | {
        "from": start,
        "until": start + 6 * DAY,
    }
    plan = replace(view.plan, records={**view.plan.records, "shortages": (row,)})
    body = body_of(View(replace(view.saved, plan=plan), view.t), "shortages")

    assert bad not in body
    assert body.count(html.escape(bad)) >= 5
