"""Drug substance: lots must cover what is firm or frozen (docs/rules.md, R11)."""

from __future__ import annotations

from collections.abc import Iterator

from models.calendar import DAY
from models.checks.horizon import Fixed, Horizon
from models.inventory import SubstanceLot
from models.plant import Plant
from models.problems import Problem
from models.thawing import USABLE, usable_in

ROUNDING_KG = 1e-6


def in_time(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """The first fixed batch of each substance that the lots do not cover."""
    bulks = {row.bulk: row for row in plant.bulks}
    in_order = sorted(horizon.fixed, key=lambda batch: (batch.bucket, batch.row.batch))
    for substance in sorted({row.substance for row in plant.substance_lots}):
        needs = [
            (batch, batch.row.volume_l * bulks[batch.bulk].mg_per_ml / 1000)
            for batch in in_order
            if batch.in_suite and batch.bulk in bulks and bulks[batch.bulk].substance == substance
        ]
        lots = [row for row in plant.substance_lots if row.substance == substance]
        lacking = _lacking(plant, horizon, needs, lots)
        if lacking:
            batch, kg = lacking
            what = (
                f"batch '{batch.row.batch}' lacks {kg:,.2f} kg of '{substance}': the lots that may"
                f" be used from {horizon.calendar.first(batch.bucket)} on do not cover it and the"
                " batches before; correct substance_lots (kg, days, status) or move the batch"
            )
            yield Problem(batch.table, batch.index, "batch", batch.row.batch, what)


def _lacking(
    plant: Plant, horizon: Horizon, needs: list[tuple[Fixed, float]], lots: list[SubstanceLot]
) -> tuple[Fixed, float] | None:
    """The first batch without its substance, and the kg it lacks.

    Bucket by bucket the lot that expires first is used first: no other order serves more.
    """
    usable = {row.lot: usable_in(row, plant, horizon.calendar) for row in lots}
    left = {row.lot: row.kg for row in lots}
    for batch, kg in needs:
        for row in sorted(lots, key=lambda row: row.expires_on):
            if batch.bucket in usable[row.lot]:
                taken = min(kg, left[row.lot])
                kg -= taken
                left[row.lot] -= taken
        if kg > ROUNDING_KG:
            return batch, kg
    return None


def advice(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """Warnings: lots of no use, substances without any. Lots for later plans are left out."""
    if not plant.substance_lots:
        return
    calendar = horizon.calendar
    used_last = calendar.first(calendar.planned[-1]) - plant.settings.thaw_days * DAY
    useful = set()
    for index, row in enumerate(plant.substance_lots):
        buckets = usable_in(row, plant, calendar)
        if any(bucket in calendar.planned for bucket in buckets):
            useful.add(row.substance)
        elif row.status in USABLE and row.available_on <= used_last:
            what = (
                f"lot '{row.lot}' may be used in no week or month of the plan: from"
                f" {row.available_on} (and {plant.settings.thaw_days} days to thaw) to"
                f" {row.expires_on} no whole one is left"
            )
            yield Problem("substance_lots", index, "expires_on", str(row.expires_on), what)
    limited = {row.substance for row in plant.substance_lots}
    for index, one in enumerate(plant.substances):
        name = one.substance
        if name not in limited:
            what = f"'{name}' has no row in substance_lots, so it is planned without limit"
        elif name not in useful:
            what = f"no lot of '{name}' may be used in the plan, so no batch of it is made"
        else:
            continue
        yield Problem("substances", index, "substance", name, what)
