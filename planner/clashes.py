"""Words for the rows of the model that input can make impossible."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

import pyomo.environ as pyo

from models.milp import Model
from models.plant import Plant


def clash_words(m: Model, plant: Plant) -> Mapping[Any, str]:
    """Constraint: the rows of the case to look at when no plan can keep it."""
    words: MutableMapping[Any, str] = pyo.ComponentMap()
    _hours(m, words)
    _instructions(m, plant, words)
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
    """Staffed hours in which something is fixed or ordered."""
    calendar = m.indices.calendar
    for (resource, bucket), row in m.hours.staffed.items():
        fixed = [
            work.name
            for work in m.indices.firm
            if work.bucket == bucket and resource in work.kind.route
        ]
        if fixed:
            words[row] = (
                f"firm_batches.csv, previous_batches.csv: {', '.join(fixed)} in the bucket of"
                f" {calendar.first(bucket)} ask for more hours, changes included, than {resource}"
                " is staffed (staffing.csv, closures.csv); move a batch or add hours"
            )
    for (resource, bucket), row in m.changeovers.one_change.items():
        fixed = [
            work.name
            for work in m.indices.firm
            if work.bucket == bucket and resource in work.kind.route
        ]
        if fixed:
            words[row] = (
                f"firm_batches.csv, previous_batches.csv: {', '.join(fixed)} in the week of"
                f" {calendar.first(bucket)} need more than one change on {resource}; move a batch"
            )


def _instructions(m: Model, plant: Plant, words: Any) -> None:
    for least in (True, False):
        rows = m.instructions.at_least if least else m.instructions.at_most
        for number, constraint in rows.items():
            row = plant.instructions[number]
            count = f"at least {row.at_least}" if least else f"at most {row.at_most}"
            words[constraint] = (
                f"instructions.csv row {number + 2} (by {row.by}): {count} batches of {row.syringe}"
                f" on {row.suite} > {row.line} from {row.from_} until {row.until} cannot be obeyed"
                " with the firm batches, the hours, the changes and the other instructions; change"
                " the count or the days"
            )
