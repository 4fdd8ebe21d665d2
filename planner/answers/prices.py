"""What the linear relaxation would give for one more staffed hour: a hint, not an answer.

The relaxation cuts batches into pieces and pays for no change of state, so its prices are
often 0 where whole batches do not fit. Answers come from solving; prices stand beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.plant import Plant

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Hours = Mapping[tuple[str, int], float]
"""Hours, or a figure for each, by resource and bucket."""


@dataclass(frozen=True)
class Prices:
    """Of one more hour of a resource in a bucket, by the relaxation's duals."""

    days_late: Hours
    """Mean days late less, of the first level."""

    cost: Hours
    """EUR less, of the cost level, the levels before held at their relaxed best."""

    def of(self, hours: Hours) -> tuple[float, float]:
        """Days late and EUR that each of some hours saves on average."""
        total = sum(hours.values())
        if not total:
            return 0.0, 0.0
        return (
            sum(self.days_late.get(key, 0.0) * each for key, each in hours.items()) / total,
            sum(self.cost.get(key, 0.0) * each for key, each in hours.items()) / total,
        )


def prices(plant: Plant) -> Prices | None:
    """The prices of a plant; None if even its relaxation has no plan."""
    import numpy as np

    from models.milp import build
    from planner import pipeline
    from planner.engine.aim import Aim
    from planner.engine.arrays import Arrays
    from planner.engine.hot import Hot

    class Dual(Hot):
        """A hot relaxation that tells its duals."""

        def duals(self) -> NDArray[np.float64]:
            return np.array(self._solver.getSolution().row_dual)

    m = build(plant)
    arrays = Arrays(m)
    relaxed = arrays.without(pipeline.hints(m, plant).loose)
    aims = [Aim.of(level, arrays) for level in pipeline.levels(m, plant)]
    session = Dual(relaxed, aims, seed=0)
    at_most, found = np.full(len(aims), np.inf), []
    for number, aim in enumerate(aims):
        session.aim(number, at_most)
        answer = session.solved()
        if answer.values is None:
            return None
        at_most[number] = aim.most(aim.value(answer.values))
        found.append(-session.duals() / aim.level.scale)
    rows = {key: relaxed.row(row) for key, row in m.hours.staffed.items()}
    first, last = (
        {key: max(0.0, float(each[row])) for key, row in rows.items()}
        for each in (found[0], found[-1])
    )
    return Prices(first, last)
