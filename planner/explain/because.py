"""Why somebody is short, in one clause that can be quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.calendar import add_months
from planner.explain.coming import coming_approvals
from planner.explain.scene import Scene
from planner.tables.facts import listed

NEAR_MONTHS = 12
"""Approvals that come later than this are no reason: nobody could have had them in time."""


def because(scene: Scene) -> str:
    """`PA1 is full, PA2 is closed (refit) and Japan has not approved PB before 2027-07-01`."""
    row = scene.short.row
    if row["binds"] != "capacity" or not scene.full:
        return str(row["reason"]).split(";")[0]
    return _joined([*_full(scene), *_unapproved(scene)])


def _joined(clauses: Sequence[str]) -> str:
    """With commas and one `and`."""
    *most, last = clauses
    return f"{', '.join(most)} and {last}" if most else last


def _full(scene: Scene) -> Iterator[str]:
    """What works all it can, and what does not work at all."""
    staffed = [n for n in scene.full if scene.room.share(n, scene.span) != float("inf")]
    if staffed:
        yield f"{_joined(staffed)} {'is' if len(staffed) == 1 else 'are'} full"
    for name in scene.full:
        if name not in staffed:
            reasons = [
                row.reason
                for row in scene.plant.closures
                if row.resource == name and row.from_ <= scene.last and row.to >= scene.first
            ]
            yield f"{name} is closed ({listed(reasons)})" if reasons else f"{name} has no staff"


def _unapproved(scene: Scene) -> Iterator[str]:
    for coming in coming_approvals(scene):
        if add_months(coming.row.from_, -NEAR_MONTHS) <= scene.day:
            name = scene.short.group_name
            yield f"{name} has not approved {coming.unit} before {coming.row.from_}"
