"""The least by which rows must be broken so that a model has a plan, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from planner.engine.arrays import Arrays
from planner.engine.elastic import NONE
from planner.engine.highs import Answer, Task, run


@dataclass(frozen=True)
class Broken:
    """A row that no plan can keep together with the others."""

    number: int
    """Place of its constraint among those that may be broken."""

    amount: float
    too_much: bool


@dataclass(frozen=True)
class Slack:
    """What came of it."""

    status: Literal["kept", "broken", "impossible", "unknown"]
    """`kept`: there is a plan. `impossible`: there is none whatever may be broken."""

    rows: tuple[Broken, ...] = ()
    """The most broken first."""

    whole: bool = False
    """Only with whole numbers is anything broken."""

    searched: bool = False
    """`rows` are of a search with whole numbers."""


def least_slack(arrays: Arrays, constraints: Sequence[Any], seconds: float) -> Slack:
    """Break as little as possible of some constraints, with whole numbers.

    The relaxation is asked first: where it breaks rows, there is no plan, and its rows are told
    if the search with whole numbers finds none.

    Parameters
    ----------
    arrays
        The model.
    constraints
        Those that may be broken.
    seconds
        Time limit of the search with whole numbers.
    """
    relaxed, slacks = arrays.with_slack(constraints)
    cost = np.zeros(relaxed.shape[1])
    cost[arrays.shape[1] :] = 1.0
    task = Task(relaxed, cost, whole=False)
    parts = run(task)
    if parts.status != "optimal" or not arrays.integer.any():
        return _read(parts, arrays.shape[1], slacks)
    task.whole, task.seconds = True, seconds
    answer = run(task)
    if answer.values is None and parts.value > NONE:
        answer = parts
    known = replace(answer, bound=max(answer.bound, parts.bound))
    found = _read(known, arrays.shape[1], slacks)
    return replace(found, whole=parts.value <= NONE, searched=answer is not parts)


def _read(answer: Answer, columns: int, slacks: list[tuple[int, float]]) -> Slack:
    if answer.status == "infeasible":
        return Slack("impossible")
    if answer.values is None:
        return Slack("unknown")
    if answer.value <= NONE:
        return Slack("kept")
    if answer.bound <= NONE:
        return Slack("unknown")
    found = [
        Broken(number, float(amount), sign < 0)
        for (number, sign), amount in zip(slacks, answer.values[columns:], strict=True)
        if amount > NONE
    ]
    return Slack("broken", tuple(sorted(found, key=lambda each: (-each.amount, each.number))))
