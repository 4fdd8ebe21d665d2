"""Which scenario starts from whose plan: a tree of least distance."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.study.contract import Scenario
from planner.study.nearest import distances, starts_wrong, tree


def demand(factor: str, start: str | None = None) -> Scenario:
    return Scenario(f"x{factor}", (), (f"demand.units*={factor}",), start=start)


def test_a_row_of_factors_grows_from_the_base_to_both_ends() -> None:
    """The range is 1.2 - 0.8 = 0.4, so neighbours are 0.1 / 0.4 = 0.25 apart, and so is
    the base, at 1, from 0.9 and 1.1."""
    scenarios = [Scenario("base"), *map(demand, ("0.8", "0.9", "1.1", "1.2"))]

    assert tree(scenarios) == {
        "base": None,
        "x0.9": "base",
        "x0.8": "x0.9",
        "x1.1": "base",
        "x1.2": "x1.1",
    }
    assert distances(scenarios)[0].tolist() == [0, 0.5, 0.25, 0.25, 0.5]


def test_without_a_base_the_scenario_nearest_to_the_unchanged_case_is_the_root() -> None:
    scenarios = [demand("1.2"), demand("0.9"), demand("0.8")]

    assert tree(scenarios) == {"x0.9": None, "x0.8": "x0.9", "x1.2": "x0.9"}


def test_a_tie_goes_to_the_earlier_scenario() -> None:
    """All three lie 1 from the base, and 2 from one another."""
    scenarios = [Scenario(name, (name,)) for name in ("b", "a", "c")]

    assert tree(scenarios) == {"b": None, "a": "b", "c": "b"}
    assert list(tree([Scenario("base"), *scenarios])) == ["base", "b", "a", "c"]


def test_overlays_in_one_of_two_count_one_each() -> None:
    """{a, b} and {b, c, d} differ in a, c and d."""
    one, other = Scenario("one", ("a", "b")), Scenario("other", ("b", "c", "d"))

    assert distances([one, other])[0, 1] == 3


APART = {
    "times, by their days": (
        ("approvals.from+=1 year", "approvals.from+=6 months", "approvals.from+=0 days"),
        0.5,
    ),
    "days of the calendar": (
        ("settings.start=2026-01-01", "settings.start=2026-01-11", "settings.start=2026-01-21"),
        0.5,
    ),
    "numbers set, beside none": (("settings.weeks=4", "demand.units*=1", "settings.weeks=8"), 1),
    "numbers added, beside none": (
        ("settings.weeks+=4", "demand.units*=1", "settings.weeks+=8"),
        0.5,
    ),
    "words": (("lots.status=on_hold", "lots.status=rejected", "lots.status=released"), 1),
    "a number and a word": (("lots.note=1", "lots.note=2", "lots.note=x"), 1),
}


@pytest.mark.parametrize(("texts", "apart"), APART.values(), ids=APART)
def test_values_are_apart_by_their_share_of_the_range(
    texts: tuple[str, str, str], apart: float
) -> None:
    """Of the first two; the third sets the range."""
    found = distances([Scenario(text, (), (text,)) for text in texts])

    assert found[0, 1] == apart
    assert found[0, 0] == 0


def test_a_start_by_hand_wins() -> None:
    scenarios = [Scenario("base"), demand("0.8"), demand("0.9", start="x1.2"), demand("1.2")]

    assert tree(scenarios) == {"base": None, "x0.8": "base", "x1.2": "base", "x0.9": "x1.2"}


def test_a_scenario_that_starts_from_the_first_by_hand_is_no_root() -> None:
    """The base would be the nearest to the unchanged case, but waits for `x1.2`."""
    scenarios = [Scenario("base", start="x1.2"), demand("1.2"), demand("1.4")]

    assert tree(scenarios) == {"x1.2": None, "base": "x1.2", "x1.4": "x1.2"}


def test_further_scenarios_start_from_finished_ones() -> None:
    finished = [Scenario("base"), demand("1.2")]
    further = [demand("1.1"), demand("1.3"), demand("0.9", start="base")]

    assert tree(further, finished) == {"x0.9": "base", "x1.1": "base", "x1.3": "x1.2"}


def test_a_scenario_attaches_after_those_that_it_should_differ_from() -> None:
    """All are the same; the second would be the first's start if it did not wait for it."""
    scenarios = [
        Scenario("second", unlike=("third",)),
        Scenario("base"),
        Scenario("third", unlike=("base",)),
    ]

    found = tree(scenarios)

    assert found == {"base": None, "third": "base", "second": "base"}
    assert list(found) == ["base", "third", "second"]


