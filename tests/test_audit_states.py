"""The audit of states, substance and the plan before: a run that is right, and its faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.audit import Violation, audit
from tests.audit_changes import Change, cell, extra_row, instead, without_row
from tests.audit_faults import Fault
from tests.audit_faults_commands import COMMANDS, MOVES, SUBSTANCE
from tests.audit_faults_states import CAMPAIGNS, CHANGES, FILLED, HOURS
from tests.audit_run import write
from tests.audit_run_states import NOTHING_LATE, run_with_states

FAULTS = [*CHANGES, *CAMPAIGNS, *FILLED, *HOURS, *SUBSTANCE, *COMMANDS, *MOVES]


def audited(folder: Path, *changes: Change) -> tuple[Violation, ...]:
    files = run_with_states()
    for change in changes:
        change(files)
    return audit(write(folder, files, **NOTHING_LATE))


def test_a_right_run_with_states_has_no_violation(tmp_path: Path) -> None:
    """
    Three weeks from Monday 2026-01-12, ends 01-18, 25, 02-01; the month ends 02-28 (27
    days); 7 days of release make March the tail. The orders are due on 03-05: nothing is
    demanded, shipped or late in the plan. Holding is free, there is one route: of the
    costs, changes, decontaminations and moves are left.

    A batch: 10 L / 1 mL = 10,000 filled and good, 10 h, 1 h of set-up, 20 h in the suite;
    1 kg of SA (100 mg/mL), 0.5 kg of SB. Both resources offer 10 h a day: 70, 70, 70, 270.

    Suite, A with one batch before: R1, P1 (3 of 3), then to B in the second week by its
    own row (10 h, 700 EUR; before the kind's); P2, P3, P4; in the month back to A by its
    kind (8 h, 500 EUR; its own row before the dearer one of `*`); P5. Each change ends a
    campaign: 4 h, 100 EUR. P3 borrows 3 h of the second week, the border being in B.
        idle  70 - 20, 70 - 40 - 10 - 4 - 3, 70 - 20 + 3, 270 - 40 - 8 - 4
    Line, nothing before: IP1, R1, P1 of SYA, to SYB (another substance 6 h, another format
    9 h: the longer one, 350 EUR; 5 h and 200 EUR end the campaign), P2, P3; two is the most
    of SYB, so in the month it is decontaminated (3 h, 150 EUR), makes P4, is decontaminated
    again as it goes back to SYA; P5. P2 leaves 2 h for the third week. The media fill takes
    24 of the 30 h from 01-26 to 01-28; the others are past, or end after the plan.
        idle  70 - 22, 70 - 22 - 9 - 5 + 2, 70 - 11 - 24 - 2, 270 - 22 - 9 - 6
    Costs: changes 700 + 350, 500 + 350; decontaminations 100 + 200, 100 + 150 + 150.

    SA: R1 and half of P1 empty D1; D4 is thawed on 01-21 only, so the other half is D2's.
    In the month D1 has expired, and D4 expires before D2. D3 is on hold. SB is not limited.

    Before: Q0 is past, IP1 and R1 have become firm (IP1 elsewhere). Open are P1, P2 (kept),
    P3 (12 L in the month), P5 (kept), X1 (after the plan). P3's name goes to the first
    other batch of SYB, in the third week: moved. P4 is new; no other batch of SYA takes
    X1's name: dropped. 2 x 1,000 EUR, in the month. The first two weeks are frozen.
    """
    assert audited(tmp_path) == ()


@pytest.mark.parametrize(
    "fault",
    FAULTS,
    ids=[f"{number} {fault[0]} {fault[4]}" for number, fault in enumerate(FAULTS)],
)
def test_a_fault_is_named(tmp_path: Path, fault: Fault) -> None:
    rule, file, row, change, what = fault

    assert Violation(rule, file, row, what) in audited(tmp_path, change)


@pytest.mark.parametrize(
    ("rule", "file", "row", "column", "value"),
    [
        ("R6", "changeovers.csv", 5, "hours", "8.02"),
        ("R6", "changeovers.csv", 5, "cost_eur", "500.02"),
        ("R6", "campaigns.csv", 6, "decontamination_eur", "100.02"),
        ("R6", "media_fills.csv", 2, "hours", "24.02"),
        ("R7", "capacity.csv", 3, "decontamination_h", "5.02"),
        ("R11", "substance.csv", 4, "kg", "0.98"),
        ("R12", "moves.csv", 3, "eur", "1000.02"),
    ],
)
def test_a_wrong_cell_is_the_only_violation(
    tmp_path: Path, rule: str, file: str, row: int, column: str, value: str
) -> None:
    """One cell, just beyond its tolerance, that no other rule depends on."""
    found = audited(tmp_path, cell(file, row, **{column: value}))

    assert {(one.rule, one.file, one.row) for one in found} == {(rule, file, row)}


@pytest.mark.parametrize(
    ("file", "row", "column", "value"),
    [
        ("changeovers.csv", 5, "hours", "8.01"),
        ("campaigns.csv", 6, "decontamination_eur", "100.01"),
        ("media_fills.csv", 2, "hours", "23.99"),
        ("capacity.csv", 3, "decontamination_h", "5.01"),
        ("substance.csv", 4, "kg", "0.99"),
        ("moves.csv", 3, "eur", "1000.01"),
    ],
)
def test_rounding_is_no_violation(
    tmp_path: Path, file: str, row: int, column: str, value: str
) -> None:
    assert audited(tmp_path, cell(file, row, **{column: value})) == ()


def test_nothing_that_was_made_before_needs_a_change_to_begin(tmp_path: Path) -> None:
    """The line made nothing before: its first campaign begins by its first batch, no later."""
    early = cell("campaigns.csv", 2, began_in="2026-01-12")
    late = cell("campaigns.csv", 2, began_in="2026-01-19")
    what = "began_in of campaign 1 of L is 2026-01-19; recomputed it is 2026-01-12"
    (tmp_path / "early").mkdir()
    (tmp_path / "late").mkdir()

    assert audited(tmp_path / "early", early) == ()
    assert audited(tmp_path / "late", late) == (Violation("R6", "campaigns.csv", 2, what),)


def test_the_nearest_name_is_taken_then_the_earlier(tmp_path: Path) -> None:
    """
    Two batches of SYB of 12 L before, each one bucket from P3's: P3 in the month, and A3
    in the second week. The earlier one, A3, is the one that moves; P3's name is free for
    P4, in its own bucket.
    """
    found = audited(
        tmp_path,
        instead("case/plant.yaml", "frozen_until: 2026-01-25", "frozen_until: 2026-01-18"),
        extra_row("case/previous_batches.csv", "A3,SYB,PA,L,12,2026-01-23"),
    )

    right = "a batch of SYB on PA > L in the bucket of 2026-01-26 should have the name A3"
    assert Violation("R12", "batches.csv", 1, right) in found


def test_a_stay_may_pass_without_limits_and_without_batches(tmp_path: Path) -> None:
    """No row of `campaigns`: no decontamination, so the suite's rows cost and take nothing."""
    found = audited(tmp_path, without_row("case/campaigns.csv", 2))

    assert {one.what for one in found if one.file == "campaigns.csv"} == {
        f"decontamination_{what} of campaign {number} of PA is {stated}; recomputed it is 0"
        for number in (1, 2)
        for what, stated in (("h", 4), ("eur", 100))
    }
