"""Links about the need, what lay there, and the days: from demand to the last fill in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models.calendar import DAY, month_after
from models.inventory import SITE, Lot
from models.shelf import door_days
from planner.explain.contract import Link
from planner.explain.scene import Route, Scene, row_of
from planner.tables.binding import WORTH_TELLING
from planner.tables.waiting import Lying

CASE = "case"


def need(scene: Scene) -> Iterator[Link]:
    """What is due, what came, and what is owed."""
    short, calendar = scene.short, scene.calendar
    rows = [short.service[t] for t in short.buckets]
    due = sum(row["demand_units"] for _, row in rows)
    came = sum(row["received_units"] for _, row in rows)
    oldest = short.day - short.row["worst_days"] * DAY
    yield Link(
        "need",
        f"{short.owed:,} units are owed at the end of the bucket of"
        f" {calendar.first(short.worst)}, the oldest due since {oldest};"
        f" {due:,} fall due from {short.row['from']} to {short.row['until']}, {came:,} come",
        "service.csv",
        tuple(row_of(index) for index, _ in rows),
        {"owed_units": short.owed, "due_units": due, "received_units": came, "oldest": oldest},
    )
    way = door_days(scene.country) * DAY
    asked = list(_demand(scene, oldest + way, short.day + way))
    if asked:
        units = sum(scene.plant.demand[index].units or 0 for index in asked)
        kinds = sorted({scene.plant.demand[index].kind for index in asked})
        where = f", needed in {short.pair[0]} {way.days} days after they leave" if way else ""
        yield Link(
            "need",
            f"they are of {' and '.join(kinds)} rows of {units:,} units{where}",
            f"{CASE}/demand.csv",
            tuple(map(row_of, asked)),
            {"units": units, "days_on_the_way": way.days},
        )


def _demand(scene: Scene, first: dt.date, last: dt.date) -> Iterator[int]:
    """Rows of demand that are needed between two days."""
    for index, row in enumerate(scene.plant.demand):
        if (row.country, row.presentation) != scene.short.pair:
            continue
        begins = row.due_on or row.month
        if begins is None:
            continue
        ends = row.due_on or month_after(begins) - DAY
        if begins <= last and ends >= first:
            yield index


def stock(scene: Scene) -> Iterator[Link]:
    """What lies at the site and cannot, or could, be used."""
    pair, worst = scene.short.pair, scene.short.worst
    least = WORTH_TELLING * scene.short.owed
    for lying in scene.waiting.in_qc(pair, worst):
        if lying.units >= least:
            yield _lying(scene, lying, f"in QC: {lying.said}")
    for lying in scene.waiting.too_old(pair, worst):
        if lying.units >= least:
            yield _lying(scene, lying, f"too little shelf life on arrival: {lying.said}")
    for index, lot in held_lots(scene):
        yield Link(
            "stock",
            f"lot {lot.lot} on hold: {lot.units:,} units of {lot.suite} > {lot.line};"
            f" {'released, they might leave' if fit(scene, lot) else 'no use even if released'}"
            f" on {scene.day}",
            f"{CASE}/lots.csv",
            (row_of(index),),
            {"lot": lot.lot, "units": lot.units},
            binds=fit(scene, lot) and 2 * lot.units >= scene.short.owed,
        )
    for route, units in scene.waiting.unapproved(pair, worst):
        said = f"{units:,} units of {route} lie there, not approved for {scene.short.group} yet"
        yield Link("stock", said, "stock.csv", (), {"route": route, "units": units})
    there = scene.waiting.at_the_site(pair, worst)
    if there >= least:
        said = f"{there:,} units might leave that day: kept for others or less than a pack"
        yield Link("stock", said, "stock.csv", (), {"units": there})


def _lying(scene: Scene, lying: Lying, said: str) -> Link:
    lots = [n for n, lot in enumerate(scene.plant.lots) if lot.lot == lying.name]
    figures = {"name": lying.name, "units": lying.units}
    binds = 2 * lying.units >= scene.short.owed
    if lots:
        return Link("stock", said, f"{CASE}/lots.csv", tuple(map(row_of, lots)), figures, binds)
    names = [row["batch"] for row in scene.facts.tables["batches"]]
    return Link("stock", said, "batches.csv", (row_of(names.index(lying.name)),), figures, binds)


def held_lots(scene: Scene) -> Iterator[tuple[int, Lot]]:
    """Lots on hold of the presentation, at the site or in the country."""
    syringe_of = {row.presentation: row.syringe for row in scene.plant.presentations}
    for index, lot in enumerate(scene.plant.lots):
        mine = lot.presentation in (None, scene.short.pair[1])
        syringe = lot.syringe or syringe_of[lot.presentation or ""]
        here = lot.place in (SITE, scene.short.pair[0])
        if lot.status == "on_hold" and mine and here and syringe == scene.short.syringe:
            yield index, lot


def fit(scene: Scene, lot: Lot) -> bool:
    """Whether it might leave on the day, were it released: approved, and fresh enough."""
    pair = scene.short.pair
    if lot.place != SITE:
        return True
    fresh = scene.day <= scene.shelf.last_ship_day(scene.country, pair[1], lot.filled_on)
    route = scene.approvals.route(scene.short.group, pair[1], lot.suite, lot.line, scene.day)
    return fresh and route


def routes(scene: Scene) -> Iterator[Link]:
    """Which routes the group has approved on the ship date, and by which rows."""
    none = not any(route.approved for route in scene.routes)
    for route in scene.routes:
        group, day = scene.short.group, scene.day
        if route.approved:
            rows = [index for index in (route.prep_row, route.fill_row) if index is not None]
            said = f"{route.name} is approved for {group} on {day}"
            yield Link(
                "route", said, f"{CASE}/approvals.csv", tuple(map(row_of, rows)),
                {"route": route.name, "approved": True},
            )  # fmt: skip
        else:
            yield _forbidden(scene, route, binds=none)


def _forbidden(scene: Scene, route: Route, *, binds: bool) -> Link:
    """What is missing of a route, step by step."""
    words, rows = [], []
    for step, unit, found in (
        ("prep", route.suite, route.prep_row),
        ("fill", route.line, route.fill_row),
    ):
        if found is None:
            near = approvals_of(scene, step, unit)
            rows += near
            words.append(f"{unit} {_when(scene, near)}")
    free = scene.has_room(route)
    return Link(
        "route",
        f"{route.name} is not approved for {scene.short.group} on {scene.day}:"
        f" {' and '.join(words)}{'; it has room for a batch in time' if free else ''}",
        f"{CASE}/approvals.csv",
        tuple(map(row_of, rows)),
        {"route": route.name, "approved": False, "has_room": free},
        binds or free,
    )


def approvals_of(scene: Scene, step: str, unit: str) -> list[int]:
    """Indices of the group's approvals of a unit for the presentation."""
    wanted = (scene.short.group, step, unit)
    return [
        index
        for index, row in enumerate(scene.plant.approvals)
        if (row.approval_group, row.step, row.unit) == wanted
        and row.presentation in ("*", scene.short.pair[1])
    ]


