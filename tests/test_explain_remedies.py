"""Single changes, solved: each kind removes the shortage that it is meant for.

The plant makes one batch of 10,000 units a week (tests.small_plants). Every change is solved
beside the base from one and the same plan.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from planner.engine import Limits
from planner.explain.words import json_of, text_of
from planner.files import read_case
from planner.pipeline import solve
from planner.study.alone import Alone
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
    assert f"{words} would end it (found by solving; nobody else gets later)" in found.sentence
    assert found.again_units == cure.worst_units[0]


def test_a_shift_helps_only_if_it_makes_room_for_a_batch(tmp_path: Path) -> None:
    """Of 20,000 in the first week 10,000 are made in 30 of 35 h. 8 h more leave 13, 32 h more
    leave 37: a second batch of 30 h fits. So 24 h are tried, which leave 29."""
    asked = question(plant(demand=TWENTY), tmp_path)
    found = answered(asked, tmp_path, "more on P")

    assert [(each.words.split(" more")[0], each.verdict) for each in found.remedies] == [
        ("32 h a week", "removes"),
        ("8 h a week", "no help found"),
        ("24 h a week", "no help found"),
    ]
    assert any("with 2 of the changes the base's own plan" in note for note in found.notes)


def test_where_suite_and_line_are_full_a_shift_is_asked_of_both(tmp_path: Path) -> None:
    """F has 20 h and a batch takes 15: what P gains alone nobody can fill. Half a shift and what
    lies between is for later."""
    staffed_h = [staffed("P", 35), staffed("F", 20)]
    asked = question(plant(demand=TWENTY, staffing=staffed_h), tmp_path)

    shifts = [each.words for each in asked.candidates if "h a week more" in each.words]
    assert shifts == [
        "8 h a week more on P and F from 2026-01-05 to 2026-01-11",
        "32 h a week more on P and F from 2026-01-05 to 2026-01-11",
    ]
    assert [each.words.split(" h")[0] for each in asked.between if "more on" in each.words] == [
        "4",
        "16",
        "24",
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
    assert "it only shifts the shortage to others" in found.sentence


def test_the_table_says_what_was_tried_and_what_was_not(tmp_path: Path) -> None:
    """32 h remove, so 16 and 24 are tried; 8 h and the priority are not."""
    asked = question(plant(demand=TWENTY), tmp_path)
    found = answered(asked, tmp_path, "32 h a week")
    text = text_of(found)

    assert "Tried 3 of 5 changes, each solved beside the base; 2 more were not tried:" in text
    assert "removes 10,000 10,000 0" in " ".join(text.split())
    assert "not tried: 8 h a week more on P" in text
    assert "--country AA --presentation S-PFS --bucket 2026-01-05 --seconds 300" in text
    assert json_of(found)["remedies"][0]["verdict"] == "removes"


def test_rounds_end_when_it_is_late(tmp_path: Path) -> None:
    """The base and one change at first; then it is late."""
    asked = question(plant(demand=TWENTY), tmp_path)

    study = Alone(asked.short.saved.folder / "case", tmp_path, WORK)
    found = asked.answered(study, asked.candidates, 2, lambda: True)

    assert len(found.remedies) == 1
    assert len(found.untried) == len(asked.candidates) - 1


def test_the_smallest_shift_that_makes_room_is_found(tmp_path: Path) -> None:
    """Two batches of 30 h ask for 60 in the first week, of which 35 are there: 25 h more, so of
    16, 24, 32 and 8 h the least is 32. With 45 h there, 15 are missing: 16 of 32 are enough."""
    staffed_h = [staffed("P", 45), staffed("F", 45)]
    found = answered(
        question(plant(demand=TWENTY, staffing=staffed_h), tmp_path), tmp_path, "more on P"
    )

    best = found.remedies[0]
    assert (best.words.split(" a week")[0], best.verdict) == ("16 h", "removes")
    assert "16 h a week more on P" in found.sentence


def test_the_reason_is_a_clause_of_what_is_full_closed_and_not_approved_yet(
    tmp_path: Path,
) -> None:
    """P works its 35 h; Q is closed in the weeks in time, and R is approved 17 days after the
    shortage."""
    tables: dict[str, Any] = {
        "demand": TWENTY,
        "suites": [{"suite": s, "name": s, "batch_cost_eur": 1_000} for s in "PQR"],
        "staffing": [staffed(name, 35) for name in "PQR"] + [staffed("F", 70)],
        "prep_recipes": [
            {"suite": s, "bulk": "M", "volume_l": 10, "cycle_h": 30, "hold_up_l": 0} for s in "PQR"
        ],
        "connections": [{"suite": s, "line": "F"} for s in "PQR"],
        "closures": [
            {"resource": "Q", "from": day("01-05"), "to": day("02-01"), "reason": "refit"}
        ],
        "approvals": [
            *(approval("prep", suite) for suite in "PQ"),
            {**approval("prep", "R"), "from": day("01-28")},
            approval("fill", "F"),
        ],
    }

    said = question(plant(**tables), tmp_path).told().sentence

    assert "P is full, Q is closed (refit) and G has not approved R before 2026-01-28" in said
