"""What a change may aim at: the tables and `plant.yaml`, column by column.

`plant.yaml` is treated as a table of one row, whose columns are its keys; keys of a
group are written with a dot (`tolerances.cost_eur`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Annotated, Any, get_args

from pydantic import TypeAdapter, ValidationError

from models.settings import Settings
from models.tables import TABLES, Column, columns
from models.units import Part
from planner.settings_file import FILE, GROUPS, columns_of

TARGETS = (*TABLES, FILE)


@cache
def columns_by_name(table: str) -> dict[str, Column]:
    """The columns of a table, or the keys of `plant.yaml`, by name."""
    if table != FILE:
        return {column.name: column for column in columns(TABLES[table])}
    keys = {c.name: _key(Settings, c, "") for c in columns_of(Settings) if c.name not in GROUPS}
    for group, part in GROUPS.items():
        keys |= {f"{group}.{c.name}": _key(part, c, f"{group}.") for c in columns_of(part)}
    return keys


def _key(part: type[Part], column: Column, prefix: str) -> Column:
    """A key that may be null counts as one that may be blank."""
    nullable = NoneType in get_args(part.model_fields[column.field].annotation)
    name, field = prefix + column.name, prefix + column.field
    return replace(column, name=name, field=field, required=column.required and not nullable)


def value_of(part: Part, column: Column) -> Any:
    """The value of a cell or key."""
    return _getter(column.field)(part)


@cache
def _getter(field: str) -> attrgetter[Any]:
    return attrgetter(field)


@cache
def key_columns(table: str) -> tuple[Column, ...]:
    """The columns that tell the rows of a table apart; `plant.yaml` has none."""
    key = TABLES[table].key if table in TABLES else ()
    return tuple(column for column in columns_by_name(table).values() if column.name in key)


def altered(part: Part, values: dict[str, Any]) -> Part:
    """A checked copy with some fields changed, those of a group by `group.field`.

    Raises
    ------
    ValidationError
        If a field does not take its value.
    """
    if not any("." in field for field in values):
        try:
            taken = {field: _taken(type(part), field, value) for field, value in values.items()}
        except ValidationError:
            return part.but(**values)  # it says so with the field's name
        return part.model_copy(update=taken)
    changes: dict[str, Any] = {}
    groups: dict[str, dict[str, Any]] = defaultdict(dict)
    for field, value in values.items():
        group, dot, inner = field.partition(".")
        if dot:
            groups[group][inner] = value
        else:
            changes[field] = value
    changes |= {group: getattr(part, group).but(**inner) for group, inner in groups.items()}
    return part.but(**changes)


def _taken(part: type[Part], field: str, value: Any) -> Any:
    """The value as a field takes it; the others of its row were checked when they were set."""
    return _check(part, field).validate_python(value)


@cache
def _check(part: type[Part], field: str) -> TypeAdapter[Any]:
    info = part.model_fields[field]
    kind: Any = info.annotation
    if info.metadata:
        kind = Annotated[kind, *info.metadata]
    return TypeAdapter(kind, config=part.model_config)
