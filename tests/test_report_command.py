"""`fillfinish report`: where it writes, what it says, how it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planner.cli import app
from planner.exits import Exit
from tests.plants import tiny_plant
from tests.short_runs import run_of, short_run

fillfinish = CliRunner()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return short_run(tmp_path_factory.mktemp("runs"))


@pytest.fixture
def run(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "run"))


def report(*words: object) -> Result:
    return fillfinish.invoke(app, ["report", *map(str, words)])


def test_the_page_lies_in_the_run_unless_a_file_is_named(run: Path, tmp_path: Path) -> None:
    inside, named = report(run), report(run, "-o", tmp_path / "plan.html")

    assert (inside.exit_code, inside.stdout) == (Exit.OK, f"{run / 'report.html'}\n")
    assert (named.exit_code, named.stdout) == (Exit.OK, f"{tmp_path / 'plan.html'}\n")
    assert (run / "report.html").read_bytes() == (tmp_path / "plan.html").read_bytes()


def test_a_run_with_its_page_is_still_audited(run: Path) -> None:
    report(run)

    assert fillfinish.invoke(app, ["audit", str(run)]).exit_code == Exit.OK


def test_the_page_speaks_the_language_that_is_asked_for(run: Path) -> None:
    report(run, "--language", "fr")

    assert '<html lang="fr">' in (run / "report.html").read_text(encoding="utf-8")


def test_the_page_needs_nothing_from_elsewhere(run: Path) -> None:
    """No link, script, style or picture from a network: the name of SVG is the only address."""
    report(run)
    page = (run / "report.html").read_text(encoding="utf-8")
    page = page.replace("http://www.w3.org/2000/svg", "")

    assert "http:" not in page
    assert "https:" not in page
    assert "<link" not in page
    assert "@import" not in page
    assert " src=" not in page


def test_an_edited_table_is_told_on_the_page_and_beside_it(run: Path) -> None:
    table = run / "costs.csv"
    table.write_bytes(table.read_bytes().replace(b"production", b"making"))

    told = report(run)

    assert told.exit_code == Exit.OK
    assert f"{run}/costs.csv: edited since the run" in told.stderr
    page = (run / "report.html").read_text(encoding="utf-8")
    assert "Edited since the run: costs.csv." in page


def test_a_run_that_lacks_a_table_is_refused_and_nothing_written(run: Path) -> None:
    (run / "capacity.csv").unlink()

    told = report(run)

    assert told.exit_code == Exit.BAD_INPUT
    assert "capacity.csv: is missing" in told.stderr
    assert not (run / "report.html").exists()


def test_a_run_of_another_case_is_no_base(run: Path, tmp_path: Path) -> None:
    plant = tiny_plant()
    other = run_of(plant.but(settings=plant.settings.but(name="Other")), tmp_path / "others")

    told = report(run, "--against", other)

    assert told.exit_code == Exit.BAD_INPUT
    assert "give runs of one" in told.stderr


def test_a_folder_that_cannot_be_written_is_said(run: Path, tmp_path: Path) -> None:
    told = report(run, "-o", tmp_path / "no" / "page.html")

    assert told.exit_code == Exit.BAD_INPUT
    assert "No such file or directory" in told.stderr


def test_a_language_nobody_wrote_is_a_matter_of_usage(run: Path) -> None:
    assert report(run, "--language", "de").exit_code == Exit.USAGE
