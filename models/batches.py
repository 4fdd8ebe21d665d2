"""Batch kinds: what one batch takes and gives (docs/rules.md, R1)."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from models.plant import Plant


@dataclass(frozen=True)
class BatchKind:
    """A batch of one syringe, prepared in a suite and filled on a line."""

    syringe: str
    bulk: str
    suite: str
    line: str
    volume_l: float
    units: int
    """Good units of a batch, after samples."""

    cycle_h: float
    """Hours it holds the suite."""

    set_up_h: float
    """Hours of set-up on the line."""

    fill_h: float
    """Hours of filling."""

    substance_kg: float
    cost_eur: float
    """Cost of preparing and filling one batch."""

    @property
    def route(self) -> tuple[str, str]:
        return self.suite, self.line

    @property
    def key(self) -> tuple[str, str, str, float]:
        """Index of the batch variables: syringe, suite, line, volume."""
        return self.syringe, self.suite, self.line, self.volume_l


def batch_kinds(plant: Plant) -> dict[tuple[str, str, str, float], BatchKind]:
    """Every batch the plant may make, by key: recipes that meet on a connection."""
    bulks = {row.bulk: row for row in plant.bulks}
    suite_cost = {row.suite: row.batch_cost_eur for row in plant.suites}
    line_cost = {row.line: row.batch_cost_eur for row in plant.lines}
    connected = {(row.suite, row.line) for row in plant.connections}
    syringes = {row.syringe: row for row in plant.syringes}
    kinds = {}
    for fill in plant.fill_recipes:
        syringe = syringes[fill.syringe]
        bulk = bulks[syringe.bulk]
        for prep in plant.prep_recipes:
            if prep.bulk != bulk.bulk or (prep.suite, fill.line) not in connected:
                continue
            filled = (prep.volume_l - prep.hold_up_l) * 1000 / syringe.target_fill_ml
            kind = BatchKind(
                syringe=syringe.syringe,
                bulk=bulk.bulk,
                suite=prep.suite,
                line=fill.line,
                volume_l=prep.volume_l,
                units=floor(filled * fill.yield_ + 1e-6) - syringe.sample_units,
                cycle_h=prep.cycle_h,
                set_up_h=fill.set_up_h,
                fill_h=filled / fill.syringes_per_h,
                substance_kg=prep.volume_l * bulk.mg_per_ml / 1000,
                cost_eur=suite_cost[prep.suite] + line_cost[fill.line],
            )
            if kind.fill_h <= bulk.hold_limit_h and kind.units > 0:
                kinds[kind.key] = kind
    return dict(sorted(kinds.items()))
