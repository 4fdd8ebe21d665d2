"""Media fills: each appointment in one bucket of its window (R6).

Variables
    place[a,t] in {0,1}     the media fill of row a of `media_fills` is done in t; only where
                            the line's staffed hours inside the window hold it

Constraints
    once         sum over t of place[a,t] = 1

Posts
    HOURS[line,t]   media_fill: hours * place
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from models.milp.ledger import Account
from models.plant import Plant

Model = Any


def variables(m: Model, plant: Plant) -> None:
    b, appointments = m.media_fills, m.indices.appointments
    places = [(row, t) for row, buckets in appointments.items() for t in buckets]
    b.PLACES = pyo.Set(dimen=2, initialize=places)
    b.place = pyo.Var(b.PLACES, domain=pyo.Binary)
    for row, t in b.PLACES:
        media_fill = plant.media_fills[row]
        hours = media_fill.hours * b.place[row, t]
        m.ledger.post(Account.HOURS, (media_fill.line, t), "media_fill", hours)


def constraints(m: Model, plant: Plant) -> None:
    b, appointments = m.media_fills, m.indices.appointments

    @b.Constraint(list(appointments))
    def once(b: Model, row: int) -> Any:
        return pyo.quicksum(b.place[row, t] for t in appointments[row]) == 1
