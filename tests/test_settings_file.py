"""`plant.yaml`: its slips, each with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.files import read_case
from tests.plants import replace, write_tiny
from tests.refusals import lines_of_refusal


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_tiny(tmp_path)


YAML = {
    "an unknown key": (
        "thaw_days: 2", "thaw_day: 2",
        [
            "plant.yaml:1, thaw_days: is missing; add it",
            "plant.yaml:10: key 'thaw_day' does not exist; did you mean 'thaw_days'?",
        ],
    ),
    "a missing key that may be null": (
        "frozen_until: null\n", "",
        ["plant.yaml:1, frozen_until: is missing; add it (null: none)"],
    ),
    "a key twice": (
        "months: 2", "months: 2\nmonths: 3", ["plant.yaml:5, months: stands there twice; delete one"]
    ),
    "a blank": ("thaw_days: 2", "thaw_days:", ["plant.yaml:10, thaw_days: is blank; write its value (d)"]),
    "a day that is not ISO": (
        "2026-01-05", "05.01.2026",
        ["plant.yaml:2, start: '05.01.2026' is not an ISO date; write 2026-01-05"],
    ),
    "a tolerance of nothing": (
        "  cost_eur: 1", "  cost_eur: 0",
        ["plant.yaml:9, tolerances.cost_eur: '0' is not above 0; write more than 0 (EUR)"],
    ),
    "an unknown tolerance": (
        "  cost_eur: 1", "  cost_eur: 1\n  costs: 1",
        [
            ("plant.yaml:10: key 'tolerances.costs' does not exist;"
            " did you mean 'tolerances.cost_eur'?")
        ],
    ),
    "a list": ("weeks: 8", "weeks: [8]", ["plant.yaml:3, weeks: is not a single value; write one"]),
    "broken YAML": (
        "weeks: 8", "weeks: [8",
        [
            ("plant.yaml:4: is not YAML: expected ',' or ']', but got ':';"
            " mend this line or the one before")
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "lines"), YAML.values(), ids=YAML)
def test_plant_yaml_is_refused_for(case: Path, old: str, new: str, lines: list[str]) -> None:
    replace(case, "plant.yaml", old, new)

    assert lines_of_refusal(case) == lines


def test_plant_yaml_must_hold_keys(case: Path) -> None:
    (case / "plant.yaml").write_text("- 8\n", encoding="utf-8")

    assert lines_of_refusal(case) == ["plant.yaml: holds no 'key: value' lines; write them"]


def test_a_plant_may_be_called_no(case: Path) -> None:
    replace(case, "plant.yaml", "name: Tiny", "name: NO")

    assert read_case(case).settings.name == "NO"