def _when(scene: Scene, rows: list[int]) -> str:
    found = [scene.plant.approvals[index] for index in rows]
    coming = [row.from_ for row in found if row.from_ > scene.day]
    if coming:
        return f"from {min(coming)} on"
    ended = [row.until for row in found if row.until and row.until < scene.day]
    return f"until {max(ended)} only" if ended else "never (no row)"


def time(scene: Scene) -> Iterator[Link]:
    """When a batch must be filled at the latest."""
    short, calendar = scene.short, scene.calendar
    lag, row = scene.lag_days, (row_of(scene.lag_row),)
    file, figures = f"{CASE}/release.csv", {"release_days": lag, "ships_on": scene.day}
    if not any(route.approved for route in scene.routes):
        return
    if not scene.released:
        first = calendar.last(0) + lag * DAY
        said = (
            f"release takes {lag} days from the end of the bucket: a batch of the first bucket is"
            f" released on {first}, after {scene.day}; only what was there before counts"
        )
        yield Link("time", said, file, row, figures, binds=True)
        return
    last = calendar.last(scene.released[-1])
    said = (
        f"release takes {lag} days from the end of the bucket: what ships on {scene.day} is filled"
        f" by {last} at the latest"
    )
    yield Link("time", said, file, row, {**figures, "filled_by": last}, binds=not scene.span)
    if not scene.span:
        newest = calendar.first(scene.released[-1])
        required = scene.shelf.required_days(scene.country, short.pair[1], newest)
        until = scene.shelf.last_ship_day(scene.country, short.pair[1], newest)
        index = next(n for n, c in enumerate(scene.plant.countries) if c is scene.country)
        said = (
            f"what is filled on {newest} must leave by {until}: {short.pair[0]} asks for"
            f" {required} days of shelf life on arrival"
        )
        yield Link(
            "time", said, f"{CASE}/countries.csv", (row_of(index),),
            {"required_days": required, "leaves_by": until}, binds=True,
        )  # fmt: skip
