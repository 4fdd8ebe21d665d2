"""What the demand of a plant asks for, and the batches its recipes allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

from models.equipment import FillRecipe, PrepRecipe
from models.plant import Plant
from models.products import Bulk, Presentation, Syringe

Pair = tuple[str, str]


def demanded_pairs(plant: Plant) -> tuple[Pair, ...]:
    """(country, presentation) with demand above zero, of those that exist."""
    countries = {row.country for row in plant.countries}
    presentations = {row.presentation for row in plant.presentations}
    pairs = {(row.country, row.presentation) for row in plant.demand if row.units or row.packs}
    return tuple(sorted((c, p) for c, p in pairs if c in countries and p in presentations))


def demanded_in_groups(plant: Plant) -> tuple[Pair, ...]:
    """(approval group, presentation) with demand."""
    group = {row.country: row.approval_group for row in plant.countries}
    return tuple(sorted({(group[country], p) for country, p in demanded_pairs(plant)}))


def presentations_of(plant: Plant) -> dict[str, Presentation]:
    """Presentations by name."""
    return {row.presentation: row for row in plant.presentations}


def demanded_syringes(plant: Plant) -> tuple[str, ...]:
    """Syringes inside the demanded presentations."""
    inside = presentations_of(plant)
    known = {row.syringe for row in plant.syringes}
    return tuple(sorted({inside[p].syringe for _, p in demanded_pairs(plant)} & known))


def with_calendar(plant: Plant) -> set[str]:
    """Suites and lines whose staffing goes on after the start."""
    start = plant.settings.start
    return {row.resource for row in plant.staffing if row.until is None or row.until >= start}


@dataclass(frozen=True)
class Combination:
    """A preparation and a fill that meet on a connection, whether a batch fits or not."""

    prep: PrepRecipe
    fill: FillRecipe
    bulk: Bulk
    syringe: Syringe

    @property
    def filled(self) -> float:
        """Syringes filled by a batch."""
        return (self.prep.volume_l - self.prep.hold_up_l) * 1000 / self.syringe.target_fill_ml

    @property
    def units(self) -> int:
        """Good units of a batch, after samples."""
        return floor(self.filled * self.fill.yield_ + 1e-6) - self.syringe.sample_units

    @property
    def fill_h(self) -> float:
        """Hours of filling."""
        return self.filled / self.fill.syringes_per_h

    @property
    def fits(self) -> bool:
        """Whether the fill ends within the hold limit."""
        return self.fill_h <= self.bulk.hold_limit_h

    @property
    def batch(self) -> str:
        """The batch in words."""
        return (
            f"a batch of {self.prep.volume_l:g} L of '{self.syringe.syringe}'"
            f" by {self.prep.suite} > {self.fill.line}"
        )


def combinations(plant: Plant) -> Iterator[tuple[int, Combination]]:
    """Every combination that is connected, with the index of its fill recipe."""
    bulks = {row.bulk: row for row in plant.bulks}
    syringes = {row.syringe: row for row in plant.syringes}
    connected = {(row.suite, row.line) for row in plant.connections}
    for index, fill in enumerate(plant.fill_recipes):
        syringe = syringes.get(fill.syringe)
        bulk = bulks.get(syringe.bulk) if syringe else None
        if syringe is None or bulk is None:
            continue
        for prep in plant.prep_recipes:
            if prep.bulk == bulk.bulk and (prep.suite, fill.line) in connected:
                yield index, Combination(prep, fill, bulk, syringe)


Route = tuple[str, str]


def routes(plant: Plant) -> dict[str, tuple[Route, ...]]:
    """For each syringe the (suite, line) that make it or made what lies in stock."""
    inside = presentations_of(plant)
    found = {
        (made.syringe.syringe, made.prep.suite, made.fill.line)
        for _, made in combinations(plant)
        if made.fits
    }
    found |= {(row.syringe, row.suite, row.line) for row in plant.firm_batches}
    for lot in plant.lots:
        syringe = inside[lot.presentation].syringe if lot.presentation in inside else lot.syringe
        if syringe:
            found.add((syringe, lot.suite, lot.line))
    by_syringe: dict[str, tuple[Route, ...]] = {}
    for syringe, suite, line in sorted(found):
        by_syringe[syringe] = (*by_syringe.get(syringe, ()), (suite, line))
    return by_syringe
