"""Hours over the border with big-M rows (R5, R7).

Variables
    those of `models.milp.hours`, `lead` binary

Constraints
    those of `models.milp.hours`, but `at_most` in two kinds of rows
    led       shift[r,t] <= M * sum over f, h of lead[r,t,f,h]
    at_most   shift[r,t] <= h + M * (1 - lead[r,t,f,h]), M the most that any batch moves
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyomo.environ as pyo

from models.milp import hours
from models.plant import Plant

Model = Any


def variables(m: Model, plant: Plant) -> None:
    hours.variables(m, plant)
    for lead in m.hours.lead.values():
        lead.domain = pyo.Binary


def constraints(m: Model, plant: Plant) -> None:
    hours.constraints(m, plant)
    b = m.hours
    b.at_most.deactivate()
    most = max((each[3] for each in b.LEADS), default=0.0)
    leads: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for each in b.LEADS:
        leads[each[:2]].append(b.lead[each])

    @b.Constraint(b.BORDERS)  # type: ignore[untyped-decorator]
    def led(b: Model, resource: str, border: int) -> Any:
        return b.shift[resource, border] <= most * pyo.quicksum(leads[resource, border])

    @b.Constraint(b.LEADS)  # type: ignore[untyped-decorator]
    def at_most_plainly(b: Model, resource: str, border: int, state: str, h: float) -> Any:
        lead = b.lead[resource, border, state, h]
        return b.shift[resource, border] <= h + most * (1 - lead)
