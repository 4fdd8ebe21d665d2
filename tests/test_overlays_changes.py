"""Changes of an overlay that are refused, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plants import write_tiny
from tests.scenario_files import refused, write_overlay


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_tiny(tmp_path)


CHANGES = {
    "an unknown table": (
        "- {table: staffin, set: {efficiency: 1}}",
        ":4: change 1: table 'staffin' does not exist; did you mean 'staffing'?",
    ),
    "an unknown column": (
        "- {table: staffing, set: {efficienc: 1}}",
        ", efficienc:4: change 1: staffing column 'efficienc' does not exist; did you mean 'efficiency'?",
    ),
    "an unknown column in where": (
        "- {table: staffing, where: {resorce: OLD}, set: {efficiency: 1}}",
        ", resorce:4: change 1: staffing column 'resorce' does not exist; did you mean 'resource'?",
    ),
    "an unknown key of plant.yaml": (
        "- {table: plant.yaml, set: {thaw_day: 1}}",
        ", thaw_day:4: change 1: key 'thaw_day' does not exist; did you mean 'thaw_days'?",
    ),
    "an unknown operation": (
        "- {table: staffing, multply: {efficiency: 1}}",
        ", multply:4: change 1: key 'multply' does not exist; did you mean 'multiply'?",
    ),
    "two operations": (
        "- {table: staffing, set: {efficiency: 1}, add: {efficiency: 1}}",
        ":4: change 1: has set and add; give one of set, add, multiply, shift, delete, insert",
    ),
    "no operation": (
        "- {table: staffing}",
        ":4: change 1: does nothing; give one of set, add, multiply, shift, delete, insert",
    ),
    "no table": (
        "- {set: {efficiency: 1}}",
        ", table:4: change 1: is missing; add it",
    ),
    "a key twice": (
        "- {table: staffing, set: {efficiency: 1, efficiency: 0.5}}",
        ", efficiency:4: change 1: stands there twice; delete one",
    ),
    "a list for a value": (
        "- {table: staffing, set: {efficiency: [1]}}",
        ", efficiency:4: change 1: is not a single value; write one",
    ),
    "shift of a number": (
        "- {table: staffing, shift: {efficiency: 6 months}}",
        ", efficiency:4: change 1: cannot shift 'efficiency', it is a number; use set, add or multiply",
    ),
    "multiply of a day": (
        "- {table: staffing, multiply: {from: 2}}",
        ", from:4: change 1: cannot multiply 'from', it is a day; use set or shift",
    ),
    "add to text": (
        "- {table: staffing, add: {resource: 2}}",
        ", resource:4: change 1: cannot add 'resource', it is text; use set",
    ),
    "a time without a unit": (
        "- {table: staffing, shift: {from: 6}}",
        ", from:4: change 1: '6' is not a time; write it like 6 months (days, weeks, years)",
    ),
    "weeks for a month": (
        "- {table: demand, shift: {month: 2 weeks}}",
        ", month:4: change 1: '2 weeks' is no whole month; a month shifts by months or years",
    ),
    "a shift out of the calendar": (
        "- {table: lots, shift: {filled_on: 900 years}}",
        ", filled_on:4: change 1: lots, 00012: 2025-11-03 shifted by 900 years is not between 2000 and 2100; write a shorter time",
    ),
    "a decimal comma": (
        "- {table: staffing, set: {efficiency: '0,9'}}",
        ", efficiency:4: change 1: '0,9' has a decimal comma; write 0.9",
    ),
    "a fraction for whole units": (
        "- {table: lots, add: {units: 0.5}}",
        ", units:4: change 1: '0.5' is not a whole number; write it without a fraction",
    ),
    "a blank where none may be": (
        "- {table: lots, set: {units: null}}",
        ", units:4: change 1: is blank; write its value (units)",
    ),
    "a value out of bounds": (
        "- {table: staffing, where: {resource: L1}, multiply: {efficiency: 2}}",
        ", efficiency:4: change 1: staffing, L1, 2026-01-01: '1.8' is above 1; write 1 or less (fraction)",
    ),
    "a setting out of bounds": (
        "- {table: plant.yaml, set: {tolerances: {cost_eur: 0}}}",
        ", tolerances.cost_eur:4: change 1: '0' is not above 0; write more than 0 (EUR)",
    ),
    "a value that no row has": (
        "- {table: staffing, where: {resource: [OLD, NEWW]}, set: {efficiency: 1}}",
        ", resource:4: change 1: matches no row of staffing: resource 'NEWW' does not exist; did you mean 'NEW'?",
    ),
    "values that no row has together": (
        "- {table: approvals, where: {approval_group: JP, unit: NEW}, set: {note: x}}",
        ":4: change 1: matches no row of approvals: no row has this approval_group and unit; correct 'where'",
    ),
    "a table without rows": (
        "- {table: closures, set: {note: x}}",
        ":4: change 1: matches no row of closures, which is empty; use insert",
    ),
    "a column that is all blank": (
        "- {table: demand, multiply: {packs: 2}}",
        ", packs:4: change 1: is blank in every row to multiply; use set, or leave it out",
    ),
    "an inserted row that lacks columns": (
        "- {table: connections, insert: [{suite: OLD}]}",
        ", line:4: change 1: the inserted row lacks this column; add it",
    ),
    "an inserted row out of bounds": (
        "- {table: release, insert: [{syringe: S1, approval_group: JP, days: -1}]}",
        ", days:4: change 1: '-1' is below 0; write 0 or more (d)",
    ),
    "insert with where": (
        "- {table: connections, where: {suite: OLD}, insert: [{suite: OLD, line: L1}]}",
        ":4: change 1: 'where' has no meaning for insert; delete it",
    ),
    "delete of a whole table": (
        "- {table: lots, delete: true}",
        ":4: change 1: would delete all of lots; add 'where'",
    ),
    "delete with a value": (
        "- {table: lots, where: {lot: 00012}, delete: units}",
        ", delete:4: change 1: takes no value; write 'delete: true'",
    ),
    "delete of the last row of a required table": (
        "- {table: connections, where: {suite: '*'}, delete: true}",
        ":4: change 1: leaves connections without rows; keep at least one",
    ),
    "where for settings": (
        "- {table: plant.yaml, where: {name: Tiny}, set: {thaw_days: 1}}",
        ":4: change 1: 'where' has no meaning in plant.yaml; delete it",
    ),
    "the name of the case": (
        "- {table: plant.yaml, set: {name: Other}}",
        ", name:4: change 1: is the case's name and stays; name the run with --name",
    ),
    "two changes that set one cell": (
        "- {table: lots, set: {units: 5}}\n- {table: lots, set: {units: 5}}",
        ", units:5: change 2: lots, 00012: scenarios/x.yaml, change 1 sets this too; keep one of the two",
    ),
}


@pytest.mark.parametrize(("changes", "said"), CHANGES.values(), ids=CHANGES)
def test_an_overlay_is_refused_for(case: Path, changes: str, said: str) -> None:
    """`, column:line: what` stands for `scenarios/x.yaml:line, column: what`."""
    column, line, what = said.split(":", 2)
    write_overlay(case, "x", changes)

    assert refused(case, ["x"]) == [f"scenarios/x.yaml:{line}{column}:{what}"]
