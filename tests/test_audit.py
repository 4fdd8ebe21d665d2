"""The audit passes a run that is right and names every fault put into it.

Each fault changes the run of `audit_run` in one place; `run.json` is written afterwards,
so that the hashes fit and the rule itself must find the fault.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.audit import Violation, audit
from tests.audit_changes import Change, cell
from tests.audit_faults import BATCHES, DEMAND, FILES, HOURS, LEVELS, ROUTES, Fault
from tests.audit_faults_cover import COVER, NO_STATES
from tests.audit_run import right_run, write

FAULTS = [*BATCHES, *HOURS, *ROUTES, *DEMAND, *LEVELS, *FILES, *COVER, *NO_STATES]


def audited(folder: Path, *changes: Change) -> tuple[Violation, ...]:
    files = right_run()
    for change in changes:
        change(files)
    return audit(write(folder, files))


def test_a_right_run_has_no_violation(tmp_path: Path) -> None:
    """
    Six weeks from Monday 2026-01-05, ends 01-11, 18, 25, 02-01, 08, 15; the tail covers
    14 days of release + 14 of floor: four weeks, to 03-15.

    Batches. (21 - 1) L / 2 mL = 10,000 filled in 10 h, x 0.95 - 20 = 9,480 good units;
    21 L x 150 mg/mL = 3.15 kg. A suite offers 70 / 2 = 35 h, so a cycle of 36 h borrows
    1 h. The line offers 14 x 0.75 = 10.5 h (9 h with a day closed) and a batch takes
    12 h: IP spills 1.5 h, so FB1 3 h, so P1 4.5 h. LOTE expires on 2026-01-20.

    France, door date = need - 1 day. 3,410 of January less orders of 310 leave 100 a day
    from 01-05 on, February 100 a day, backlog 100, the order on 01-20:
        D   900  1,600  2,610  3,310  4,010  4,710
    In the country, LOTX covers what is due until 01-06, 300 + 100 (50 are lost), LOTC 500:
        N     0    700  1,710  2,410  3,110  3,810
        S     0    500  2,000  2,400  3,400  4,000
    Japan, 21 days; 50 a day, from March on (1,550 + 1,400) / 2 = 1,475 a month, 47.58 a day:
        D 1,400  1,750  2,100  2,450  2,798  3,131   (2,750 + 47.58; + 8 x 47.58)
        S 1,000  1,000  1,000  3,000  3,000  3,000   (400 of LOTQ and 600 at first)

    Lateness. France 7 days x (200 + 10) = 1,470. Japan 7 x (400 + 750 + 1,100 + 131) and
    half of what is late by 14 days, 7 x (50 + 400) / 2, x priority 2: 36,484.
    Needed by 03-15: France 5,910 + 16 x 3,105 / 31 = 7,512.6; Japan 2 x (2,750 + 1,475 +
    5 x 1,475 / 30 = 4,470.8). So (1,470 + 36,484) / (7,513 + 8,942) days.

    Cover. At the next week's end N of France is 700 to 4,510, so it lacks 700, 1,210, 410,
    710, 410, 510 of its floor; Japan, by D two weeks on, 2,100 to 3,797: 1,100, 1,450,
    1,798, 131, 464, 797. 7 x 3,950 + 2 x 7 x 5,740 = 108,010. Stocks of 290 and 190 last two
    days and one at 100 a day; 550 six days at 50 and five at 47.58; 202 the four up to 190.
    Fairness. Japan is the furthest behind, with 400, 750, 1,100, 131 of 4,471 units in 70
    days; once France is, with 10 of 7,513: 7 x (2,381 / 4,471 + 10 / 7,513) x 70 / 70.

    Cost. A unit-week costs 36.5 x 10 % x 7 / 365 = 0.07 EUR at the site, 0.14 in a
    country. IP counts from the second bucket on, FB1 from the third, P1 from the fourth.
    PB costs 948 EUR more than PA. 300 units expire: 10,950 EUR.
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
        ("R1", "batches.csv", 5, "substance_kg", "3.17"),
        ("R3", "shipments.csv", 3, "prep_approval_row", ""),
        ("R4", "shipments.csv", 3, "remaining_shelf_life_days", "498"),
        ("R4", "stock.csv", 6, "units", "1502"),
        ("R5", "capacity.csv", 8, "offered_h", "35.02"),
        ("R7", "capacity.csv", 8, "idle_h", "34.02"),
        ("R8", "service.csv", 4, "met_units", "1212"),
        ("R9", "costs.csv", 6, "eur", "783.2"),
        ("R9", "cover.csv", 2, "below_units", "702"),
        ("R9", "cover.csv", 11, "cover_days", "12"),
    ],
)
def test_a_wrong_cell_is_the_only_violation(
    tmp_path: Path, rule: str, file: str, row: int, column: str, value: str
) -> None:
    """One cell, just beyond its tolerance, that no other rule depends on."""
    found = audited(tmp_path, cell(file, row, **{column: value}))

    assert [(one.rule, one.file, one.row) for one in found] == [(rule, file, row)]


@pytest.mark.parametrize(
    ("file", "row", "column", "value"),
    [
        ("batches.csv", 5, "units", "9481"),
        ("batches.csv", 5, "substance_kg", "3.16"),
        ("batches.csv", 5, "spill_h", "4.505"),
        ("stock.csv", 6, "units", "1501"),
        ("capacity.csv", 8, "offered_h", "35.01"),
        ("service.csv", 4, "met_units", "1211"),
        ("costs.csv", 6, "eur", "783.0"),
        ("case/countries.csv", 2, "min_remaining_shelf_life_pct", "50.0000000001"),
    ],
)
def test_rounding_is_no_violation(
    tmp_path: Path, file: str, row: int, column: str, value: str
) -> None:
    assert audited(tmp_path, cell(file, row, **{column: value})) == ()
