"""Markets: what a demanded presentation needs before it may ship to a country."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from models.checks.orders import rows as demand_rows
from models.checks.scope import (
    Route,
    demanded_in_groups,
    demanded_pairs,
    presentations_of,
    routes,
)
from models.markets import Approval
from models.plant import Plant
from models.problems import Problem
from models.products import ShelfLife
from models.units import ANY


def problems(plant: Plant) -> Iterator[Problem]:
    """Every problem with demand, and with what stands between a batch and a country."""
    yield from demand_rows(plant)
    yield from _packs(plant)
    yield from _release(plant)
    yield from _shelf_life(plant)
    yield from _never_approved(plant)


def _packs(plant: Plant) -> Iterator[Problem]:
    packed = {(row.country, row.presentation) for row in plant.packs}
    for country, presentation in demanded_pairs(plant):
        if (country, presentation) not in packed:
            what = f"'{presentation}' is demanded in '{country}' but has no pack there; add a row"
            yield Problem("packs", None, None, None, what)


def _release(plant: Plant) -> Iterator[Problem]:
    known = {(row.syringe, row.approval_group) for row in plant.release}
    inside = presentations_of(plant)
    needed = {(inside[p].syringe, group) for group, p in demanded_in_groups(plant)}
    for syringe, group in sorted(needed):
        if known.isdisjoint({(syringe, group), (syringe, ANY), (ANY, group), (ANY, ANY)}):
            what = (
                f"'{syringe}' has no release days for group '{group}', which demands it;"
                f" add a row ({ANY}, {ANY} covers all)"
            )
            yield Problem("release", None, None, None, what)


def _shelf_life(plant: Plant) -> Iterator[Problem]:
    """Every fill date there is or will be needs a shelf life in each group that demands it."""
    registered: dict[tuple[str, str], list[ShelfLife]] = defaultdict(list)
    for row in plant.shelf_life:
        registered[row.presentation, row.approval_group].append(row)
    oldest = _oldest_fills(plant)
    inside = presentations_of(plant)
    for group, presentation in demanded_in_groups(plant):
        own, common = registered[presentation, group], registered[presentation, ANY]
        named = f"'{presentation}' in group '{group}'"
        if not own and not common:
            what = f"{named} is demanded but has no shelf life; add a row (group {ANY} covers all)"
            yield Problem("shelf_life", None, None, None, what)
            continue
        since = min(row.filled_from or dt.date.min for row in (*own, *common))
        oldest_fill = oldest.get(inside[presentation].syringe, plant.settings.start)
        if since > oldest_fill:
            yield Problem("shelf_life", None, None, None, _too_young(named, since, oldest_fill))
        yield from _shortened(named, own, common)


def _too_young(named: str, since: dt.date, oldest_fill: dt.date) -> str:
    return (
        f"{named} has a shelf life only for fills from {since}, but there are fills"
        f" from {oldest_fill}; add a row with filled_from blank"
    )


def _shortened(named: str, own: list[ShelfLife], common: list[ShelfLife]) -> Iterator[Problem]:
    """Later fills that last shorter: stock would no longer expire in the order of filling."""
    begins = sorted({row.filled_from or dt.date.min for row in (*own, *common)})
    for before, after in pairwise(begins):
        short, long = _in_force(after, own, common), _in_force(before, own, common)
        if short.months < long.months:
            what = (
                f"{named} would last {short.months} months for fills from {after}, but"
                f" {long.months} months for fills before; a shorter shelf life must hold for"
                " all fills (filled_from blank), or the product needs a new name"
            )
            yield Problem("shelf_life", None, None, None, what)


def _in_force(fill: dt.date, own: list[ShelfLife], common: list[ShelfLife]) -> ShelfLife:
    """The row that counts for a fill date: the group's own before the common ones."""
    for rows in (own, common):
        begun = [row for row in rows if (row.filled_from or dt.date.min) <= fill]
        if begun:
            return max(begun, key=lambda row: row.filled_from or dt.date.min)
    return min((*own, *common), key=lambda row: row.filled_from or dt.date.min)


def _oldest_fills(plant: Plant) -> dict[str, dt.date]:
    """For each syringe the oldest fill date in stock, or the start."""
    inside = presentations_of(plant)
    fills = [(row.syringe, row.fill_on) for row in plant.firm_batches]
    for lot in plant.lots:
        syringe = lot.syringe
        if lot.presentation in inside:
            syringe = inside[lot.presentation].syringe
        if syringe:
            fills.append((syringe, lot.filled_on))
    oldest: dict[str, dt.date] = {}
    for syringe, filled_on in fills:
        oldest[syringe] = min(filled_on, oldest.get(syringe, plant.settings.start))
    return oldest


Window = tuple[dt.date, dt.date]


def _never_approved(plant: Plant) -> Iterator[Problem]:
    """Groups that demand what no route may ever ship to them."""
    windows: dict[tuple[str, str, str], list[tuple[str, Window]]] = defaultdict(list)
    for row in plant.approvals:
        if (row.until or dt.date.max) >= plant.settings.start:
            key = row.approval_group, row.step, row.unit
            windows[key].append((row.presentation, _window(row)))
    inside = presentations_of(plant)
    by_syringe = routes(plant)
    for group, presentation in demanded_in_groups(plant):
        candidates = by_syringe.get(inside[presentation].syringe, ())
        approved = {
            (step, unit): [
                window
                for named, window in windows[group, step, unit]
                if named in (ANY, presentation)
            ]
            for suite, line in candidates
            for step, unit in (("prep", suite), ("fill", line))
        }
        what = _approval_missing(group, presentation, candidates, approved)
        if what:
            yield Problem("approvals", None, None, None, what)


def _window(row: Approval) -> Window:
    return row.from_, row.until or dt.date.max


def _approval_missing(
    group: str,
    presentation: str,
    candidates: tuple[Route, ...],
    approved: dict[tuple[str, str], list[Window]],
) -> str | None:
    """Which approval row is missing, if no route is ever approved."""
    named = f"group '{group}' demands '{presentation}' but"
    add = f"add rows ({group}, {presentation} or {ANY}, "
    suites = sorted({suite for suite, _ in candidates})
    lines = sorted({line for _, line in candidates})
    no_suite = not any(approved["prep", suite] for suite in suites)
    no_line = not any(approved["fill", line] for line in lines)
    if not candidates or any(
        _meet(approved["prep", suite], approved["fill", line]) for suite, line in candidates
    ):
        return None
    if no_suite and no_line:
        wanted = f"prep, {_one_of(suites)}) and (…, fill, {_one_of(lines)})"
        return f"{named} approves no route of it; {add}{wanted}"
    if no_suite:
        return f"{named} approves no suite of it; {add}prep, {_one_of(suites)})"
    if no_line:
        return f"{named} approves no line of it; {add}fill, {_one_of(lines)})"
    wanted = _one_of([f"{suite} > {line}" for suite, line in candidates])
    return f"{named} never approves both steps of a route at once; approve {wanted}"


def _meet(one: list[Window], other: list[Window]) -> bool:
    """Whether two lists of windows have a day in common."""
    return any(max(a[0], b[0]) <= min(a[1], b[1]) for a in one for b in other)


def _one_of(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"one of {', '.join(names)}"
