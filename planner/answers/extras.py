"""One more of something: hours, a batch, a lot, a day, a month; each a scenario of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.tables import columns
from models.units import Row
from planner.answers.kinds import Kind
from planner.answers.periods import Period
from planner.cells import text_of


@dataclass(frozen=True)
class Extra:
    """One more of something."""

    kind: Kind
    what: str
    """Suite, line, lot, substance, or whom it is for."""

    added: str
    """How much more, in words with its unit."""

    changes: tuple[Mapping[str, Any], ...]
    """As in an overlay."""

    owed: int = 0
    """Units owed at worst, in the base, that it may help."""

    period: Period | None = None
    hours: Mapping[tuple[str, int], float] = field(default_factory=dict)
    """Worked hours more by resource and bucket."""

    full: float | None = None
    """Share of the resource's hours that the base uses in the period."""

    @property
    def name(self) -> str:
        """Its scenario."""
        return " ".join([self.kind, self.what, *([self.period.name] if self.period else [])])

    @property
    def file(self) -> str:
        """Its overlay."""
        return re.sub(r"[^\w.-]+", "-", self.name)

    @property
    def title(self) -> str:
        """What its overlay does, in a line."""
        when = f", {self.period.name}" if self.period else ""
        return f"{self.what}: {self.added}{when}"

    @property
    def hours_added(self) -> float:
        """Worked hours more in all."""
        return sum(self.hours.values())


def cells_of_row(row: Row) -> dict[str, str]:
    """The cells of a row that are not blank, as its file has them."""
    named = columns(type(row))
    return {
        column.name: text_of(getattr(row, column.field), column.kind)
        for column in named
        if getattr(row, column.field) is not None
    }
