"""One call: from a model, its levels and what is known of it to the best plan found."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from math import isfinite
from typing import Any

import pyomo.environ as pyo

from planner.engine.aim import Aim
from planner.engine.arrays import Arrays
from planner.engine.contract import (
    Hints,
    Level,
    LevelResult,
    Limits,
    Outcome,
    Progress,
    Status,
)
from planner.engine.course import Course
from planner.engine.elastic import clashes
from planner.engine.search import Search

log = logging.getLogger(__name__)


def solve(
    model: Any,
    levels: Sequence[Level],
    hints: Hints,
    limits: Limits,
    progress: Progress | None = None,
) -> Outcome:
    """Return the best plan found, minimising the levels in order.

    Parameters
    ----------
    model
        A Pyomo model, linear, with or without integers and without active objectives.
        Its variables carry the best plan's values afterwards.
    levels
        What is minimised, most important first. A later level keeps each earlier one at
        its best value plus its tolerance, or at what is enough of it.
    hints
        What the application knows; may be empty.
    limits
        Seconds from this call on, for all levels together; or work, which repeats exactly.
    progress
        Called with each new value or bound.

    Returns
    -------
    The outcome; `status` says whether the search was finished ("optimal"), cut short by
    the limits ("limit") or by Ctrl-C ("interrupted"), or why there is no plan.

    Raises
    ------
    ValueError
        If the model is not linear or a follower does not keep what `Follower` says.
    """
    begun = time.monotonic()
    arrays = Arrays(model)
    log.info("arrays: %d rows, %d columns, %d nonzeros", *arrays.shape)
    aims = [Aim.of(level, arrays) for level in levels]
    search = Search(arrays, aims, hints, limits, progress, begun)
    course = Course(search)
    found: tuple[str, ...] = ()
    try:
        course.run()
        if search.plan is None and not search.interrupted:
            found = clashes(arrays, hints.elastic, search.cuts, limits, proven=course.impossible)
    except KeyboardInterrupt:
        search.interrupted = True
    finally:
        search.bounds.close()
    if found:
        return Outcome("infeasible", pyo.ComponentMap(), (), tuple(search.history), found)
    return _outcome(search)


def _outcome(search: Search) -> Outcome:
    """The outcome; values of earlier levels are those of the final plan, and bounds of later
    levels hold for plans that are as good in them."""
    history = tuple(search.history)
    status: Status
    if search.plan is None:
        status = "interrupted" if search.interrupted else "no plan"
        return Outcome(status, pyo.ComponentMap(), (), history)
    search.arrays.load(search.plan)
    values = pyo.ComponentMap((variable, variable.value) for variable in search.arrays.variables)
    results: list[LevelResult] = []
    for number, aim in enumerate(search.aims):
        search.level = number
        results.append(_result(search, results))
        kept = aim.most(aim.value(search.plan))
        search.at_most[number] = min(kept, search.at_most[number])
    finished = all(result.reached for result in results)
    status = "interrupted" if search.interrupted else "optimal" if finished else "limit"
    return Outcome(status, values, tuple(results), history)


def _result(search: Search, earlier: Sequence[LevelResult]) -> LevelResult:
    assert search.plan is not None
    level, value = search.aim.level, search.aim.value(search.plan)
    base = abs(value) if level.gap_base == "value" else 1.0
    reached, bound = search.reached, min(search.bound, value)
    best_before = all(result.reached for result in earlier)
    return LevelResult(
        name=level.name,
        unit=level.unit,
        value=value,
        bound=bound,
        gap=(value - bound) / base if value > bound and base > 0 else 0.0,
        gap_base=level.gap_base,
        tolerance=level.tolerance,
        status="proven" if isfinite(bound) and best_before else "conditional",
        reached=reached,
    )
