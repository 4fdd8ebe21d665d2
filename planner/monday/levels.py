"""Value, bound and gap of each level, in words."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from planner.engine import LevelResult
from planner.plan import Plan


def levels(plan: Plan) -> Iterator[str]:
    for level in plan.levels:
        yield f"{level.name:<9} {_figures(level)}"
        if level.name == "lateness":
            yield (
                f"{'':<9} until the plan's last day, in whole packs: {plan.service_in_horizon:.4f}"
                " d; the level also looks at the tail after it, where no batch is made"
            )
    ending = {
        "optimal": "the search is finished",
        "limit": "the search used up its limit; more time may find a better plan",
        "interrupted": "the search was interrupted; this is the best plan it had",
    }
    yield ending[plan.status]


def _figures(level: LevelResult) -> str:
    if not isfinite(level.bound):
        return f"{level.value:,.4g} {level.unit}; there was no time for a bound"
    if level.unit == "EUR":
        value, bound = f"{level.value:,.0f} EUR", f"{level.bound:z,.0f}"
        gap = f"{level.gap:.1%}"
    else:
        value, bound = f"{level.value:.4f} {level.unit}", f"{level.bound:z.4f}"
        gap = f"{level.gap:.4f} {level.unit}"
    proof = "" if level.status == "proven" else ", as long as earlier levels stay as they are"
    return f"{value}; no plan can be below {bound}{proof}; gap {gap}"
