"""Single changes that may remove a shortage, from what its chain says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models.calendar import DAY, add_months
from planner.columns import HEADER_ROWS
from planner.explain.candidates_hours import (
    WEEK,
    freed,
    more_hours,
    moved_closures,
    moved_media_fills,
    shorter_campaigns,
)
from planner.explain.coming import coming_approvals
from planner.explain.contract import Candidate
from planner.explain.scene import Scene
from planner.explain.stop_links import stops, substance_lots
from planner.explain.supply_links import fit, held_lots

MONTHS = (1, 3, 6)
"""How much earlier an approval may come."""

LESS_SHELF_PCT = 10

RAISED = 2
"""Factor of a country's priority."""


def candidates(scene: Scene) -> tuple[Candidate, ...]:
    """What is worth trying, the most promising first; each by itself.

    What gives stock or lifts an order comes first, then hours and days; the first rung of
    every ladder before the second of any; what only robs others comes last, but for the rungs
    that are tried only where a larger one is found to help.
    """
    found = [
        *_held(scene),
        *_in_qc(scene),
        *_ordered(scene),
        *freed(scene),
        *_substance(scene),
        *_approvals(scene),
        *(more_hours(scene) if scene.span else ()),
        *(moved_media_fills(scene) if scene.span else ()),
        *shorter_campaigns(scene),
        *(moved_closures(scene) if scene.span else ()),
        *_release(scene),
        *_shelf(scene),
    ]
    rung: dict[str, int] = {}
    order = []
    for place, each in enumerate(found):
        order.append((rung.setdefault(each.kind, 0), place))
        rung[each.kind] += 1
    ranked = [found[place] for _, place in sorted(order)]
    between = [each for each in ranked if each.between]
    return (*(each for each in ranked if not each.between), _priority(scene), *between)


def _held(scene: Scene) -> Iterator[Candidate]:
    """Lots on hold that might leave on the day."""
    for _, lot in held_lots(scene):
        if fit(scene, lot):
            yield Candidate(
                name=f"lot {lot.lot} released",
                words=f"lot {lot.lot} ({lot.units:,} units) released from hold",
                kind=f"lot {lot.lot}",
                size=0.5,
                assignments=(f"lots.status[lot={lot.lot}]=released",),
            )


def _in_qc(scene: Scene) -> Iterator[Candidate]:
    """Lots whose release comes after they are needed."""
    for lying in scene.waiting.in_qc(scene.short.pair, scene.short.worst):
        lot = next((lot for lot in scene.plant.lots if lot.lot == lying.name), None)
        if lot is not None and lot.releases_on is not None:
            on = _needed_on(scene)
            yield Candidate(
                name=f"lot {lot.lot} released on {on}",
                words=f"lot {lot.lot} released by QC on {on}, not {lot.releases_on}",
                kind=f"lot {lot.lot}",
                size=0.5,
                assignments=(f"lots.releases_on[lot={lot.lot}]={on}",),
            )


def _needed_on(scene: Scene) -> dt.date:
    """Day on which stock must be released to end the shortage at its begin."""
    return max(scene.calendar.start, scene.calendar.last(scene.short.buckets[0]))


def _ordered(scene: Scene) -> Iterator[Candidate]:
    """Instructions that stop a batch, or order others in its place."""
    for link in stops(scene):
        if "by" in link.figures:
            row = scene.plant.instructions[link.rows[0] - HEADER_ROWS]
            where = {"syringe": row.syringe, "suite": row.suite, "line": row.line}
            yield Candidate(
                name=f"instruction row {link.rows[0]} dropped",
                words=f"instruction of row {link.rows[0]} by {row.by} dropped",
                kind=f"instruction {link.rows[0]}",
                size=0.5,
                changes=(
                    {
                        "table": "instructions",
                        "where": {
                            **{key: [value] for key, value in where.items()},
                            "from": str(row.from_),
                        },
                        "delete": True,
                    },
                ),
            )


