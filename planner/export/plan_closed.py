"""When suites and lines do not work, week by week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from models.calendar import DAY, Calendar
from planner.export.plan_weeks import Mark, Span, Weeks
from planner.language import Language
from planner.plan import Plan

Reason = tuple[dt.date, dt.date, str]
"""First and last closed day, and why."""


class Closed:
    """The closures of a resource, and the weeks in which it offers no hours."""

    def __init__(self, plan: Plan, weeks: Weeks, code: str) -> None:
        self.weeks, self.calendar = weeks, Calendar.of(plan.plant)
        self.closures = tuple(
            sorted(
                (row.from_, row.to, row.reason)
                for row in plan.plant.closures
                if row.resource == code
            )
        )
        shut = {day for first, last, _ in self.closures for day in self._planned(first, last)}
        offered = {
            row["bucket"]: row["offered_h"]
            for row in plan.records["capacity"]
            if row["resource"] == code
        }
        for bucket in self.calendar.planned:
            if not offered.get(self.calendar.first(bucket)):
                shut.update(self.calendar.dates(bucket))
        days = {week: set(self._planned(*weeks.days(week))) for week in range(weeks.count)}
        self.still = frozenset(week for week, each in days.items() if each and each <= shut)
        """Weeks in which nothing can be made."""

    def marks(self, t: Language) -> tuple[Mark, ...]:
        """Neighbouring weeks that have the same closures make one mark."""
        return tuple(self._marks(t))

    def _marks(self, t: Language) -> Iterator[Mark]:
        for (reasons, unstaffed), group in groupby(range(self.weeks.count), key=self._state):
            held = list(group)
            span = Span(held[0], held[-1])
            if reasons:
                text = ", ".join(dict.fromkeys(reason for _, _, reason in reasons))
                lines = (f"{first} - {last}: {reason}" for first, last, reason in reasons)
                yield Mark(span, text, tuple(lines))
            elif unstaffed:
                yield Mark(span, t("no hours"), (t("no staffed hours in these weeks"),))

    def _state(self, week: int) -> tuple[tuple[Reason, ...], bool]:
        """The closures that touch a week; without any, whether no hours are staffed."""
        first, last = self.weeks.days(week)
        touching = tuple(one for one in self.closures if one[0] <= last and first <= one[1])
        return touching, not touching and week in self.still

    def _planned(self, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """The days from first to last that are in the plan."""
        day = max(first, self.calendar.start)
        while day <= min(last, self.calendar.end):
            yield day
            day += DAY
