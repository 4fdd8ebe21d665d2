"""`fillfinish runs show` as a user runs it."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli_runs import app
from planner.errors import DataError
from planner.exits import Exit
from planner.manifest import told_by
from tests.written_runs import tell, two_runs

fillfinish = CliRunner()


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return two_runs(tmp_path / "runs")


def said(*arguments: object) -> str:
    result = fillfinish.invoke(app, list(map(str, arguments)))
    assert result.exit_code == Exit.OK, result.stderr
    return result.stdout


def refused(*arguments: object) -> list[str]:
    result = fillfinish.invoke(app, list(map(str, arguments)))
    assert (result.exit_code, result.stdout) == (Exit.BAD_INPUT, "")
    return result.stderr.splitlines()


def test_a_run_is_shown_with_all_that_went_into_it(runs: Path) -> None:
    tell(runs / "b", overlays=["late", "much"], set=["lots.units[lot=1]=2"], command="solve tiny")

    text = said("show", runs / "b")

    assert text.startswith(
        f"Run {runs}/b\n"
        "  case      Tiny\n"
        "  scenario  late\n"
        "  written   2026-01-02 08:30:00 UTC\n"
        "  status    finished\n"
        "  service   50.00 % on time, 0.250 days late on average\n"
        "  options   20 nodes a solve, seed 0, threads 1\n"
        "  overlays  late, much\n"
        "  set       lots.units[lot=1]=2\n"
        "  previous  a\n"
        "\n"
        "To ask the same again\n"
        "  fillfinish solve tiny\n"
        "\n"
        "Levels\n"
        "  cost  value 100 EUR  bound 90 EUR  gap 10.0%  conditional\n"
    )
    assert text.endswith(
        "A replay\n  must give the same bytes: the run counted its work (--work)\n"
    )


def test_files_that_are_not_as_they_were_are_marked(runs: Path) -> None:
    run = runs / "a"
    (run / "case" / "lots.csv").write_text("lot\n1\n2\n")
    (run / "case" / "release.csv").unlink()
    (run / "case" / "relaese.csv").write_text("syringe\n")
    (run / "costs.csv").unlink()

    result = json.loads(said("show", run, "--json"))
    states = {file["file"]: (file["state"], file["rows"]) for file in result["inputs"]}
    outputs = {file["file"]: (file["state"], file["rows"]) for file in result["outputs"]}

    assert states["case/lots.csv"] == ("edited", 2)
    assert states["case/release.csv"] == ("missing", None)
    assert states["case/relaese.csv"] == ("added", 0)
    assert states["case/suites.csv"] == ("as it was", 2)
    assert states["case/plant.yaml"] == ("as it was", None)
    assert outputs["costs.csv"] == ("missing", None)
    assert outputs["service.csv"] == ("as it was", 2)
    assert result["replay"] == (
        "is refused: case/lots.csv, case/relaese.csv, case/release.csv not as in the run"
    )
    assert f"Input tables (rows, sha256): {len(states)}, 3 not as in the run\n" in said("show", run)


def test_other_versions_are_marked(runs: Path) -> None:
    tell(runs / "a", versions={"fillfinish": version("fillfinish"), "pyomo": "5.0"})

    text = said("show", runs / "a")

    assert f"  pyomo       5.0    {version('pyomo')}  differs\n" in text
    assert "A replay\n  may differ: another version of pyomo\n" in text


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"repeatable": False}, "the run had a wall clock (--seconds), not --work"),
        ({"status": "interrupted"}, "the run was interrupted"),
    ],
)
def test_what_need_not_repeat_says_why(runs: Path, changes: dict[str, object], why: str) -> None:
    tell(runs / "a", **changes)

    assert f"need not give the same plan: {why}; levels are compared\n" in said("show", runs / "a")


def test_only_a_newer_layout_is_refused(runs: Path) -> None:
    manifest = runs / "a" / "run.json"
    tell(runs / "a", format=2)

    assert refused("show", runs / "a") == [
        "runs show: 1 problem",
        f"- {manifest}: has format 2, written by fillfinish {version('fillfinish')}; this is fillfinish {version('fillfinish')}, which reads format 1: update fillfinish",
    ]
    of_before = json.loads(manifest.read_text())
    del of_before["format"]
    manifest.write_text(json.dumps(of_before))
    assert told_by(runs / "a", "test").case == "Tiny"


@pytest.mark.parametrize("layout", [0, True, "1", 1.5, None])
def test_a_format_that_is_none_is_refused(runs: Path, layout: object) -> None:
    tell(runs / "a", format=layout)

    assert refused("show", runs / "a")[1].endswith("is no run; give a run as it was written")


def test_a_file_outside_the_run_is_not_looked_at(runs: Path) -> None:
    tell(runs / "a", outputs={"../b/service.csv": "0" * 64})

    with pytest.raises(DataError, match=r"'outputs\.\.\./b/service\.csv\.\[key\]'"):
        told_by(runs / "a", "test")
