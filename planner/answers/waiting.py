"""Approvals that are still to come: which group waits for which unit, and for what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.checks.scope import demanded_in_groups
from models.markets import Approval
from models.plant import Plant
from models.problems import Problem, unknown
from models.shelf import Approvals
from models.units import ANY
from planner.errors import DataError


@dataclass(frozen=True)
class Waiting:
    """A group that has not approved a unit for some presentations on a day."""

    group: str
    step: str
    unit: str
    rows: tuple[Approval, ...]
    """Approvals that are planned for later, by presentation the next."""

    missing: tuple[str, ...]
    """Presentations that the group needs and the unit can make, without any such row."""

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """Days from which the planned approvals hold."""
        return tuple(sorted({row.from_ for row in self.rows}))

    def approved_on(self, presentation: str) -> dt.date | None:
        """Day of the approval that a presentation waits for."""
        days = [row.from_ for row in self.rows if row.presentation in (ANY, presentation)]
        return min(days, default=None)


def waiting(
    plant: Plant, day: dt.date, groups: Sequence[str] = (), units: Sequence[str] = ()
) -> tuple[Waiting, ...]:
    """Everybody who waits on a day, of some groups and units or of all.

    Raises
    ------
    DataError
        If a group or unit does not exist.
    """
    known_groups = sorted({row.approval_group for row in plant.countries})
    steps = {row.suite: "prep" for row in plant.suites} | {row.line: "fill" for row in plant.lines}
    problems = [
        Problem("approvals", None, column, name, unknown(kind, name, known))
        for column, kind, names, known in (
            ("approval_group", "approval group", groups, known_groups),
            ("unit", "unit", units, list(steps)),
        )
        for name in names
        if name not in known
    ]
    if problems:
        raise DataError(problems, plant.settings.name)
    found = (
        _waiting(plant, day, group, steps[unit], unit)
        for unit in steps
        for group in known_groups
        if (not groups or group in groups) and (not units or unit in units)
    )
    return tuple(each for each in found if each.rows or each.missing)


def _waiting(plant: Plant, day: dt.date, group: str, step: str, unit: str) -> Waiting:
    approvals = Approvals(plant)
    of_unit = [
        row
        for row in plant.approvals
        if (row.approval_group, row.step, row.unit) == (group, step, unit)
    ]
    later: dict[str, Approval] = {}
    for row in sorted(of_unit, key=lambda row: row.from_, reverse=True):
        if row.from_ > day and approvals.row(group, row.presentation, step, unit, day) is None:
            later[row.presentation] = row
    missing = tuple(
        presentation
        for presentation in _makeable(plant, group, step, unit)
        if not {ANY, presentation} & later.keys()
        and approvals.row(group, presentation, step, unit, day) is None
    )
    rows = tuple(sorted(later.values(), key=lambda row: (row.from_, row.presentation)))
    return Waiting(group, step, unit, rows, missing if of_unit or not missing else (ANY,))


def _makeable(plant: Plant, group: str, step: str, unit: str) -> Iterator[str]:
    """Presentations that a group needs and a unit can make."""
    bulk_of = {row.syringe: row.bulk for row in plant.syringes}
    syringe_of = {row.presentation: row.syringe for row in plant.presentations}
    prepared = {row.bulk for row in plant.prep_recipes if row.suite == unit}
    filled = {row.syringe for row in plant.fill_recipes if row.line == unit}
    for of_group, presentation in demanded_in_groups(plant):
        syringe = syringe_of[presentation]
        can = bulk_of[syringe] in prepared if step == "prep" else syringe in filled
        if of_group == group and can:
            yield presentation