def test_scenarios_that_wait_for_each_other_are_left_to_who_takes_turns() -> None:
    scenarios = [
        Scenario("base"),
        Scenario("one", unlike=("other",)),
        Scenario("other", unlike=("one",)),
    ]

    assert tree(scenarios) == {"base": None, "one": "base", "other": "base"}


def test_a_circle_of_starts_stays_one() -> None:
    """`starts_wrong` says so; the base and those beside it are attached all the same."""
    one, other = Scenario("one", start="other"), Scenario("other", start="one")

    assert tree([Scenario("base"), one, other]) == {"base": None, "one": "other", "other": "one"}
    assert tree([one, other]) == {"one": "other", "other": "one"}


def test_nothing_to_solve_is_no_tree() -> None:
    assert tree([]) == {}
    assert tree([], [Scenario("base")]) == {}


def test_starts_that_are_missing_or_go_in_a_circle_are_told() -> None:
    """`d` leads into the circle of `a` and `b`, which are to blame."""
    starts = {"a": "b", "b": "a", "c": "bse", "d": "a", "e": "done"}
    scenarios = [Scenario("base"), *(Scenario(name, start=by) for name, by in starts.items())]

    told = {scenario.name: what for scenario, what in starts_wrong(scenarios, {"done"})}

    assert told == {
        "a": "starts from itself, a > b > a; take one out",
        "b": "starts from itself, b > a > b; take one out",
        "c": "scenario 'bse' does not exist; did you mean 'base'?",
    }


ASSIGNMENTS = st.lists(
    st.sampled_from(
        [
            *(f"demand.units*={factor}" for factor in ("0.8", "0.9", "1", "1.3")),
            *(f"approvals.from+={count} months" for count in (0, 3, 12)),
            *(f"settings.weeks={weeks}" for weeks in (4, 8, 13)),
            *(f"lots.status={status}" for status in ("on_hold", "released")),
        ]
    ),
    max_size=3,
)
CONTENTS = st.lists(
    st.tuples(st.lists(st.sampled_from("abc"), max_size=2, unique=True), ASSIGNMENTS),
    min_size=1,
    max_size=12,
)


def numbered(contents: list[tuple[list[str], list[str]]]) -> list[Scenario]:
    return [
        Scenario(f"s{number}", tuple(overlays), tuple(assignments))
        for number, (overlays, assignments) in enumerate(contents)
    ]


def length(scenarios: list[Scenario], found: Mapping[str, str | None]) -> float:
    """Distance of all scenarios from their starts."""
    apart = distances(scenarios)
    order = {scenario.name: index for index, scenario in enumerate(scenarios)}
    return float(sum(apart[order[one], order[start]] for one, start in found.items() if start))


@given(CONTENTS, st.data())
def test_every_scenario_is_attached_once_and_leads_to_the_one_root(
    contents: list[tuple[list[str], list[str]]], data: st.DataObject
) -> None:
    """Some start by hand from an earlier one, so that there is no circle."""
    scenarios = numbered(contents)
    for number in range(1, len(scenarios)):
        start = data.draw(st.none() | st.sampled_from(scenarios[:number]))
        if start is not None:
            one = scenarios[number]
            scenarios[number] = Scenario(one.name, one.overlays, one.assignments, start=start.name)

    found = tree(scenarios)

    assert sorted(found) == sorted(scenario.name for scenario in scenarios)
    assert list(found.values()).count(None) == 1
    attached: set[str | None] = {None}
    for name, before in found.items():
        assert before in attached
        attached.add(name)
    for scenario in scenarios:
        assert scenario.start is None or found[scenario.name] == scenario.start


@given(CONTENTS, st.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_no_distance(
    contents: list[tuple[list[str], list[str]]], chance: random.Random
) -> None:
    """Nor how long the shortest tree is, wherever it begins."""
    scenarios = numbered(contents)
    mixed = list(scenarios)
    chance.shuffle(mixed)

    apart, apart_mixed = distances(scenarios), distances(mixed)

    order = [scenarios.index(scenario) for scenario in mixed]
    assert (apart[order][:, order] == apart_mixed).all()
    assert (apart == apart.T).all()
    assert length(scenarios, tree(scenarios)) == pytest.approx(length(mixed, tree(mixed)))
