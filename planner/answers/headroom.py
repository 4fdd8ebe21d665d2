"""`headroom`: by what factor demand can grow before service drops below a floor.

Every factor is a plan of its own, and all searches start from the base's first plan. Factors
are 1 and whole steps beside it: outwards until the floor is missed, then between the largest
that held and the smallest that did not, two at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.answers.contract import Finding
from planner.answers.demand_growth import Growth
from planner.answers.headroom_told import told
from planner.answers.trials import Edges, Floor, Trial, edges_of
from planner.errors import NoPlanError
from planner.study.contract import FIRST, Scenario, Studying, against_base

AT_ONCE = 2
"""Factors that are tried at the same time, as there are two processes."""

UP = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0)
DOWN = (-0.1, -0.25, -0.5, -0.75, -0.9)
"""Growth that is tried first."""


def ask(
    study: Studying,
    *,
    product: str | None = None,
    region: str | None = None,
    floor: Floor | None = None,
    step: float = 0.01,
    up_to: float = 2.0,
) -> Finding:
    """Find the headroom.

    Parameters
    ----------
    product
        Substance, bulk, syringe or presentation whose demand grows; None: all.
    region
        Approval group or country whose demand grows; None: all.
    floor
        What service must keep to; default 95 % on time.
    step
        How finely the factor is found.
    up_to
        Largest factor that is tried.

    Raises
    ------
    DataError
        If a name is unknown, or if there is no demand to grow.
    NoPlanError
        If the base has no plan.
    """
    plant = study.base.plant
    growth = Growth.of(plant, product, region)
    floor = floor or Floor()
    base, _ = against_base(study, [])
    if base.told is None:
        raise NoPlanError(f"the case has no plan to grow from: {base.words}")
    search = _Search(study, growth, floor, step)
    search.trials.append(Trial(0, 1.0, base, floor))
    if search.trials[0].holds:
        edges = search.outwards(_steps((*UP, up_to - 1), step, most=up_to - 1))
    else:
        edges = search.outwards(_steps(DOWN, step, most=0.0))
    edges = search.between(edges)
    return told(plant, growth, floor, step, search.trials, edges)


class _Search:
    """Factors tried so far."""

    def __init__(self, study: Studying, growth: Growth, floor: Floor, step: float) -> None:
        self._study, self._growth, self._floor, self._step = study, growth, floor, step
        self.trials: list[Trial] = []

    def outwards(self, ladder: Sequence[int]) -> Edges:
        """Away from the base until the floor is kept on one side and missed on the other."""
        edges = edges_of(self.trials)
        for at in range(0, len(ladder), AT_ONCE):
            if edges.enclosed:
                break
            self._try(ladder[at : at + AT_ONCE])
            edges = edges_of(self.trials)
        return edges

    def between(self, edges: Edges) -> Edges:
        """Closer until no step is left between what held and what did not."""
        while edges.held and edges.missed and edges.missed.step - edges.held.step > 1:
            low, wide = edges.held.step, edges.missed.step - edges.held.step
            self._try(sorted({low + max(1, wide // 3), low + max(1, 2 * wide // 3)}))
            edges = edges_of(self.trials)
        return edges

    def _try(self, steps: Iterable[int]) -> None:
        factors = {step: round(1 + step * self._step, 9) for step in steps}
        scenarios = [
            Scenario(
                name=f"demand x {factor:.6g}",
                assignments=self._growth.by(factor),
                place={"demand": f"{factor:.6g}"},
                start=FIRST,
            )
            for factor in factors.values()
        ]
        results = self._study.solve(scenarios)
        for (step, factor), result in zip(factors.items(), results, strict=True):
            self.trials.append(Trial(step, factor, result, self._floor))


def _steps(growth: Sequence[float], step: float, most: float) -> list[int]:
    """Growth as whole steps, each once, nearest first."""
    found = {round(each / step) for each in growth if each <= most + step / 2}
    return sorted(found - {0}, key=abs)
