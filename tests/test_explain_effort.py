"""How a minute is shared among the changes that are tried."""

from __future__ import annotations

from pathlib import Path

from planner.explain.effort import effort_of
from planner.explain.solving import Clock
from planner.saved import read_run
from tests.short_runs import short_run


def test_a_minute_is_shared_among_as_many_changes_as_get_a_fair_search(tmp_path: Path) -> None:
    """Build 2 s, write and audit 2 x 2.5 s, 1 s beside: 8 s around a solve; 2 x 2 s until the
    plan is entered, then a search of 4.5 s or more: 16.5 s. 56 s hold 3 rounds of 18.67 s: 2
    processes solve the base and 5 changes, 10.67 s each. Two changes and the base need 2 rounds
    of 28 s, 20 s for the solve."""
    told = read_run(short_run(tmp_path)).told
    known = told.model_copy(update={"seconds": {"build": 2.0, "solve": 9.0, "write": 2.0}})

    many, few = effort_of(60, known, 2, 30), effort_of(60, known, 2, 2)

    assert (many.count, round(many.seconds, 2)) == (5, 10.67)
    assert (few.count, few.seconds) == (2, 20)


def test_on_a_busy_machine_fewer_changes_get_a_fair_search(tmp_path: Path) -> None:
    """Three times as slow: 24 s around a solve, 12 s to enter, 13.5 s of search: 49.5 s, so one
    round of 56 s, of which 32 s are the solve's."""
    told = read_run(short_run(tmp_path)).told
    known = told.model_copy(update={"seconds": {"build": 2.0, "solve": 9.0, "write": 2.0}})

    busy = effort_of(60, known, 2, 30, 3.0)

    assert (busy.count, busy.seconds) == (1, 32)


def test_a_round_that_does_not_fit_is_not_begun() -> None:
    assert Clock(0.0).late()
    assert not Clock(600.0).late()
