"""`headroom`: how far demand can grow, on plants whose limit is known by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.plant import Plant
from planner.answers import headroom
from planner.answers.contract import Bars, Heat, Points
from planner.answers.demand_growth import Growth
from planner.answers.headroom_told import told
from planner.answers.trials import Edges, Floor, Trial, edges_of
from planner.engine import Limits
from planner.errors import DataError
from planner.files import write_case
from planner.study.alone import Alone
from planner.study.contract import Result, Scenario
from tests.failing_study import Failing
from tests.plants import edited, rows, tiny_plant

STOCK = 70_000
EDGELESS = Edges(None, None)
NOBODY_LATE = Floor(on_time=1.0)


def stock_only(stock: int = STOCK) -> Plant:
    """
    Nothing can be made; a lot at the site serves Norway alone, without transit. From
    2026-01-05 to 2026-04-30 it needs 27/31 of 12,000 in January and 3 x 12,000 after it:

        46,452 units; 70,000 are 1.507 times as many
    """
    plant = tiny_plant()
    return plant.but(
        staffing=tuple(row.but(hours_per_week=0) for row in plant.staffing),
        demand=tuple(row for row in plant.demand if row.country == "NO"),
        countries=edited("countries", 0, transit_days=0),
        packs=edited("packs", 0, units_per_pack=1),
        lots=edited("lots", 0, units=stock),
        media_fills=(),
    )


def study_of(plant: Plant, folder: Path) -> Alone:
    write_case(plant, folder / "case")
    return Alone(folder / "case", folder, Limits(work=0))


def test_stock_for_half_as_much_again_lets_demand_grow_by_half(tmp_path: Path) -> None:
    """
    46,452 x 1.50 = 69,678 are there; 46,452 x 1.51 = 70,142 are not: 70,000 of them are
    99.797 %, which is 99.79 as on every screen and not 99.80.
    """
    found = headroom.ask(study_of(stock_only(), tmp_path), floor=NOBODY_LATE)

    assert found.sentence.startswith(
        "Demand (all products) can grow by 50 % before service misses 100 % on time:"
        " 100.00 % on time today, 100.00 % on time found at +50 %, no better than 99.79 % on time"
        " found at +51 %"
    )
    assert "no bound excludes more" in found.sentence
    kept = {row["growth_pct"]: row["keeps_floor"] for row in found.rows}
    assert kept[50] == "yes"
    assert kept[51] == "not found"


def test_a_floor_below_all_on_time_leaves_more_room(tmp_path: Path) -> None:
    """Oldest dues first, 70,000 of 46,452 f are on time: 95 % until f = 1.586."""
    found = headroom.ask(study_of(stock_only(), tmp_path))

    assert "can grow by 58 % before service misses 95 % on time" in found.sentence


def test_a_bound_on_days_late_proves_where_growth_ends(tmp_path: Path) -> None:
    """Days late are a level with a bound: without batches the relaxation is the truth."""
    found = headroom.ask(
        study_of(stock_only(), tmp_path), floor=Floor(on_time=None, days_late=20.0), step=0.05
    )

    assert "no plan exists that keeps it at" in found.sentence
    first = min(row["growth_pct"] for row in found.rows if row["keeps_floor"] != "yes")
    assert f"no plan exists that keeps it at +{first:g} %" in found.sentence


def test_a_base_below_the_floor_is_told_how_much_less_it_could_serve(tmp_path: Path) -> None:
    """30,000 serve 46,452 x 0.64 = 29,729, not 46,452 x 0.65 = 30,194."""
    found = headroom.ask(study_of(stock_only(30_000), tmp_path), floor=NOBODY_LATE)

    assert found.sentence.startswith(
        "Today's demand misses 100 % on time: demand (all products) has to be 36 % lower"
    )


def test_a_floor_that_no_demand_reaches_is_said_so(tmp_path: Path) -> None:
    """Backlog is owed whatever grows: 5,000 units late from the first day without any stock."""
    plant = stock_only(1).but(
        demand=(
            *stock_only().demand,
            *rows(
                "demand",
                {
                    "row_id": "BL",
                    "country": "NO",
                    "presentation": "S1-PFS",
                    "due_on": dt.date(2025, 12, 1),
                    "units": 5_000,
                    "kind": "backlog",
                },
            ),
        )
    )

    found = headroom.ask(study_of(plant, tmp_path), floor=NOBODY_LATE)

    assert "would have to fall by more than 90 % before 100 % on time is kept" in found.sentence


def test_growth_up_to_the_largest_factor_is_at_least_that(tmp_path: Path) -> None:
    study = study_of(stock_only(), tmp_path)

    found = headroom.ask(study, floor=NOBODY_LATE, up_to=1.2)

    assert found.sentence.startswith(
        "Demand (all products) can grow by 20 % at least with 100 % on time"
    )
    assert [row["growth_pct"] for row in found.rows] == [0, 10, 20]


def test_one_country_grows_alone() -> None:
    growth = Growth.of(tiny_plant(), "MAB", "EU")

    assert growth.words == "MAB in EU"
    assert growth.by(1.1) == ("demand.units[kind=forecast,presentation=S1-PFS,country=NO]*=1.1",)
    assert growth.by(1) == ()


def test_service_of_the_demand_that_grows_is_told_beside_all(tmp_path: Path) -> None:
    found = headroom.ask(
        study_of(stock_only(), tmp_path), region="NO", floor=NOBODY_LATE, up_to=1.1
    )

    assert found.sentence.startswith("Demand (all products in NO) can grow by 10 % at least")
    assert [row["on_time_of_these_pct"] for row in found.rows] == [100, 100]


def test_a_region_without_demand_cannot_grow(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"demand\.csv: has no forecast or order of all products"):
        headroom.ask(study_of(stock_only(), tmp_path), region="JP")


def test_unknown_names_are_all_told_with_the_nearest(tmp_path: Path) -> None:
    study = study_of(stock_only(), tmp_path)

    with pytest.raises(DataError) as error:
        headroom.ask(study, product="S1-PF", region="EUU")

    assert "presentations.csv: product 'S1-PF' does not exist; did you mean 'S1-PFS'?" in str(
        error.value
    )
    assert "countries.csv: region 'EUU' does not exist; did you mean 'EU'?" in str(error.value)


def test_packs_grow_where_demand_is_given_in_packs() -> None:
    plant = tiny_plant()
    first, *others = plant.demand
    growth = Growth.of(plant.but(demand=(first.but(units=None, packs=9), *others)), None, None)

    assert growth.by(1.1) == (
        "demand.units[kind=forecast]*=1.1",
        "demand.packs[kind=forecast]*=1.1",
    )


def test_what_is_owed_already_does_not_grow() -> None:
    plant = tiny_plant()
    first, second, *others = plant.demand
    owed = first.but(kind="backlog", month=None, due_on=dt.date(2025, 12, 1))
    order = second.but(kind="order", month=None, due_on=dt.date(2026, 2, 1))

    growth = Growth.of(plant.but(demand=(owed, order, *others)), None, None)

    assert growth.by(2) == ("demand.units[kind=forecast|order]*=2",)


def test_pictures_show_service_what_binds_and_what_is_full(tmp_path: Path) -> None:
    """Demand x 4 is more than the suites make: their hours are what is short."""
    found = headroom.ask(study_of(tiny_plant(), tmp_path), step=0.5, up_to=4)

    points, bars, heat = found.pictures
    assert isinstance(points, Points) and points.y_limit == 95
    assert isinstance(bars, Bars) and isinstance(heat, Heat)
    assert [name for name, _ in heat.rows] == ["L1", "NEW", "OLD"]
    assert "units owed at worst" in found.sentence


def test_a_scenario_without_a_plan_counts_as_not_kept_and_the_search_goes_on(
    tmp_path: Path,
) -> None:
    write_case(stock_only(), tmp_path / "case")
    study = Failing(tmp_path / "case", tmp_path, fails="demand x 1.25")

    found = headroom.ask(study, floor=NOBODY_LATE, step=0.05)

    assert "can grow by 20 % before" in found.sentence
    assert "no plan at +25 % (killed)" in found.sentence
    assert any("+25 % counts as not kept" in note for note in found.notes)


def test_service_that_rises_with_demand_is_said_to_be_the_search(tmp_path: Path) -> None:
    """70,000 of 46,452 are 100 % and of 139,355 are 50.2 %; here the lesser demand has these."""
    study = study_of(stock_only(), tmp_path)
    all_served, half = study.solve(
        [Scenario("once"), Scenario("thrice", assignments=("demand.units*=3",))]
    )
    floor = Floor(on_time=0.5)
    trials = [Trial(0, 1.0, half, floor), Trial(1, 1.01, all_served, floor)]

    found = told(stock_only(), Growth.of(stock_only(), None, None), floor, 0.01, trials, EDGELESS)

    assert any(
        "The search varies: +1 % came out 49.7" in note and "better on time than today's" in note
        for note in found.notes
    )


class Luck(Trial):
    """A trial whose service is given."""

    @property
    def holds(self) -> bool:
        return self.result.words == "held"


def test_a_larger_factor_that_holds_by_luck_does_not_count() -> None:
    """+1 held, +2 did not, +3 did: the headroom is +1."""

    def trial(step: int, words: str) -> Trial:
        result = Result(Scenario(str(step)), "finished", None, None, words, "")
        return Luck(step, 1 + step, result, Floor())

    trials = [trial(3, "held"), trial(0, "held"), trial(2, "missed"), trial(1, "held")]

    assert edges_of(trials) == Edges(trials[3], trials[2])
