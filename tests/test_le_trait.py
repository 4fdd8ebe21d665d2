"""The reference case: repeatable, as large as announced, with every number accounted for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from models.plant import Plant
from models.tables import TABLES, columns
from planner.files import read_case
from scenarios.derive.arithmetic import Figure, figures

ROOT = Path(__file__).parents[1]
CASE = ROOT / "scenarios" / "le-trait"
CASES = ("le-trait", "le-trait-weekly", "le-trait-capacity")
DERIVED = [f"scenarios/{case}/{name}.csv" for case in CASES for name in TABLES]
DERIVED += [f"scenarios/{case}/plant.yaml" for case in CASES]
DERIVED += [
    f"scenarios/le-trait/scenarios/{name}.yaml" for name in ("no-new-building", "weekend-shift")
]
DERIVED += ["docs/le-trait-arithmetic.md"]


@pytest.fixture(scope="module")
def plant() -> Plant:
    return read_case(CASE)


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second derivation, in a process of its own."""
    folder = tmp_path_factory.mktemp("derived")
    command = [sys.executable, "-m", "scenarios.derive", "--root", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder


@pytest.mark.parametrize("name", DERIVED)
def test_the_committed_file_is_what_the_script_derives(derived: Path, name: str) -> None:
    """Byte for byte; if not, run `python -m scenarios.derive` and review the change."""
    assert (derived / name).read_bytes() == (ROOT / name).read_bytes()


@pytest.mark.parametrize(
    "figure",
    [figure for figure in figures() if figure.expected is not None],
    ids=lambda figure: f"{figure.figure} {figure.year} {figure.unit}".strip(),
)
def test_the_arithmetic_agrees_with_the_announced_figure(figure: Figure) -> None:
    """The tolerances are in `scenarios/derive/public/figures.csv`."""
    assert figure.agrees, f"{figure.value} instead of {figure.expected}"


def test_old_preparation_is_full_in_2027_and_the_new_building_relieves_it() -> None:
    """229 batches of 150 L are 34.3 kL a year; 29.7, 34.8 and 40.9 kL are asked for."""
    used = {(figure.figure, figure.year): figure.value for figure in figures()}
    years = ("2026", "2027", "2028")

    assert [round(used["old preparation", year]) for year in years] == [87, 101, 119]
    assert [round(used["preparation with PB", year]) for year in years] == [62, 72, 85]


def test_the_case_has_the_size_announced(plant: Plant) -> None:
    assert len(plant.countries) == 44
    assert len({row.approval_group for row in plant.countries}) == 17
    assert (len(plant.bulks), len(plant.syringes), len(plant.presentations)) == (6, 8, 14)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_accounted_for(name: str) -> None:
    """SOURCES.md has a section for each table, and in it each column that the case fills."""
    sections = (CASE / "SOURCES.md").read_text(encoding="utf-8").split("\n### ")
    section = next(text for text in sections if text.startswith(f"{name}\n"))
    header = (CASE / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]

    known = [column.name for column in columns(TABLES[name])]
    missing = [column for column in header.split(",") if f"`{column}`" not in section]

    assert set(header.split(",")) <= set(known)
    assert missing == []
