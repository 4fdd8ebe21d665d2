"""R4: when units are released for a group, and how old they may become."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict

from planner.audit.reading import Row, Run
from planner.audit.time import months_later


class Ages:
    """Release days and shelf lives, as the approval groups see them."""

    def __init__(self, run: Run) -> None:
        self.countries = {row.text("country"): row for row in run.case["countries"]}
        self.syringe_of = {
            row.text("presentation"): row.text("syringe") for row in run.case["presentations"]
        }
        self._release = {
            (row.text("syringe"), row.text("approval_group")): row.whole("days")
            for row in run.case["release"]
        }
        self._shelf_life: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in run.case["shelf_life"]:
            self._shelf_life[row.text("presentation"), row.text("approval_group")].append(row)
        self._asking: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in run.case["demand"]:
            if not asks(row):
                continue
            presentation = row.text("presentation")
            asking = presentation, self.group(row.text("country"))
            self._asking[self.syringe_of[presentation]].add(asking)
        self._expiries: dict[tuple[str, str, dt.date], dt.date | None] = {}

    def group(self, country: str) -> str:
        return self.countries[country].text("approval_group")

    def lead_days(self, country: str) -> int:
        """Days from the site's door to use in a country."""
        row = self.countries[country]
        return row.whole("transit_days") + row.whole("import_hold_days")

    def groups(self, syringe: str) -> list[str]:
        """The approval groups that demand a syringe, in any presentation."""
        return sorted({group for _, group in self._asking[syringe]})

    def presentations(self, syringe: str) -> tuple[str, ...]:
        return tuple(name for name, inside in self.syringe_of.items() if inside == syringe)

    def release_days(self, syringe: str, group: str) -> int | None:
        """Days from fill to release, of the most specific row."""
        for key in ((syringe, group), (syringe, "*"), ("*", group), ("*", "*")):
            if key in self._release:
                return self._release[key]
        return None

    def expires_on(self, presentation: str, group: str, filled: dt.date) -> dt.date | None:
        """The last day of units filled on a day; None if no shelf life is registered."""
        key = presentation, group, filled
        if key not in self._expiries:
            months = self._months(presentation, group, filled)
            self._expiries[key] = None if months is None else months_later(filled, months)
        return self._expiries[key]

    def _months(self, presentation: str, group: str, filled: dt.date) -> int | None:
        for owner in (group, "*"):
            rows = [
                row
                for row in self._shelf_life[presentation, owner]
                if not row.has("filled_from") or row.day("filled_from") <= filled
            ]
            if rows:
                return max(rows, key=_since).whole("months")
        return None

    def expiries(
        self, syringe: str, presentations: tuple[str, ...], filled: dt.date
    ) -> list[dt.date]:
        """The dates on which units expire, over the (presentation, group) that demand them."""
        found = [
            self.expires_on(presentation, group, filled)
            for presentation, group in sorted(self._asking[syringe])
            if presentation in presentations
        ]
        return [day for day in found if day is not None]

    def required_days(self, country: str, filled: dt.date, expires: dt.date) -> int:
        """Least days of shelf life that must be left on arrival in a country."""
        share = self.countries[country].amount("min_remaining_shelf_life_pct") / 100
        return math.ceil(share * (expires - filled).days - 1e-9)


def asks(row: Row) -> bool:
    """Whether a row of the demand table asks for anything; 0 units are no demand."""
    return any(row.has(column) and row.whole(column) > 0 for column in ("units", "packs"))


def _since(row: Row) -> dt.date:
    return row.day("filled_from") if row.has("filled_from") else dt.date.min
