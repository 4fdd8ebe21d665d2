"""Plan: what to make, who gets it, and how good it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.plant import Plant

if TYPE_CHECKING:
    from planner.engine import LevelResult, Moment

Record = dict[str, Any]
Frame = Any
"""A pandas data frame."""


@dataclass(frozen=True)
class Plan:
    """A production plan, with the tables of docs/rules.md and how good it is.

    Attributes
    ----------
    plant
        What was planned.
    scenario
        Its name, the first column of every file.
    status
        `optimal` (within the tolerances), `limit` (time or work spent) or `interrupted`.
    levels
        Value, bound and gap of each level, as the solver has them.
    records
        Rows of each table by name; see `table`.
    service_in_horizon
        Mean days late of what is written, whole packs, planned buckets only.
    cover_in_horizon
        Mean days below the cover floor, alike.
    fairness_in_horizon
        Mean of the largest backlog among markets of a syringe, in days, alike.
    rounded_units
        Units that the solver ships but no whole pack can, at the end.
    too_late
        Units by country and presentation that fell due at the door before the plan
        starts and that nothing in the country covers: no plan can bring them in time.
    """

    plant: Plant
    scenario: str
    status: str
    levels: tuple[LevelResult, ...]
    history: tuple[Moment, ...]
    seconds: Mapping[str, float]
    records: Mapping[str, tuple[Record, ...]]
    service_in_horizon: float
    cover_in_horizon: float
    fairness_in_horizon: float
    rounded_units: int
    too_late: tuple[Record, ...]

    def table(self, name: str) -> Frame:
        """A table as a pandas data frame."""
        import pandas as pd

        return pd.DataFrame(self.records[name])

    def total(self, table: str, column: str) -> float:
        """Sum of a column."""
        return float(sum(row[column] for row in self.records[table]))
