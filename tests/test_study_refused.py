"""A study by its texts: what is refused, before anything is solved."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.study.definition import Typed, defined
from planner.study.texts import StudyError
from tests.plants import write_tiny
from tests.scenario_files import write_overlay

FEWER = "- {table: demand, where: {country: JP}, multiply: {units: 0.5}}"
LATER = "- {table: approvals, where: {unit: L1}, shift: {from: 6 months}}"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Two countries, `units` in 12 rows of demand; overlays `fewer` and `later`."""
    case = write_tiny(tmp_path)
    write_overlay(case, "fewer", FEWER)
    write_overlay(case, "later", LATER)
    return case


def refused(typed: Typed) -> list[str]:
    """The lines that follow the first, which counts them."""
    with pytest.raises(StudyError) as refusal:
        defined(typed)
    head, *lines = str(refusal.value).splitlines()
    assert head.startswith(f"study: {len(lines)} problem")
    return lines


WRONG = {
    "a column that does not exist": (
        "demand.unitz*=0.8,1",
        "demand column 'unitz' does not exist; did you mean 'units'?",
    ),
    "a table that does not exist": (
        "demnd.units*=0.8,1",
        "table 'demnd' does not exist; did you mean 'demand'?",
    ),
    "a column of a condition": (
        "demand.units[contry=JP]*=0.8,1",
        "demand column 'contry' does not exist; did you mean 'country'?",
    ),
    "a value of another kind": (
        "settings.weeks=4,4.5",
        "'4.5' is not a whole number; write it without a fraction",
    ),
    "a time that is none": (
        "approvals.from+=3 months,6",
        "'6' is not a time; write it like 6 months (days, weeks, years)",
    ),
    "no values": (
        "demand.units*=",
        "has no values; write it like 'demand.units*=0.8,1,1.2' or 'scenario=none,weekend-shift'",
    ),
    "a blank value": ("demand.units*=0.8,,1", "has a blank value; take out the comma"),
    "a value twice": ("scenario=later,fewer,later", "has later twice; delete one"),
    "one number written in two ways": (
        "demand.units*=0.8,0.80",
        "has one value as 0.8 and 0.80; delete one",
    ),
    "a range": (
        "demand.units*=0.8..1.2",
        "is a range; list the values, or draw points of it with --sample",
    ),
    "no form": (
        "more demand",
        "cannot be read; write it like 'demand.units*=0.8,1,1.2' or 'scenario=none,weekend-shift'",
    ),
    "an unknown overlay": (
        "scenario=none,latter",
        "scenario 'latter' does not exist; did you mean 'later'?",
    ),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_a_sweep_is_refused_for(case: Path, text: str, said: str) -> None:
    assert refused(Typed(case, sweeps=(text,))) == [f"- --sweep '{text}': {said}"]


def test_everything_is_refused_at_once(case: Path) -> None:
    """Options are named as they are typed."""
    typed = Typed(
        case,
        base=("latter",),
        assignments=("settings.weks=4",),
        scenarios=("fewer + demand.unit*=2", "base"),
        sweeps=("settings.weeks=x",),
        points=0,
        seconds=0,
        jobs=-1,
    )

    assert refused(typed) == [
        "- --base 'latter': scenario 'latter' does not exist; did you mean 'later'?",
        "- --jobs '-1': write a whole number from 0 to 1,000",
        "- --points '0': has no range to lie in; add a range to sample",
        "- --points '0': write a whole number from 1 to 10,000",
        "- --scenario 'base': is the name of the base, which every study solves; leave it out",
        "- --scenario 'fewer + demand.unit*=2': demand column 'unit' does not exist; did you mean 'units'?",
        "- --seconds '0': is no time; write seconds above 0, such as 30",
        "- --set 'settings.weks=4': key 'weks' does not exist; did you mean 'weeks'?",
        "- --sweep 'settings.weeks=x': 'x' is not a whole number; write the number alone (weeks)",
    ]


def test_one_target_is_varied_once(case: Path) -> None:
    sweeps = ("demand.units*=0.8,1", "demand.units*=1.1,1.2")

    assert refused(Typed(case, sweeps=sweeps)) == [
        f"- --sweep '{text}': demand.units* is varied twice; put its values into one list"
        for text in sweeps
    ]


def test_a_scenario_that_is_there_already_is_refused(case: Path) -> None:
    """Listed and as a place of the grid; 1.10 is 1.1."""
    typed = Typed(
        case,
        scenarios=("fewer", "later", "fewer", "demand.units*=1.10"),
        sweeps=("demand.units*=0.9,1.1",),
    )

    assert refused(typed) == [
        "- --scenario 'fewer': fewer stands there twice; delete one",
        "- --sweep 'demand.units*=0.9,1.1': demand.units*=1.1 is the same as demand.units*=1.10; delete one",
    ]


def test_overlays_of_the_base_are_not_applied_again(case: Path) -> None:
    own = str(case / "scenarios" / "fewer.yaml")
    typed = Typed(case, base=("fewer",), scenarios=(f"{own} + later + later",))

    text = f"{own} + later + later"
    short = text if len(text) <= 80 else f"{text[:77]}..."
    assert refused(typed) == [
        f"- --scenario '{short}': is in the base already; delete {own}",
        f"- --scenario '{short}': stands there twice; delete later",
    ]


def test_a_slip_inside_an_overlay_is_found_before_anything_is_solved(case: Path) -> None:
    write_overlay(case, "slip", "- {table: demand, multiply: {unit: 2}}")

    assert refused(Typed(case, sweeps=("scenario=none,slip",))) == [
        "- scenarios/slip.yaml:4, unit: change 1: demand column 'unit' does not exist; did you mean 'units'?"
    ]


def test_a_grid_that_explodes_is_refused(case: Path) -> None:
    """101 x 100 places and the base are 10,101."""
    weeks = ",".join(str(week) for week in range(1, 102))
    thaw = ",".join(str(days) for days in range(100))

    (line,) = refused(Typed(case, sweeps=(f"settings.weeks={weeks}", f"settings.thaw_days={thaw}")))

    assert line.startswith("- --sweep 'settings.thaw_days=0,1,2,")
    assert line.endswith(
        "...': makes 10,101 scenarios, more than 10,000; list fewer values or points"
    )


def test_a_study_needs_a_case(tmp_path: Path) -> None:
    gone = tmp_path / "gone"

    assert refused(Typed(gone)) == [
        f"- case '{gone}': there is no folder '{gone}'; correct the path"
    ]
    assert refused(Typed()) == [
        "- plant.yaml: no case is named; give its folder, or write 'case: FOLDER' in the study"
    ]
