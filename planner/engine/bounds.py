"""What is proven of each level, and the process that proves more of it.

A bound of a level holds for all plans that are as good in the levels before as was asked.
While the search is at one level the process is asked about later ones, too, with what the
plan of that moment gives away; such a bound counts if the final plan keeps to it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from planner.engine.aim import SAME, Aim
from planner.engine.arrays import Arrays, Floats, Row
from planner.engine.contract import Hints, Limits
from planner.engine.messages import Bound
from planner.engine.proof import Proof

log = logging.getLogger(__name__)

OWN = 0.4
"""Share of a level's time in which the process works on this level; the rest goes to later
ones, evenly."""

MARGIN = 0.05
"""Share of a level's value by which the final plan may be worse than the plan of the moment."""


class Bounds:
    """The bounds of one search."""

    def __init__(self, arrays: Arrays, aims: Sequence[Aim], hints: Hints, limits: Limits) -> None:
        self._arrays, self._aims, self._hints, self._limits = arrays, aims, hints, limits
        self._found: list[tuple[int, Floats, float]] = []
        """Level, what was held, and the bound."""
        self._proof: Proof | None = None
        self._asked: dict[int, Floats] = {}
        """By level: what its newest question held."""
        self._now: tuple[int, int] | None = None
        """Level of the search and of the process."""
        self._sent = 0
        """Rows that the process knows."""

    def of(self, level: int, at_most: Floats) -> float:
        """The best bound of a level for plans that keep to these values of those before."""
        bounds = [
            bound
            for number, held, bound in self._found
            if number == level and (at_most[:level] <= held[:level] + SAME).all()
        ]
        return max(bounds, default=-np.inf)

    def add(self, level: int, at_most: Floats, bound: float) -> None:
        """Remember a bound."""
        if bound > self.of(level, at_most):
            self._found.append((level, at_most.copy(), bound))

    @property
    def proving(self) -> bool:
        """Whether the process is at work."""
        return self._proof is not None and self._proof.alive

    def begin(self) -> None:
        """Start the process."""
        relations = self._hints.tight() if self._hints.tight is not None else ()
        tight = [self._arrays.relation(relation) for relation in relations]
        log.info("proof: %d tight rows", len(tight))
        loose = list(self._hints.loose)
        self._proof = Proof(self._arrays, self._aims, loose, tight, self._limits)

    def ask(self, level: int, at_most: Floats, cuts: Sequence[Row]) -> None:
        """Have a level bounded from now on."""
        if self._proof is not None:
            self._asked[level], self._now = at_most.copy(), (level, level)
            self._proof.ask(level, at_most, cuts[self._sent :])
            self._sent = len(cuts)

    def ahead(self, passed: float, level: int, values: Floats, cuts: Sequence[Row]) -> None:
        """Go on to a later level when this one has had its turn.

        Parameters
        ----------
        passed
            Share of the level's time that has passed.
        values
            Of all levels, of the best plan.
        """
        later = len(self._aims) - 1 - level
        if not later or passed < OWN or self._now is None:
            return
        turn = level + 1 + min(later - 1, int(later * (passed - OWN) / (1 - OWN)))
        if self._now[1] < turn:
            spare = [
                max(aim.level.tolerance, MARGIN * abs(v))
                for aim, v in zip(self._aims, values, strict=True)
            ]
            self.ask(turn, values + np.array(spare), cuts)

    def heard(self, plan: Floats | None) -> list[Bound]:
        """News of the process, which is told the best plan; does not wait."""
        if self._proof is None:
            return []
        if plan is not None:
            self._proof.tell(plan)
        return self._remembered(self._proof.heard())

    def wait(self) -> list[Bound]:
        """Under a work limit: news once all that was asked is answered."""
        return [] if self._proof is None else self._remembered(self._proof.wait())

    def close(self) -> None:
        """End the process."""
        if self._proof is not None:
            self._proof.close()

    def _remembered(self, news: Sequence[Bound]) -> list[Bound]:
        for each in news:
            self.add(each.level, self._asked[each.level], each.bound)
        return list(news)
