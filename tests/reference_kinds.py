"""Batch kinds, read a second time from docs/rules.md (R1)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from models.plant import Plant

Start = tuple[str, str, str, float, int]
"""Syringe, suite, line, volume, bucket: where a planned batch may be."""

BatchPlan = Mapping[Start, float]
"""How many batches of each kind start in each bucket."""


@dataclass(frozen=True)
class Kind:
    """What one batch takes and gives."""

    syringe: str
    bulk: str
    substance: str
    suite: str
    line: str
    volume_l: float
    kg: float
    units: int
    cycle_h: float
    set_up_h: float
    fill_h: float
    cost_eur: float

    @property
    def route(self) -> tuple[str, str]:
        return self.suite, self.line

    def start(self, bucket: int) -> Start:
        return self.syringe, self.suite, self.line, self.volume_l, bucket


def kinds_of(plant: Plant) -> list[Kind]:
    """Every batch that recipes, connections and the hold limit allow."""
    found = []
    suite_eur = {row.suite: row.batch_cost_eur for row in plant.suites}
    line_eur = {row.line: row.batch_cost_eur for row in plant.lines}
    for way in plant.connections:
        for prep in plant.prep_recipes:
            for fill in plant.fill_recipes:
                if (prep.suite, fill.line) != (way.suite, way.line):
                    continue
                syringe = next(s for s in plant.syringes if s.syringe == fill.syringe)
                bulk = next(b for b in plant.bulks if b.bulk == syringe.bulk)
                filled = (prep.volume_l - prep.hold_up_l) * 1000 / syringe.target_fill_ml
                hours = filled / fill.syringes_per_h
                if prep.bulk == bulk.bulk and hours <= bulk.hold_limit_h:
                    found.append(
                        Kind(
                            syringe.syringe,
                            bulk.bulk,
                            bulk.substance,
                            prep.suite,
                            fill.line,
                            prep.volume_l,
                            prep.volume_l * bulk.mg_per_ml / 1000,
                            math.floor(filled * fill.yield_ + 1e-6) - syringe.sample_units,
                            prep.cycle_h,
                            fill.set_up_h,
                            hours,
                            suite_eur[prep.suite] + line_eur[fill.line],
                        )
                    )
    return found
