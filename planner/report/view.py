"""What every section of the report reads: the run, the language, and names looked up once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from models.calendar import DAY, Calendar
from models.plant import Plant
from planner.language import Language
from planner.plan import Plan, Record
from planner.report.palette import Palette
from planner.saved import Saved


@dataclass(frozen=True)
class View:
    """A run as the report shows it."""

    saved: Saved
    t: Language
    against: Saved | None = None
    """The run that it is compared with."""

    @property
    def plan(self) -> Plan:
        return self.saved.plan

    @property
    def plant(self) -> Plant:
        return self.plan.plant

    def rows(self, table: str) -> tuple[Record, ...]:
        """The rows of a table of the run."""
        return self.plan.records[table]

    @cached_property
    def palette(self) -> Palette:
        return Palette(self.plant)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar.of(self.plant)

    @cached_property
    def buckets(self) -> tuple[dt.date, ...]:
        """First days of the planned buckets."""
        return tuple(self.calendar.first(bucket) for bucket in range(self.calendar.horizon))

    @cached_property
    def end(self) -> dt.date:
        """The day after the last planned bucket."""
        return self.calendar.end + DAY

    @cached_property
    def group_of(self) -> dict[str, str]:
        """Approval group of each country."""
        return {row.country: row.approval_group for row in self.plant.countries}

    @cached_property
    def name_of(self) -> dict[str, str]:
        """Name of each country, suite, line and substance."""
        plant = self.plant
        return {
            **{row.substance: row.name for row in plant.substances},
            **{row.suite: row.name for row in plant.suites},
            **{row.line: row.name for row in plant.lines},
            **{row.country: row.name for row in plant.countries},
        }

    @cached_property
    def syringe_of(self) -> dict[str, str]:
        """Syringe of each presentation."""
        return {row.presentation: row.syringe for row in self.plant.presentations}


@dataclass(frozen=True)
class Section:
    """A section of the page."""

    name: str
    """Its anchor; the template is `templates/<name>.html`."""

    title: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    """What the template reads, under the name `s`."""
