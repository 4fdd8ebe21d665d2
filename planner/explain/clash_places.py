"""Constraints that input can make impossible, with the file, row and column to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.milp import Model
from models.plant import Plant
from models.problems import Problem
from planner.clashes import clash_words
from planner.settings_file import FILE


@dataclass(frozen=True)
class Clash:
    """A constraint of the model in words, and the cells that decide it."""

    constraint: Any
    words: str
    places: tuple[Problem, ...]
    """Where to change it: each is one way."""


def clash_places(m: Model, plant: Plant) -> tuple[Clash, ...]:
    """Every constraint that `planner.clashes` has words for, with its places."""
    words = clash_words(m, plant)
    places = {id(constraint): tuple(found) for constraint, found in _places(m, plant)}
    return tuple(
        Clash(constraint, said, places.get(id(constraint), ()))
        for constraint, said in words.items()
    )


def _places(m: Model, plant: Plant) -> Iterator[tuple[Any, Iterator[Problem]]]:
    for (resource, bucket), constraint in m.hours.staffed.items():
        yield constraint, _fixed(m, plant, resource, bucket, hours=True)
    for (resource, bucket), constraint in m.changeovers.one_change.items():
        yield constraint, _fixed(m, plant, resource, bucket, hours=False)
    for number, constraint in m.instructions.at_least.items():
        yield constraint, _ordered(plant, number, "at_least", "lower it or allow more days")
    for number, constraint in m.instructions.at_most.items():
        yield constraint, _ordered(plant, number, "at_most", "raise it or name fewer days")
    for number, constraint in m.media_fills.once.items():
        yield constraint, _media_fill(plant, number)
    for (substance, bucket), constraint in m.substance.supplied.items():
        yield constraint, _substance(m, plant, substance, bucket)
    for name, rows in (("limits.moves", m.stability), ("limits.mean_stock_weeks", m.stock)):
        container = getattr(rows, "few_moves" if name == "limits.moves" else "little", None)
        for constraint in container.values() if container is not None else ():
            yield constraint, iter([Problem(FILE, None, name, None, "allow more")])


def _fixed(m: Model, plant: Plant, resource: str, bucket: int, *, hours: bool) -> Iterator[Problem]:
    """The fixed batches of a resource in a bucket; then its staffing."""
    names = {
        work.name
        for work in m.indices.firm
        if work.bucket == bucket and resource in work.kind.route[work.prepared :]
    }
    yield from _batches(plant, names, "move the batch or take it out")
    if not hours:
        return
    first, last = m.indices.calendar.first(bucket), m.indices.calendar.last(bucket)
    for index, row in enumerate(plant.closures):
        if row.resource == resource and row.from_ <= last and row.to >= first:
            yield Problem("closures", index, "to", str(row.to), "close it for fewer days")
    for index, staffed in enumerate(plant.staffing):
        ends = staffed.until is None or staffed.until >= first
        if staffed.resource == resource and staffed.from_ <= last and ends:
            value = f"{staffed.hours_per_week:g}"
            yield Problem("staffing", index, "hours_per_week", value, "add hours")


def _batches(plant: Plant, names: set[str], what: str) -> Iterator[Problem]:
    for index, row in enumerate(plant.firm_batches):
        if row.batch in names:
            yield Problem("firm_batches", index, "fill_on", str(row.fill_on), what)
    for index, before in enumerate(plant.previous_batches):
        if before.batch in names:
            yield Problem("previous_batches", index, "fill_on", str(before.fill_on), what)


def _ordered(plant: Plant, number: int, column: str, what: str) -> Iterator[Problem]:
    yield Problem(
        "instructions", number, column, str(getattr(plant.instructions[number], column)), what
    )


def _media_fill(plant: Plant, number: int) -> Iterator[Problem]:
    row = plant.media_fills[number]
    what = "widen the window or add hours on the line"
    yield Problem("media_fills", number, "latest", str(row.latest), what)


def _substance(m: Model, plant: Plant, substance: str, bucket: int) -> Iterator[Problem]:
    """Fixed batches of the substance in the bucket, and the lots that come too late for it."""
    bulks = {row.bulk for row in plant.bulks if row.substance == substance}
    names = {w.name for w in m.indices.firm if w.bucket == bucket and w.kind.bulk in bulks}
    yield from _batches(plant, names, "move the batch or take it out")
    first = m.indices.calendar.first(bucket)
    for index, row in enumerate(plant.substance_lots):
        if row.substance != substance:
            continue
        if row.status in ("on_hold", "rejected"):
            yield Problem("substance_lots", index, "status", row.status, "release the lot")
        elif row.available_on > first:
            yield Problem(
                "substance_lots", index, "available_on", str(row.available_on), "have it earlier"
            )
