"""Who is served on time: sums are those of the CSV and of a comparison, bars those of the sums."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from models.calendar import Calendar
from planner.comparison.run import read_runs
from planner.comparison.service import service as compared
from planner.on_time import floored, on_time
from planner.report.service import section
from planner.report.service_picture import LONGEST, bars, colour_of, heat
from planner.report.service_sums import Key, Served, served, summed, worst_first
from planner.report.view import View
from tests.reported_runs import HOSTILE, hostile_run
from tests.short_runs import body_of, rows_of, short_run, view_of_run
from tests.shown_plans import view_of
from tests.small_plants import country, day, order, plant


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return short_run(tmp_path_factory.mktemp("runs"))


def row(bucket: str, demand: int, met: int, owed: int, where: str = "AA") -> dict[str, Any]:
    return {
        "country": where,
        "presentation": "S-PFS",
        "bucket": day(bucket),
        "demand_units": demand,
        "met_units": met,
        "backorder_units": owed,
    }


WEEKS = {day(monday): 7 for monday in ("03-23", "03-30", "04-06")}
ACROSS = [row("03-23", 10, 4, 6), row("03-30", 10, 11, 5), row("04-06", 10, 15, 0)]
"""6 owed are met first of 11, so 5 of 10 are on time; then 5 of 15, so 10 of 10 are."""


def sums(*rows: dict[str, Any]) -> dict[Key, Served]:
    return served(rows, WEEKS)


def table(view: View, name: str) -> dict[str, dict[str, Any]]:
    found = section(view)
    assert found is not None
    rows = found.figures[name] if name == "countries" else found.figures[name][1]
    return {str(each.cells["code" if name == "countries" else "name"]): each.cells for each in rows}


def test_old_dues_are_served_first_also_across_quarters() -> None:
    """5 owed at the end of March's quarter are met in April's and are not on time there."""
    found = sums(*ACROSS)
    first, second = found["AA", "S-PFS", (2026, 1)], found["AA", "S-PFS", (2026, 2)]

    assert (first.demand, first.on_time, first.late_days) == (20, 9, 7 * (6 + 5))
    assert (second.demand, second.on_time, second.late_days) == (10, 10, 0)


def test_the_next_pair_begins_without_dues() -> None:
    found = sums(row("03-23", 10, 0, 10), row("03-23", 10, 10, 0, where="BB"))

    assert found["BB", "S-PFS", (2026, 1)].on_time == 10


def test_the_largest_backlog_is_that_of_all_pairs_at_once() -> None:
    """AA owes 6 then 5 then 0, BB 0, 4, 0: 9 at once, not 6 + 4."""
    other = [row(monday, 0, 0, owed, "BB") for monday, owed in zip(("03-23", "03-30", "04-06"), (0, 4, 0), strict=True)]  # fmt: skip
    everybody = summed(sums(*ACROSS, *other), lambda key: "all")["all"]

    assert everybody.worst == 9


def test_sums_are_those_of_a_comparison(run: Path) -> None:
    view = view_of_run(run)
    calendar = Calendar.of(view.plant)
    days = {calendar.first(at): calendar.days(at) for at in calendar.planned}
    found = summed(served(view.rows("service"), days), lambda key: key[0])
    theirs = {
        each["name"]: each for each in compared(read_runs((run,))) if each["level"] == "country"
    }

    assert set(found) == set(theirs) == {"NO", "JP"}
    for name, one in found.items():
        assert one.demand == theirs[name]["demand_units"]
        assert one.on_time / one.demand == pytest.approx(
            theirs[name]["on_time_pct"] / 100, abs=1e-4
        )
        assert one.days == pytest.approx(theirs[name]["mean_days_late"], abs=1e-4)
        assert one.worst == theirs[name]["worst_units"] > 0


def test_the_table_of_countries_equals_the_csv(run: Path) -> None:
    countries = table(view_of_run(run), "countries")
    rows = rows_of(run, "service")
    low = {
        (each["country"], each["bucket"])
        for each in rows_of(run, "cover")
        if int(each["below_units"]) > 2 * {"NO": 2, "JP": 1}[each["country"]]
    }

    assert set(countries) == {"NO", "JP"}
    for code, cells in countries.items():
        own = [each for each in rows if each["country"] == code]
        assert cells["demand"] == sum(int(each["demand_units"]) for each in own)
        assert cells["share"] == floored(on_time(own))
        assert cells["worst"] == max(int(each["backorder_units"]) for each in own)
        assert cells["end"] == int(own[-1]["backorder_units"])
        assert cells["below"] == sum(name == code for name, _ in low)


def test_groups_and_presentations_add_up_to_the_countries(run: Path) -> None:
    view = view_of_run(run)
    demand = sum(cells["demand"] for cells in table(view, "countries").values())

    assert {name: cells["share"] for name, cells in table(view, "groups").items()} == {
        "EU": table(view, "countries")["NO"]["share"],
        "JP": table(view, "countries")["JP"]["share"],
    }
    assert table(view, "presentations")["S1-PFS"]["demand"] == demand


def test_nearly_all_is_not_all() -> None:
    assert floored(0.999999) == 99.99
    assert floored(1.0) == 100.0
    assert [colour_of(share) for share in (0.99, 0.9899, 0.95, 0.9499, None)] == ["good", "warn", "warn", "bad", "none"]  # fmt: skip


def test_the_worst_stand_first_and_who_needs_nothing_last() -> None:
    found = {
        "idle": Served(),
        "good": Served(demand=10, on_time=10),
        "small": Served(demand=10, on_time=5),
        "large": Served(demand=20, on_time=10),
    }

    assert [name for name, _ in worst_first(found)] == ["large", "small", "good", "idle"]


def three_countries() -> View:
    """Half of AA's demand is late, a quarter of BB's; CC needs nothing."""
    named = [country(name) for name in ("AA", "BB", "CC")]
    return view_of(
        plant(demand=[order(10, day("01-15"))], countries=named),
        service=[
            row("01-05", 100, 50, 50),
            row("01-05", 100, 75, 25, "BB"),
            row("01-05", 0, 0, 0, "CC"),
        ],
    )


def test_bars_are_as_long_as_the_share_that_is_late() -> None:
    view = three_countries()
    found = served(view.rows("service"), {day("01-05"): 7})
    picture = str(bars(view, summed(found, lambda key: key[0])))

    assert re.findall(r'width="([\d.]+)" height="11"', picture) == [str(LONGEST), str(LONGEST // 2)]
    assert re.findall(r">([\d.]+ %)<", picture) == ["50.00 %", "75.00 %"]


def test_the_heat_map_has_everybody_then_groups_by_quarter() -> None:
    view = three_countries()
    shown = heat(view, served(view.rows("service"), {day("01-05"): 7}))

    assert shown.quarters == ("2026-Q1",)
    assert [(name, [cell.said for cell in cells]) for name, cells in shown.rows] == [
        ("everybody", ["62.5"]),
        ("G", ["62.5"]),
    ]
    assert shown.rows[0][1][0].tip == "everybody, 2026-Q1: 75 of 200 units late"


def test_a_plan_without_demand_says_so() -> None:
    view = view_of(plant(demand=[order(10, day("01-15"))]))
    found = section(view)

    assert found is not None
    assert found.figures["all"] == "Nobody needs anything in the plan's time."
    assert found.figures["countries"] == ()


def test_names_are_text(tmp_path: Path) -> None:
    body = body_of(view_of_run(hostile_run(tmp_path)), "service")

    assert HOSTILE["S1-PFS"] not in body
    assert html.escape(HOSTILE["S1-PFS"]) in body
