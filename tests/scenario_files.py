"""Overlays written into a case folder, and what they do to it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from models.plant import Plant
from planner.errors import DataError, line_of
from planner.files import read_case


def write_overlay(case: Path, name: str, changes: str, extends: str = "[]") -> None:
    """An overlay whose title is its name; the first change stands in line 4."""
    (case / "scenarios").mkdir(exist_ok=True)
    text = f"title: {name}\nextends: {extends}\nchanges:\n{dedent(changes).strip()}\n"
    (case / "scenarios" / f"{name}.yaml").write_text(text, encoding="utf-8")


def what_if(case: Path, changes: str, *assignments: str) -> Plant:
    """The plant after one overlay and assignments."""
    write_overlay(case, "x", changes)
    return read_case(case, ["x"], assignments)


def refused(case: Path, scenarios: list[str], *assignments: str) -> list[str]:
    """The lines with which scenarios and assignments are refused."""
    with pytest.raises(DataError) as refusal:
        read_case(case, scenarios, assignments)
    return [line_of(problem) for problem in refusal.value.problems]
