"""The report's stock at the site: ages and approvals to the day, columns, and the CSV's sums."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from models.plant import Plant
from planner.engine import Limits
from planner.pipeline import solve
from planner.report.cover_axis import axis_of
from planner.report.stock import section
from planner.report.stock_drawing import (
    LEFT,
    RIGHT,
    Layer,
    RouteColours,
    WrittenOff,
    round_up,
    stacked,
)
from planner.report.stock_standing import SiteStock, WaitingForApproval, age_class
from planner.report.view import View
from planner.runs import publish
from planner.saved import read_run
from tests.plants import added, edited, tiny_plant
from tests.shown_plans import served, view_of
from tests.small_plants import LONG_AGO, SITE, approval, country, day, lot, order, plant

FIRSTS = [day("01-05"), day("01-12"), day("01-19"), day("01-26")]
ROUTE = "P > F"


def two_groups(*approvals: dict[str, Any], **rows: Any) -> Plant:
    """AA of group G has approved suite P, BB of H only P2, but for what `approvals` say of H."""
    mine = {"approval_group": "H"}
    return plant(
        countries=[country("AA"), country("BB", **mine)],
        demand=[order(10, day("01-15"), name) for name in ("AA", "BB")],
        suites=[*SITE["suites"], SITE["suites"][0] | {"suite": "P2"}],
        prep_recipes=[*SITE["prep_recipes"], SITE["prep_recipes"][0] | {"suite": "P2"}],
        connections=[*SITE["connections"], {"suite": "P2", "line": "F"}],
        staffing=[*SITE["staffing"], SITE["staffing"][0] | {"resource": "P2"}],
        approvals=[
            *SITE["approvals"],
            approval("prep", "P2", **mine),
            approval("fill", "F", **mine),
            *(approval("prep", "P", **mine) | row for row in approvals),
        ],
        **rows,
    )


def lying(*units: int, filled: dt.date = FIRSTS[0], route: str = ROUTE) -> list[dict[str, Any]]:
    """Rows of stock.csv, a bucket each from the first."""
    row = {"syringe": "S", "route": route, "filled_bucket": filled, "expired_units": 0}
    return [row | {"bucket": FIRSTS[at], "units": count} for at, count in enumerate(units)]


def wanted(*countries: str) -> list[dict[str, Any]]:
    return [served(name, "S-PFS", FIRSTS[0]) for name in countries]


def test_an_age_turns_on_the_day_of_the_month_of_the_fill() -> None:
    """Filled on 30 November, three months end on 28 February, which has no 30th."""
    assert age_class(day("01-05"), day("04-04")) == 0
    assert age_class(day("01-05"), day("04-05")) == 1
    assert age_class(day("01-05"), day("07-05")) == 2
    assert age_class(day("01-05"), dt.date(2027, 1, 4)) == 2
    assert age_class(day("01-05"), dt.date(2027, 1, 5)) == 3
    assert age_class(dt.date(2025, 11, 30), day("02-27")) == 0
    assert age_class(dt.date(2025, 11, 30), day("02-28")) == 1


def test_stock_is_counted_by_route_and_by_age_at_the_end_of_a_bucket() -> None:
    """Filled on 15 October: three months old on 15 January, within week 2."""
    rows = lying(5, 5) + lying(7, 7, filled=dt.date(2025, 10, 15))
    stock = SiteStock(view_of(two_groups(), stock=rows))

    assert stock.lying == (("S", ("P", "F")),)
    assert stock.of("S") == [12, 12, 0, 0]
    assert stock.of("S", age=0) == [12, 5, 0, 0]
    assert stock.of("S", age=1) == [0, 7, 0, 0]
    assert [stock.ends[bucket] for bucket in stock.quarters()] == [day("02-01")]


def test_the_first_and_the_last_day_of_an_approval_are_ship_dates() -> None:
    """
    Only BB wants S. Weeks end on 11, 18, 25 January and 1 February; the suite may ship to H from
    18 to 25 January: in weeks 1 and 4 nobody may have the stock.
    """
    case = two_groups({"from": day("01-18"), "until": day("01-25")})
    view = view_of(case, stock=lying(10, 20, 30, 40), service=wanted("BB"))
    stock = SiteStock(view)

    assert WaitingForApproval(view, stock).nobody_yet(("P", "F")) == [10, 0, 0, 40]


def test_stock_that_one_group_may_receive_waits_for_nobody() -> None:
    view = view_of(two_groups(), stock=lying(10, 20), service=wanted("AA", "BB"))
    stock = SiteStock(view)

    assert WaitingForApproval(view, stock).nobody_yet(("P", "F")) == [0, 0, 0, 0]


def to_come(case: Plant) -> list[tuple[Any, ...]]:
    view = view_of(case, stock=lying(10, 20, 30, 40), service=wanted("AA", "BB"))
    found = WaitingForApproval(view, SiteStock(view)).to_come()
    return [(row.group, row.presentations, row.opens, row.units, row.seen) for row in found]


@pytest.mark.parametrize(
    ("opens", "units", "seen"),
    [
        (day("01-06"), None, None),
        (day("01-11"), None, None),
        (day("01-12"), 10, day("01-11")),
        (day("01-25"), 20, day("01-18")),
        (day("03-01"), 40, day("02-01")),
    ],
)
def test_a_group_sees_what_lies_before_the_day_of_its_approval(
    opens: dt.date, units: int | None, seen: dt.date | None
) -> None:
    """What the last week that ends before the day leaves; the first week holds a day up to the 11th."""
    assert to_come(two_groups({"from": opens})) == [("H", ("S-PFS",), opens, units, seen)]


def test_what_is_approved_on_the_first_day_of_the_plan_is_nothing_to_come() -> None:
    assert to_come(two_groups({"from": day("01-05")})) == []


def test_a_group_that_never_approves_sees_the_end_of_the_plan() -> None:
    assert to_come(two_groups()) == [("H", ("S-PFS",), None, 40, day("02-01"))]


def test_an_approval_that_ended_before_the_plan_is_none() -> None:
    case = two_groups({"until": day("01-04")})

    assert to_come(case) == [("H", ("S-PFS",), None, 40, day("02-01"))]


def test_columns_lie_one_upon_the_other_as_wide_as_their_buckets() -> None:
    """
    120 px are 10 units: 5 units are 60 px up from 132, 3 more 36 px up from 72. A week of four
    is a quarter of the width.
    """
    axis, t = axis_of(FIRSTS, day("02-02"), LEFT, RIGHT - LEFT), view_of(two_groups()).t
    layers = [Layer("a", {"class_": "a"}, (0, 5, 0, 0)), Layer("b", {"class_": "b"}, (0, 3, 10, 0))]
    gone = [WrittenOff(3, "10 <gone>")]
    drawn = str(stacked(axis, layers, ["", "8 & more", "10", ""], gone, t))

    week = (RIGHT - LEFT) / 4
    second, third = f"{LEFT + week:.1f}", f"{LEFT + 2 * week:.1f}".removesuffix(".0")
    wide = f"{week:.1f}"
    assert f'd="M{second} 72h{wide}v60h-{wide}" class="a"' in drawn
    assert f'd="M{second} 36h{wide}v36h-{wide}M{third} 12h{wide}v120h-{wide}" class="b"' in drawn
    assert drawn.count("data-tip=") == 3
    assert 'data-tip="8 &amp; more"' in drawn
    assert 'data-tip="10 &lt;gone&gt;"' in drawn


def test_a_scale_ends_on_a_round_number() -> None:
    assert [round_up(most) for most in (0, 2, 3, 5, 6, 10, 467_403, 500_001)] == [
        2, 2, 5, 5, 10, 10, 500_000, 1_000_000,
    ]  # fmt: skip


def test_each_suite_has_a_colour_and_each_line_a_stripe() -> None:
    colours = RouteColours(["P1", "P2"], ["F1", "F2"], 3)
    drawn = str(colours.definitions([("P1", "F1"), ("P2", "F2")]))

    assert 'id="route-0-0"' in drawn and 'class="molecule-3"/></pattern>' in drawn
    assert 'id="route-1-1"' in drawn and 'class="molecule-4"/><path' in drawn


def test_lots_on_hold_or_rejected_are_listed_with_the_note_of_quality() -> None:
    lots = [
        lot("H1", 5, LONG_AGO, status="on_hold", note="<b>particles</b>"),
        lot("R1", 6, LONG_AGO, status="rejected", syringe=None, presentation="S-PFS", place="AA"),
        lot("OK", 7, day("01-02")),
    ]
    frozen = {"lot": "DS1", "substance": "MAB", "kg": 2.5, "available_on": day("01-02")}
    frozen |= {"expires_on": dt.date(2027, 1, 2), "status": "on_hold"}
    shown = section(view_of(two_groups(lots=lots, substance_lots=[frozen])))

    assert shown is not None
    rows = [tuple(row.cells.values()) for row in shown.figures["held"][1]]
    assert rows == [
        ("H1", "S", 5, None, "site", "on hold", LONG_AGO, "<b>particles</b>"),
        ("R1", "S-PFS", 6, None, "AA", "rejected", LONG_AGO, None),
        ("DS1", "Antibody", None, 2.5, "site", "on hold", day("01-02"), None),
    ]


def test_a_site_without_stock_has_no_picture() -> None:
    shown = section(view_of(two_groups()))

    assert shown is not None
    assert shown.figures["pictures"] == ()
    assert shown.figures["nobody"] == {"picture": None}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The tiny plant, whose new suite nobody has approved before 10 February: what a lot of it
    holds waits until the ship date of that week.
    """
    case = tiny_plant().but(
        approvals=edited("approvals", 1, **{"from": dt.date(2026, 2, 10)}),
        lots=added("lots", lot="00013", suite="NEW"),
    )
    limits = Limits(work=0)
    return publish(solve(case, limits), tmp_path_factory.mktemp("runs"), limits, "test")


