"""R4: the batches and site lots that units ship from, with their dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.audit.ages import Ages
from planner.audit.reading import Row, Run
from planner.audit.recipes import Recipes
from planner.audit.references import SITE
from planner.audit.time import DAY, Calendar
from planner.audit.violation import Violation


@dataclass(frozen=True)
class Source:
    """Units of one batch or lot at the site."""

    name: str
    syringe: str
    presentations: tuple[str, ...]
    """What it may still become."""

    suite: str
    line: str
    filled_on: dt.date
    """The day from which it ages."""

    units: int
    bucket: int
    """The first bucket at whose end it lies at the site."""

    released: Mapping[str, dt.date]
    """By approval group; groups that never receive it are not in it."""

    held: str | None
    """`on_hold` or `rejected`."""

    expiries: tuple[dt.date, ...]
    """When it expires for the groups that demand it."""

    @property
    def route(self) -> str:
        return f"{self.suite} > {self.line}"

    def first_release(self, ages: Ages) -> dt.date | None:
        """The first day on which a group that demands it could receive it."""
        days = (self.released.get(group) for group in ages.groups(self.syringe))
        return min((day for day in days if day is not None), default=None)


def sources(run: Run, calendar: Calendar, recipes: Recipes, ages: Ages) -> dict[str, Source]:
    """The sources of a run by name; batches without a bucket or a recipe are left out."""
    found = {}
    fills = {row.text("batch"): row.day("fill_on") for row in run.case["firm_batches"]}
    for row in run.case["lots"]:
        if row.text("place") == SITE:
            found[row.text("lot")] = _lot(row, ages)
    for row in run.plan["batches"]:
        name = row.text("batch")
        kind = recipes.kind(row)
        units = row.whole("units") if kind is None else kind.units
        if row.text("status") == "filled" and name in fills:
            found[name] = _batch(row, ages, units, 0, fills[name], fills[name])
        elif row.has("bucket"):
            bucket = calendar.holding(row.day("bucket"))
            if bucket is not None:
                span = calendar.planned[bucket]
                found[name] = _batch(row, ages, units, bucket, span.first, span.last)
    return found


def _batch(
    row: Row, ages: Ages, units: int, bucket: int, ages_from: dt.date, made_on: dt.date
) -> Source:
    syringe = row.text("syringe")
    groups = {ages.group(country) for country in ages.countries}
    days = {group: ages.release_days(syringe, group) for group in groups}
    presentations = ages.presentations(syringe)
    return Source(
        row.text("batch"),
        syringe,
        presentations,
        row.text("suite"),
        row.text("line"),
        ages_from,
        units,
        bucket,
        {group: made_on + wait * DAY for group, wait in days.items() if wait is not None},
        None,
        tuple(ages.expiries(syringe, presentations, ages_from)),
    )


def _lot(row: Row, ages: Ages) -> Source:
    finished = row.has("presentation")
    syringe = ages.syringe_of[row.text("presentation")] if finished else row.text("syringe")
    presentations = (row.text("presentation"),) if finished else ages.presentations(syringe)
    status, filled = row.text("status"), row.day("filled_on")
    groups = {ages.group(country) for country in ages.countries}
    held = status in ("on_hold", "rejected")
    free = row.day("releases_on") if status == "in_qc" else dt.date.min
    return Source(
        row.text("lot"),
        syringe,
        presentations,
        row.text("suite"),
        row.text("line"),
        filled,
        row.whole("units"),
        0,
        {} if held else dict.fromkeys(groups, free),
        status if held else None,
        tuple(ages.expiries(syringe, presentations, filled)),
    )


def check(run: Run, found: Mapping[str, Source], ages: Ages) -> Iterator[Violation]:
    """Release and expiry dates of `batches.csv`."""
    for row in run.plan["batches"]:
        source = found.get(row.text("batch"))
        if source is None:
            continue
        right = {
            "released_on": source.first_release(ages),
            "expires_on": min(source.expiries, default=None),
        }
        for column, day in right.items():
            stated = row.day(column) if row.has(column) else None
            if day is not None and stated != day:
                what = f"batch {source.name} has {column} {stated or 'blank'};"
                yield row.violates("R4", f"{what} recomputed it is {day}")
