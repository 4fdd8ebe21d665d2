"""Single changes, solved: each kind removes the shortage that it is meant for.

The plant makes one batch of 10,000 units a week (tests.small_plants). Every change is solved
beside the base from one and the same plan.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from planner.answers.kept import read_finding, write_finding
from planner.engine import Limits
from planner.explain.contract import Chain, Remedy
from planner.explain.effects import Effect
from planner.explain.finding import finding_of
from planner.explain.remedies import Tried, ranked, sentence, verdict
from planner.explain.words import json_of, text_of
from planner.files import read_case
from planner.pipeline import solve
from planner.study.alone import Alone
from planner.study.spans import Span
from tests.explained_runs import WORK, answered, question, remedy
from tests.small_plants import approval, country, day, lot, order, plant, staffed

LONG_AGO = dt.date(2025, 12, 1)
TEN = [order(10_000, day("01-11"))]
TWENTY = [order(20_000, day("01-11"))]
FIRST_WEEK = {"from": day("01-05"), "until": day("01-11")}

KINDS: dict[str, tuple[dict[str, Any], str]] = {
    "an approval": (
        {
            "demand": TEN,
            "approvals": [approval("prep", "P"), {**approval("fill", "F"), "from": day("01-19")}],
        },
        "G approves F 1 months earlier, on 2025-12-19",
    ),
    "release": (
        {"demand": TEN, "release": [{"syringe": "*", "approval_group": "*", "days": 7}]},
        "release of S for G in 0 days, not 7",
    ),
    "a lot on hold": (
        {"demand": TWENTY, "lots": [lot("L", 10_000, LONG_AGO, status="on_hold")]},
        "lot L (10,000 units) released from hold",
    ),
    "a lot in QC": (
        {
            "demand": TWENTY,
            "lots": [lot("L", 10_000, LONG_AGO, status="in_qc", releases_on=day("01-20"))],
        },
        "lot L released by QC on 2026-01-11, not 2026-01-20",
    ),
    "an instruction": (
        {
            "demand": TEN,
            "instructions": [
                {"syringe": "S", "suite": "*", "line": "*", "at_most": 0, "by": "Eve"} | FIRST_WEEK
            ],
        },
        "instruction of row 2 by Eve dropped",
    ),
    "a closure": (
        {
            "demand": TEN,
            "closures": [
                {"resource": "P", "from": day("01-05"), "to": day("01-11"), "reason": "leak"}
            ],
        },
        "leak of P on 2026-01-05 1 weeks later",
    ),
    "shelf life": (
        {
            "demand": [order(15_000, day("01-11"))],
            "lots": [lot("L", 20_000, dt.date(2025, 6, 1))],
            "countries": [country("AA", min_remaining_shelf_life_pct=75)],
        },
        "AA accepts 65 % of shelf life on arrival, not 75 %",
    ),
    "a media fill": (
        {
            "demand": TEN,
            "closures": [
                {"resource": "F", "from": day("01-12"), "to": day("01-12"), "reason": "power"}
            ],
            "media_fills": [
                {"line": "F", "earliest": day("01-05"), "latest": day("01-11"), "hours": 24}
            ],
        },
        "media fill of F allowed until 2026-02-08, not 2026-01-11",
    ),
    "substance": (
        {
            "weeks": 6,
            "demand": [order(20_000, day("01-18"))],
            "substance_lots": [
                {"lot": name, "substance": "MAB", "kg": 1, "status": "released"}
                | {"available_on": on, "expires_on": day("12-01")}
                for name, on in (("A", LONG_AGO), ("B", day("02-01")))
            ],
        },
        "substance lot B (1 kg) 4 weeks earlier",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_change_that_fits_removes_the_shortage(kind: str, tmp_path: Path) -> None:
    """Nobody else asks, so nobody pays."""
    tables, words = KINDS[kind]
    found = answered(question(plant(**tables), tmp_path), tmp_path, words)

    (cure,) = found.remedies
    assert cure.verdict == "removes"
    assert cure.worst_units[0] > 0
    assert cure.worst_units[1] == 0
    assert cure.others_worse == ()
    assert f"{words} removes it" in found.sentence


def test_a_shift_helps_only_if_it_makes_room_for_a_batch(tmp_path: Path) -> None:
    """Of 20,000 in the first week 10,000 are made in 30 of 35 h. 8 h more leave 13, 32 h more
    leave 37: a second batch of 30 h fits."""
    asked = question(plant(demand=TWENTY), tmp_path)
    found = answered(asked, tmp_path, "more on P")

    assert [(each.words.split(" more")[0], each.verdict) for each in found.remedies] == [
        ("32 h a week", "removes"),
        ("8 h a week", "no help found"),
    ]


def test_where_suite_and_line_are_full_a_shift_is_asked_of_both(tmp_path: Path) -> None:
    """F has 20 h and a batch takes 15: what P gains alone nobody can fill."""
    staffed_h = [staffed("P", 35), staffed("F", 20)]
    asked = question(plant(demand=TWENTY, staffing=staffed_h), tmp_path)

    shifts = [each.words for each in asked.candidates if "h a week more" in each.words]
    assert shifts == [
        "8 h a week more on P and F from 2026-01-05 to 2026-01-11",
        "32 h a week more on P and F from 2026-01-05 to 2026-01-11",
    ]


def test_a_plain_solve_of_a_remedy_gives_its_figures(tmp_path: Path) -> None:
    """8 h more in each of three weeks: 129 h hold the four batches of 30 h that are due then."""
    asked = question(plant(weeks=6, demand=[order(40_000, day("01-25"))]), tmp_path)
    cure = remedy(answered(asked, tmp_path, "8 h a week more on P"), "8 h a week")
    overlay = next(tmp_path.glob("**/scenarios/p-8-h-a-week-more.yaml"))

    changed = read_case(asked.short.saved.folder / "case", [str(overlay)])
    again = solve(changed, Limits(work=20))

    assert cure.verdict == "removes"
    assert "--scenario" in cure.command
    assert again.records["shortages"] == ()


def test_priority_takes_from_others_and_is_said_to(tmp_path: Path) -> None:
    """One batch for two countries: fair is half each, with twice the priority AA gets all of it
    and BB waits for 5,000 more for a week: 35,000 unit-days."""
    both = [*TEN, order(10_000, day("01-11"), "BB")]
    case = plant(demand=both, countries=[country("AA"), country("BB")])
    found = answered(question(case, tmp_path), tmp_path, "priority")

    (cure,) = found.remedies
    assert cure.robs
    assert cure.worst_units[0] == 5_000
    assert cure.worst_units[1] < 50
    assert [worse.country for worse in cure.others_worse] == ["BB"]
    assert cure.others_worse[0].unit_days == pytest.approx(35_000, abs=350)
    assert "only shifts the shortage to others" in found.sentence


def test_the_table_says_what_was_tried_and_what_was_not(tmp_path: Path) -> None:
    asked = question(plant(demand=TWENTY), tmp_path)
    found = answered(asked, tmp_path, "32 h a week")
    text = text_of(found)

    assert "removes  10,000 > 0" in text
    assert "or the same question again): 8 h a week more on P" in text
    assert json_of(found)["remedies"][0]["verdict"] == "removes"


def test_an_explanation_is_kept_like_other_answers(tmp_path: Path) -> None:
    asked = question(plant(demand=TWENTY), tmp_path)
    finding = finding_of(answered(asked, tmp_path, "32 h a week"))

    write_finding(finding, tmp_path)

    assert read_finding(tmp_path) == finding
    assert finding.rows[0]["units_before"] == 10_000
    assert finding.rows[0]["units_after"] == 0


def test_rounds_end_when_it_is_late(tmp_path: Path) -> None:
    """The base and one change at first; then it is late."""
    asked = question(plant(demand=TWENTY), tmp_path)

    study = Alone(asked.short.saved.folder / "case", tmp_path, WORK)
    found = asked.answered(study, asked.candidates, 2, lambda: True)

    assert len(found.remedies) == 1
    assert len(found.untried) == len(asked.candidates) - 1


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
    assert verdict(before, after, 10) == said


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


def cure(words: str, said: Any, size: float, *, robs: bool = False) -> Remedy:
    """A remedy of which only the rank counts."""
    return Remedy(
        words, words, said, (100, 0), (7, 0), (700, 0), 0, (), Span.exact(0), size, robs, ""
    )


def test_a_longer_search_is_no_remedy(tmp_path: Path) -> None:
    """The run owes 1,000, its own plan searched on 400: no change has to be made for that."""
    chain = Chain(tmp_path, "AA S is short", (), "search", worst_units=1_000)
    base: Any = None
    found = Tried(base, Effect(400, 7, {}), (cure("shift", "removes", 1.0),))

    assert "Searching on from this plan alone brings 1,000 down to 400" in sentence(chain, found)
