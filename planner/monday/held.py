"""Lots on hold, and whom they would help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.batches import BatchKind, batch_kinds
from models.inventory import SITE, Lot, SubstanceLot
from models.shelf import Approvals, Shelf
from planner.language import ENGLISH, Language
from planner.monday.service import SHOWN
from planner.monday.words import more
from planner.plan import Plan, Record

TRACE_BATCHES = 1e-6


def on_hold(plan: Plan, t: Language = ENGLISH) -> Iterator[str]:
    """Finished lots, then lots of substance; those that help nobody come last."""
    held = [*_finished(plan, t), *_substance(plan, t)]
    held.sort(key=lambda each: -each[0])
    for _, said in held[:SHOWN]:
        yield said
    if len(held) > SHOWN:
        yield more(len(held) - SHOWN, "lots.csv, substance_lots.csv", t)
    if not held:
        yield t("none")


def _finished(plan: Plan, t: Language) -> Iterator[tuple[int, str]]:
    """Units short that the lot may serve, and the line."""
    syringe_of = {row.presentation: row.syringe for row in plan.plant.presentations}
    approvals, shelf = Approvals(plan.plant), Shelf(plan.plant)
    for lot in plan.plant.lots:
        if lot.status == "on_hold":
            short = [
                r for r in plan.records["shortages"] if _serves(plan, lot, r, approvals, shelf)
            ]
            if lot.presentation is None:
                short = [row for row in short if syringe_of[row["presentation"]] == lot.syringe]
            yield _worst(short), _lot(lot, _who(short, t), t)


def _lot(lot: Lot, who: str, t: Language) -> str:
    """Units and place."""
    said = {"lot": lot.lot, "units": lot.units, "what": lot.presentation or lot.syringe}
    if lot.place == SITE:
        return t("{lot} on hold: {units:,} {what} at the site; {who}", **said, who=who)
    return t("{lot} on hold: {units:,} {what} in {place}; {who}", **said, place=lot.place, who=who)


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


def _substance(plan: Plan, t: Language) -> Iterator[tuple[int, str]]:
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
            yield _worst(short), _frozen(lot, _largest(made, syringe), _who(short, t), t)


def _largest(made: Iterable[BatchKind], syringe: str | None) -> BatchKind | None:
    """The largest batch of the syringe that is short, or of any."""
    mine = (kind for kind in made if syringe in (None, kind.syringe))
    return max(mine, key=lambda kind: kind.units, default=None)


def _frozen(lot: SubstanceLot, kind: BatchKind | None, who: str, t: Language) -> str:
    """Kilograms, and as how many batches."""
    said = {"lot": lot.lot, "kg": lot.kg, "substance": lot.substance, "who": who}
    if kind is None:
        return t("{lot} on hold: {kg:,.10g} kg of {substance}; {who}", **said)
    count = int(lot.kg / kind.substance_kg + TRACE_BATCHES)
    if count == 1:
        return t(
            "{lot} on hold: {kg:,.10g} kg of {substance} = 1 batch of {syringe}; {who}",
            **said,
            syringe=kind.syringe,
        )
    return t(
        "{lot} on hold: {kg:,.10g} kg of {substance} = {count} batches of {syringe}; {who}",
        **said,
        count=count,
        syringe=kind.syringe,
    )


def _worst(short: Iterable[Record]) -> int:
    return max((row["worst_units"] for row in short), default=0)


def _who(short: list[Record], t: Language) -> str:
    """The first that is short, and how many more are."""
    if not short:
        return t("nobody whom it may serve is short")
    row = short[0]
    rest = len({(each["country"], each["presentation"]) for each in short}) - 1
    said = {
        "country": row["country"],
        "presentation": row["presentation"],
        "units": row["worst_units"],
        "day": row["from"],
    }
    if not rest:
        return t("{country} {presentation} is short by {units:,} from {day}", **said)
    return t(
        "{country} {presentation} is short by {units:,} from {day} (and {count} more)",
        **said,
        count=rest,
    )
