"""`tornado`: which assumptions move the plan most, each at its low and at its high end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import inf
from typing import Any

from planner.answers.contract import Finding, Swing, Swings
from planner.answers.factors import End, Factor, given, usual
from planner.answers.ranges import cells_of, columns_of, figure, late
from planner.answers.served import Served
from planner.errors import NoPlanError
from planner.study.contract import Result, Scenario, Studying, against_base
from planner.study.spans import Span

SIDES = ("low", "high")
COLUMNS = (
    "rank", "factor", *columns_of("swing_days"),
    *(
        column
        for side in SIDES
        for column in (
            f"{side}_is", *columns_of(f"{side}_mean_days_late_more"), f"{side}_on_time_points",
            *columns_of(f"{side}_cost_eur_more"), f"{side}_scenario", f"{side}_status",
        )
    ),
)  # fmt: skip
SHOWN = (
    "rank", "factor", "swing_days", "low_is", "low_mean_days_late_more", "low_on_time_points",
    "high_is", "high_mean_days_late_more", "high_on_time_points",
)  # fmt: skip
NEXT = 2
"""Factors that the sentence names after the first."""


@dataclass(frozen=True)
class AtEnd:
    """What a factor does at one of its ends."""

    end: End
    scenario: str | None
    """None if the base is at this end already."""

    base: Served
    served: Served | None
    """None: no plan."""

    status: str

    @property
    def days(self) -> Span | None:
        """Mean days late more than the base's."""
        if self.scenario is None:
            return Span.exact(0.0)
        return self.served.days_late - self.base.days_late if self.served else None

    @property
    def cost(self) -> Span | None:
        if self.scenario is None:
            return Span.exact(0.0)
        return self.served.cost - self.base.cost if self.served else None

    @property
    def points(self) -> float | None:
        """Points of demand that are on time more, as found."""
        return self.served.on_time_pct - self.base.on_time_pct if self.served else None


@dataclass(frozen=True)
class Moving:
    """A factor and what it moves."""

    factor: Factor
    low: AtEnd
    high: AtEnd

    @property
    def swing(self) -> Span | None:
        """Mean days late between the best and the worst of base and ends; None without a plan."""
        ends = self.low.served, self.high.served
        if ends[0] is None or ends[1] is None:
            return None
        plans = [self.low.base.days_late, *(end.days_late for end in ends if end)]
        apart = [worse - better for worse, better in permutations(plans, 2)]
        return Span(
            max(0.0, *(each.low for each in apart)),
            max(each.found for each in apart),
            max(each.high for each in apart),
        )

    @property
    def rank(self) -> float:
        """What it is ranked by; an end without a plan comes first."""
        return inf if self.swing is None else self.swing.found


def ask(study: Studying, *, vary: Sequence[str] = ()) -> Finding:
    """Solve each factor at both ends, the others as they are.

    Parameters
    ----------
    study
        The case and where to solve.
    vary
        Factors such as `demand.units*=0.9..1.1`; the usual ones if none is given.

    Raises
    ------
    DataError
        If a factor cannot be read, is upside down or given twice.
    NoPlanError
        If the base has no plan.
    """
    plant = study.base.plant
    factors = given(study.base.name, vary) if vary else usual(plant)
    scenarios = [
        Scenario(_name(factor, end), (), end.assignments, {factor.label: end.words})
        for factor in factors
        for end in factor.ends
        if end.assignments
    ]
    base, results = against_base(study, scenarios)
    if base.run is None:
        raise NoPlanError(f"the case has no plan to compare with: {base.words}")
    of = {result.scenario.name: result for result in results}
    served = Served.by(base)
    moving = [Moving(each, *(_at(served, of, each, end) for end in each.ends)) for each in factors]
    moving.sort(key=lambda each: each.rank, reverse=True)
    return Finding(
        "tornado",
        _sentence(moving),
        COLUMNS,
        tuple(_row(rank, each) for rank, each in enumerate(moving, start=1)),
        (_picture(moving),),
        tuple(_notes(moving, results, usual_ones=not vary)),
        shown=SHOWN,
    )


def _name(factor: Factor, end: End) -> str:
    return f"{factor.label} {end.words}"


def _at(base: Served, of: dict[str, Result], factor: Factor, end: End) -> AtEnd:
    if not end.assignments:
        return AtEnd(end, None, base, base, "the base")
    result = of[_name(factor, end)]
    served = Served.by(result) if result.run else None
    return AtEnd(end, result.scenario.name, base, served, result.status)


def _row(rank: int, each: Moving) -> dict[str, Any]:
    row: dict[str, Any] = {"rank": rank, "factor": each.factor.label}
    row |= cells_of("swing_days", each.swing)
    for side, at in zip(SIDES, (each.low, each.high), strict=True):
        row |= {
            f"{side}_is": at.end.words,
            **cells_of(f"{side}_mean_days_late_more", at.days),
            f"{side}_on_time_points": at.points,
            **cells_of(f"{side}_cost_eur_more", at.cost, 0),
            f"{side}_scenario": at.scenario,
            f"{side}_status": at.status,
        }
    return row


def _sentence(moving: Sequence[Moving]) -> str:
    if not moving:
        return "The case has none of the usual assumptions to vary; give some with --vary."
    first = moving[0]
    label = first.factor.label
    label = label if "." in label else label[0].upper() + label[1:]
    said = f"{label} moves the plan most: {_told(first.low)}; {_told(first.high)}."
    following = [
        f"{each.factor.label} (swing {figure(each.swing.found, 2)} d)"
        for each in moving[1 : NEXT + 1]
        if each.swing is not None
    ]
    return said + (f" Next: {' and '.join(following)}." if following else "")


def _told(at: AtEnd) -> str:
    """`10 % more, +0.21 mean days late (found; ...) and -1.20 points on time`."""
    if at.days is None or at.points is None:
        return f"{at.end.words}, no plan ({at.status})"
    if at.scenario is None:
        return f"{at.end.words}, the base"
    return f"{at.end.words}, {late(at.days, signed=True)} and {at.points:+z.2f} points on time"


def _picture(moving: Sequence[Moving]) -> Swings:
    swings = tuple(
        Swing(
            each.factor.label,
            each.low.end.words,
            each.low.days,
            each.high.end.words,
            each.high.days,
        )
        for each in moving
    )
    return Swings("Mean days late more than the base", "d", swings)


def _notes(
    moving: Sequence[Moving], results: Sequence[Result], *, usual_ones: bool
) -> Iterator[str]:
    yield (
        "Each factor moves alone, the others stay as they are; ranked by the mean days late found"
        " between the best and the worst of its ends and the base."
    )
    if usual_ones:
        yield "The ends are the usual doubts, not this site's: give your own with --vary."
    yield "Costs compare plans of different service, each at its own; their ranges do too."
    for result in results:
        if result.run is None:
            yield f"{result.scenario.name}: {result.status}. {result.words}".rstrip()
