"""Branch and bound on a whole model, which can be left at any time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import Any

import highspy
import numpy as np

from planner.engine.aim import SAME, Aim
from planner.engine.arrays import Arrays, Floats, Row
from planner.engine.highs import INFEASIBLE, Answer, Runner, Task, loaded
from planner.engine.hot import GLANCE, SAFETY, Stale

TIGHTER = 0.5
"""Share of a level's tolerance to which its bound is proven."""

Newer = Callable[[], Floats | None]
"""The best plan of the search, or None."""


class Branching:
    """HiGHS on all rows for one level, the earlier ones held."""

    def __init__(
        self,
        arrays: Arrays,
        aims: Sequence[Aim],
        level: int,
        at_most: Floats,
        rows: Sequence[Row],
    ) -> None:
        self._arrays, self._aim = arrays, aims[level]
        held = [aim.held(most) for aim, most in zip(aims[:level], at_most[:level], strict=True)]
        self._rows = [*rows, *(row for row in held if np.isfinite(row.upper))]
        self._plan: Floats | None = None
        """The plan that HiGHS was handed last."""

    def run(
        self, plan: Floats | None, stale: Stale, newer: Newer, seed: int, nodes: int | None
    ) -> Iterator[tuple[Answer, bool]]:
        """Better bounds and plans, in the level's scale, as they come, and whether this is the
        last word. If it is left while nothing can stop HiGHS, HiGHS goes on by itself."""
        solver, scale = self._loaded(plan, seed, nodes), self._aim.level.scale
        heard: SimpleQueue[Answer] = SimpleQueue()
        self._listen(solver, heard, newer)
        runner = Runner(solver)
        runner.start()
        ended = False
        while not ended:
            ended = runner.wait(GLANCE)
            if stale():
                runner.cancel()
                return
            yield from ((answer, False) for answer in _drained(heard))
        status, info = solver.getModelStatus(), solver.getInfo()
        if status in INFEASIBLE:
            yield Answer("infeasible", None, np.inf, np.inf), True
            return
        finished = status == highspy.HighsModelStatus.kOptimal
        values = np.array(solver.getSolution().col_value) if finished else None
        value = info.objective_function_value
        if self._arrays.integer.any():
            bound = info.mip_dual_bound - SAME * scale
        else:
            bound = value - SAFETY * max(1.0, abs(value)) if finished else -np.inf
        yield Answer("", values, value, bound), finished

    def _loaded(self, plan: Floats | None, seed: int, nodes: int | None) -> Any:
        level = self._aim.level
        self._plan = plan
        return loaded(
            Task(
                self._arrays,
                self._aim.cost * level.scale,
                self._aim.offset * level.scale,
                rows=self._rows,
                start=plan,
                gap=level.tolerance * level.scale * TIGHTER,
                nodes=nodes,
                seed=seed,
            )
        )

    def _listen(self, solver: Any, heard: SimpleQueue[Answer], newer: Newer) -> None:
        def bound(event: Any) -> None:
            out = event.data_out
            heard.put(Answer("", None, out.mip_primal_bound, out.mip_dual_bound))

        def plan(event: Any) -> None:
            out = event.data_out
            values = np.array(out.mip_solution)
            heard.put(Answer("", values, out.mip_primal_bound, out.mip_dual_bound))

        def hand_over(event: Any) -> None:
            told = newer()
            if told is None or told is self._plan:
                return
            self._plan = told
            if self._aim.value(told) * self._aim.level.scale < event.data_out.mip_primal_bound:
                event.data_in.setSolution(told)

        solver.cbMipLogging.subscribe(bound)
        solver.cbMipImprovingSolution.subscribe(plan)
        solver.cbMipUserSolution.subscribe(hand_over)


def _drained(heard: SimpleQueue[Answer]) -> Iterator[Answer]:
    while True:
        try:
            yield heard.get_nowait()
        except Empty:
            return
