"""What `tornado` tells: the sentence, the table, the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from planner.answers.contract import Finding, Swing, Swings
from planner.answers.dominance import ON_TIME
from planner.answers.moving import AtEnd, Moving
from planner.answers.ranges import (
    all_open,
    allowed,
    cells_of,
    columns_of,
    days,
    decimals_of,
    late,
    open_words,
)
from planner.study.contract import Result

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


def told(
    moving: Sequence[Moving], results: Sequence[Result], noise: str, *, usual_ones: bool
) -> Finding:
    """The finding; factors in the order of what they move."""
    return Finding(
        "tornado",
        _sentence(moving),
        COLUMNS,
        tuple(_row(rank, each) for rank, each in enumerate(moving, start=1)),
        (_picture(moving),),
        tuple(_notes(noise, results, usual_ones=usual_ones)),
        shown=SHOWN,
    )


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
    following = [(each.factor.label, each.swing) for each in moving[1 : NEXT + 1]]
    swings = [(name, swing) for name, swing in following if swing is not None and swing.found]
    spans = [at.days for at in (first.low, first.high) if at.days is not None and at.scenario]
    spans += [swing for _, swing in swings]
    unsure = all_open(spans)
    said = f"{label} moves the plan most: {'; '.join(_told(at, unsure) for at in _ends(first))}."
    if swings:
        listed = [
            f"{name} (swing {days(swing.found)} d"
            + (")" if unsure else f", {allowed(swing, decimals_of(swing))})")
            for name, swing in swings
        ]
        said += f" Next: {' and '.join(listed)}."
    return f"{said} {open_words(spans)}" if unsure else said


def _ends(each: Moving) -> tuple[AtEnd, AtEnd]:
    return each.low, each.high


def _told(at: AtEnd, unsure: bool) -> str:
    """`10 % more, +0.21 mean days late (found; ...) and -1.20 points on time`."""
    if at.days is None or at.points is None:
        return f"{at.end.words}, no plan ({at.status})"
    if at.scenario is None:
        return f"{at.end.words}, the base"
    days = late(at.days, signed=True, ranged=not unsure)
    return f"{at.end.words}, {days} and {at.points:+z.2f} points on time"


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


def _notes(noise: str, results: Sequence[Result], *, usual_ones: bool) -> Iterator[str]:
    yield (
        "Each factor moves alone, the others stay as they are; ranked by the mean days late found"
        " between the best and the worst of its ends and the base."
    )
    yield noise
    yield ON_TIME
    if usual_ones:
        yield "The ends are the usual doubts, not this site's: give your own with --vary."
    yield "Costs compare plans of different service, each at its own; their ranges do too."
    for result in results:
        if result.run is None:
            yield f"{result.scenario.name}: {result.status}. {result.words}".rstrip()
