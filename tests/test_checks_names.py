"""Keys that stand twice, names that no row defines."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plants import added, edited, without
from tests.refusals import Spoilt, refusals, settings

CAMPAIGN: dict[str, Any] = {
    "resource": "L1",
    "state": "S1",
    "min_batches": 1,
    "max_batches": 4,
    "decontamination_h": 8,
    "decontamination_eur": 0,
}
CHANGES = added("changeovers", resource="*", kind="format", hours=8, cost_eur=100)

SPOILT: Spoilt = {
    "a key twice": (
        {"demand": added("demand")},
        "demand, row 14, row_id: row_id 'NO-01' is already in row 2; delete or correct one",
    ),
    "a key of several columns twice": (
        {"packs": added("packs")},
        (
            "packs, row 4: country 'NO', presentation 'S1-PFS' is already in row 2;"
            " delete or correct one"
        ),
    ),
    "a key with a blank twice": (
        {"shelf_life": added("shelf_life")},
        (
            "shelf_life, row 3: presentation 'S1-PFS', approval_group '*', filled_from blank"
            " is already in row 2; delete or correct one"
        ),
    ),
    "a key with a number twice": (
        {"prep_recipes": added("prep_recipes")},
        (
            "prep_recipes, row 4: suite 'OLD', bulk 'M100', volume_l '20' is already in row 2;"
            " delete or correct one"
        ),
    ),
    "a star as a name": (
        {"suites": added("suites", suite="*"), "staffing": added("staffing", resource="*")},
        "suites, row 4, suite: '*' means every suite; give it a name",
    ),
    "an unknown name": (
        {"demand": edited("demand", 0, presentation="S1-PF")},
        "demand, row 2, presentation: presentation 'S1-PF' does not exist; did you mean 'S1-PFS'?",
    ),
    "an unknown name that is like no other": (
        {"connections": added("connections", suite="XX")},
        "connections, row 4, suite: suite 'XX' does not exist; known: NEW, OLD",
    ),
    "an unknown resource of two tables": (
        {"staffing": added("staffing", resource="OLDE")},
        "staffing, row 5, resource: resource 'OLDE' does not exist; did you mean 'OLD'?",
    ),
    "an unknown approval group": (
        {"release": added("release", approval_group="EUR")},
        "release, row 3, approval_group: approval_group 'EUR' does not exist; did you mean 'EU'?",
    ),
    "a place that is no country": (
        {"lots": edited("lots", 0, place="sit")},
        "lots, row 2, place: place 'sit' does not exist; known: JP, NO",
    ),
    "a suite named like a line": (
        {"lines": added("lines", line="OLD")},
        "lines, row 3, line: 'OLD' is the name of a suite too; rename one",
    ),
    "preparation approved for a line": (
        {"approvals": edited("approvals", 1, unit="L1")},
        "approvals, row 3, unit: 'L1' is a line; step prep needs a suite",
    ),
    "filling approved for a suite": (
        {"approvals": added("approvals", step="fill", unit="OLD")},
        "approvals, row 7, unit: 'OLD' is a suite; step fill needs a line",
    ),
    "a suite in the state of a syringe": (
        {
            "initial_states": added("initial_states", resource="OLD", state="S1", batches=0),
            "changeovers": CHANGES,
        },
        "initial_states, row 2, state: 'S1' is a syringe; the state of suite 'OLD' is a bulk",
    ),
    "a line in the state of a bulk": (
        {
            "campaigns": added("campaigns", **{**CAMPAIGN, "state": "M100"}),
            "changeovers": CHANGES,
        },
        "campaigns, row 2, state: 'M100' is a bulk; the state of line 'L1' is a syringe",
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]


def test_a_required_table_needs_rows() -> None:
    assert "packs: has no rows; add at least one" in refusals(packs=())


def test_all_problems_come_at_once() -> None:
    found = refusals(
        packs=without("packs", 0),
        lots=edited("lots", 0, status="in_qc"),
        settings=settings(weeks=0, months=0),
    )

    assert [sentence.partition(":")[0] for sentence in found] == [
        "plant.yaml, weeks",
        "packs",
        "lots, row 2, releases_on",
    ]
