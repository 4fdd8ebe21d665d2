"""Approvals that come at another time, each solved from the same plan as the base."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.calendar import Calendar
from planner.answers.approval_dates import Moved
from planner.answers.plans_known import PlansKnown
from planner.answers.prebuilt import AtRisk, Prebuilt
from planner.answers.served import Gain
from planner.answers.waiting import Waiting
from planner.errors import NoPlanError
from planner.study.contract import Result, Scenario, Studying, against_base

CHECKED = 5
"""Gains that are checked by searching on for the base from their plans."""

NOT_TRIED = "not tried: after the plan's last day, or not planned"


@dataclass(frozen=True)
class Tried:
    """What one other time of an approval was found to change."""

    scenario: str | None = None
    """None if nothing had to be solved."""

    gain: Gain | None = None
    """Of the earlier approval over the later; None where one of the two has no plan."""

    status: str = ""


@dataclass(frozen=True)
class Valued:
    """An approval with what it is worth."""

    waiting: Waiting
    countries: frozenset[str]
    """Of the group."""

    at_risk: Prebuilt
    gained: Tried
    """By coming at the time that was asked for."""

    lost: Tried
    """By slipping."""

    @property
    def name(self) -> str:
        return f"{self.waiting.group} {self.waiting.unit}"

    @property
    def worth(self) -> tuple[bool, float, int, float]:
        """What it is ranked by: mean days late, units on time, then cost."""
        gain = self.gained.gain
        if gain is None:
            return False, 0.0, 0, 0.0
        return True, gain.days.found, gain.units, -gain.cost.found


def tried(
    study: Studying, found: Sequence[Waiting], asked: Moved, later: Moved | None
) -> tuple[Valued, ...]:
    """For each who waits, what the approval is worth at other times.

    What comes after the plan's last day even so is not tried.

    Raises
    ------
    NoPlanError
        If the base has no plan.
    """
    plant = study.base.plant
    end = Calendar.of(plant).end
    inside = [each for each in found if min(_days(each, asked)) <= end]
    sooner = {each: asked.scenario(study, each) for each in inside}
    delayed = [each for each in inside if each.rows and each.dates[0] <= end]
    slips = {each: later.scenario(study, each) for each in delayed if later}
    base, results = against_base(study, [*sooner.values(), *slips.values()])
    if base.run is None:
        raise NoPlanError(f"the case has no plan to compare with: {base.words}")
    of = {result.scenario.name: result for result in results}
    sooner_of = {each: of[scenario.name] for each, scenario in sooner.items()}
    slip_of = {each: of[scenario.name] for each, scenario in slips.items()}
    known = PlansKnown(plant, base)
    for result in slip_of.values():
        known.add(result)
    for each, result in sooner_of.items():
        known.add_sooner(each, result)
    _check(study, known, sooner_of)
    at_risk = AtRisk(base, plant)
    return tuple(
        Valued(
            each,
            frozenset(row.country for row in plant.countries if row.approval_group == each.group),
            at_risk.of(each),
            _gained(known, each, sooner_of.get(each)),
            _lost(known, each, slip_of.get(each), later),
        )
        for each in found
    )


def _days(each: Waiting, asked: Moved) -> list[dt.date]:
    """Days on which the approvals come instead."""
    return [asked.by] if asked.by is not None else list(asked.dates(each).values())


def _check(study: Studying, known: PlansKnown, sooner_of: Mapping[Waiting, Result]) -> None:
    """Search on for the base from the plans that seem to gain most.

    What is as good without the approval was not gained by it.
    """
    least = study.base.plant.settings.tolerances.lateness_days
    gains = {
        result.scenario.name: known.gained(each, result).days.found
        for each, result in sooner_of.items()
        if result.run is not None
    }
    most = sorted(gains, key=lambda name: -gains[name])[:CHECKED]
    again = [Scenario(f"base from {name}", start=name) for name in most if gains[name] > least]
    for result in study.solve(again):
        known.add(result)


def _gained(known: PlansKnown, each: Waiting, result: Result | None) -> Tried:
    if result is None:
        return Tried(status=NOT_TRIED)
    name = result.scenario.name
    if result.run is None:
        return Tried(name, None, result.status)
    gain = known.gained(each, result)
    if known.without(each, result):
        return Tried(name, gain, "finished; ships nothing by it")
    return Tried(name, gain, "finished; no better plan" if gain.taken_over else "finished")


def _lost(known: PlansKnown, each: Waiting, result: Result | None, later: Moved | None) -> Tried:
    if result is None or later is None:
        return Tried(status=NOT_TRIED)
    if result.run is None:
        return Tried(result.scenario.name, None, result.status)
    return Tried(result.scenario.name, known.lost(each, result, later), "finished")
