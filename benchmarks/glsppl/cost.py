"""What a plan costs and which rules it breaks, from the lots alone.

The published model in the order of its description, on lots instead of variables; nothing
is shared with `model`. A line's later lots of a week that are not given repeat the last
product with nothing made, as the published model lets them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.glsppl.instance import Instance

SLACK = 1e-6
"""Share of an amount by which a plan of floating-point numbers may miss a rule."""


@dataclass(frozen=True)
class Lot:
    """Units of one product, made on one line without a change."""

    product: int
    units: float


Plan = tuple[tuple[tuple[Lot, ...], ...], ...]
"""By line and week: the lots in order."""


@dataclass(frozen=True)
class Cost:
    """The objective of the published model, item by item."""

    holding: float
    backlog: float
    changes: float
    making: float

    @property
    def total(self) -> float:
        return self.holding + self.backlog + self.changes + self.making


def cost(case: Instance, plan: Plan) -> Cost:
    """What a plan costs.

    Raises
    ------
    ValueError
        If the plan breaks rules; the message holds all of them.
    """
    broken = list(problems(case, plan))
    if broken:
        raise ValueError("\n".join(broken))
    net = _net(case, plan)
    changes = sum(
        _of_change(case.change_cost, case, line, before, lot)
        for line, _, before, lot in _in_order(plan)
        if before is not None
    )
    making = sum(
        case.making[line][case.made[line].index(lot.product)] * lot.units
        for line, _, _, lot in _in_order(plan)
    )
    return Cost(
        holding=sum(case.holding[i] * max(each, 0.0) for i, row in enumerate(net) for each in row),
        backlog=sum(case.backlog[i] * max(-each, 0.0) for i, row in enumerate(net) for each in row),
        changes=changes,
        making=making,
    )


def problems(case: Instance, plan: Plan) -> Iterator[str]:
    """All rules that a plan breaks, in words; numbers from 1."""
    if len(plan) != len(case.made) or any(len(weeks) != case.weeks for weeks in plan):
        yield f"the plan is not one of {len(case.made)} lines and {case.weeks} weeks"
        return
    strange = [
        f"{_where(line, week)}: product {lot.product + 1} cannot be made here"
        for line, week, _, lot in _in_order(plan)
        if lot.product not in case.made[line]
    ]
    yield from strange
    if not strange:
        yield from _lots(case, plan)
        yield from _hours(case, plan)
        yield from _warehouse(case, plan)


def _lots(case: Instance, plan: Plan) -> Iterator[str]:
    """Number of lots, and the least units of one that starts."""
    for line, weeks in enumerate(plan):
        if not weeks[0]:
            yield f"{_where(line, 0)}: the first lot is missing"
        for week, lots in enumerate(weeks):
            if len(lots) > case.lots:
                yield f"{_where(line, week)}: {len(lots)} lots, at most {case.lots}"
    for line, week, before, lot in _in_order(plan):
        place = case.made[line].index(lot.product)
        least = case.least[line][place] if before != lot.product else 0.0
        if lot.units < least * (1 - SLACK) - SLACK:
            yield (
                f"{_where(line, week)}: a lot of {lot.units:g} units of product "
                f"{lot.product + 1}, at least {least:g}"
            )


def _hours(case: Instance, plan: Plan) -> Iterator[str]:
    """Hours of each line and week: lots and the changes into them."""
    used = [[0.0] * case.weeks for _ in plan]
    for line, week, before, lot in _in_order(plan):
        used[line][week] += case.pace[line][case.made[line].index(lot.product)] * lot.units
        if before is not None:
            used[line][week] += _of_change(case.change_hours, case, line, before, lot)
    for line, hours in enumerate(case.hours):
        for week, most in enumerate(hours):
            if used[line][week] > most * (1 + SLACK):
                yield f"{_where(line, week)}: {used[line][week]:g} h, at most {most:g}"


def _warehouse(case: Instance, plan: Plan) -> Iterator[str]:
    """Units in stock at the beginning and at the end of each week."""
    if sum(case.stock) > case.warehouse * (1 + SLACK):
        yield f"the opening stock is {sum(case.stock):g} units, at most {case.warehouse:g}"
    for week, units in enumerate(zip(*_net(case, plan), strict=True)):
        stored = sum(max(each, 0.0) for each in units)
        if stored > case.warehouse * (1 + SLACK):
            yield f"week {week + 1}: {stored:g} units in stock, at most {case.warehouse:g}"


def _net(case: Instance, plan: Plan) -> list[list[float]]:
    """Stock less backlog at the end of each week, by product."""
    made = [[0.0] * case.weeks for _ in range(case.products)]
    for _, week, _, lot in _in_order(plan):
        made[lot.product][week] += lot.units
    net: list[list[float]] = []
    for i in range(case.products):
        now, row = case.stock[i] - case.owed[i], []
        for week in range(case.weeks):
            now += made[i][week] - case.demand[i][week]
            row.append(now)
        net.append(row)
    return net


def _in_order(plan: Plan) -> Iterator[tuple[int, int, int | None, Lot]]:
    """Line, week, the product before (None: the line's first lot) and the lot."""
    for line, weeks in enumerate(plan):
        before: int | None = None
        for week, lots in enumerate(weeks):
            for lot in lots:
                yield line, week, before, lot
                before = lot.product


def _of_change(
    table: tuple[tuple[tuple[float, ...], ...], ...],
    case: Instance,
    line: int,
    before: int,
    lot: Lot,
) -> float:
    made = case.made[line]
    return table[line][made.index(before)][made.index(lot.product)]


def _where(line: int, week: int) -> str:
    return f"line {line + 1}, week {week + 1}"
