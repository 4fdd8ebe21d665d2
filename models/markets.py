"""Markets: countries, approvals, release and demand."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.units import (
    Date,
    Days,
    FirstDay,
    Kilometres,
    LastDay,
    Month,
    Name,
    Packs,
    Percent,
    Row,
    Step,
    Units,
    Weeks,
    Weight,
    refers,
)


class Country(Row):
    """A country that is supplied."""

    table: ClassVar[str] = "countries"
    key: ClassVar[tuple[str, ...]] = ("country",)

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    """ISO 3166 code of two capitals; `NO` is Norway, `NA` Namibia."""

    name: Name
    """Name shown to people."""

    approval_group: Name
    """Countries whose authorities decide together."""

    priority: Weight
    """Weight of one late unit in the service levels; 1 is ordinary."""

    weight: Weight
    """Weight of the country in the weighted service that is reported."""

    min_remaining_shelf_life_pct: Percent
    """Least share of the shelf life that must be left on arrival."""

    transit_days: Days
    """Days from the site's door to the country's warehouse."""

    import_hold_days: Days
    """Days the country holds or retests what arrives before it can be used."""

    cover_floor_weeks: Weeks
    """Weeks of coming demand that should lie in the country."""

    floor_basis: Name
    """Why the floor: law, contract, own policy."""

    transport: Literal["road", "air", "sea"]
    """Mode of transport."""

    distance_km: Kilometres
    """Distance from the site."""

    pack_cluster: Name
    """Countries that share a pack."""


class Approval(Row):
    """A unit of one step that a group's authority has approved, first to last day."""

    table: ClassVar[str] = "approvals"
    key: ClassVar[tuple[str, ...]] = ("approval_group", "presentation", "step", "unit", "from")

    approval_group: Annotated[str, refers("countries.approval_group")]
    """Approval group."""

    presentation: Annotated[str, refers("presentations", any_=True)]
    """Presentation, or `*` for all."""

    step: Step
    """`prep` (the unit is a suite) or `fill` (the unit is a line)."""

    unit: Annotated[str, refers("suites", "lines")]
    """Suite or line."""

    from_: FirstDay = Field(alias="from")
    """First day on which product of this unit may ship."""

    until: LastDay | None = None
    """Last such day; blank: no end."""


class Release(Row):
    """Days from the fill to QC and QP release."""

    table: ClassVar[str] = "release"
    key: ClassVar[tuple[str, ...]] = ("syringe", "approval_group")

    syringe: Annotated[str, refers("syringes", any_=True)]
    """Syringe, or `*`."""

    approval_group: Annotated[str, refers("countries.approval_group", any_=True)]
    """Approval group, or `*`. The syringe's own row beats the group's."""

    days: Days
    """Calendar days from the last day of the fill's bucket to release."""


class Demand(Row):
    """What a country needs: a month's forecast, a dated order, or an opening backlog."""

    table: ClassVar[str] = "demand"
    key: ClassVar[tuple[str, ...]] = ("row_id",)

    row_id: Name
    """Identifier of the row."""

    country: Annotated[str, refers("countries")]
    """Country."""

    presentation: Annotated[str, refers("presentations")]
    """Presentation."""

    month: Month | None = None
    """Month of need (`2026-04`), spread evenly over its days; of forecasts."""

    due_on: Date | None = None
    """Day of need; of orders and backlog."""

    units: Units | None = None
    """Units needed; give units or packs, not both."""

    packs: Packs | None = None
    """Packs needed, of the size in `packs`."""

    kind: Literal["order", "forecast", "backlog"]
    """Orders consume the forecast of their month; backlog is owed already."""
