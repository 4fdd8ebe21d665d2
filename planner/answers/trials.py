"""Plans for grown demand, and whether each keeps the floor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from planner.on_time import percent
from planner.study.contract import Result

ON_TIME = 0.95
"""Share on time that is asked for if nothing is said."""


@dataclass(frozen=True)
class Floor:
    """What service must keep to."""

    on_time: float | None = ON_TIME
    """Least share of the demand met when due."""

    days_late: float | None = None
    """Most mean days late."""

    @property
    def words(self) -> str:
        """`95 % on time`."""
        parts = [] if self.on_time is None else [f"{100 * self.on_time:g} % on time"]
        parts += [] if self.days_late is None else [f"{self.days_late:g} d late on average"]
        return " and ".join(parts)


@dataclass(frozen=True)
class Trial:
    """One factor, and the plan found for it."""

    step: int
    """Steps from the base, below 0 for less demand."""

    factor: float
    result: Result
    floor: Floor

    @property
    def planned(self) -> bool:
        """Whether there is a plan."""
        return self.result.told is not None

    @property
    def holds(self) -> bool:
        """Whether a plan was found that keeps the floor."""
        if not self.planned:
            return False
        floor = self.floor
        return (floor.on_time is None or self.result.on_time >= floor.on_time) and (
            floor.days_late is None or self.result.level("lateness").found <= floor.days_late
        )

    @property
    def impossible(self) -> bool:
        """Whether it is proven that no plan keeps the floor.

        A bound on days late proves nothing of a share on time.
        """
        if self.result.status == "infeasible":
            return True
        most = self.floor.days_late
        return self.planned and most is not None and self.result.level("lateness").low > most

    @property
    def service(self) -> str:
        """`97.30 % on time`, or what came instead of a plan."""
        if not self.planned:
            return self.result.status
        parts = []
        if self.floor.on_time is not None:
            parts.append(f"{percent(self.result.on_time)} on time")
        if self.floor.days_late is not None:
            parts.append(f"{self.result.level('lateness').found:.3g} d late")
        return ", ".join(parts)


@dataclass(frozen=True)
class Edges:
    """Where service drops below the floor, as far as it was tried."""

    held: Trial | None
    """The largest factor that held, as did all smaller ones that were tried."""

    missed: Trial | None
    """The next one that was tried."""

    @property
    def enclosed(self) -> bool:
        return self.held is not None and self.missed is not None


def edges_of(trials: Sequence[Trial]) -> Edges:
    """The edges; plans are found by search, so a larger factor may hold where a smaller did not."""
    held = None
    for trial in sorted(trials, key=lambda each: each.step):
        if not trial.holds:
            return Edges(held, trial)
        held = trial
    return Edges(held, None)


def proven_end(trials: Sequence[Trial]) -> float:
    """The smallest factor that is proven impossible; infinite if none is."""
    return min((trial.factor for trial in trials if trial.impossible), default=inf)
