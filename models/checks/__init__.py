"""Checks across rows and tables: what no single cell can tell.

`errors` forbids a plan, `warnings` does not. Each module looks at one part of a
case and yields every problem it finds; none relies on another having passed, but
for `plausible`.
Sentences say `row 7` only of rows in the problem's own table.
"""

from __future__ import annotations

from models.checks import advice, inventory, making, markets, names, periods, plausible
from models.plant import Plant
from models.problems import Problem

__all__ = ["errors", "warnings"]

_MODULES = (names, periods, making, markets, inventory)


def errors(plant: Plant) -> tuple[Problem, ...]:
    """Every reason why the plant cannot be planned, at once.

    Numbers out of all proportion come alone: the other checks reckon with them.
    """
    if out_of_proportion := tuple(plausible.problems(plant)):
        return out_of_proportion
    return tuple(problem for module in _MODULES for problem in module.problems(plant))


def warnings(plant: Plant) -> tuple[Problem, ...]:
    """What a planner should know about a plant that can be planned."""
    return tuple(advice.problems(plant))
