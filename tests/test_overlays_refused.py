"""Overlays and `--set` as a whole that are refused, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import DataError
from planner.files import read_case
from tests.plants import write_tiny
from tests.scenario_files import refused, write_overlay


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_tiny(tmp_path)


ASSIGNMENTS = {
    "no match": (
        "staffing.efficiency[resource=OLT]=1",
        "matches no row of staffing: resource 'OLT' does not exist; did you mean 'OLD'?",
    ),
    "an unknown table": (
        "staffin.efficiency=1",
        "table 'staffin' does not exist; did you mean 'staffing'?",
    ),
    "an unknown key": (
        "settings.thaw_day=1",
        "key 'thaw_day' does not exist; did you mean 'thaw_days'?",
    ),
    "a number for a time": (
        "staffing.from+=6",
        "'6' is not a time; write it like 6 months (days, weeks, years)",
    ),
}


@pytest.mark.parametrize(("text", "said"), ASSIGNMENTS.values(), ids=ASSIGNMENTS)
def test_an_assignment_is_refused_for(case: Path, text: str, said: str) -> None:
    (line,) = refused(case, [], text)

    assert line.startswith(f"--set '{text}'")
    assert line.endswith(f": {said}")


def test_two_assignments_may_not_set_one_cell(case: Path) -> None:
    assert refused(case, [], "lots.units=1", "lots.units=2") == [
        "--set 'lots.units=2', units: lots, 00012: --set 'lots.units=1' sets this too; keep one of the two"
    ]


def test_two_overlays_may_not_set_one_cell(case: Path) -> None:
    for name in ("a", "b"):
        write_overlay(case, name, "- {table: lots, where: {lot: 00012}, set: {units: 5}}")

    assert refused(case, ["a", "b"]) == [
        "scenarios/b.yaml:4, units: change 1: lots, 00012: scenarios/a.yaml, change 1 sets this too; keep one of the two"
    ]


def test_a_circle_of_extends(case: Path) -> None:
    write_overlay(case, "a", "- {table: lots, set: {units: 5}}", "[b]")
    write_overlay(case, "b", "- {table: lots, set: {note: x}}", "[a]")

    assert refused(case, ["a"]) == [
        "scenarios/b.yaml:2, extends: goes in a circle, a > b > a; take one out"
    ]


def test_unknown_scenarios(case: Path) -> None:
    assert refused(case, ["late"]) == [
        "scenarios/late.yaml: scenario 'late' does not exist; known: none, scenarios/ has no .yaml file"
    ]
    write_overlay(case, "japan-late", "- {table: lots, set: {units: 5}}", "[jpan]")

    assert refused(case, ["japan-lat", "japan-late", "japan-late"]) == [
        "scenarios/japan-lat.yaml: scenario 'japan-lat' does not exist; did you mean 'japan-late'? known: japan-late",
        "scenarios/japan-late.yaml: is given twice; give each scenario once",
        "scenarios/japan-late.yaml:2, extends: scenario 'jpan' does not exist; known: japan-late",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "title: [",
            ":1: is not YAML: expected the node content, but found '<stream end>'; mend this line or the one before",
        ),
        ("x\n", ": holds no 'key: value' lines; write title and changes"),
        (
            "changes: [{table: lots, set: {note: x}}]\n",
            ":1, title: is missing; say in one line what this scenario asks",
        ),
        (
            "title: x\nchanges:\n  table: lots\n",
            ":3, changes: is not a list; begin each change with '- table:'",
        ),
        ("title: x\nchanges: []\n", ":1, changes: is missing or empty; list at least one change"),
        (
            "title: x\nchange: []\n",
            ":2, change: key 'change' does not exist; did you mean 'changes'?",
        ),
    ],
)
def test_a_file_that_is_no_overlay(case: Path, text: str, said: str) -> None:
    (case / "scenarios").mkdir()
    (case / "scenarios" / "x.yaml").write_text(text, encoding="utf-8")

    assert refused(case, ["x"]) == [f"scenarios/x.yaml{said}"]


def test_every_problem_of_every_file_is_told_at_once(case: Path) -> None:
    write_overlay(case, "a", "- {table: lot, set: {units: 5}}\n- {table: lots, set: {unit: 5}}")
    write_overlay(case, "b", "- {table: lots, add: {note: 5}}")
    (case / "packs.csv").unlink()

    with pytest.raises(DataError) as refusal:
        read_case(case, ["a", "b"], ["lots.pace=x"])

    assert str(refusal.value).splitlines() == [
        "tiny + a + b + set: 5 problems",
        "- --set 'lots.pace=x', pace: lots column 'pace' does not exist; did you mean 'place'?",
        "- packs.csv: is missing; add it to the folder",
        "- scenarios/a.yaml:4: change 1: table 'lot' does not exist; did you mean 'lots'?",
        "- scenarios/a.yaml:5, unit: change 2: lots column 'unit' does not exist; did you mean 'units'?",
        "- scenarios/b.yaml:4, note: change 1: cannot add 'note', it is text; use set",
        "Checks across tables follow once these are mended.",
    ]


def test_a_scenario_that_makes_the_case_invalid_names_changed_and_inserted_rows(
    case: Path,
) -> None:
    write_overlay(
        case,
        "x",
        """
        - {table: lots, set: {suite: OLDER}}
        - table: connections
          insert:
            - {suite: OLD, line: L9}
            - {suite: OLD, line: L1}
        """,
    )

    with pytest.raises(DataError) as refusal:
        read_case(case, ["x"])

    assert str(refusal.value).splitlines() == [
        "tiny + x: 3 problems",
        (
            "- lots.csv:2, suite: suite 'OLDER' does not exist; did you mean 'OLD'?"
            " (row changed by scenarios/x.yaml, change 1)"
        ),
        (
            "- scenarios/x.yaml:7, line: change 2: row added to connections:"
            " line 'L9' does not exist; known: L1"
        ),
        (
            "- scenarios/x.yaml:8: change 2: row added to connections:"
            " suite 'OLD', line 'L1' is already in row 2; delete or correct one"
        ),
    ]
