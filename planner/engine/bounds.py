"""What is proven of each level, and the process that proves more of it.

A bound of a level holds for all plans that are as good in the levels before as was asked.
While the search is at one level the process is asked about later ones, too, with what the
plan of that moment gives away; such a bound counts if the final plan keeps to it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.engine.aim import SAME, Aim
from planner.engine.arrays import Arrays, Floats, Row
from planner.engine.contract import Hints, Limits
from planner.engine.messages import Bound
from planner.engine.proof import Proof

OWN = 0.4
"""Share of a level's time in which the process works on this level; the rest goes to later
ones, evenly."""

HUGE = 700_000
"""Nonzeros above which tight rows are not asked for: they take the search's time to build (20 s
at a million) and no round of cuts would end."""

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
        self._turn = 0
        """Level that the process was asked of last."""
        self._sent: int | None = None
        """Level of its newest question."""
        self._answered = True
        """Whether that has had an answer."""
        self._waiting: tuple[int, Floats] | None = None
        """Level and what is held: a question that waits for the one before."""
        self._tightened = False
        self._known = 0
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
        loose = list(self._hints.loose)
        self._proof = Proof(self._arrays, self._aims, loose, self._limits)

    def tighten(self) -> None:
        """Give the process the tight rows of the application, for which its cuts wait."""
        if self._proof is None or self._tightened:
            return
        tight, small = self._hints.tight, self._arrays.shape[2] <= HUGE
        relations = tight() if tight is not None and small else ()
        self._proof.tighten([self._arrays.relation(relation) for relation in relations])
        self._tightened = True

    def ask(self, level: int, at_most: Floats, cuts: Sequence[Row]) -> None:
        """Have a level bounded, as soon as the question before has its first answer."""
        known = self._asked.get(level)
        if known is not None and self._turn == level and (known == at_most).all():
            return
        self._waiting, self._turn = (level, at_most.copy()), level
        if self._answered or self._limits.work is not None:
            self._send(cuts)

    def ahead(self, passed: float, level: int, values: Floats, cuts: Sequence[Row]) -> None:
        """Go on to a later level when this one has had its turn: first to the last one.

        Parameters
        ----------
        passed
            Share of the level's time that has passed.
        values
            Of all levels, of the best plan.
        """
        if self._waiting is not None:
            if self._answered:
                self._send(cuts)
            return
        last = len(self._aims) - 1
        turns = [level, last, *range(level + 1, last)]
        if level == last or passed < OWN or not self._answered:
            return
        turn = turns[1 + min(len(turns) - 2, int((len(turns) - 1) * (passed - OWN) / (1 - OWN)))]
        if self._turn != turn and turns.index(self._turn) < turns.index(turn):
            later = turns[turns.index(self._turn) + 1]
            held = [
                max(aim.most(value), value + MARGIN * abs(value))
                for aim, value in zip(self._aims, values.tolist(), strict=True)
            ]
            self.ask(later, np.array(held), cuts)

    def _send(self, cuts: Sequence[Row]) -> None:
        if self._proof is not None and self._waiting is not None:
            level, at_most = self._waiting
            self._asked[level], self._answered, self._waiting = at_most, False, None
            self._sent = level
            self._proof.ask(level, at_most, cuts[self._known :])
            self._known = len(cuts)

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
            self._answered |= each.level == self._sent
            self.add(each.level, self._asked[each.level], each.bound)
        return list(news)
