"""`--no-proof`: a solve of seconds spends them on the search."""

from __future__ import annotations

import json
from math import isinf
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli import app
from planner.engine import Limits
from planner.engine.proof import Proof
from planner.exits import Exit
from planner.manifest import told_by
from planner.pipeline import solve
from tests.plants import tiny_plant, write_tiny

fillfinish = CliRunner()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every model counts as a large one."""
    monkeypatch.setattr("planner.engine.beginning.SMALL", 0)


@pytest.mark.parametrize("prove", [True, False])
def test_without_a_proof_a_large_model_has_a_plan_and_no_bounds(
    large: None, monkeypatch: pytest.MonkeyPatch, prove: bool
) -> None:
    began: list[Proof] = []
    begin = Proof.__init__

    def noted(self: Proof, *arguments: object) -> None:
        began.append(self)
        begin(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Proof, "__init__", noted)

    plan = solve(tiny_plant(), Limits(work=2, prove=prove))

    assert bool(began) == prove
    assert [isinf(level.bound) for level in plan.levels] == [not prove] * 4
    assert plan.records["batches"]


def test_a_run_says_so_and_its_replay_does_the_same(tmp_path: Path) -> None:
    words = ["solve", str(write_tiny(tmp_path)), "--work", "0", "-q", "--json", "--no-proof"]
    run = Path(json.loads(fillfinish.invoke(app, [*words, "-o", str(tmp_path)]).stdout)["run"])
    again = fillfinish.invoke(app, ["runs", "replay", str(run), "-o", str(tmp_path / "b"), "-q"])

    told = told_by(run, "test")
    assert not told.options.prove
    assert told.command.endswith("--no-proof")
    assert "without a proof" in told.options.text()
    assert again.exit_code == Exit.OK, again.output
    (other,) = (tmp_path / "b").glob("2*")
    assert not told_by(other, "test").options.prove


def test_an_ordinary_run_keeps_the_options_it_always_had() -> None:
    assert "prove" not in Limits().told()
    assert Limits(prove=False).told()["prove"] is False
