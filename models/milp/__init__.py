"""The mixed-integer linear program: families, build, read.

    batches       how many of each kind, when
    changeovers   states of suites and lines, their order
    campaigns     decontaminations, least and greatest lengths
    media_fills   appointments inside their windows
    hours         staffed hours, over the borders of buckets
    substance     lots of drug substance
    instructions  what a planner ordered
    stability     what changes of the previous plan
    stock         naked syringes at the site, shipments
    service       backorders, lateness, stock in countries and what it lacks of the floor
    fairness      the largest backlogs

`HEAVY` adds `counts`, cumulative batch counts rounded, which only lifts the bound.

A family is a module with `variables(m, plant)` and `constraints(m, plant)`. They meet
only through the model and its ledger; their order is free.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pyomo.environ as pyo

from models.milp import (
    batches,
    campaigns,
    changeovers,
    counts,
    fairness,
    hours,
    instructions,
    media_fills,
    service,
    stability,
    stock,
    substance,
)
from models.milp.decisions import Decisions, read
from models.milp.indices import Indices
from models.milp.ledger import Account, Ledger
from models.plant import Plant

__all__ = ["FAMILIES", "HEAVY", "Decisions", "build", "read", "word"]

Model = Any

FAMILIES: tuple[ModuleType, ...] = (
    batches,
    changeovers,
    campaigns,
    media_fills,
    hours,
    substance,
    instructions,
    stability,
    stock,
    service,
    fairness,
)

HEAVY: tuple[ModuleType, ...] = (*FAMILIES, counts)
"""With rows that whole plans keep anyway: a better bound from a slower relaxation."""


def build(plant: Plant, families: Sequence[ModuleType] = FAMILIES, *, pooled: bool = True) -> Model:
    """Return the model of a plant.

    `m.lateness` (mean days late), `m.uncovered` (mean days below the floor), `m.unfairness`
    (mean largest backlog, days) and `m.cost` (EUR) are the levels' expressions; the
    model has no objective of its own. `pooled=False` plans every country by itself,
    which gives the same values and is only for proofs.
    """
    m = pyo.ConcreteModel(name=plant.settings.name)
    with _collector_at_rest():
        m.plant = plant
        m.indices = Indices.of(plant, pooled=pooled)
        m.ledger = Ledger()
        for family in families:
            m.add_component(word(family), pyo.Block(doc=family.__doc__))
        for family in families:
            family.variables(m, plant)
        for family in families:
            family.constraints(m, plant)
        late_days = m.ledger.total(Account.LATENESS)
        demand = max(service.weighted_demand(m), 1e-9)
        m.lateness = pyo.Expression(expr=late_days / demand)
        m.uncovered = pyo.Expression(expr=m.ledger.total(Account.BELOW) / demand)
        behind = m.ledger.total(Account.BEHIND)
        m.unfairness = pyo.Expression(expr=behind / max(fairness.days_of_all(m), 1e-9))
        m.cost = pyo.Expression(expr=m.ledger.total(Account.COST))
    return m


def word(family: ModuleType) -> str:
    """The one word of a family: its file and its block."""
    return family.__name__.rsplit(".", 1)[1]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Build without garbage collection: nothing is freed, and scans take most of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
