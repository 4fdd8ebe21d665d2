"""Equipment: suites, lines, their hours, recipes and rules of use."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.units import (
    Batches,
    Count,
    Euros,
    FirstDay,
    Fraction,
    HoldUpLitres,
    Hours,
    LastDay,
    Litres,
    Name,
    Row,
    SyringesPerHour,
    refers,
)

RESOURCES = ("suites", "lines")


class Suite(Row):
    """A preparation suite: thawed substance becomes a sterile bag of bulk."""

    table: ClassVar[str] = "suites"
    key: ClassVar[tuple[str, ...]] = ("suite",)

    suite: Name
    """Short code."""

    name: Name
    """Name shown to people."""

    batch_cost_eur: Euros
    """Cost of preparing one batch here; only differences between suites matter."""


class Line(Row):
    """An aseptic filling line; it fills one syringe at a time."""

    table: ClassVar[str] = "lines"
    key: ClassVar[tuple[str, ...]] = ("line",)

    line: Name
    """Short code."""

    name: Name
    """Name shown to people."""

    batch_cost_eur: Euros
    """Cost of filling one batch here; only differences between lines matter."""


class Staffing(Row):
    """Hours that a resource is staffed, from one day to another, both included."""

    table: ClassVar[str] = "staffing"
    key: ClassVar[tuple[str, ...]] = ("resource", "from")

    resource: Annotated[str, refers(*RESOURCES)]
    """Suite or line."""

    from_: FirstDay = Field(alias="from")
    """First day."""

    until: LastDay | None = None
    """Last day; blank: until further notice."""

    hours_per_week: Annotated[Hours, Field(le=168)]
    """Staffed hours a week, spread evenly over its seven days."""

    efficiency: Fraction
    """Share of the staffed hours that is worked: stops, ramps, learning."""


class Closure(Row):
    """Days on which a resource does not work, both ends included."""

    table: ClassVar[str] = "closures"
    key: ClassVar[tuple[str, ...]] = ("resource", "from")
    required: ClassVar[bool] = False

    resource: Annotated[str, refers(*RESOURCES)]
    """Suite or line."""

    from_: FirstDay = Field(alias="from")
    """First closed day."""

    to: LastDay
    """Last closed day."""

    reason: Name
    """Why: shutdown, refit, maintenance."""


class InitialState(Row):
    """What a resource is set up for when the plan starts."""

    table: ClassVar[str] = "initial_states"
    key: ClassVar[tuple[str, ...]] = ("resource",)
    required: ClassVar[bool] = False

    resource: Annotated[str, refers(*RESOURCES)]
    """Suite or line."""

    state: Annotated[str, refers("bulks", "syringes")]
    """The bulk (of a suite) or the syringe (of a line) it last made."""

    batches: Count
    """Batches of its campaign so far; they count towards `max_batches`."""


class PrepRecipe(Row):
    """A validated batch volume of a bulk in a suite."""

    table: ClassVar[str] = "prep_recipes"
    key: ClassVar[tuple[str, ...]] = ("suite", "bulk", "volume_l")

    suite: Annotated[str, refers("suites")]
    """Suite."""

    bulk: Annotated[str, refers("bulks")]
    """Bulk."""

    volume_l: Litres
    """Validated batch volume."""

    cycle_h: Hours
    """Hours a batch holds the suite, from line clearance to line clearance."""

    hold_up_l: HoldUpLitres
    """Volume lost in filters, tubing and bag, whatever the batch volume."""


class FillRecipe(Row):
    """How a line fills a syringe."""

    table: ClassVar[str] = "fill_recipes"
    key: ClassVar[tuple[str, ...]] = ("line", "syringe")

    line: Annotated[str, refers("lines")]
    """Line."""

    syringe: Annotated[str, refers("syringes")]
    """Syringe."""

    syringes_per_h: SyringesPerHour
    """Net filling rate, interventions included."""

    set_up_h: Hours
    """Set-up of every batch: assembly, priming, line clearance."""

    yield_: Fraction = Field(alias="yield")
    """Good syringes out of the syringes filled, inspection included."""


class Connection(Row):
    """A suite whose bags may feed a line."""

    table: ClassVar[str] = "connections"
    key: ClassVar[tuple[str, ...]] = ("suite", "line")

    suite: Annotated[str, refers("suites")]
    """Suite."""

    line: Annotated[str, refers("lines")]
    """Line."""


class Changeover(Row):
    """Hours and cost of a change of state on a resource.

    Either `kind` is given (a class of changes) or both `from` and `to` (one change).
    """

    table: ClassVar[str] = "changeovers"
    key: ClassVar[tuple[str, ...]] = ("resource", "kind", "from", "to")
    required: ClassVar[bool] = False

    resource: Annotated[str, refers(*RESOURCES, any_=True)]
    """Suite or line, or `*`."""

    kind: Literal["strength", "molecule", "format"] | None = None
    """Other strength of the same substance, other substance, other syringe format."""

    from_: Annotated[str, refers("bulks", "syringes")] | None = Field(default=None, alias="from")
    """State left: a bulk (of a suite) or a syringe (of a line)."""

    to: Annotated[str, refers("bulks", "syringes")] | None = None
    """State entered."""

    hours: Hours
    """Hours the resource is lost."""

    cost_eur: Euros
    """Cost of the change."""


class Campaign(Row):
    """How long a resource may and must stay in one state."""

    table: ClassVar[str] = "campaigns"
    key: ClassVar[tuple[str, ...]] = ("resource", "state")
    required: ClassVar[bool] = False

    resource: Annotated[str, refers(*RESOURCES)]
    """Suite or line."""

    state: Annotated[str, refers("bulks", "syringes", any_=True)]
    """Bulk or syringe, or `*`."""

    min_batches: Batches
    """Least batches between entering a state and leaving it."""

    max_batches: Batches
    """Most batches before the resource is decontaminated."""

    decontamination_h: Hours
    """Hours of the decontamination that ends a campaign."""

    decontamination_eur: Euros
    """Cost of the decontamination that ends a campaign."""


class MediaFill(Row):
    """A media fill (aseptic process simulation): one appointment in its window."""

    table: ClassVar[str] = "media_fills"
    key: ClassVar[tuple[str, ...]] = ("line", "earliest")
    required: ClassVar[bool] = False

    line: Annotated[str, refers("lines")]
    """Line."""

    earliest: FirstDay
    """First day of the window."""

    latest: LastDay
    """Last day of the window."""

    hours: Hours
    """Hours the line is taken."""
