"""Checks across rows and tables: what no single cell can tell.

`errors` forbids a plan, `warnings` does not. Each module looks at one part of a
case and yields every problem it finds; none relies on another having passed, but
for `plausible`.
Sentences say `row 7` only of rows in the problem's own table.
"""

from __future__ import annotations

from models.checks import (
    advice,
    advice_making,
    commands,
    firm,
    inventory,
    making,
    markets,
    media_fills,
    names,
    periods,
    plausible,
    previous,
    states,
    substance,
)
from models.checks.horizon import Horizon
from models.plant import Plant
from models.problems import Problem

__all__ = ["errors", "warnings"]

_MODULES = (names, periods, making, states, markets, inventory, firm, commands)
_IN_TIME = (media_fills, firm, substance, commands, previous)
"""Modules that reckon with the buckets of the plan, which takes at least one."""


def errors(plant: Plant) -> tuple[Problem, ...]:
    """Every reason why the plant cannot be planned, at once.

    Numbers out of all proportion come alone: the other checks reckon with them.
    """
    if out_of_proportion := tuple(plausible.problems(plant)):
        return out_of_proportion
    found = [problem for module in _MODULES for problem in module.problems(plant)]
    horizon = Horizon.of(plant)
    if horizon:
        found += [problem for module in _IN_TIME for problem in module.in_time(plant, horizon)]
    return tuple(found)


def warnings(plant: Plant) -> tuple[Problem, ...]:
    """What a planner should know about a plant that can be planned."""
    horizon = Horizon.of(plant)
    found = [*advice.problems(plant)]
    if horizon:
        found += [*advice_making.problems(plant, horizon), *substance.advice(plant, horizon)]
    return tuple(found)
