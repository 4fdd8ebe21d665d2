"""How a minute is shared among the changes that are tried."""

from __future__ import annotations

from pathlib import Path

from planner.explain.effort import effort_of
from planner.explain.solving import Clock
from planner.saved import read_run
from tests.short_runs import short_run


def test_a_minute_is_shared_among_as_many_changes_as_get_a_fair_search(tmp_path: Path) -> None:
    """Build 2 s, write and audit 2 x 2.5 s, 0.5 s beside: 7.5 s around a search of 3 s or more.
    56 s hold 5 rounds of 10.5 s: 2 processes solve the base and 9 changes, 3.7 s each. Two
    changes and the base need 2 rounds of 28 s, of which 20 s is the longest search."""
    told = read_run(short_run(tmp_path)).told
    known = told.model_copy(update={"seconds": {"build": 2.0, "solve": 9.0, "write": 2.0}})

    many, few = effort_of(60, known, 2, 30), effort_of(60, known, 2, 2)

    assert (many.count, round(many.seconds, 1)) == (9, 3.7)
    assert (few.count, few.seconds) == (2, 20)


def test_a_round_that_does_not_fit_is_not_begun() -> None:
    assert Clock(0.0).late()
    assert not Clock(600.0).late()
