"""Changes of a case, each alone and in every combination."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.answers.served import Served
from planner.answers.shares import Subset, weighed
from planner.study.contract import Result
from planner.study.spans import Span


@dataclass(frozen=True)
class Parts:
    """The changes, and what every subset of them brings that has a plan."""

    names: tuple[str, ...]
    results: Mapping[Subset, Result]
    served: Mapping[Subset, Served]
    """By subset its own plan, or a better one that is possible with it, too."""

    plan_of: Mapping[Subset, Subset]
    """Whose plan that is, where it is another's."""

    @property
    def everything(self) -> Subset:
        """All parts."""
        return frozenset(range(len(self.names)))

    def named(self, subset: Subset) -> str:
        """`base`, or the parts of a subset."""
        return " + ".join(self.names[part] for part in sorted(subset)) or "base"

    def days(self, weights: Mapping[Subset, float]) -> Span | None:
        return weighed({each: one.days_late for each, one in self.served.items()}, weights)

    def cost(self, weights: Mapping[Subset, float]) -> Span | None:
        return weighed({each: one.cost for each, one in self.served.items()}, weights)

    def on_time(self, weights: Mapping[Subset, float]) -> Span | None:
        """In points of demand; only as found, for no bound says more."""
        exact = {each: Span.exact(one.on_time_pct) for each, one in self.served.items()}
        return weighed(exact, weights)
