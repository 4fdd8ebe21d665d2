"""Plant: everything a plan depends on, checked and frozen."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

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
from models.settings import Settings
from models.units import Part


class Plant(Part):
    """A checked case: `plant.yaml` and one tuple of rows for each table.

    A what-if is `plant.but(...)`: a new plant, checked again.

    Raises
    ------
    pydantic.ValidationError
        With the list of `models.checks.Problem` in `errors()[0]["ctx"]["problems"]`
        if rows contradict each other.
    """

    settings: Settings
    substances: tuple[Substance, ...]
    bulks: tuple[Bulk, ...]
    syringes: tuple[Syringe, ...]
    presentations: tuple[Presentation, ...]
    packs: tuple[Pack, ...]
    shelf_life: tuple[ShelfLife, ...]
    suites: tuple[Suite, ...]
    lines: tuple[Line, ...]
    staffing: tuple[Staffing, ...]
    prep_recipes: tuple[PrepRecipe, ...]
    fill_recipes: tuple[FillRecipe, ...]
    connections: tuple[Connection, ...]
    release: tuple[Release, ...]
    countries: tuple[Country, ...]
    approvals: tuple[Approval, ...]
    demand: tuple[Demand, ...]
    closures: tuple[Closure, ...] = ()
    initial_states: tuple[InitialState, ...] = ()
    changeovers: tuple[Changeover, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    media_fills: tuple[MediaFill, ...] = ()
    lots: tuple[Lot, ...] = ()
    substance_lots: tuple[SubstanceLot, ...] = ()
    firm_batches: tuple[FirmBatch, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    previous_batches: tuple[PreviousBatch, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        from models.checks import errors

        found = errors(self)
        if found:
            text = "; ".join(str(problem) for problem in found).replace("{", "(").replace("}", ")")
            raise PydanticCustomError("plant", text, {"problems": list(found)})
        return self
