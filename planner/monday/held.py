"""Lots on hold, and whom they would help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.batches import BatchKind, batch_kinds
from models.inventory import SITE, Lot, SubstanceLot
from models.shelf import Approvals, Shelf
from planner.monday.service import SHOWN
from planner.plan import Plan, Record

TRACE_BATCHES = 1e-6


def on_hold(plan: Plan) -> Iterator[str]:
    """Finished lots, then lots of substance; those that help nobody come last."""
    held = [*_finished(plan), *_substance(plan)]
    held.sort(key=lambda each: -each[0])
    for _, said in held[:SHOWN]:
        yield said
    if len(held) > SHOWN:
        yield f"and {len(held) - SHOWN} more: lots.csv, substance_lots.csv"
    if not held:
        yield "none"


def _finished(plan: Plan) -> Iterator[tuple[int, str]]:
    """Units short that the lot may serve, and the line."""
    syringe_of = {row.presentation: row.syringe for row in plan.plant.presentations}
    approvals, shelf = Approvals(plan.plant), Shelf(plan.plant)
    for lot in plan.plant.lots:
        if lot.status == "on_hold":
            short = [
                r for r in plan.records["shortages"] if _serves(plan, lot, r, approvals, shelf)
            ]
            what = lot.presentation or lot.syringe
            where = "at the site" if lot.place == SITE else f"in {lot.place}"
            if lot.presentation is None:
                short = [row for row in short if syringe_of[row["presentation"]] == lot.syringe]
            yield _worst(short), f"{lot.lot} on hold: {lot.units:,} {what} {where}; {_who(short)}"


def _serves(plan: Plan, lot: Lot, row: Record, approvals: Approvals, shelf: Shelf) -> bool:
    """Whether a lot might be used for a shortage: approved, and fresh enough, at its end."""
    if lot.presentation not in (None, row["presentation"]):
        return False
    if lot.place != SITE:
        return bool(lot.place == row["country"])
    country = next(c for c in plan.plant.countries if c.country == row["country"])
    group, day = country.approval_group, row["until"]
    approved = approvals.route(group, row["presentation"], lot.suite, lot.line, day)
    fresh = row["from"] <= shelf.last_ship_day(country, row["presentation"], lot.filled_on)
    return approved and fresh


def _substance(plan: Plan) -> Iterator[tuple[int, str]]:
    bulk_of = {row.bulk: row.substance for row in plan.plant.bulks}
    syringe_of = {row.presentation: row.syringe for row in plan.plant.presentations}
    kinds = list(batch_kinds(plan.plant).values())
    for lot in plan.plant.substance_lots:
        if lot.status == "on_hold":
            made = [kind for kind in kinds if bulk_of[kind.bulk] == lot.substance]
            names = {kind.syringe for kind in made}
            short = sorted(
                (r for r in plan.records["shortages"] if syringe_of[r["presentation"]] in names),
                key=lambda row: (row["binds"] != "substance", -row["worst_units"]),
            )
            syringe = syringe_of[short[0]["presentation"]] if short else None
            yield _worst(short), f"{_said(lot, made, syringe)}; {_who(short)}"


def _said(lot: SubstanceLot, made: Iterable[BatchKind], syringe: str | None) -> str:
    """Kilograms, and as how many batches of the syringe that is short."""
    mine = [kind for kind in made if syringe in (None, kind.syringe)]
    text = f"{lot.lot} on hold: {lot.kg:,.10g} kg of {lot.substance}"
    if not mine:
        return text
    largest = max(mine, key=lambda kind: kind.units)
    batches = int(lot.kg / largest.substance_kg + TRACE_BATCHES)
    return f"{text} = {batches} {'batch' if batches == 1 else 'batches'} of {largest.syringe}"


def _worst(short: Iterable[Record]) -> int:
    return max((row["worst_units"] for row in short), default=0)


def _who(short: list[Record]) -> str:
    """The first that is short, and how many more are."""
    if not short:
        return "nobody whom it may serve is short"
    row = short[0]
    pairs = {(each["country"], each["presentation"]) for each in short}
    more = f" (and {len(pairs) - 1} more)" if len(pairs) > 1 else ""
    return (
        f"{row['country']} {row['presentation']} is short by {row['worst_units']:,}"
        f" from {row['from']}{more}"
    )
