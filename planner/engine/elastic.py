"""What clashes when a model has no plan at all.

An irreducible infeasible subset of HiGHS has hundreds of rows and is empty when only
integrality clashes. So the rows that input can make impossible are given slack, named
by the application, and the least slack says which of them clash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from planner.engine.arrays import Arrays, Row
from planner.engine.contract import Limits
from planner.engine.highs import Task, run

NONE = 1e-6
"""Slack up to which a row counts as kept."""

SECONDS = 10.0
"""Time limit of the search for the least slack with whole numbers; no longer than the solve's."""

NOTHING = ("the model has no plan whatever the rows say; please report this case",)


def clashes(
    arrays: Arrays, elastic: Mapping[Any, str], cuts: Sequence[Row], limits: Limits, *, proven: bool
) -> tuple[str, ...]:
    """Words of the elastic rows that no plan can keep; empty if that is not proven.

    Parameters
    ----------
    arrays
        The model.
    elastic
        Constraints that input rows can make impossible, with words.
    cuts
        Rows that hold for every plan, found on the way.
    limits
        Of the solve: seed and threads, and work if that is limited.
    proven
        Whether it is known already that there is no plan.
    """
    relaxed, slacks = arrays.with_slack(elastic)
    cost = np.zeros(relaxed.shape[1])
    cost[arrays.shape[1] :] = 1.0
    task = Task(relaxed, cost, rows=list(cuts), whole=False, seed=limits.seed)
    answer = run(task)
    if answer.status == "optimal" and answer.value <= NONE and arrays.integer.any():
        task.whole, task.nodes, task.threads = True, limits.work, limits.threads
        task.seconds = min(SECONDS, limits.seconds) if limits.work is None else float("inf")
        answer = run(task)
    if answer.status == "infeasible":
        return NOTHING
    if answer.values is None or not (proven or answer.bound > NONE):
        return ()
    words = list(elastic.values())
    amounts = answer.values[arrays.shape[1] :]
    return tuple(
        f"{words[n]}: {amount:,.1f} {'too much' if sign < 0 else 'too few'}"
        for (n, sign), amount in sorted(zip(slacks, amounts, strict=True))
        if amount > NONE
    ) or (NOTHING if proven else ())
