"""The chain of what binds a shortage, read off the folder of a run."""

from __future__ import annotations

from collections.abc import Iterator

from planner.explain.asked import Short
from planner.explain.because import because
from planner.explain.contract import Chain, Link
from planner.explain.hours_links import hours, rivals
from planner.explain.scene import Scene, row_of
from planner.explain.stop_links import stops
from planner.explain.supply_links import need, routes, stock, time


def chain_of(scene: Scene) -> Chain:
    """From the demand to what keeps one batch more from being filled in time."""
    short = scene.short
    row = short.row
    country, presentation = short.pair
    return Chain(
        run=short.saved.folder,
        head=(
            f"{country} {presentation} is short of up to {row['worst_units']:,} units from"
            f" {row['from']} to {row['until']}, up to {row['worst_days']} days late"
        ),
        links=tuple(_links(scene)),
        binds=row["binds"],
        country=country,
        presentation=presentation,
        begins=row["from"],
        ends=row["until"],
        worst_units=row["worst_units"],
        worst_days=row["worst_days"],
        notes=tuple(_notes(short)),
        who=short.country_name,
        because=because(scene),
    )


def _links(scene: Scene) -> Iterator[Link]:
    yield from need(scene)
    yield from stock(scene)
    yield from routes(scene)
    yield from time(scene)
    yield from hours(scene)
    yield from stops(scene)
    yield from rivals(scene)
    row = scene.short.row
    yield Link(
        "reason",
        f"{row['binds']}: {row['reason']}",
        "shortages.csv",
        (row_of(scene.short.index),),
        {"binds": row["binds"]},
        binds=row["binds"] != "search",
    )


def _notes(short: Short) -> Iterator[str]:
    """What a reader must know besides."""
    country, presentation = short.pair
    for late in short.saved.told.too_late:
        if (late.country, late.presentation) == short.pair:
            yield (
                f"{late.units:,} units of {presentation} were too late for {country} before the"
                f" plan began: nothing can arrive before {late.first_arrival}"
            )
    if short.saved.changed:
        yield f"edited since the run: {', '.join(short.saved.changed)}"
    yield "what binds is read off this plan; another plan may bind elsewhere"
