"""When approvals come instead: by a day, or earlier or later by some time, as scenarios."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from models.calendar import Calendar
from models.plant import Plant
from models.problems import Problem
from planner.amounts import operate
from planner.answers.refused import Refused
from planner.answers.waiting import Waiting
from planner.days import CellError, day
from planner.errors import DataError
from planner.study.contract import Scenario, Studying
from planner.targets import columns_by_name

FROM = columns_by_name("approvals")["from"]


@dataclass(frozen=True)
class Moved:
    """Approvals by a day, or shifted by a time such as `-3 months`; one of the two."""

    by: dt.date | None = None
    shift: str = ""

    @property
    def words(self) -> str:
        """`by 2026-07-01`, `3 months earlier`."""
        if self.by is not None:
            return f"by {self.by}"
        return f"{self.shift.lstrip('-')} {'earlier' if self.shift.startswith('-') else 'later'}"

    def date(self, planned: dt.date) -> dt.date:
        """When an approval comes instead."""
        if self.by is not None:
            return self.by
        moved: dt.date = operate("shift", FROM, self.shift)(planned)
        return moved

    def dates(self, waiting: Waiting) -> Mapping[dt.date, dt.date]:
        """The same for every planned day of those who wait."""
        return {planned: self.date(planned) for planned in waiting.dates}

    def scenario(self, study: Studying, waiting: Waiting) -> Scenario:
        """The case in which one group's approvals of one unit come then."""
        name = f"{waiting.group} {waiting.unit} {self.words}"
        title = f"{waiting.group} approves {waiting.unit} {self.words}"
        file = re.sub(r"[^\w.-]+", "-", name).strip("-")
        return Scenario(name, (study.overlay(file, title, list(self._changes(waiting))),))

    def _changes(self, waiting: Waiting) -> Iterator[dict[str, Any]]:
        """Rows as they come instead; those that are not planned only by a day."""
        if waiting.rows:
            where = {
                "approval_group": waiting.group,
                "unit": waiting.unit,
                "presentation": sorted({row.presentation for row in waiting.rows}),
                "from": [str(date) for date in waiting.dates],
            }
            if self.by is not None:
                yield {"table": "approvals", "where": where, "set": {"from": str(self.by)}}
            else:
                yield {"table": "approvals", "where": where, "shift": {"from": self.shift}}
        if self.by is not None and waiting.missing:
            rows = [
                {
                    "approval_group": waiting.group,
                    "presentation": presentation,
                    "step": waiting.step,
                    "unit": waiting.unit,
                    "from": str(self.by),
                }
                for presentation in waiting.missing
            ]
            yield {"table": "approvals", "insert": rows}


def moved(plant: Plant, by: str | None, earlier: str | None) -> Moved:
    """What is asked: by a day of the plan, or earlier by a time; 3 months if nothing is.

    Raises
    ------
    Refused
        If the day cannot be read, the time is none, or both are given.
    DataError
        If the day is outside the plan.
    """
    if by is not None and earlier is not None:
        raise _refused(plant, "--by and --earlier are both given; give one")
    if by is None:
        return Moved(shift=f"-{_time(plant, '--earlier', earlier or '3 months')}")
    try:
        date = day(by)
    except CellError as error:
        raise _refused(plant, f"--by {error}") from None
    calendar = Calendar.of(plant)
    if not calendar.start <= date <= calendar.end:
        what = f"--by {date} is not in the plan; give a day from {calendar.start} to {calendar.end}"
        raise DataError([_problem(what)], plant.settings.name)
    return Moved(by=date)


def slipped(plant: Plant, slips: str) -> Moved:
    """Approvals that come later by a time."""
    return Moved(shift=_time(plant, "--slips", slips))


def _time(plant: Plant, option: str, text: str) -> str:
    """A time that leads away from the planned day."""
    start = plant.settings.start
    try:
        onward: dt.date = operate("shift", FROM, text.strip())(start)
    except CellError as error:
        raise _refused(plant, f"{option} {error}") from None
    if onward <= start:
        raise _refused(plant, f"{option} '{text}' is no time; write it like 3 months, above 0")
    return text.strip().removeprefix("+")


def _refused(plant: Plant, what: str) -> Refused:
    return Refused([_problem(what)], plant.settings.name)


def _problem(what: str) -> Problem:
    return Problem("approvals", None, "from", None, what)
