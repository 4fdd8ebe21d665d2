"""What clashes when a model has no plan at all.

An irreducible infeasible subset of HiGHS has hundreds of rows and is empty when only
integrality clashes. So the rows that input can make impossible are given slack, named
by the application, and the least slack says which of them clash.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from planner.engine.arrays import Arrays
from planner.engine.highs import Task, run

NONE = 1e-6
"""Slack up to which a row counts as kept."""


def clashes(arrays: Arrays, elastic: Mapping[Any, str]) -> tuple[str, ...]:
    """Words of the elastic rows that no plan can keep; empty if a plan exists.

    Parameters
    ----------
    arrays
        The model.
    elastic
        Constraints `body <= upper` that input rows can make impossible, with words.

    Notes
    -----
    Integers stand at their lower bounds: what clashes then clashes always, as long as
    more of an integer only takes more.
    """
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    upper[arrays.integer] = lower[arrays.integer]
    cost = np.zeros(arrays.shape[1])
    if run(Task(arrays, cost, whole=False, lower=lower, upper=upper)).status != "infeasible":
        return ()
    relaxed = arrays.with_slack(elastic)
    task = Task(relaxed, np.ones(relaxed.shape[1]), whole=False)
    task.cost[: len(cost)] = 0.0
    task.upper = relaxed.upper.copy()
    task.upper[: len(upper)] = upper
    answer = run(task)
    if answer.values is None:
        return ("the model has no plan whatever the rows say; please report this case",)
    amounts = answer.values[len(cost) :]
    return tuple(
        f"{words}: {amount:,.1f} too much"
        for words, amount in zip(elastic.values(), amounts, strict=True)
        if amount > NONE
    )
