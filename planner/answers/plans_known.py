"""Plans that are possible without any approval moved: the base's, and others that were found."""

from __future__ import annotations

from collections.abc import Iterable

from models.plant import Plant
from planner.answers.approval_dates import Moved
from planner.answers.does_without import does_without, told_whole
from planner.answers.served import Gain, Served
from planner.answers.waiting import Waiting
from planner.study.contract import Result


class PlansKnown:
    """Finds what is gained over the best plan that is possible, whichever search found it."""

    def __init__(self, plant: Plant, base: Result) -> None:
        self._plant = plant
        self._possible: list[Result] = []
        self._served: dict[str, Served] = {}
        self.add(base)

    def add(self, result: Result) -> None:
        """A plan of the base, or of a later approval: it is possible without the delay."""
        if result.run is not None:
            self._possible.append(result)

    def add_sooner(self, each: Waiting, result: Result) -> None:
        """A plan of an earlier approval: possible without if it does without."""
        planned = {day: day for day in each.dates}
        if told_whole(self._plant, each, planned) and self.without(each, result):
            self.add(result)

    def without(self, each: Waiting, result: Result) -> bool:
        """Whether a plan ships nothing by the earlier approval."""
        planned = {day: day for day in each.dates}
        return result.run is not None and does_without(result, self._plant, each, planned)

    def gained(self, each: Waiting, result: Result) -> Gain:
        """What an earlier approval brings; nothing is found if its plan does without."""
        least, own = self._best(self._possible), self._of(result)
        if self.without(each, result):
            return Gain.between(least, least.bounded_by(own))
        return Gain.between(least, own)

    def lost(self, each: Waiting, result: Result, later: Moved) -> Gain:
        """What the approval as planned brings over the best plan that bears the delay."""
        dates = later.dates(each)
        bearing = [
            plan
            for plan in self._possible
            if told_whole(self._plant, each, dates) and does_without(plan, self._plant, each, dates)
        ]
        best = self._best([result, *bearing]).bounded_by(self._of(result))
        return Gain.between(best, self._best(self._possible))

    def _of(self, result: Result) -> Served:
        name = result.scenario.name
        if name not in self._served:
            self._served[name] = Served.by(result)
        return self._served[name]

    def _best(self, plans: Iterable[Result]) -> Served:
        """The first of those that are least late."""
        return min(map(self._of, plans), key=lambda served: served.days_late.found)
