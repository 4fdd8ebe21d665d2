"""What is made of solved changes: verdicts, their order, the next to try, the sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.answers.kept import read_finding, write_finding
from planner.explain.contract import Candidate, Chain, Remedy
from planner.explain.effects import Effect
from planner.explain.finding import finding_of
from planner.explain.remedies import Tried, ranked, smaller, verdict
from planner.explain.said import sentence
from planner.study.spans import Span
from tests.explained_runs import answered, question
from tests.small_plants import approval, day, order, plant


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (1_000, 20, "removes"),
        (1_000, 21, "halves"),
        (1_000, 500, "halves"),
        (1_000, 501, "helps"),
        (1_000, 900, "no help found"),
        (1_000, 1_100, "no help found"),
        (1_000, 1_101, "makes it worse"),
        (15, 15, "no help found"),
    ],
)
def test_a_verdict_is_about_units_beyond_two_packs(before: int, after: int, said: str) -> None:
    """Packs of 10 units: 20 are rounding."""
    assert verdict((before, before), after, 10) == said


@pytest.mark.parametrize(
    ("run", "base", "after", "said"),
    [
        (11_535, 17_942, 11_535, "no help found"),
        (11_535, 17_942, 19_000, "no help found"),
        (11_535, 17_942, 20_000, "makes it worse"),
        (11_535, 17_942, 5_000, "halves"),
        (17_942, 0, 0, "no help found"),
    ],
)
def test_what_a_plan_without_the_change_shows_is_no_help(
    run: int, base: int, after: int, said: str
) -> None:
    """Run and base split a shortage differently: a change has to beat the better of them, and is
    worse only beside the worse. 17,942 and a tenth are 19,736."""
    assert verdict((run, base), after, 10) == said


def test_what_removes_comes_first_then_the_smaller_and_robbing_last() -> None:
    cures = [
        cure("big", "removes", 5.0),
        cure("nothing", "no help found", 0.1),
        cure("robs", "removes", 0.2, robs=True),
        cure("small", "removes", 1.0),
        cure("halves", "halves", 0.1),
    ]

    order_of = [each.words for each in ranked(cures)]

    assert order_of == ["small", "big", "robs", "halves", "nothing"]


def cure(words: str, said: Any, size: float, *, robs: bool = False, kind: str = "shift") -> Remedy:
    """A remedy of which only the rank counts."""
    return Remedy(
        words, words, said, kind, (100, 0), (7, 0), (700, 0), 0, (), Span.exact(0), size, robs, ""
    )


def test_a_smaller_rung_is_tried_halfway_to_what_does_not_do_as_much() -> None:
    """8 h do nothing and 40 remove: 16, 24 and 32 are left, 24 is next; then 16. An approval that
    did nothing needs no smaller one, and what is below 8 h is known to be too little."""
    between = [rung(f"{hours} h", hours) for hours in (4, 16, 24, 32)]
    between.append(Candidate("2 months", "2 months", "approval", 4.0, between=True))
    known = [cure("40 h", "removes", 40), cure("8 h", "no help found", 8)]
    known.append(cure("3 months", "helps", 6, kind="approval"))

    first = smaller(known, between)
    second = smaller([*known, cure("24 h", "removes", 24)], between)
    third = smaller([*known, cure("24 h", "halves", 24)], between)

    assert [[each.name for each in rungs] for rungs in (first, second, third)] == [
        ["24 h"],
        ["16 h"],
        ["32 h"],
    ]


def rung(name: str, hours: float) -> Candidate:
    return Candidate(name, name, "shift", hours, between=True)


def test_approvals_between_two_rungs_wait_for_the_larger_to_help(tmp_path: Path) -> None:
    """F is approved on 15 March, the units are due on 11 January: 3 months earlier is in time, 2
    are not. 3 and 6 are tried at first."""
    late = [approval("prep", "P"), {**approval("fill", "F"), "from": day("03-15")}]
    case = plant(demand=[order(10_000, day("01-11"))], approvals=late)
    asked = question(case, tmp_path)

    first = [each.size / 2 for each in asked.candidates if "approves" in each.words]
    between = [each.size / 2 for each in asked.between if "approves" in each.words]

    assert first == [3, 6]
    assert between == [4, 5]


def test_a_longer_search_is_no_remedy(tmp_path: Path) -> None:
    """The run owes 1,000, its own plan searched on 400: no change has to be made for that."""
    chain = Chain(tmp_path, "AA S is short", (), "search", worst_units=1_000, because="bad luck")
    base: Any = None
    found = Tried(base, Effect(400, 7, {}), (cure("shift", "removes", 1.0),))

    said = sentence(chain, found)

    assert "400 to 1,000" in said
    assert "Searching on from this plan alone brings 1,000 down to 400" in said
    assert "; shift would end it" in said


def test_the_units_are_a_range_where_the_base_is_short_of_others(tmp_path: Path) -> None:
    chain = Chain(tmp_path, "", (), "capacity", worst_units=900, who="Japan", because="P is full")
    base: Any = None

    said = sentence(chain, Tried(base, Effect(1_000, 7, {}), ()))

    assert said.startswith("Japan is short of up to 900 to 1,000 ")
    assert "(900 in this plan, 1,000 searched on without a change), because P is full." in said


def test_an_explanation_is_kept_like_other_answers(tmp_path: Path) -> None:
    asked = question(plant(demand=[order(20_000, day("01-11"))]), tmp_path)
    finding = finding_of(answered(asked, tmp_path, "32 h a week"))

    write_finding(finding, tmp_path)

    assert read_finding(tmp_path) == finding
    assert finding.rows[0]["units_run"] == finding.rows[0]["units_before"] == 10_000
    assert finding.rows[0]["units_after"] == 0
