"""HiGHS on the whole model, from the best plan."""

from __future__ import annotations

from planner.engine.arrays import Floats
from planner.engine.highs import Answer, Improved, Task, run
from planner.engine.search import Search


def whole(
    search: Search,
    weights: Floats,
    seconds: float,
    heard: Improved | None = None,
    *,
    first: bool = False,
) -> Answer:
    """Minimise the level; the search keeps a better plan.

    Parameters
    ----------
    search
        Its level and what is held.
    weights
        Of the levels, in the plan's completion.
    seconds
        Time limit; under a work limit its nodes count instead.
    heard
        Called with value and bound, in the level's unit.
    first
        Stop at the first plan.
    """
    aim, scale, limits = search.aim, search.aim.level.scale, search.limits
    task = Task(
        search.arrays,
        aim.cost * scale,
        aim.offset * scale,
        rows=[*search.cuts, *search.held()],
        start=search.plan,
        seconds=seconds if limits.work is None else float("inf"),
        gap=search.goal * scale / 2,
        nodes=limits.work,
        first=first,
        seed=limits.seed,
        threads=limits.threads,
    )
    listen = heard and (lambda value, bound: heard(value / scale, bound / scale))
    answer = run(task, listen)
    search.interrupted |= answer.status == "interrupted"
    if answer.values is not None:
        search.offered(answer.values, weights)
    return Answer(answer.status, answer.values, answer.value / scale, answer.bound / scale)
