"""Approvals that come too late for a shortage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.markets import Approval
from planner.explain.scene import Scene
from planner.explain.supply_links import approvals_of


@dataclass(frozen=True)
class Coming:
    """The one approval that routes of a shortage miss on its worst day."""

    step: str
    unit: str
    row: Approval
    """The first one after that day."""


def coming_approvals(scene: Scene) -> Iterator[Coming]:
    """By unit; first where a batch would have found room in time."""
    seen = set()
    for route in sorted(scene.routes, key=lambda route: not scene.has_room(route)):
        steps = (("prep", route.suite, route.prep_row), ("fill", route.line, route.fill_row))
        missing = [(step, unit) for step, unit, found in steps if found is None]
        if len(missing) != 1 or missing[0] in seen:
            continue
        seen.add(missing[0])
        rows = (scene.plant.approvals[n] for n in approvals_of(scene, *missing[0]))
        later = [row for row in rows if row.from_ > scene.day]
        if later:
            yield Coming(*missing[0], min(later, key=lambda row: row.from_))
