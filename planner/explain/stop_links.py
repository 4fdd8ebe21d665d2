"""Links about other rules that stop one batch more: substance, orders, frozen weeks, changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.inventory import SubstanceLot
from models.thawing import USABLE
from planner.explain.contract import Link
from planner.explain.scene import Scene, row_of
from planner.explain.supply_links import CASE
from planner.tables.facts import listed
from planner.tables.orders import ordered
from planner.tables.room import Chance


def stops(scene: Scene) -> Iterator[Link]:
    """Every rule but hours; it binds where it stops every chance that hours leave."""
    chances = scene.chances
    free = [chance for chance in chances if not chance.full] or list(chances)
    yield from _substance(scene, [c for c in chances if c.missing_kg], free)
    yield from _instructions(scene, [c for c in chances if c.instruction is not None], free)
    yield from _frozen(scene, [c for c in chances if c.frozen], free)
    yield from _changes(scene, [c for c in chances if c.change])


def _all(stopped: Iterable[Chance], free: Iterable[Chance]) -> bool:
    """Whether none of the free chances escapes."""
    return set(free) <= set(stopped)


def substance_lots(scene: Scene) -> list[tuple[int, SubstanceLot]]:
    """Lots of the syringe's substance, with their index."""
    bulks = {kind.bulk for kind in scene.kinds}
    names = {row.substance for row in scene.plant.bulks if row.bulk in bulks}
    return [(n, lot) for n, lot in enumerate(scene.plant.substance_lots) if lot.substance in names]


def _substance(scene: Scene, stopped: list[Chance], free: list[Chance]) -> Iterator[Link]:
    if not stopped:
        return
    yield Link(
        "stop",
        scene.room.substance(stopped),
        "substance.csv",
        (),
        {"missing_kg": round(min(chance.missing_kg for chance in stopped), 3)},
        binds=_all(stopped, free),
    )
    for index, lot in substance_lots(scene):
        if lot.status not in USABLE or lot.available_on > scene.first:
            yield Link(
                "stop",
                f"lot {lot.lot}: {lot.kg:,.10g} kg of {lot.substance}, {lot.status}, available on"
                f" {lot.available_on}, thawed {scene.plant.settings.thaw_days} days later",
                f"{CASE}/substance_lots.csv",
                (row_of(index),),
                {"lot": lot.lot, "kg": lot.kg, "available_on": lot.available_on},
            )


def _instructions(scene: Scene, stopped: list[Chance], free: list[Chance]) -> Iterator[Link]:
    for index in sorted({c.instruction for c in stopped if c.instruction is not None}):
        row = scene.plant.instructions[index]
        yield Link(
            "stop",
            f"instruction {list(ordered(row, index))[-1]}",
            f"{CASE}/instructions.csv",
            (row_of(index),),
            {"at_most": row.at_most, "by": row.by},
            binds=_all(stopped, free),
        )
    yield from _ordered(scene)


def _ordered(scene: Scene) -> Iterator[Link]:
    """Orders for other syringes on the suites and lines that are full."""
    for index, row in enumerate(scene.plant.instructions):
        if not row.at_least or not scene.span:
            continue
        buckets = scene.calendar.inside(row.from_, row.until)
        every = [b for b, k, t in scene.facts.made if t in buckets and row.means(k.key)]
        here = [
            batch
            for batch, kind, t in scene.facts.made
            if t in scene.span and t in buckets and row.means(kind.key)
            and set(kind.route) & set(scene.full)
        ]  # fmt: skip
        if here and len(every) <= row.at_least and row.syringe != scene.short.syringe:
            yield Link(
                "stop",
                f"instruction {next(ordered(row, index))}: it orders"
                f" {listed(batch.name for batch in here)} there",
                f"{CASE}/instructions.csv",
                (row_of(index),),
                {"at_least": row.at_least, "by": row.by},
                binds=True,
            )


def _frozen(scene: Scene, stopped: list[Chance], free: list[Chance]) -> Iterator[Link]:
    if stopped:
        until = scene.plant.settings.frozen_until
        yield Link(
            "stop",
            f"the plan is frozen until {until}: nothing is added in"
            f" {len({chance.bucket for chance in stopped})} of {len(scene.span)} buckets",
            f"{CASE}/plant.yaml",
            (),
            {"frozen_until": until},
            binds=_all(stopped, free),
        )


def _changes(scene: Scene, stopped: list[Chance]) -> Iterator[Link]:
    """Suites and lines with room for the batch, but not for the change it needs."""
    names = sorted({name for chance in stopped for name in chance.change})
    if not names:
        return
    rows = [
        row_of(index)
        for index, row in enumerate(scene.plant.campaigns)
        if row.resource in names and row.min_batches > 1
    ]
    least = ", and campaigns have a least length" if rows else ""
    yield Link(
        "stop",
        f"{listed(names)}: room for a batch, not for the change it needs{least}",
        f"{CASE}/campaigns.csv" if rows else f"{CASE}/changeovers.csv",
        tuple(rows),
        {"resources": names},
        binds=all(not chance.full or set(chance.full) == set(chance.change) for chance in stopped),
    )
