"""The answer of `validate --json`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from models.problems import Problem
from planner.errors import DataError, file_of
from planner.summary import Summary


def valid(case: str, summary: Summary, warnings: Iterable[Problem]) -> dict[str, Any]:
    """A case that can be planned."""
    return {
        "case": case,
        "valid": True,
        "problems": [],
        "warnings": [_entry(problem) for problem in warnings],
        "summary": asdict(summary),
    }


def refused(error: DataError) -> dict[str, Any]:
    """A case that cannot be planned, with every problem."""
    return {
        "case": error.case,
        "valid": False,
        "problems": [_entry(problem) for problem in error.problems],
        "warnings": [],
        "summary": None,
    }


def _entry(problem: Problem) -> dict[str, Any]:
    row = None if problem.index is None else problem.index + 2
    return {
        "file": file_of(problem),
        "row": row,
        "column": problem.column,
        "value": problem.value,
        "what": problem.what,
    }
