"""Quantities with their units, and the base of every entity."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

ANY = "*"
"""In a key column: every name, unless a more specific row says otherwise."""

Name = Annotated[str, Field(min_length=1)]
Date = dt.date
FirstDay = Annotated[dt.date, Field(json_schema_extra={"week": "first"})]
"""The first of some days; a week written there is its Monday."""
LastDay = Annotated[dt.date, Field(json_schema_extra={"week": "last"})]
"""The last of some days; a week written there is its Sunday."""
Month = Annotated[dt.date, Field(json_schema_extra={"unit": "month"})]


def _amount(unit: str, *, above_zero: bool = False) -> Any:
    bound: dict[str, Any] = {"gt": 0} if above_zero else {"ge": 0}
    return Field(**bound, json_schema_extra={"unit": unit})


Hours = Annotated[float, _amount("h")]
Litres = Annotated[float, _amount("L", above_zero=True)]
HoldUpLitres = Annotated[float, _amount("L")]
Millilitres = Annotated[float, _amount("mL", above_zero=True)]
Kilograms = Annotated[float, _amount("kg", above_zero=True)]
Kilometres = Annotated[float, _amount("km")]
MilligramsPerMillilitre = Annotated[float, _amount("mg/mL", above_zero=True)]
SyringesPerHour = Annotated[float, _amount("syringes/h", above_zero=True)]
Euros = Annotated[float, _amount("EUR")]
Units = Annotated[int, _amount("units")]
"""Filled syringes, whether naked, in a pen or in a pack."""
UnitsPerPack = Annotated[int, _amount("units per pack", above_zero=True)]
Packs = Annotated[int, _amount("packs")]
Batches = Annotated[int, _amount("batches", above_zero=True)]
Count = Annotated[int, _amount("batches")]
Days = Annotated[int, _amount("d")]
Weeks = Annotated[float, _amount("weeks")]
Months = Annotated[int, _amount("months", above_zero=True)]
Percent = Annotated[float, Field(ge=0, le=100, json_schema_extra={"unit": "%"})]
Fraction = Annotated[float, Field(gt=0, le=1, json_schema_extra={"unit": "fraction"})]
Weight = Annotated[float, _amount("weight", above_zero=True)]

Device = Literal["PFS", "PEN"]
Step = Literal["prep", "fill"]


def refers(*tables: str, any_: bool = False, also: tuple[str, ...] = ()) -> Any:
    """Mark a column as a reference to the key of one of `tables`.

    `any_` admits `*`; `also` lists further words that need no row ("site").
    """
    words = (ANY, *also) if any_ else also
    return Field(min_length=1, json_schema_extra={"refers": list(tables), "also": list(words)})


class Part(BaseModel):
    """Base of every entity: frozen, no unknown fields, field docs in the schema."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        populate_by_name=True,
        allow_inf_nan=False,
    )

    def but(self, **changes: Any) -> Self:
        """A checked copy with some fields changed (`model_copy` does not check)."""
        return type(self).model_validate({**dict(self), **changes})


class Row(Part):
    """One row of an input table. The class is the table's only schema."""

    table: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    required: ClassVar[bool] = True
    """Whether a case without this table (or with no rows in it) is an error."""

    erp_id: str | None = None
    """Identifier in the site's own system; carried along, never interpreted."""

    note: str | None = None
    """Free text; carried along, never interpreted."""
