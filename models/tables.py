"""The table registry: which row class belongs to which table.

The row classes are the only schema: reading, checking, templates, `docs/data.md`
and the JSON schema all come from them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from models.equipment import (
    Campaign,
    Changeover,
    Closure,
    Connection,
    FillRecipe,
    InitialState,
    Line,
    MediaFill,
    PrepRecipe,
    Staffing,
    Suite,
)
from models.inventory import FirmBatch, Instruction, Lot, PreviousBatch, SubstanceLot
from models.markets import Approval, Country, Demand, Release
from models.products import Bulk, Pack, Presentation, ShelfLife, Substance, Syringe
from models.units import Row

ROWS: tuple[type[Row], ...] = (
    Substance,
    Bulk,
    Syringe,
    Presentation,
    Pack,
    ShelfLife,
    Suite,
    Line,
    Staffing,
    Closure,
    InitialState,
    PrepRecipe,
    FillRecipe,
    Connection,
    Changeover,
    Campaign,
    MediaFill,
    Release,
    Country,
    Approval,
    Demand,
    Lot,
    SubstanceLot,
    FirmBatch,
    Instruction,
    PreviousBatch,
)

TABLES: dict[str, type[Row]] = {row.table: row for row in ROWS}


Kind = Literal["text", "choice", "whole", "number", "date", "month"]


@dataclass(frozen=True)
class Column:
    """A column of a table, as files and documents see it."""

    name: str
    """Header in the file (`from`, not `from_`)."""

    field: str
    """Attribute of the row class."""

    kind: Kind
    required: bool
    """Whether a blank is an error; if not, the doc says what a blank means."""

    unit: str | None
    refers: tuple[str, ...]
    """Tables (or `table.column`) whose key a value must name."""

    also: tuple[str, ...]
    """Words allowed beside those names, such as `*`."""

    choices: tuple[str, ...]
    doc: str
    week: str | None = None
    """`first` or `last`: the day of a week that is meant where a week is written; None: none."""


@cache
def columns(row: type[Row]) -> tuple[Column, ...]:
    """The columns of a table in their order, `erp_id` and `note` last."""
    fields = sorted(row.model_fields.items(), key=lambda item: item[0] in ("erp_id", "note"))
    return tuple(_column(name, field) for name, field in fields)


def _column(name: str, field: FieldInfo) -> Column:
    base, extra, choices = _unwrap(field.annotation, dict(_extra(field)))
    return Column(
        name=field.alias or name,
        field=name,
        kind=_kind(base, extra, choices),
        required=field.is_required(),
        unit=extra.get("unit"),
        refers=tuple(extra.get("refers", ())),
        also=tuple(extra.get("also", ())),
        choices=choices,
        doc=field.description or "",
        week=extra.get("week"),
    )


def _unwrap(annotation: Any, extra: dict[str, Any]) -> tuple[Any, dict[str, Any], tuple[str, ...]]:
    """The bare type under `Annotated` and `| None`, what its fields say, its choices."""
    if get_origin(annotation) is Literal:
        return str, extra, get_args(annotation)
    inner = [part for part in get_args(annotation) if part is not type(None)]
    if not inner:
        return annotation, extra, ()
    for part in inner[1:]:
        if isinstance(part, FieldInfo):
            extra |= _extra(part)
    return _unwrap(inner[0], extra)


def _extra(field: FieldInfo) -> dict[str, Any]:
    extra = field.json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {}


def _kind(base: Any, extra: dict[str, Any], choices: tuple[str, ...]) -> Kind:
    if choices:
        return "choice"
    if base is dt.date:
        return "month" if extra.get("unit") == "month" else "date"
    return {int: "whole", float: "number"}.get(base, "text")  # type: ignore[return-value]
