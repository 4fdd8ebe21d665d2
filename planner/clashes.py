"""Words for the rows of the model that input can make impossible."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

import pyomo.environ as pyo

from models.milp import Model
from models.plant import Plant
from planner.tables.orders import ordered, parts


def clash_words(m: Model, plant: Plant) -> Mapping[Any, str]:
    """Constraint: the rows of the case to look at when no plan can keep it."""
    words: MutableMapping[Any, str] = pyo.ComponentMap()
    _hours(m, words)
    _instructions(m, plant, words)
    _limits(m, plant, words)
    for row, constraint in m.media_fills.once.items():
        fill = plant.media_fills[row]
        words[constraint] = (
            f"media_fills.csv row {row + 2}: no room for the media fill of {fill.line} between"
            f" {fill.earliest} and {fill.latest}; widen the window or add hours (staffing.csv)"
        )
    for (substance, bucket), constraint in m.substance.supplied.items():
        first = m.indices.calendar.first(bucket)
        words[constraint] = (
            f"substance_lots.csv: {substance} for firm, frozen or ordered batches in the bucket of"
            f" {first} is missing; add or release a lot, or move the batches"
        )
    return words


def _hours(m: Model, words: Any) -> None:
    """Staffed hours and weekly changes where something is fixed."""
    calendar = m.indices.calendar
    for (resource, bucket), row in m.hours.staffed.items():
        if fixed := _fixed(m, resource, bucket):
            words[row] = (
                f"{fixed} in the bucket of {calendar.first(bucket)} ask for more hours, changes"
                f" included, than {resource} is staffed (staffing.csv, closures.csv); move a batch"
                " or add hours"
            )
    for (resource, bucket), row in m.changeovers.one_change.items():
        if fixed := _fixed(m, resource, bucket):
            words[row] = (
                f"{fixed} in the week of {calendar.first(bucket)} need more than one change on"
                f" {resource}; move a batch"
            )


def _fixed(m: Model, resource: str, bucket: int) -> str:
    """The fixed batches of a resource in a bucket, with their files; blank if there are none."""
    names = [
        work.name
        for work in m.indices.firm
        if work.bucket == bucket and resource in work.kind.route[work.prepared :]
    ]
    return f"firm_batches.csv, previous_batches.csv: {', '.join(names)}" if names else ""


def _instructions(m: Model, plant: Plant, words: Any) -> None:
    for number, row in enumerate(plant.instructions):
        for part, order in zip(parts(row), ordered(row, number), strict=True):
            rows = m.instructions.at_most if part.at_least is None else m.instructions.at_least
            if number in rows:
                words[rows[number]] = (
                    f"instructions.csv {order} cannot be obeyed with the firm batches, the hours,"
                    " the changes and the other instructions; change the count or the days"
                )


def _limits(m: Model, plant: Plant, words: Any) -> None:
    """What `limits` in plant.yaml rules out."""
    limits = plant.settings.limits
    if limits.moves is not None and m.indices.opened:
        for constraint in m.stability.few_moves.values():
            words[constraint] = (
                f"plant.yaml, limits.moves: no plan keeps all but {limits.moves} of the open"
                " batches of the previous plan (previous_batches.csv); allow more moves"
            )
    little = {} if limits.mean_stock_weeks is None else m.stock.little
    for syringe, constraint in little.items():
        words[constraint] = (
            f"plant.yaml, limits.mean_stock_weeks: the mean stock of {syringe} cannot be brought"
            f" down to {limits.mean_stock_weeks:g} weeks of its need; allow more, or look at its"
            " lots (lots.csv) and firm batches (thousands of unit-days)"
        )
