"""Names: keys that stand twice, and names that no row defines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from operator import attrgetter

from models.plant import Plant
from models.problems import Problem, unknown
from models.tables import TABLES, Column, columns
from models.units import ANY, Row


def problems(plant: Plant) -> Iterator[Problem]:
    """Every problem with names."""
    yield from _empty(plant)
    yield from _twice(plant)
    yield from _stars(plant)
    yield from _unknown(plant)
    yield from _suites_and_lines(plant)
    yield from _approved_units(plant)
    yield from _states(plant)


def _empty(plant: Plant) -> Iterator[Problem]:
    for table, row in TABLES.items():
        if row.required and not getattr(plant, table):
            yield Problem(table, None, None, None, "has no rows; add at least one")


def _twice(plant: Plant) -> Iterator[Problem]:
    for table, row in TABLES.items():
        keys = [column for column in columns(row) if column.name in row.key]
        single = keys[0].name if len(keys) == 1 else None
        key_of = attrgetter(*(column.field for column in keys))
        first: dict[object, int] = {}
        for index, one in enumerate(getattr(plant, table)):
            before = first.setdefault(key_of(one), index)
            if before != index:
                said = ", ".join(_said(column, one) for column in keys)
                what = f"{said} is already in row {before + 2}; delete or correct one"
                yield Problem(table, index, single, None, what)


def _said(column: Column, row: Row) -> str:
    value = getattr(row, column.field)
    if value is None:
        return f"{column.name} blank"
    return f"{column.name} '{value:g}'" if isinstance(value, float) else f"{column.name} '{value}'"


def _stars(plant: Plant) -> Iterator[Problem]:
    """`*` means every name, so nothing may be called so."""
    for table, row in TABLES.items():
        for column in columns(row):
            names_one = column.name in row.key or column.name == "approval_group"
            if column.kind != "text" or column.refers or not names_one:
                continue
            for index, one in enumerate(getattr(plant, table)):
                if getattr(one, column.field) == ANY:
                    what = f"'{ANY}' means every {column.name}; give it a name"
                    yield Problem(table, index, column.name, ANY, what)


def _unknown(plant: Plant) -> Iterator[Problem]:
    for table, row in TABLES.items():
        for column in columns(row):
            if not column.refers:
                continue
            known = _known(plant, column)
            hint = cache(partial(_hint, column.name, tuple(sorted(known))))
            allowed = known | set(column.also) | {None}
            for index, one in enumerate(getattr(plant, table)):
                name = getattr(one, column.field)
                if known and name not in allowed:
                    yield Problem(table, index, column.name, name, hint(name))


def _hint(column: str, known: tuple[str, ...], name: str) -> str:
    return unknown(column, name, list(known))


def _known(plant: Plant, column: Column) -> set[str]:
    """The names a column may refer to; none if the tables are empty, which is reported once."""
    known: set[str] = set()
    for reference in column.refers:
        table, _, named = reference.partition(".")
        field = named or TABLES[table].key[0]
        known |= {getattr(row, field) for row in getattr(plant, table)}
    return known


def _suites_and_lines(plant: Plant) -> Iterator[Problem]:
    suites = {row.suite for row in plant.suites}
    for index, row in enumerate(plant.lines):
        if row.line in suites:
            what = f"'{row.line}' is the name of a suite too; rename one"
            yield Problem("lines", index, "line", row.line, what)


def _approved_units(plant: Plant) -> Iterator[Problem]:
    suites = {row.suite for row in plant.suites}
    lines = {row.line for row in plant.lines}
    for index, row in enumerate(plant.approvals):
        if row.step == "prep" and row.unit in lines - suites:
            what = f"'{row.unit}' is a line; step prep needs a suite"
        elif row.step == "fill" and row.unit in suites - lines:
            what = f"'{row.unit}' is a suite; step fill needs a line"
        else:
            continue
        yield Problem("approvals", index, "unit", row.unit, what)


def _states(plant: Plant) -> Iterator[Problem]:
    """A suite's state is a bulk, a line's a syringe."""
    suites = {row.suite for row in plant.suites}
    lines = {row.line for row in plant.lines}
    bulks = {row.bulk for row in plant.bulks}
    syringes = {row.syringe for row in plant.syringes}
    for table, index, column, resource, state in _stated(plant):
        if resource in suites and state in syringes - bulks:
            what = f"'{state}' is a syringe; the state of suite '{resource}' is a bulk"
        elif resource in lines and state in bulks - syringes:
            what = f"'{state}' is a bulk; the state of line '{resource}' is a syringe"
        else:
            continue
        yield Problem(table, index, column, state, what)


def _stated(plant: Plant) -> Iterator[tuple[str, int, str, str, str | None]]:
    """Every state that is named: table, row, column, resource, state."""
    for index, start in enumerate(plant.initial_states):
        yield "initial_states", index, "state", start.resource, start.state
    for index, campaign in enumerate(plant.campaigns):
        yield "campaigns", index, "state", campaign.resource, campaign.state
    for index, change in enumerate(plant.changeovers):
        yield "changeovers", index, "from", change.resource, change.from_
        yield "changeovers", index, "to", change.resource, change.to
