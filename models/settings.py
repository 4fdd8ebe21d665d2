"""`plant.yaml`: the few values that are not a table."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.units import Count, Days, Euros, FirstDay, LastDay, Name, Part, Percent, Weeks

MeanDays = Annotated[float, Field(ge=0, json_schema_extra={"unit": "d"})]


class Tolerances(Part):
    """How much of an earlier level may be given up for a later one."""

    lateness_days: Annotated[float, Field(gt=0, json_schema_extra={"unit": "d"})]
    """Of mean days late."""

    cover_days: Annotated[float, Field(gt=0, json_schema_extra={"unit": "d"})]
    """Of mean days below the cover floor."""

    fairness_days: Annotated[float, Field(gt=0, json_schema_extra={"unit": "d"})]
    """Of the largest backlog in days."""

    cost_eur: Annotated[float, Field(gt=0, json_schema_extra={"unit": "EUR"})]
    """Of cost."""


class PlanLimits(Part):
    """What no plan may exceed; null or left out: no limit."""

    moves: Count | None = None
    """Open batches of the previous plan that may be moved or dropped; null: any number."""

    mean_stock_weeks: Weeks | None = None
    """Weeks of each syringe's mean need that may, on average over the plan, lie released at the
    site and ahead of need in countries; null: any amount."""


class Enough(Part):
    """Values at which the search leaves a level for the next one, which may use up all of them
    but no more; null or left out: the level is brought as low as it goes."""

    lateness_days: MeanDays | None = None
    """Mean days late that are good enough; null: none are."""

    cover_days: MeanDays | None = None
    """Mean days below the cover floor that are good enough; null: none are."""

    fairness_days: MeanDays | None = None
    """Largest backlog in days that is good enough; null: none is."""

    cost_eur: Euros | None = None
    """Cost that is good enough; null: none is."""


class Settings(Part):
    """`plant.yaml`."""

    name: Name
    """Name of the case, shown on every screen."""

    start: FirstDay
    """First day of the plan, a Monday."""

    weeks: Annotated[int, Field(ge=0, le=520, json_schema_extra={"unit": "weeks"})]
    """Weekly buckets."""

    months: Annotated[int, Field(ge=0, le=240, json_schema_extra={"unit": "months"})]
    """Monthly buckets after them; the first is the rest of the month the weeks end in."""

    tolerances: Tolerances
    """Tolerance of each level."""

    thaw_days: Days
    """Days from taking a substance lot out of the freezer to preparation."""

    frozen_until: LastDay | None
    """Last day on which the previous plan may not be changed; null: none."""

    holding_site_pct_per_year: Percent
    """Holding cost at the site, of the unit's value a year."""

    holding_country_pct_per_year: Percent
    """Holding cost in a country, of the unit's value a year; above the site's, so
    that stock waits where every country can still have it."""

    move_cost_eur: Euros
    """Price of a batch of the previous plan that is moved or dropped."""

    limits: PlanLimits = PlanLimits()
    """What no plan may exceed; may be left out."""

    enough: Enough = Enough()
    """What is good enough of a level; may be left out."""
