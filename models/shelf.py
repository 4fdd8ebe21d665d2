"""Approval, release and age: when a unit may ship, and to whom (docs/rules.md, R3, R4)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache
from math import ceil

from models.calendar import add_months
from models.markets import Approval, Country
from models.plant import Plant
from models.products import ShelfLife
from models.units import ANY

NEVER = dt.date.max


class Approvals:
    """Which units a group has approved, day by day."""

    def __init__(self, plant: Plant) -> None:
        self._rows: dict[tuple[str, str, str], list[tuple[int, Approval]]] = defaultdict(list)
        for index, row in enumerate(plant.approvals):
            self._rows[row.approval_group, row.step, row.unit].append((index, row))

    def row(self, group: str, presentation: str, step: str, unit: str, day: dt.date) -> int | None:
        """Index of the approvals row that lets a unit's product ship on a day, or None."""
        for index, row in self._rows[group, step, unit]:
            named = row.presentation in (ANY, presentation)
            if named and row.from_ <= day and (row.until is None or day <= row.until):
                return index
        return None

    def route(self, group: str, presentation: str, suite: str, line: str, day: dt.date) -> bool:
        """Whether every step of a route is approved on a day."""
        return (
            self.row(group, presentation, "prep", suite, day) is not None
            and self.row(group, presentation, "fill", line, day) is not None
        )

    def first_day(self, group: str, presentation: str, suite: str, line: str) -> dt.date:
        """First day on which a route is approved; `NEVER` if it never is."""
        starts = {
            row.from_
            for step, unit in (("prep", suite), ("fill", line))
            for _, row in self._rows[group, step, unit]
        }
        days = (d for d in sorted(starts) if self.route(group, presentation, suite, line, d))
        return next(days, NEVER)


class Shelf:
    """Shelf life and release times of a plant."""

    def __init__(self, plant: Plant) -> None:
        self._life: dict[tuple[str, str], list[ShelfLife]] = defaultdict(list)
        for row in plant.shelf_life:
            self._life[row.presentation, row.approval_group].append(row)
        for rows in self._life.values():
            rows.sort(key=lambda row: row.filled_from or dt.date.min)
        self._release = {(row.syringe, row.approval_group): row.days for row in plant.release}
        self.expiry = cache(self._expiry)

    def release_days(self, syringe: str, group: str) -> int:
        """Days from the last day of the fill's bucket to release; most specific row."""
        for key in ((syringe, group), (syringe, ANY), (ANY, group), (ANY, ANY)):
            if key in self._release:
                return self._release[key]
        raise KeyError((syringe, group))

    def _expiry(self, presentation: str, group: str, filled: dt.date) -> dt.date:
        """Day on which a unit filled on `filled` expires, as registered by a group."""
        for key in ((presentation, group), (presentation, ANY)):
            rows = [r for r in self._life.get(key, ()) if (r.filled_from or dt.date.min) <= filled]
            if rows:
                return add_months(filled, rows[-1].months)
        raise KeyError((presentation, group, filled))

    def required_days(self, country: Country, presentation: str, filled: dt.date) -> int:
        """Days of shelf life that must be left on arrival in a country."""
        life = (self.expiry(presentation, country.approval_group, filled) - filled).days
        return ceil(country.min_remaining_shelf_life_pct / 100 * life - 1e-9)

    def last_ship_day(self, country: Country, presentation: str, filled: dt.date) -> dt.date:
        """Last day on which a unit may leave for a country with enough life left."""
        expiry = self.expiry(presentation, country.approval_group, filled)
        used = self.required_days(country, presentation, filled) + door_days(country)
        return expiry - dt.timedelta(days=used)


def door_days(country: Country) -> int:
    """Days from the site's door until a unit may be used in a country."""
    return country.transit_days + country.import_hold_days
