"""What a factor moves at each of its ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from math import inf

from planner.answers.dominance import clipped
from planner.answers.factors import End, Factor
from planner.answers.served import Served
from planner.study.spans import Span


@dataclass(frozen=True)
class AtEnd:
    """What a factor does at one of its ends."""

    end: End
    scenario: str | None
    """None if the base is at this end already."""

    base: Served
    served: Served | None
    """None: no plan."""

    status: str

    @property
    def days(self) -> Span | None:
        """Mean days late more than the base's."""
        if self.scenario is None:
            return Span.exact(0.0)
        if self.served is None:
            return None
        return clipped(self.served.days_late - self.base.days_late, self.end.sense)

    @property
    def cost(self) -> Span | None:
        if self.scenario is None:
            return Span.exact(0.0)
        return self.served.cost - self.base.cost if self.served else None

    @property
    def points(self) -> float | None:
        """Points of demand that are on time more, as found."""
        return self.served.on_time_pct - self.base.on_time_pct if self.served else None


@dataclass(frozen=True)
class Moving:
    """A factor and what it moves."""

    factor: Factor
    low: AtEnd
    high: AtEnd

    @property
    def swing(self) -> Span | None:
        """Mean days late between the best and the worst of base and ends; None without a plan."""
        ends = self.low.served, self.high.served
        if ends[0] is None or ends[1] is None:
            return None
        plans = [self.low.base.days_late, *(end.days_late for end in ends if end)]
        apart = [worse - better for worse, better in permutations(plans, 2)]
        return Span(
            max(0.0, *(each.low for each in apart)),
            max(each.found for each in apart),
            max(each.high for each in apart),
        )

    @property
    def rank(self) -> float:
        """What it is ranked by; an end without a plan comes first."""
        return inf if self.swing is None else self.swing.found
