"""What `pareto` found: the sentence, the table, the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from planner.answers.axes import Name, figure_on
from planner.answers.contract import Finding, Picture, Point, Points
from planner.answers.limits_tried import Tried, distinct
from planner.answers.measured import Measured
from planner.answers.money import money, money_allowed, pictured
from planner.answers.ranges import cells_of, columns_of
from planner.study.spans import Span

SMALL = 0.001
"""Share of the cost below which a saving is none."""

LATE = 0.001
"""Mean days late that are nothing."""

COLUMNS = (
    "allowed",
    "scenario",
    "status",
    *columns_of("days_late"),
    "days_below_floor",
    "on_time_pct",
    *columns_of("cost_meur"),
    "moves",
    "mean_stock_meur",
    "plan_of",
    "remark",
)
X_TITLES: dict[Name, str] = {
    "service": "days that each level of service may be worse",
    "moves": "batches of the plan before moved or dropped",
    "stock": "mean stock",
}


def told(axis: Name, tried: Sequence[Tried], today: str) -> Finding:
    """The finding; `today` is what the case itself allows."""
    planned = [one for one in tried if one.best is not None]
    say = _worse if axis == "service" else _limited
    return Finding(
        question="pareto",
        sentence=say(axis, planned, next(one for one in planned if one.allowed == today)),
        columns=COLUMNS,
        rows=tuple(row_of(one) for one in tried),
        pictures=_pictures(axis, planned),
        notes=notes_of(axis, tried),
    )


def row_of(one: Tried) -> dict[str, Any]:
    """A limit and the plan that stands for it."""
    plan = one.best
    row: dict[str, Any] = {
        "allowed": one.allowed,
        "scenario": one.result.scenario.name,
        "status": one.result.status,
        "plan_of": one.plan_of or None,
        "remark": remark_of(one),
        **cells_of("days_late", plan.days_late if plan else None),
        **cells_of("cost_meur", plan.cost if plan else None),
    }
    if plan is not None:
        row |= {"on_time_pct": plan.on_time_pct, "moves": plan.moves}
        row |= {"mean_stock_meur": plan.stock, "days_below_floor": plan.cover.found}
    return row


def remark_of(one: Tried) -> str:
    """What is wrong with a point, in words; blank if nothing."""
    remarks = []
    if one.beyond:
        remarks.append(f"its search ended beyond the limit: {one.beyond}")
    elif one.own is None:
        first = next((line for line in one.result.words.splitlines()[1:] if line), "")
        remarks.append(f"{one.result.status}: {first.removeprefix('- ') or one.result.words}")
    elif one.replaced and one.own is not None:
        remarks.append(
            f"its own search found less: {one.own.days_late.found:.2f} d late,"
            f" {money(one.own.cost.found)}"
        )
    if one.dominated_by:
        remarks.append(f"dominated by {one.dominated_by}")
    return "; ".join(remarks)


def _worse(axis: Name, planned: Sequence[Tried], today: Tried) -> str:
    """What worse service saves."""
    base = _plan(today)
    saved = {one.limit: (base.cost - _plan(one).cost) for one in planned}
    most = max(planned, key=lambda one: saved[one.limit].found)
    last = max(one.limit for one in planned)
    if saved[most.limit].found <= SMALL * base.cost.found:
        return (
            f"No cheaper plan was found although service might be up to {_days(last)} worse:"
            f" cost stays at {money(base.cost.found)} ({money_allowed(base.cost)})."
        )
    half = saved[most.limit].found / 2
    first = next(one for one in planned if saved[one.limit].found >= half)
    span, plan = saved[first.limit], _plan(first)
    text = (
        f"If service may be {_days(first.limit)} worse, cost falls by {money(span.found)} of"
        f" {money(base.cost.found)}, {_share(span.found, base)} ({money_allowed(span)}):"
        f" {_service(plan)}, {plan.cover.found:.1f} days below the floor, instead of"
        f" {_service(base)}, {base.cover.found:.1f} days"
    )
    if first is most:
        return f"{text}; giving up more found nothing more."
    further = saved[most.limit]
    return (
        f"{text}. The most that was found is {money(further.found)},"
        f" {_share(further.found, base)}, at {_days(most.limit)} worse."
    )


def _limited(axis: Name, planned: Sequence[Tried], today: Tried) -> str:
    """What the tightest limit costs."""
    tightest, base = planned[0], _plan(today)
    plan = _plan(tightest)
    now = f"{base.moves} moved" if axis == "moves" else f"{money(base.stock)} of mean stock"
    then = f"{plan.moves} moved" if axis == "moves" else money(plan.stock)
    if tightest.allowed == today.allowed:
        return f"No limit that was tried has a plan; without one there are {now}."
    dearer = plan.cost - base.cost
    more = "more" if dearer.found >= 0 else "less"
    return (
        f"With {tightest.allowed} ({then} instead of {now}) the plan is {_service(plan)} instead"
        f" of {_service(base)}, and costs {money(abs(dearer.found))} {more} than"
        f" {money(base.cost.found)} (difference {money_allowed(dearer)})."
    )


def _service(plan: Measured) -> str:
    return f"{plan.days_late.found:.2f} mean days late and {plan.on_time_pct:.2f} % on time"


def _days(number: float) -> str:
    return f"{number:g} day" if number == 1 else f"{number:g} days"


def _share(part: float, base: Measured) -> str:
    return f"{part / base.cost.found:.1%}" if base.cost.found else "all of it"


def _plan(one: Tried) -> Measured:
    assert one.best is not None, "only limits with a plan are told of"
    return one.best


def _pictures(axis: Name, planned: Sequence[Tried]) -> tuple[Picture, ...]:
    shown = list(planned)
    if axis != "service":
        shown = distinct(planned, lambda plan: figure_on(axis, plan))
    along = [one.limit if axis == "service" else figure_on(axis, _plan(one)) for one in shown]
    title = X_TITLES[axis]
    if axis == "stock":
        spans, unit = pictured([Span.exact(weight) for weight in along])
        along, title = [span.found for span in spans], f"{title}, {unit}"
    cost, unit = pictured([_plan(one).cost for one in shown])
    late = [_plan(one).days_late for one in shown]

    def points(heights: Sequence[Span]) -> tuple[Point, ...]:
        each = zip(shown, along, heights, strict=True)
        return tuple(Point(one.allowed, Span.exact(x), y) for one, x, y in each)

    return (
        Points(f"Cost against {axis}", title, f"cost, {unit}", points(cost)),
        Points(f"Lateness against {axis}", title, "mean days late", points(late)),
    )


def notes_of(axis: Name, tried: Sequence[Tried]) -> tuple[str, ...]:
    """What a reader must know."""
    notes = [
        "days late count the time after the plan's last day, on time does not",
        "every plan was searched for as long and from the same plan; a bound of cost holds for"
        " plans that "
        + ("keep the limit of plan_of" if axis == "service" else "serve as well as the one found"),
    ]
    if axis == "service":
        notes.append(
            "so many days worse than today may be each of days late, days below the cover floor"
            " and the largest backlog; as today: by no more than their tolerance"
        )
        notes += _less_late(tried)
    else:
        notes.append("service comes first under every limit, so plans differ in it, too")
    if axis == "stock":
        notes.append(
            "the limit is on released stock and what lies ahead of need in countries, syringe by"
            " syringe; mean_stock_meur is everything at the site and in countries"
        )
    if any(one.replaced for one in tried):
        notes.append(
            "where plan_of names another scenario, that plan keeps this limit, too, and is better"
            " than what the search under it found, even if that search had more room or less"
        )
    if any(one.dominated_by for one in tried):
        notes.append("dominated: another plan is no worse in anything and better in something")
    return tuple(notes)


def _less_late(tried: Sequence[Tried]) -> list[str]:
    """What to say where plans with more room are less late than one with less."""
    planned = [one for one in tried if one.best is not None]
    odd = [
        f"{tight.allowed} is later than {loose.allowed}"
        for tight, loose in pairwise(planned)
        if _plan(tight).days_late.found > _plan(loose).days_late.found + LATE
    ]
    if not odd:
        return []
    return [
        f"{', '.join(odd)}: with more room for cover and the largest backlog the search found"
        " plans that are less late; none of them both keeps the tighter limit and is cheaper"
    ]
