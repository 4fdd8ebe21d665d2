"""Links about the buckets in which a batch would have been in time: hours, and who has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.explain.contract import Link
from planner.explain.scene import Scene, row_of
from planner.explain.supply_links import CASE
from planner.pegging import Supply
from planner.tables.facts import listed, work_h

WORKED = {
    "batch_h": "batches",
    "set_up_h": "set-up",
    "changeover_h": "changes",
    "decontamination_h": "decontamination",
    "media_fill_h": "media fills",
}
"""Columns of capacity.csv that are worked, in words."""

FIXED = ("firm", "in_process")


def hours(scene: Scene) -> Iterator[Link]:
    """What the suites and lines of the approved routes do in the buckets in time."""
    names = {name for kind in scene.kinds for name in kind.route}
    order = [row.suite for row in scene.plant.suites] + [row.line for row in scene.plant.lines]
    for resource in (name for name in order if name in names and scene.span):
        binds = resource in scene.full
        yield _load(scene, resource, binds=binds)
        if binds:
            yield from _closed(scene, resource)
            yield from _made(scene, resource)
            yield from _media_fills(scene, resource)


def _load(scene: Scene, resource: str, *, binds: bool) -> Link:
    """Hours offered, worked and free."""
    first, last = scene.first, scene.last
    found = [
        (index, row)
        for index, row in enumerate(scene.facts.tables["capacity"])
        if row["resource"] == resource and first <= row["bucket"] <= last
    ]
    offered = sum(row["offered_h"] for _, row in found)
    idle = sum(row["idle_h"] for _, row in found)
    worked = {name: sum(row[name] for _, row in found) for name in WORKED}
    figures = {"resource": resource, "offered_h": round(offered, 1), "idle_h": round(idle, 1)}
    figures |= {name: round(value, 1) for name, value in worked.items() if value}
    if offered <= 0:
        said = f"{resource} offers no hours from {first} to {last}"
    else:
        parts = ", ".join(f"{WORKED[n]} {h:,.0f} h" for n, h in worked.items() if h >= 0.5)
        said = (
            f"{resource} works {(offered - idle) / offered:.0%} of {offered:,.0f} h from {first} to"
            f" {last}: {parts or 'nothing'}{_needed(scene, resource)}"
        )
    rows = tuple(row_of(index) for index, _ in found)
    return Link("hours", said, "capacity.csv", rows, figures, binds)


def _needed(scene: Scene, resource: str) -> str:
    """What a batch more takes and what is free at once."""
    kinds = [kind for kind in scene.kinds if resource in kind.route]
    kind = min(kinds, key=lambda kind: work_h(kind, resource))
    free = max(scene.room.free_h(kind, resource, bucket) for bucket in scene.span)
    return f"; a batch takes {work_h(kind, resource):.1f} h, at most {free:.1f} h are free at once"


def _made(scene: Scene, resource: str) -> Iterator[Link]:
    """Whose batches have the hours, and for whom; then those that somebody fixed."""
    here = [
        (batch, bucket)
        for batch, kind, bucket in scene.facts.made
        if bucket in scene.span and resource in kind.route
    ]
    if not here:
        return
    batches = Counter(batch.syringe for batch, _ in here)
    words = []
    for syringe, count in batches.most_common():
        named = [batch for batch, _ in here if batch.syringe == syringe]
        words.append(f"{count} {syringe} ({_whom(scene, named)})")
    frozen = scene.facts.indices.frozen
    yield Link(
        "rival",
        f"its hours there go to {listed(words, 4)}",
        "batches.csv",
        _rows(scene, [batch for batch, _ in here]),
        {"resource": resource, "batches": dict(batches)},
    )
    firm = [batch for batch, t in here if batch.status in FIXED or t in frozen]
    if firm:
        yield Link(
            "stop",
            f"{len(firm)} of them are firm or frozen: {listed(batch.name for batch in firm)}",
            "batches.csv",
            _rows(scene, firm),
            {"resource": resource, "fixed": len(firm)},
            binds=2 * len(firm) >= len(here),
        )


def _whom(scene: Scene, batches: list[Supply]) -> str:
    """Countries that get most of some batches, with their priority."""
    units: Counter[str] = Counter()
    names = {batch.name for batch in batches}
    for row in scene.facts.tables["shipments"]:
        if row["source"] in names:
            units[row["country"]] += row["units"]
    if not units:
        return "stays in stock"
    priority = {row.country: row.priority for row in scene.plant.countries}
    own = scene.country.priority
    words = [
        name if priority[name] == own else f"{name} priority {priority[name]:g}"
        for name, _ in units.most_common(3)
    ]
    more = len(units) - 3
    return ", ".join(words) + (f" and {more} more" if more > 0 else "")


def _rows(scene: Scene, batches: list[Supply]) -> tuple[int, ...]:
    names = {batch.name for batch in batches}
    table = scene.facts.tables["batches"]
    return tuple(row_of(index) for index, row in enumerate(table) if row["batch"] in names)


def _closed(scene: Scene, resource: str) -> Iterator[Link]:
    """Closures in the buckets in time."""
    for index, row in enumerate(scene.plant.closures):
        if row.resource == resource and row.from_ <= scene.last and row.to >= scene.first:
            yield Link(
                "hours",
                f"{resource} is closed from {row.from_} to {row.to}: {row.reason}",
                f"{CASE}/closures.csv",
                (row_of(index),),
                {"resource": resource, "from": row.from_, "to": row.to},
                binds=True,
            )


def _media_fills(scene: Scene, resource: str) -> Iterator[Link]:
    """Media fills that the plan puts there."""
    for index, row in enumerate(scene.facts.tables["media_fills"]):
        if row["line"] == resource and scene.first <= row["bucket"] <= scene.last:
            yield Link(
                "hours",
                f"{resource} has a media fill of {row['hours']:g} h in the bucket of"
                f" {row['bucket']} (window {row['earliest']} to {row['latest']})",
                "media_fills.csv",
                (row_of(index),),
                {"resource": resource, "hours": row["hours"]},
            )


def rivals(scene: Scene) -> Iterator[Link]:
    """Who else gets the syringe in the shortage, and who else is short of it."""
    short, tables = scene.short, scene.facts.tables
    presentations = {
        row.presentation for row in scene.plant.presentations if row.syringe == short.syringe
    }
    got: Counter[str] = Counter()
    rows = []
    buckets = {scene.calendar.first(t) for t in short.buckets}
    for index, row in enumerate(tables["shipments"]):
        if row["presentation"] in presentations and row["bucket"] in buckets:
            got[row["country"]] += row["units"]
            rows.append(row_of(index))
    if got:
        own = got.pop(short.pair[0], 0)
        words = [f"{name} {units:,}" for name, units in got.most_common()]
        said = f"{short.syringe} shipped in these buckets: {short.pair[0]} {own:,}"
        said += f", {listed(words, 4)}" if words else ""
        yield Link("rival", said, "shipments.csv", tuple(rows), {"own_units": own, **got})
    others = [
        (index, row)
        for index, row in enumerate(tables["shortages"])
        if row["presentation"] in presentations
        and index != short.index
        and row["from"] <= short.day <= row["until"]
    ]
    if others:
        others.sort(key=lambda each: -each[1]["worst_units"])
        words = [
            f"{row['country']} {row['presentation']} {row['worst_units']:,} ({row['worst_days']} d)"
            for _, row in others
        ]
        yield Link(
            "rival",
            f"short of {short.syringe} at the same time: {listed(words)};"
            f" {scene.owed_by_all:,} units are owed to all together",
            "shortages.csv",
            tuple(row_of(index) for index, _ in others),
            {"countries": len({row["country"] for _, row in others})},
        )
