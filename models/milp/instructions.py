"""Instructions: what a planner ordered is done (R12).

Constraints
    at_least[row]   batches in buckets wholly between from and until >= at_least
    at_most[row]    batches in buckets that have a day between them <= at_most

Batches are those of the row's syringe, suite and line (or any), firm ones included.
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from models.inventory import Instruction
from models.plant import Plant

Model = Any


def variables(m: Model, plant: Plant) -> None:
    """None of its own."""


def constraints(m: Model, plant: Plant) -> None:
    b, calendar = m.instructions, m.indices.calendar
    rows = dict(enumerate(plant.instructions))
    least = {n: row.at_least for n, row in rows.items() if row.at_least}
    most = {n: row.at_most for n, row in rows.items() if row.at_most is not None}

    @b.Constraint(list(least))
    def at_least(b: Model, number: int) -> Any:
        row = rows[number]
        inside = calendar.inside(row.from_, row.until)
        planned, firm = _batches(m, row, inside)
        return _relation(planned, least[number] - firm, least=True)

    @b.Constraint(list(most))
    def at_most(b: Model, number: int) -> Any:
        row = rows[number]
        touched = calendar.touched(row.from_, row.until)
        planned, firm = _batches(m, row, touched)
        return _relation(planned, most[number] - firm, least=False)


def _batches(m: Model, row: Instruction, buckets: list[int]) -> tuple[list[Any], int]:
    """Variables of the batches that an instruction counts, and the number of firm ones."""
    inside = set(buckets)
    planned = [
        m.batches.made[(*key, t)] for key, t in m.indices.starts if t in inside and row.means(key)
    ]
    firm = [work for work in m.indices.firm if work.bucket in inside and row.means(work.kind.key)]
    return planned, len(firm)


def _relation(planned: list[Any], count: int, *, least: bool) -> Any:
    """A row that Pyomo accepts when no batch is possible, too."""
    if not planned:
        kept = count <= 0 if least else count >= 0
        return pyo.Constraint.Feasible if kept else pyo.Constraint.Infeasible
    total = pyo.quicksum(planned)
    return total >= count if least else total <= count