def stock_rows(run: Path) -> list[dict[str, str]]:
    with (run / "stock.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_the_table_of_quarters_adds_up_the_csv(run: Path) -> None:
    """The last buckets that end in a quarter: of 2 March (to the 31st), and of April."""
    shown = section(View(read_run(run), view_of(two_groups()).t))

    assert shown is not None
    told: Counter[tuple[str, str]] = Counter()
    for row in stock_rows(run):
        told[row["route"], row["bucket"]] += int(row["units"])
    ends = {"2026-03-02": dt.date(2026, 3, 31), "2026-04-01": dt.date(2026, 4, 30)}
    expected = {
        (route, ends[bucket]): units
        for (route, bucket), units in told.items()
        if units and bucket in ends
    }
    rows = [row.cells for row in shown.figures["quarters"][1]]
    assert {(row["route"], row["day"]): row["units"] for row in rows} == expected
    assert all(sum(row[f"age{age}"] for age in range(4)) == row["units"] for row in rows)
    assert expected


def test_what_nobody_may_receive_is_the_stock_of_the_route_until_its_approval(run: Path) -> None:
    """Ship dates up to 8 February are too early; Japan never approves the new suite."""
    view = View(read_run(run), view_of(two_groups()).t)
    told: Counter[str] = Counter()
    for row in stock_rows(run):
        if row["route"] == "NEW > L1" and row["bucket"] < "2026-02-09":
            told[row["bucket"]] += int(row["units"])

    found = WaitingForApproval(view, SiteStock(view)).nobody_yet(("NEW", "L1"))
    assert found == [told[str(bucket)] for bucket in view.buckets]
    assert found[0] >= 20_000
