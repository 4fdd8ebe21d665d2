"""Points drawn from ranges: repeatable, spread, whole where columns are whole."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from planner.changes import Source
from planner.study.definition import Typed, defined
from planner.study.samples import Range, range_of, uneven
from planner.study.texts import StudyError, Text
from tests.plants import write_tiny
from tests.scenario_files import write_overlay


@pytest.fixture
def case(tmp_path: Path) -> Path:
    case = write_tiny(tmp_path)
    write_overlay(case, "fewer", "- {table: demand, multiply: {units: 0.5}}")
    return case


def ranged(text: str) -> Range:
    found, problems = range_of(Text(text, Source("here")))
    assert problems == []
    assert found is not None
    return found


AT = {
    "a factor, to a thousandth of its range": ("demand.units*=0.8..1.2", 0.333333, "0.9333"),
    "hours, without odd digits": ("staffing.hours_per_week=40..140", 0.333333, "73.3"),
    "the first of whole numbers": ("settings.weeks=4..9", 0.0, "4"),
    "the last of whole numbers": ("settings.weeks=4..9", 0.999, "9"),
    "whole numbers added": ("settings.weeks+=-2..2", 0.5, "0"),
    "a whole column may have an odd factor": ("demand.units*=1..2", 0.25, "1.25"),
    "a month more": ("approvals.from+=0..12 months", 0.1, "1 month"),
    "months, the last too": ("approvals.from[unit=L1]+=0..12 months", 0.93, "12 months"),
    "weeks earlier": ("approvals.from+=-4..4 weeks", 0.0, "-4 weeks"),
    "both ends with their unit": ("approvals.from-=1 month..2 months", 0.6, "2 months"),
    "days": ("approvals.from=2026-01-30..2026-02-02", 0.6, "2026-02-01"),
    "months of a year": ("demand.month=2026-11..2027-02", 0.6, "2027-01"),
}


@pytest.mark.parametrize(("text", "share", "value"), AT.values(), ids=AT)
def test_a_share_of_a_range_is_a_value_of_its_kind(text: str, share: float, value: str) -> None:
    """Of n values each has the n-th part of the range: 6 weeks, 13 months, 4 days."""
    assert ranged(text).at(share) == value


def test_a_sample_is_the_same_for_the_same_seed(case: Path) -> None:
    ranges = ("demand.units*=0.8..1.2", "staffing.efficiency[resource=OLD]*=0.9..1.1")
    typed = Typed(case, samples=ranges, points=20, seed=1)

    found = defined(typed)

    assert found.scenarios == defined(typed).scenarios
    other = defined(Typed(case, samples=ranges, points=20, seed=2))
    assert other.scenarios[1:] != found.scenarios[1:]


def test_a_sample_is_named_by_number_and_placed_by_its_values(case: Path) -> None:
    found = defined(Typed(case, samples=("demand.units*=0.8..1.2",), points=3))

    assert [scenario.name for scenario in found.scenarios] == [
        "base",
        "sample 001",
        "sample 002",
        "sample 003",
    ]
    for scenario in found.scenarios[1:]:
        (assignment,) = scenario.assignments
        assert assignment == f"demand.units*={scenario.place['demand.units*']}"
        assert 0.8 <= float(scenario.place["demand.units*"]) <= 1.2


def test_a_latin_hypercube_has_one_point_in_each_tenth_of_each_range(case: Path) -> None:
    """10 points; a tenth of 0.8 to 1.2 is 0.04, a tenth of 0.9 to 1.1 is 0.02.

    Values are rounded to 4 digits; half of that may carry one to a border at most.
    """
    ranges = ("demand.units*=0.8..1.2", "staffing.efficiency*=0.9..1.1")

    found = defined(Typed(case, samples=ranges, points=10, seed=3))

    for key, low, width in (("demand.units*", 0.8, 0.04), ("staffing.efficiency*", 0.9, 0.02)):
        values = sorted(float(scenario.place[key]) for scenario in found.scenarios[1:])
        for tenth, value in enumerate(values):
            assert low + tenth * width - 1e-4 <= value <= low + (tenth + 1) * width + 1e-4


def test_sobol_points_of_a_power_of_two_lie_in_each_part_once(case: Path) -> None:
    """8 points in 8 months: each month once; and nothing to note."""
    found = defined(
        Typed(case, samples=("approvals.from+=0..7 months",), points=8, method="sobol", seed=4)
    )

    values = Counter(scenario.place["approvals.from+"] for scenario in found.scenarios[1:])
    assert values == Counter(["1 month", *(f"{count} months" for count in (0, 2, 3, 4, 5, 6, 7))])
    assert found.notes == ()


def test_other_numbers_of_sobol_points_are_noted() -> None:
    assert uneven(50, "sobol") == "sobol spreads 32 or 64 points evenly, 50 a little less"
    assert uneven(64, "sobol") is None
    assert uneven(50, "latin-hypercube") is None


def test_the_same_points_are_drawn_at_every_place_of_a_grid(case: Path) -> None:
    """2 places x 4 points and the base."""
    typed = Typed(
        case, sweeps=("scenario=none,fewer",), samples=("demand.units*=0.8..1.2",), points=4
    )

    found = defined(typed)

    assert len(found.scenarios) == 9
    alone, beside = found.scenarios[1], found.scenarios[5]
    assert (alone.name, beside.name) == ("sample 001", "fewer, sample 001")
    assert beside.assignments == alone.assignments
    assert beside.overlays == ("fewer",)
    assert dict(beside.place) == {**alone.place, "scenario": "fewer"}


def test_points_that_are_drawn_twice_are_solved_once(case: Path) -> None:
    """A hypercube of 8 x 8 whole values, 60 points: 60 cannot all differ in 64 by chance."""
    ranges = ("settings.weeks=1..8", "settings.thaw_days=1..8")

    found = defined(Typed(case, samples=ranges, points=60))

    places = [tuple(scenario.place.values()) for scenario in found.scenarios[1:]]
    left_out = 60 - len(places)
    assert left_out > 0
    assert len(set(places)) == len(places)
    assert found.notes == (
        f"{left_out} points drawn are the same as other scenarios and left out;"
        f" {len(places) + 1} remain",
    )


REFUSED = {
    "upside down": ("demand.units*=1.2..0.8", "is upside down; write demand.units*=0.8..1.2"),
    "months upside down": (
        "approvals.from+=12..0 months",
        "is upside down; write approvals.from+=0 months..12 months",
    ),
    "days upside down": (
        "approvals.from=2026-02-01..2026-01-01",
        "is upside down; write approvals.from=2026-01-01..2026-02-01",
    ),
    "one value": ("demand.units*=1..1.0", "has one value; write --set 'demand.units*=1.0'"),
    "a list": (
        "demand.units*=0.8,1.2",
        "is no range; write a range like 'demand.units*=0.8..1.2' or 'approvals.from[unit=PB]+=0..12 months'",
    ),
    "two units of time": (
        "approvals.from+=1 week..3 months",
        "has weeks and months; write both ends in one of them",
    ),
    "a unit of time for a number": (
        "staffing.hours_per_week=1..3 months",
        "'1 month' is not a number; write the number alone (h)",
    ),
    "a number for a time": (
        "approvals.from+=0..12",
        "'0' is not a time; write it like 6 months (days, weeks, years)",
    ),
    "a fraction of a week": (
        "settings.weeks=4.5..9",
        "'4.5' is not a whole number; write it without a fraction",
    ),
    "a day that is none": (
        "approvals.from=2026-02-30..2026-03-01",
        "'2026-02-30' or '2026-03-01' is not in the calendar; correct the day",
    ),
    "words": (
        "lots.status=released..on_hold",
        "'released' and 'on_hold' are not two ends of a range; write a range like 'demand.units*=0.8..1.2' or 'approvals.from[unit=PB]+=0..12 months'",
    ),
    "an unknown column": (
        "demand.unitz*=0.8..1.2",
        "demand column 'unitz' does not exist; did you mean 'units'?",
    ),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_a_range_is_refused_for(case: Path, text: str, said: str) -> None:
    with pytest.raises(StudyError) as refusal:
        defined(Typed(case, samples=(text,), points=4))

    assert f"- --sample '{text}': {said}" in str(refusal.value).splitlines()


ASKED = {
    "no points": ({}, "says no number of points; add it (--points 50, or points: 50 in a file)"),
    "no such method": (
        {"points": 4, "method": "sobel"},
        "method 'sobel' does not exist; did you mean 'sobol'?",
    ),
    "more points than there are": (
        {"points": 9},
        "there are only 8 different points; ask for fewer, or list all (--sweep)",
    ),
    "too many scenarios": (
        {"points": 10_000},
        "makes 10,001 scenarios, more than 10,000; list fewer values or points",
    ),
}


@pytest.mark.parametrize(("asked", "said"), ASKED.values(), ids=ASKED)
def test_a_sample_is_refused_for(case: Path, asked: dict[str, int | str], said: str) -> None:
    points, method = asked.get("points"), asked.get("method")
    typed = Typed(
        case,
        samples=("settings.weeks=1..8",),
        points=None if points is None else int(points),
        method=None if method is None else str(method),
    )

    with pytest.raises(StudyError) as refusal:
        defined(typed)

    assert f": {said}" in str(refusal.value)


def test_without_scipy_the_command_to_install_it_is_told(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "scipy.stats", None)

    with pytest.raises(StudyError, match=r"needs scipy; run: pip install 'fillfinish\[samples\]'"):
        defined(Typed(case, samples=("demand.units*=0.8..1.2",), points=4))
