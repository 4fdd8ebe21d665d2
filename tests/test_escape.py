"""Text that a spreadsheet would run as a formula is written so that none does."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from planner.audit.cells import cell, unescaped
from planner.audit.schema import Column
from planner.cells import plain_text, safe_text
from planner.cli import app
from planner.comparison import Comparison
from planner.exits import Exit
from planner.files import read_case, write_case
from planner.run_folder import rows_of
from planner.runs import write_table
from tests.plants import edited, tiny_plant

SAFE = {
    "=1+1": "'=1+1",
    "+1": "'+1",
    "-5": "'-5",
    "@SUM(A1)": "'@SUM(A1)",
    "\tx": "'\tx",
    "\rx": "'\rx",
    "'=1": "''=1",
    "'''-": "''''-",
    "it's": "it's",
    "'tis": "'tis",
    "''": "''",
    "a=b": "a=b",
    "": "",
}


@pytest.mark.parametrize(("text", "safe"), SAFE.items())
def test_text_is_made_safe_and_plain_again(text: str, safe: str) -> None:
    assert safe_text(text) == safe
    assert plain_text(safe) == text


ANY = st.one_of(st.text(), st.text("'=+-@\t\ra", max_size=5))


@given(text=ANY)
def test_no_text_is_lost_and_none_begins_like_a_formula(text: str) -> None:
    assert plain_text(safe_text(text)) == text
    assert not safe_text(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(text=ANY)
def test_the_audit_reads_the_rule_alike(text: str) -> None:
    """It shares no code with what it audits."""
    assert unescaped(text) == plain_text(text)


def test_a_case_is_written_safe_and_read_again(tmp_path: Path) -> None:
    """Numbers are never touched, nor is `plant.yaml`, which no spreadsheet opens."""
    plant = tiny_plant().but(
        settings=tiny_plant().settings.but(name="=Tiny"),
        suites=edited("suites", 0, name="=cmd|'/c calc'!A1", note="-5", erp_id="'@x"),
    )

    write_case(plant, tmp_path)

    assert (tmp_path / "suites.csv").read_text("utf-8").splitlines()[1] == (
        "OLD,'=cmd|'/c calc'!A1,10000,''@x,'-5"
    )
    assert (tmp_path / "plant.yaml").read_text("utf-8").startswith("name: =Tiny\n")
    assert read_case(tmp_path) == plant


def test_tables_of_a_run_are_written_safe_and_read_again(tmp_path: Path) -> None:
    rows = [{"term": "=x", "bucket": "-", "eur": -5.5}]

    write_table(tmp_path / "costs.csv", "@what if", rows, ("term", "bucket", "eur"))

    assert (tmp_path / "costs.csv").read_text("utf-8").splitlines()[1] == "'@what if,'=x,'-,-5.5"
    assert rows_of(tmp_path, "costs", "test", ("term",)) == [
        {"scenario": "@what if", "term": "=x", "bucket": "-", "eur": "-5.5"}
    ]


def test_tables_of_a_comparison_are_written_safe(tmp_path: Path) -> None:
    rows = ({"scenario": "=x", "term": "+", "eur": -1.5, "change_eur": None},)

    Comparison({"=x": tmp_path}, {"costs": rows}).write(tmp_path)

    with (tmp_path / "costs.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1] == ["'=x", "'+", "-1.5", ""]


def test_the_audit_takes_names_as_they_are_meant(tmp_path: Path) -> None:
    """A syringe `=S1` stands as `'=S1` in the case and in the plan, and is the same in both."""
    column = Column("syringe", "text", False, ())

    assert cell("'=S1", column) == "=S1"
    assert cell("''=S1", column) == "'=S1"


def test_a_plan_whose_names_look_like_formulas_is_audited_and_followed(tmp_path: Path) -> None:
    """The syringe of `tiny` is called `=S1` and the case `@tiny`; the next plan keeps batches."""
    case = tmp_path / "case"
    shutil.copytree(Path(__file__).parents[1] / "scenarios" / "tiny", case)
    for path in case.glob("*.csv"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(?<![\w-])S1(?![\w-])", "'=S1", text), "utf-8")
    settings = (case / "plant.yaml").read_text("utf-8")
    (case / "plant.yaml").write_text(re.sub("(?m)^name: .*", 'name: "@tiny"', settings), "utf-8")
    solve = ["solve", str(case), "-o", str(tmp_path / "runs"), "--work", "0", "-q"]

    first = CliRunner().invoke(app, solve)
    second = CliRunner().invoke(app, [*solve, "--previous", "latest", "--name", "-again"])

    assert (first.exit_code, second.exit_code) == (Exit.OK, Exit.OK)
    (again,) = (tmp_path / "runs").glob("*_again_*")
    batches = rows_of(again, "batches", "test", ())
    assert {(row["scenario"], row["syringe"]) for row in batches} == {("-again", "=S1")}
    assert {row["since_previous"] for row in batches} <= {"kept", "moved"}
