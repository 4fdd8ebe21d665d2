"""What `stability` found: the sentence, the table, the pictures."""

from __future__ import annotations

from collections.abc import Sequence

from planner.answers.contract import Finding, Point, Points
from planner.answers.limits_tried import Tried, distinct
from planner.answers.measured import Measured
from planner.answers.money import money, money_allowed, pictured
from planner.answers.pareto_told import COLUMNS, notes_of, row_of
from planner.answers.ranges import allowed, figure
from planner.study.spans import Span

MOST = 0.5
"""Share of what moves buy from which so many are named."""

LATE = 0.001
"""Mean days late that are nothing."""

CENT = 0.001
"""Share of cost that is nothing."""


def told(tried: Sequence[Tried], opened: int) -> Finding:
    """The finding; `opened` batches of the plan before may be moved or dropped."""
    planned = [one for one in tried if one.best is not None]
    return Finding(
        question="stability",
        sentence=_sentence(tried, planned, opened),
        columns=COLUMNS,
        rows=tuple(row_of(one) for one in tried),
        pictures=_pictures(planned),
        notes=(f"{opened} batches of the plan before are open", *notes_of("moves", tried)),
    )


def _sentence(tried: Sequence[Tried], planned: Sequence[Tried], opened: int) -> str:
    first, last = planned[0], planned[-1]
    fewest, free = _plan(first), _plan(last)
    if fewest.moves == 0:
        kept = f"Keeping all {opened} batches of the plan before"
    else:
        kept = f"Moving no more than {fewest.moves} of the {opened} batches of the plan before"
    text = f"{kept} costs {_costs(fewest, free)}"
    text += _bought(planned, fewest, free)
    none = [one for one in tried if one.own is None and one.limit < first.limit]
    if none:
        text += f" With {none[-1].allowed} no plan was found ({none[-1].result.status})."
    return text


def _costs(fewest: Measured, free: Measured) -> str:
    """What is lost against moving freely."""
    days, cost = fewest.days_late - free.days_late, fewest.cost - free.cost
    points = free.on_time_pct - fewest.on_time_pct
    parts = []
    if abs(days.found) > LATE:
        parts.append(
            f"{figure(days.found, 3)} mean days late ({allowed(days, 3)}) and"
            f" {figure(points, 2)} points of service"
        )
    if cost.found > CENT * free.cost.found:
        parts.append(f"{money(cost.found)} ({money_allowed(cost)})")
    text = " and ".join(parts) or "nothing that was found"
    if cost.found < -CENT * free.cost.found:
        text += f", and is {money(-cost.found)} cheaper ({money_allowed(cost)})"
    return f"{text}, against a plan that moves {free.moves}."


def _bought(planned: Sequence[Tried], fewest: Measured, free: Measured) -> str:
    """How much of it the first moves buy."""
    gain = fewest.days_late.found - free.days_late.found
    if gain <= LATE:
        return ""
    for one in planned[1:]:
        plan = _plan(one)
        share = (fewest.days_late.found - plan.days_late.found) / gain
        if share >= MOST and plan.moves < free.moves:
            moves = "move buys" if plan.moves == 1 else f"{plan.moves} moves buy"
            return f" The first {moves} {share:.0%} of the days."
    return ""


def _plan(one: Tried) -> Measured:
    assert one.best is not None, "only limits with a plan are told of"
    return one.best


def _pictures(planned: Sequence[Tried]) -> tuple[Points, ...]:
    shown = distinct(planned, lambda plan: plan.moves)
    title = "batches of the plan before moved or dropped"
    costs, unit = pictured([_plan(one).cost for one in shown])
    late = [Point(one.allowed, Span.exact(_plan(one).moves), _plan(one).days_late) for one in shown]
    cost = [
        Point(one.allowed, Span.exact(_plan(one).moves), each)
        for one, each in zip(shown, costs, strict=True)
    ]
    return (
        Points("Lateness against moves", title, "mean days late", tuple(late)),
        Points(
            "Cost against moves", title, f"cost without the price of moves, {unit}", tuple(cost)
        ),
    )
