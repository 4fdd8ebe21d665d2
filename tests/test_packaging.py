"""What a wheel holds: the program and the shipped cases, under names nobody else uses."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest

from models.tables import TABLES

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built by the installed backend: nothing is downloaded."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "wheel"]
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    subprocess.run([*pip, *options, str(ROOT)], check=True)
    return next(folder.glob("fillfinish-*.whl"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files(folder: Path, *suffixes: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in suffixes and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("package", ["models", "planner"])
def test_the_wheel_holds_every_module(unpacked: Path, package: str) -> None:
    kinds = (".py", ".html", ".css", ".js")

    assert files(unpacked / package, *kinds) == files(ROOT / package, *kinds)


@pytest.mark.parametrize("case", ["tiny", "le-trait"])
def test_the_wheel_holds_every_table_of_a_case(unpacked: Path, case: str) -> None:
    shipped = files(unpacked / "planner" / "scenarios" / case, ".csv", ".yaml", ".md")

    assert shipped == files(ROOT / "scenarios" / case, ".csv", ".yaml", ".md")
    assert {"plant.yaml", "demand.csv", "approvals.csv"} <= set(shipped)
    assert {Path(name).stem for name in shipped if name.endswith(".csv")} <= set(TABLES)


def test_the_wheel_holds_nothing_else(unpacked: Path) -> None:
    """No tests, no benchmarks, and not the script that writes into a clone."""
    top = {path.name for path in unpacked.iterdir() if path.suffix != ".dist-info"}

    assert top == {"models", "planner"}
    assert not (unpacked / "planner" / "scenarios" / "derive").exists()


def test_a_case_can_be_begun_from_a_wheel(unpacked: Path, tmp_path: Path) -> None:
    """Outside the clone, with the unpacked wheel in front of everything installed."""
    code = (
        f"import sys; sys.path.insert(0, {str(unpacked)!r});"
        " from planner.cli import app; app(['init', 'mine', '--from', 'le-trait'])"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True)

    shipped = files(ROOT / "scenarios" / "le-trait", ".csv", ".yaml", ".md")
    assert files(tmp_path / "mine", ".csv", ".yaml", ".md") == shipped


def test_the_wheel_announces_the_command_and_the_licence(unpacked: Path) -> None:
    about = next(unpacked.glob("*.dist-info"))

    assert "fillfinish = planner.cli:app" in (about / "entry_points.txt").read_text()
    assert "License-Expression: Apache-2.0" in (about / "METADATA").read_text()
    assert (about / "licenses" / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


@pytest.mark.parametrize("name", ["models", "planner", "scenarios"])
def test_no_other_distribution_provides_our_names(name: str) -> None:
    """Two packages of one name in an environment would hide one another."""
    assert set(packages_distributions().get(name, ())) <= {"fillfinish"}