def _substance(scene: Scene) -> Iterator[Candidate]:
    """Lots on hold released, and the next lots in time."""
    if not any(chance.missing_kg for chance in scene.chances):
        return
    needed = scene.first - scene.plant.settings.thaw_days * DAY
    coming = []
    for _, lot in substance_lots(scene):
        if lot.status == "on_hold" and lot.expires_on >= scene.first:
            yield Candidate(
                name=f"substance {lot.lot} released",
                words=f"substance lot {lot.lot} ({lot.kg:,.10g} kg) released from hold",
                kind=f"substance {lot.lot}",
                size=0.5,
                assignments=(f"substance_lots.status[lot={lot.lot}]=released",),
            )
        elif lot.status != "rejected" and lot.available_on > needed:
            coming.append(lot)
    for lot in sorted(coming, key=lambda lot: (lot.available_on, lot.lot))[:1]:
        weeks = -(-(lot.available_on - needed).days // 7)
        yield Candidate(
            name=f"substance {lot.lot} {weeks} weeks earlier",
            words=f"substance lot {lot.lot} ({lot.kg:,.10g} kg) {weeks} weeks earlier",
            kind=f"substance {lot.lot}",
            size=0.25 * weeks,
            assignments=(f"substance_lots.available_on[lot={lot.lot}]-={weeks} weeks",),
        )


def _approvals(scene: Scene) -> Iterator[Candidate]:
    """One approval some months earlier: the fewest that come in time, then more; those between
    only if more are found to help."""
    for coming in coming_approvals(scene):
        row = coming.row
        where = (
            f"approval_group={row.approval_group},presentation={row.presentation},"
            f"step={coming.step},unit={coming.unit},from={row.from_}"
        )
        in_time = [n for n in range(1, MONTHS[-1] + 1) if add_months(row.from_, -n) <= scene.day]
        first = [n for n in MONTHS if n in in_time][:2]
        for months in (*first, *(n for n in in_time if n not in first and n < max(first))):
            yield Candidate(
                name=f"{row.approval_group} approves {coming.unit} {months} months earlier",
                words=f"{row.approval_group} approves {coming.unit} {months} months earlier, on"
                f" {add_months(row.from_, -months)}",
                kind=f"approval {coming.unit}",
                size=2.0 * months,
                assignments=(f"approvals.from[{where}]-={months} months",),
                between=months not in first,
            )


def _release(scene: Scene) -> Iterator[Candidate]:
    """One or two weeks less for QC and QP, for this syringe and group alone."""
    syringe, group = scene.short.syringe, scene.short.group
    row = scene.plant.release[scene.lag_row]
    own = (row.syringe, row.approval_group) == (syringe, group)
    for weeks in (1, 2):
        days = scene.lag_days - weeks * WEEK
        if days < 0 or not any(route.approved for route in scene.routes):
            return
        cells = {"syringe": syringe, "approval_group": group, "days": days}
        where = f"[syringe={syringe},approval_group={group}]"
        name = f"release of {syringe} for {group} in {days} days"
        yield Candidate(
            name=name,
            words=f"{name}, not {scene.lag_days}",
            kind="release",
            size=1.0 * weeks,
            assignments=(f"release.days{where}={days}",) if own else (),
            changes=() if own else ({"table": "release", "insert": [cells]},),
        )


def _shelf(scene: Scene) -> Iterator[Candidate]:
    """Less shelf life on arrival, where what is there or could be made is too old."""
    old = scene.waiting.too_old(scene.short.pair, scene.short.worst)
    much = sum(lying.units for lying in old) * 2 >= scene.short.owed
    percent = scene.country.min_remaining_shelf_life_pct
    if percent >= LESS_SHELF_PCT and (much or (scene.released and not scene.span)):
        name = scene.country.country
        for step in (1, 3, 2):
            less = max(0.0, percent - step * LESS_SHELF_PCT)
            yield Candidate(
                name=f"{name} accepts {less:g} % of shelf life",
                words=f"{name} accepts {less:g} % of shelf life on arrival, not {percent:g} %",
                kind="shelf life",
                size=3.0 * step,
                assignments=(f"countries.min_remaining_shelf_life_pct[country={name}]={less:g}",),
                between=step == 2,
            )


def _priority(scene: Scene) -> Candidate:
    """Others wait instead."""
    name, own = scene.country.country, scene.country.priority
    return Candidate(
        name=f"{name} priority {own * RAISED:g}",
        words=f"priority of {name} {own * RAISED:g}, not {own:g}: others wait instead",
        kind="priority",
        size=0.2,
        assignments=(f"countries.priority[country={name}]*={RAISED}",),
        robs=True,
    )
