"""Products: substances, bulks, syringes, presentations, packs, shelf life."""

from __future__ import annotations

from typing import Annotated, ClassVar

from models.units import (
    Device,
    Euros,
    FirstDay,
    Hours,
    MilligramsPerMillilitre,
    Millilitres,
    Months,
    Name,
    Packs,
    Row,
    Units,
    UnitsPerPack,
    refers,
)


class Substance(Row):
    """A drug substance: one monoclonal antibody, received frozen."""

    table: ClassVar[str] = "substances"
    key: ClassVar[tuple[str, ...]] = ("substance",)

    substance: Name
    """Short code, used by `bulks` and `substance_lots`."""

    name: Name
    """Name shown to people."""


class Bulk(Row):
    """A solution of one substance at one strength; bulks are never mixed or diluted."""

    table: ClassVar[str] = "bulks"
    key: ClassVar[tuple[str, ...]] = ("bulk",)

    bulk: Name
    """Short code, used by recipes and syringes."""

    substance: Annotated[str, refers("substances")]
    """The substance it is made from."""

    mg_per_ml: MilligramsPerMillilitre
    """Strength of the solution."""

    hold_limit_h: Hours
    """Longest time from the end of preparation to the end of filling."""


class Syringe(Row):
    """A filled, naked syringe: bulk x fill volume x format."""

    table: ClassVar[str] = "syringes"
    key: ClassVar[tuple[str, ...]] = ("syringe",)

    syringe: Name
    """Short code, used by presentations, fill recipes and lots."""

    bulk: Annotated[str, refers("bulks")]
    """The solution in it."""

    fill_volume_ml: Millilitres
    """Volume on the label."""

    target_fill_ml: Millilitres
    """Volume filled, overfill included; at least the volume on the label."""

    format: Name
    """Syringe format, such as `1 mL` or `2.25 mL`: what format parts depend on."""

    sample_units: Units
    """Good units a batch gives to quality control and retention."""

    value_eur: Euros
    """Cost value of one good unit: what holding and write-off are charged on."""


class Presentation(Row):
    """What a country buys: a filled syringe in its device."""

    table: ClassVar[str] = "presentations"
    key: ClassVar[tuple[str, ...]] = ("presentation",)

    presentation: Name
    """Short code, used by demand, approvals and packs."""

    syringe: Annotated[str, refers("syringes")]
    """The filled syringe inside; a pen and a prefilled syringe may share it."""

    device: Device
    """`PFS` (with or without needle shield) or `PEN`."""


class Pack(Row):
    """The pack of a presentation in a country."""

    table: ClassVar[str] = "packs"
    key: ClassVar[tuple[str, ...]] = ("country", "presentation")

    country: Annotated[str, refers("countries")]
    """Country whose pack this is."""

    presentation: Annotated[str, refers("presentations")]
    """Presentation in the pack."""

    units_per_pack: UnitsPerPack
    """Units in one pack; shipments are whole packs."""

    min_order_packs: Packs
    """Smallest packaging order; smaller shipments are reported, not forbidden."""


class ShelfLife(Row):
    """How long a presentation lasts, as registered by an approval group."""

    table: ClassVar[str] = "shelf_life"
    key: ClassVar[tuple[str, ...]] = ("presentation", "approval_group", "filled_from")

    presentation: Annotated[str, refers("presentations")]
    """Presentation."""

    approval_group: Annotated[str, refers("countries.approval_group", any_=True)]
    """Approval group, or `*` for all that have no row of their own."""

    months: Months
    """Shelf life from the fill date, in calendar months."""

    filled_from: FirstDay | None = None
    """Counts for batches filled on or after this date; blank: for all."""
