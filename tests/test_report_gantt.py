"""The report's Gantt: bars on their days, marks in their buckets, and the figures of the CSV."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import defaultdict
from html import unescape
from pathlib import Path

import pytest

from planner.language import ENGLISH
from planner.report.gantt import section
from planner.report.gantt_batches import batches_of
from planner.report.gantt_events import events_of
from planner.report.gantt_lanes import Lane, Place, Scale, bars_of, layout_of, stacked
from planner.report.gantt_picture import work
from planner.report.view import View
from planner.saved import read_run
from tests.gantt_rows import batch, sent, small
from tests.shown_plans import view_of
from tests.small_plants import day

pytestmark = pytest.mark.xdist_group("browser")
"""The process that has the plan of test_report_page."""

SCALE = Scale(day("01-05"), day("02-02"))
"""The four weeks of the small plant."""


@pytest.fixture(scope="module")
def view(half_a_year: Path) -> View:
    return View(read_run(half_a_year), ENGLISH)


def csv_of(run: Path, table: str) -> list[dict[str, str]]:
    with (run / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def attribute(element: str, name: str) -> str:
    found = re.search(f' {name}="(.*?)"', element)
    assert found is not None
    return unescape(found[1])


def days_of(rect: str, scale: Scale) -> tuple[dt.date, dt.date]:
    """First and last day of a drawn bar."""
    x, width = (float(attribute(rect, name).removesuffix("%")) for name in ("x", "width"))
    first, end = (round(share / 100 * scale.days) for share in (x, x + width))
    return scale.start + dt.timedelta(first), scale.start + dt.timedelta(end - 1)


def test_every_batch_of_the_csv_is_drawn_from_its_first_to_its_last_day(
    half_a_year: Path, view: View
) -> None:
    """What lies outside the plan is cut off; batches without a bucket were filled before it."""
    scale = Scale(view.calendar.start, view.end)
    last = view.calendar.end
    expected = {
        row["batch"]: [
            (max(first, scale.start), min(end, last))
            for step in ("prep", "fill")
            if row[f"{step}_start"]
            for first, end in [
                [dt.date.fromisoformat(row[f"{step}_{e}"]) for e in ("start", "end")]
            ]
            if end >= scale.start and first <= last
        ]
        for row in csv_of(half_a_year, "batches")
        if row["bucket"]
    }

    found = section(view)
    assert found is not None
    groups = re.findall(r'<g class="batch.*?</g>', str(found.figures["work"]), re.S)
    drawn = {
        attribute(group, "data-batch"): [
            days_of(rect, scale) for rect in re.findall("<rect.*?/>", group)
        ]
        for group in groups
    }
    assert drawn == expected
    assert len(drawn) > 50


def test_bars_stand_on_their_suite_and_line_and_none_hides_another(view: View) -> None:
    scale = Scale(view.calendar.start, view.end)
    names = {name: name for name in ("PA1", "PA2", "PB", "FA", "FB", "FC")}
    batches = batches_of(view)
    layout = layout_of(scale, names, batches)

    taken: defaultdict[str, list[tuple[dt.date, dt.date, float, float]]] = defaultdict(list)
    for made in batches:
        for bar in bars_of(made, scale):
            assert bar.resource in (made.row["suite"], made.row["line"])
            lane = layout.lanes[bar.resource]
            top, height = lane.bar(layout.places[bar.resource, made.name])
            assert lane.top < top < top + height <= lane.track
            taken[bar.resource].append((bar.first, bar.last, top, top + height))
    for bars in taken.values():
        for number, (first, last, top, bottom) in enumerate(bars):
            for other, until, high, low in bars[number + 1 :]:
                assert first > until or other > last or top >= low or high >= bottom


def test_who_gets_a_batch_are_the_sums_of_the_shipments(half_a_year: Path, view: View) -> None:
    got: dict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in csv_of(half_a_year, "shipments"):
        got[row["source"]][row["country"]] += int(row["units"])

    units = {row["batch"]: int(row["units"]) for row in csv_of(half_a_year, "batches")}
    for made in batches_of(view):
        assert dict(made.receivers) == got[made.name]
        assert made.left == units[made.name] - sum(got[made.name].values())
    assert any(made.receivers for made in batches_of(view))


def test_marks_have_the_hours_of_capacity_csv(half_a_year: Path, view: View) -> None:
    """Changeovers, decontaminations and media fills, by resource and bucket."""
    worked: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    for event in events_of(view):
        worked[event.resource, str(event.bucket), event.kind] += event.hours
    stated = {
        (row["resource"], row["bucket"], kind): float(row[f"{kind}_h"])
        for row in csv_of(half_a_year, "capacity")
        for kind in ("changeover", "decontamination", "media_fill")
        if float(row[f"{kind}_h"])
    }

    assert worked == pytest.approx(stated)
    assert {kind for _, _, kind in stated} == {"changeover", "decontamination", "media_fill"}


def test_spans_that_share_a_day_go_on_rows() -> None:
    """1-2 and 2-3 share the 2nd, so the second goes below; 3 fits above again; 9 is by itself."""
    spans = [(day(f"01-0{a}"), day(f"01-0{b}")) for a, b in ((2, 3), (1, 2), (3, 3), (9, 9))]

    assert stacked(spans) == [Place(1, 2), Place(0, 2), Place(0, 2), Place(0, 1)]


def test_many_bars_of_a_day_share_the_height_of_their_lane() -> None:
    """10 bars of one day would need 160 pixels of 16: each gets 6 of 64, as thin as a bar may be."""
    batches = batches_of(view_of(small(), batches=[batch(f"B{n}") for n in range(10)]))
    lane = layout_of(SCALE, {"P": "P", "F": "F"}, batches).lanes["F"]

    assert lane == Lane("F", "F", lane.top, 64)
    assert lane.bar(Place(9, 10)) == pytest.approx((lane.top + 4 + 9 * 6.4, 6.4 - 1.28))


def test_a_preparation_before_the_plan_is_cut_off_or_left_out() -> None:
    early = batch("B1", prep_start=day("01-03"), prep_end=day("01-05"), status="in_process")
    before = batch("B2", prep_start=day("01-02"), prep_end=day("01-04"), status="in_process")
    view = view_of(small(), batches=[early, before])
    batches = batches_of(view)
    layout = layout_of(SCALE, {"P": "P", "F": "F"}, batches)

    drawn = [
        re.findall("<rect.*?/>", group)
        for group in str(work(view, layout, batches, ())).split("<g")[1:3]
    ]
    assert [[days_of(rect, SCALE) for rect in rects] for rects in drawn] == [
        [(day("01-05"), day("01-05")), (day("01-08"), day("01-08"))],
        [(day("01-08"), day("01-08"))],
    ]


def test_a_batch_filled_before_the_plan_is_only_in_the_table() -> None:
    none = dict.fromkeys(("sequence", "bucket", "prep_start", "prep_end"))
    rows = [batch("OLD", **none, fill_start=day("01-02"), fill_end=day("01-02"), status="filled")]
    found = section(view_of(small(), batches=rows, shipments=[sent(10, "AA", "OLD")]))

    assert found is not None
    assert found.figures["before"] == ("OLD",)
    assert "OLD" not in found.figures["work"]
    assert found.figures["rows"][0].filters["group"] == "G"


def test_names_are_text() -> None:
    evil = '<script>alert("1")</script>'
    view = view_of(small(), batches=[batch(evil)])
    layout = layout_of(SCALE, {"P": "P", "F": "F"}, batches_of(view))
    drawn = str(work(view, layout, batches_of(view), ()))

    assert "<script" not in drawn
    assert evil in unescape(drawn)
