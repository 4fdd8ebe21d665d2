"""Which shortage of a run is asked about; names that do not exist are asked back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from models.calendar import Calendar
from models.problems import unknown
from planner.days import CellError, day
from planner.plan import Record
from planner.saved import Saved

ASKED = "explain"


class AskedError(ValueError):
    """What is asked for is not in the run; the text says what is."""


@dataclass(frozen=True)
class Short:
    """A spell of shortages.csv."""

    saved: Saved
    index: int
    """Of its row in `shortages.csv`, from 0."""

    @property
    def row(self) -> Record:
        return self.saved.plan.records["shortages"][self.index]

    @property
    def pair(self) -> tuple[str, str]:
        return self.row["country"], self.row["presentation"]

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar.of(self.saved.plan.plant)

    @cached_property
    def buckets(self) -> range:
        first, last = self.row["from"], self.row["until"]
        return range(self.calendar.bucket_of(first), self.calendar.bucket_of(last) + 1)

    @cached_property
    def service(self) -> dict[int, tuple[int, Record]]:
        """Row of `service.csv` with its index, by bucket of the spell."""
        found = {}
        for index, row in enumerate(self.saved.plan.records["service"]):
            bucket = self.calendar.bucket_of(row["bucket"])
            if (row["country"], row["presentation"]) == self.pair and bucket in self.buckets:
                found[bucket] = index, row
        return found

    @cached_property
    def worst(self) -> int:
        """The bucket at whose end most is owed."""
        return max(self.buckets, key=lambda t: int(self.service[t][1]["backorder_units"]))

    @property
    def day(self) -> dt.date:
        return self.calendar.last(self.worst)

    @property
    def owed(self) -> int:
        return int(self.row["worst_units"])

    @property
    def group(self) -> str:
        countries = self.saved.plan.plant.countries
        return next(c.approval_group for c in countries if c.country == self.pair[0])

    @property
    def country_name(self) -> str:
        countries = self.saved.plan.plant.countries
        return next(c.name for c in countries if c.country == self.pair[0])

    @property
    def group_name(self) -> str:
        """The country's own name if it approves for itself alone."""
        return self.country_name if self.group == self.pair[0] else self.group

    @property
    def syringe(self) -> str:
        presentations = self.saved.plan.plant.presentations
        return next(p.syringe for p in presentations if p.presentation == self.pair[1])

    @property
    def pack_units(self) -> int:
        packs = self.saved.plan.plant.packs
        return next(p.units_per_pack for p in packs if (p.country, p.presentation) == self.pair)


def worst_first(saved: Saved) -> list[Short]:
    """Every shortage of a run, the one with the most unit-days first."""
    rows = saved.plan.records["shortages"]
    order = sorted(range(len(rows)), key=lambda n: -rows[n]["worst_units"] * rows[n]["worst_days"])
    return [Short(saved, index) for index in order]


def shortage(
    saved: Saved, country: str, presentation: str | None = None, bucket: str | None = None
) -> Short | None:
    """The worst shortage of what is asked for; None if nothing is short there.

    Raises
    ------
    AskedError
        If the run knows no such country, presentation or day.
    """
    demanded = _named(saved, country, presentation)
    wanted = None if bucket is None else bucket_asked(saved, bucket)
    for short in worst_first(saved):
        if short.pair in demanded and (wanted is None or wanted in short.buckets):
            return short
    return None


def bucket_asked(saved: Saved, text: str) -> int:
    """The planned bucket that contains a day."""
    calendar = Calendar.of(saved.plan.plant)
    try:
        date = day(text, week="first")
    except CellError as error:
        raise AskedError(f"--bucket: {error}") from None
    if not calendar.start <= date <= calendar.end:
        raise AskedError(
            f"--bucket {text} lies outside the plan, {calendar.start} to {calendar.end}"
        )
    return calendar.bucket_of(date)


def _named(saved: Saved, country: str, presentation: str | None) -> set[tuple[str, str]]:
    """The pairs that are asked about."""
    pairs = {(row["country"], row["presentation"]) for row in saved.plan.records["service"]}
    countries = sorted({name for name, _ in pairs})
    if country not in countries:
        raise AskedError(_unknown(saved, country, countries))
    here = sorted(name for place, name in pairs if place == country)
    if presentation is None:
        return {(country, name) for name in here}
    if presentation not in here:
        raise AskedError(
            unknown(f"presentation in the demand of {country}", presentation, list(here))
        )
    return {(country, presentation)}


def _unknown(saved: Saved, country: str, known: list[str]) -> str:
    """The sentence for a country that is not there; a name or a small letter is understood."""
    rows = saved.plan.plant.countries
    for row in rows:
        if country.casefold() in (row.name.casefold(), row.country.casefold()):
            return f"country '{country}' does not exist; did you mean '{row.country}'?"
    return unknown("country", country, known)


def batch_asked(saved: Saved, name: str) -> int:
    """Index of a batch in `batches.csv`."""
    names = [row["batch"] for row in saved.plan.records["batches"]]
    if name not in names:
        raise AskedError(unknown("batch", name, names))
    return names.index(name)
