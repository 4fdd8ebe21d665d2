"""What exists already: lots, substance lots, firm batches; and what people ordered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.units import (
    ANY,
    Count,
    Date,
    FirstDay,
    Kilograms,
    LastDay,
    Litres,
    Name,
    Row,
    Units,
    refers,
)

SITE = "site"


class Lot(Row):
    """A lot of filled syringes, at the site or in a country, when the plan starts."""

    table: ClassVar[str] = "lots"
    key: ClassVar[tuple[str, ...]] = ("lot",)
    required: ClassVar[bool] = False

    lot: Name
    """Lot number."""

    syringe: Annotated[str, refers("syringes")] | None = None
    """Naked syringe; give a syringe or a presentation, not both."""

    presentation: Annotated[str, refers("presentations")] | None = None
    """Presentation, once in its device: the lot can serve no other."""

    suite: Annotated[str, refers("suites")]
    """Suite that prepared it."""

    line: Annotated[str, refers("lines")]
    """Line that filled it."""

    filled_on: Date
    """Fill date: shelf life runs from here."""

    units: Annotated[Units, Field(gt=0)]
    """Good units left."""

    place: Annotated[str, refers("countries", also=(SITE,))]
    """`site`, or the country it lies in or travels to."""

    status: Literal["released", "in_qc", "on_hold", "rejected"]
    """Lots on hold or rejected never ship."""

    releases_on: Date | None = None
    """Expected release; of lots in QC."""


class SubstanceLot(Row):
    """A lot of frozen drug substance."""

    table: ClassVar[str] = "substance_lots"
    key: ClassVar[tuple[str, ...]] = ("lot",)
    required: ClassVar[bool] = False

    lot: Name
    """Lot number."""

    substance: Annotated[str, refers("substances")]
    """Substance."""

    kg: Kilograms
    """Mass of active substance."""

    available_on: Date
    """First day it may be thawed."""

    expires_on: Date
    """Last day it may be used."""

    status: Literal["released", "in_qc", "on_hold", "rejected"]
    """Lots on hold or rejected are not used."""


class FirmBatch(Row):
    """A batch that is already decided; the plan keeps it as it is."""

    table: ClassVar[str] = "firm_batches"
    key: ClassVar[tuple[str, ...]] = ("batch",)
    required: ClassVar[bool] = False

    batch: Name
    """Batch number."""

    bulk: Annotated[str, refers("bulks")]
    """Bulk."""

    syringe: Annotated[str, refers("syringes")]
    """Syringe."""

    suite: Annotated[str, refers("suites")]
    """Suite."""

    line: Annotated[str, refers("lines")]
    """Line."""

    volume_l: Litres
    """Batch volume."""

    prep_on: Date
    """Day on which preparation starts."""

    fill_on: Date
    """Day on which filling starts."""

    status: Literal["released", "in_process", "filled"]
    """`released` to production, `in_process` (prepared, not filled), or `filled`."""


class Instruction(Row):
    """What a planner ordered, by whom and why: at least or at most so many batches."""

    table: ClassVar[str] = "instructions"
    key: ClassVar[tuple[str, ...]] = ("syringe", "suite", "line", "from")
    required: ClassVar[bool] = False

    syringe: Annotated[str, refers("syringes", any_=True)]
    """Syringe, or `*`."""

    suite: Annotated[str, refers("suites", any_=True)]
    """Suite, or `*`."""

    line: Annotated[str, refers("lines", any_=True)]
    """Line, or `*`."""

    from_: FirstDay = Field(alias="from")
    """First day."""

    until: LastDay
    """Last day."""

    at_least: Count | None = None
    """Least batches filled in that time."""

    at_most: Count | None = None
    """Most batches filled in that time."""

    by: Name
    """Who ordered it."""

    def means(self, made: Sequence[object]) -> bool:
        """Whether it counts a batch of (syringe, suite, line, ...)."""
        named = self.syringe, self.suite, self.line
        return all(name in (ANY, own) for name, own in zip(named, made, strict=False))


class PreviousBatch(Row):
    """A batch of the plan before, that this one changes only for a price."""

    table: ClassVar[str] = "previous_batches"
    key: ClassVar[tuple[str, ...]] = ("batch",)
    required: ClassVar[bool] = False

    batch: Name
    """Batch number in the plan before."""

    syringe: Annotated[str, refers("syringes")]
    """Syringe."""

    suite: Annotated[str, refers("suites")]
    """Suite."""

    line: Annotated[str, refers("lines")]
    """Line."""

    volume_l: Litres
    """Batch volume."""

    fill_on: Date
    """Day on which filling started in the plan before."""
