"""Candidates that give hours: a shift more, a closure or a media fill elsewhere, fewer firm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import ceil
from typing import Any

from models.calendar import DAY
from models.equipment import Closure
from planner.explain.contract import Candidate
from planner.explain.hours_links import FIXED
from planner.explain.scene import Scene
from planner.tables.facts import listed, work_h

SHIFT_H = 8.0
MOST_H = 168.0
WEEK = 7
MONTH_OF_SHIFTS_H = 32.0
"""Hours of a candidate of size 1."""

LONG = 42
"""Days from which a closure is a refit: it is not moved, but made shorter."""

EARLIER_WEEKS = 4


def more_hours(scene: Scene) -> Iterator[Candidate]:
    """One more shift a week in the buckets in time; then as many as the shortage asks. Half a
    shift and those between only if more are found to help."""
    for names in _together(scene):
        needed = _needed(scene, names)
        for extra in (SHIFT_H, needed):
            yield _shift(scene, names, extra)
        for extra in (SHIFT_H / 2, *(SHIFT_H * n for n in range(2, int(needed / SHIFT_H)))):
            yield replace(_shift(scene, names, extra), between=True)


def _together(scene: Scene) -> list[tuple[str, ...]]:
    """What must have more hours at once: a suite, a line, or one of each if both are full."""
    suites = {row.suite for row in scene.plant.suites}
    staffed = [n for n in scene.full if scene.room.share(n, scene.span) != float("inf")]
    chosen = [n for n in staffed if n in suites], [n for n in staffed if n not in suites]
    if all(chosen):
        return [pair for pair in product(*chosen) if any(k.route == pair for k in scene.kinds)]
    return [(name,) for name in (*chosen[0], *chosen[1])]


def _needed(scene: Scene, names: tuple[str, ...]) -> float:
    """Hours a week, in whole shifts, for the batches that everybody who is short would need."""
    kinds = [kind for kind in scene.kinds if set(names) <= {*kind.route}]
    batches = ceil(scene.owed_by_all / max(kind.units for kind in kinds))
    hours = batches * max(work_h(kind, name) for kind in kinds for name in names)
    weeks = ((scene.last - scene.first).days + 1) / WEEK
    shifts = ceil(hours / _efficiency(scene, names) / weeks / SHIFT_H)
    return SHIFT_H * max(2, min(shifts, 5))


def _efficiency(scene: Scene, names: tuple[str, ...]) -> float:
    return min(row.efficiency for row in scene.plant.staffing if row.resource in names)


def _shift(scene: Scene, names: tuple[str, ...], extra: float) -> Candidate:
    first, last = scene.first, scene.last
    weeks = ((last - first).days + 1) / WEEK
    where = " and ".join(names)
    return Candidate(
        name=f"{where.replace(' and ', '+')} {extra:g} h a week more",
        words=f"{extra:g} h a week more on {where} from {first} to {last}",
        kind=f"shift {where}",
        size=extra * weeks * len(names) / MONTH_OF_SHIFTS_H,
        changes=tuple(change for name in names for change in _staffing(scene, name, extra)),
    )


def _staffing(scene: Scene, resource: str, extra: float) -> Iterator[Mapping[str, Any]]:
    """The rows of a resource, cut at both ends of the buckets in time."""
    first, last = scene.first, scene.last
    pieces: list[dict[str, Any]] = []
    for row in scene.plant.staffing:
        until = row.until or dt.date.max
        if row.resource != resource or row.from_ > last or until < first:
            continue
        yield {
            "table": "staffing",
            "where": {"resource": resource, "from": str(row.from_)},
            "delete": True,
        }
        cuts = [
            (row.from_, min(until, first - DAY), 0.0),
            (max(row.from_, first), min(until, last), extra),
            (max(row.from_, last + DAY), until, 0.0),
        ]
        pieces += [
            {
                "resource": resource,
                "from": str(begins),
                **({} if ends == dt.date.max else {"until": str(ends)}),
                "hours_per_week": min(MOST_H, row.hours_per_week + more),
                "efficiency": row.efficiency,
            }
            for begins, ends, more in cuts
            if begins <= ends
        ]
    if pieces:
        yield {"table": "staffing", "insert": pieces}


def moved_closures(scene: Scene) -> Iterator[Candidate]:
    """Short closures after the buckets in time; long ones shorter by some weeks. What closes
    most of them comes first."""
    rows = sorted(
        scene.plant.closures,
        key=lambda row: max(row.from_, scene.first) - min(row.to, scene.last),
    )
    for row in rows:
        here = row.from_ <= scene.last and row.to >= scene.first
        if row.resource in scene.full and here:
            days = (row.to - row.from_).days + 1
            if days < LONG:
                yield _later(scene, row)
                continue
            yield _shorter(scene, row, EARLIER_WEEKS)
            for weeks in range(1, EARLIER_WEEKS):
                yield replace(_shorter(scene, row, weeks), between=True)


def _where(row: Closure) -> str:
    return f"[resource={row.resource},from={row.from_}]"


def _later(scene: Scene, row: Closure) -> Candidate:
    weeks = ((scene.last - row.from_).days + WEEK) // WEEK
    return Candidate(
        name=f"{row.resource} {row.reason} {row.from_} later",
        words=f"{row.reason} of {row.resource} on {row.from_} {weeks} weeks later",
        kind=f"closure {row.resource} {row.from_}",
        size=1.5,
        assignments=(
            f"closures.to{_where(row)}+={weeks} weeks",
            f"closures.from{_where(row)}+={weeks} weeks",
        ),
    )


def _shorter(scene: Scene, row: Closure, weeks: int) -> Candidate:
    """The end earlier if it ends near the buckets in time, else the begin later."""
    until_end = row.to - scene.last <= EARLIER_WEEKS * WEEK * DAY
    column, sign, word = ("to", "-", "ends") if until_end else ("from", "+", "begins")
    when = "earlier" if until_end else "later"
    return Candidate(
        name=f"{row.resource} {row.reason} {row.from_} {weeks} weeks shorter",
        words=f"{row.reason} of {row.resource} {word} {weeks} weeks {when}",
        kind=f"closure {row.resource} {row.from_}",
        size=1.0 * weeks,
        assignments=(f"closures.{column}{_where(row)}{sign}={weeks} weeks",),
    )


def moved_media_fills(scene: Scene) -> Iterator[Candidate]:
    """Media fills of full lines that may be done after the buckets in time instead."""
    for done in scene.facts.tables["media_fills"]:
        within = scene.first <= done["bucket"] <= scene.last
        latest = scene.last + EARLIER_WEEKS * WEEK * DAY
        if done["line"] in scene.full and within and done["latest"] < latest:
            yield Candidate(
                name=f"{done['line']} media fill {done['earliest']} until {latest}",
                words=f"media fill of {done['line']} allowed until {latest}, not {done['latest']}",
                kind=f"media fill {done['line']}",
                size=0.5,
                assignments=(
                    f"media_fills.latest[line={done['line']},earliest={done['earliest']}]={latest}",
                ),
            )


def shorter_campaigns(scene: Scene) -> Iterator[Candidate]:
    """Campaigns without a least length where no change fits."""
    tight = {name for chance in scene.chances for name in chance.change}
    for row in scene.plant.campaigns:
        if row.resource in tight and row.min_batches > 1:
            yield Candidate(
                name=f"{row.resource} {row.state} campaigns of one batch",
                words=f"campaigns of {row.state} on {row.resource} may hold 1 batch, not"
                f" {row.min_batches}",
                kind=f"campaign {row.resource}",
                size=0.5,
                assignments=(
                    f"campaigns.min_batches[resource={row.resource},state={row.state}]=1",
                ),
            )


def freed(scene: Scene) -> Iterator[Candidate]:
    """Frozen buckets and firm batches that the planner may change after all."""
    if any(chance.frozen for chance in scene.chances):
        yield Candidate(
            name="nothing frozen",
            words=f"frozen_until {scene.plant.settings.frozen_until} lifted",
            kind="frozen",
            size=1.0,
            assignments=("settings.frozen_until=",),
        )
    firm = [
        batch.name
        for batch, kind, bucket in scene.facts.made
        if batch.status == FIXED[0] and bucket in scene.span and set(kind.route) & set(scene.full)
    ]
    if firm:
        yield Candidate(
            name=f"firm {firm[0]}{f' and {len(firm) - 1} more' if firm[1:] else ''} freed",
            words=f"firm batches freed for the plan to decide: {listed(firm)}",
            kind="firm",
            size=0.5 * len(firm),
            changes=(
                {"table": "firm_batches", "where": {"batch": firm}, "delete": True},
            ),
        )  # fmt: skip
