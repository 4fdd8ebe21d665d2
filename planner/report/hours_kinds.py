"""Hours of suites and lines: what they were offered and what took them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from planner.language import Language
from planner.plan import Record

KINDS = ("batch", "set_up", "changeover", "decontamination", "media_fill", "spill_in")
"""Columns of capacity.csv that fill the hours offered; of batches less what neighbours work."""

FIGURES = (
    "offered", "batch", "set_up", "changeover", "decontamination", "media_fill", "spill_in",
    "spill_out", "idle",
)  # fmt: skip
"""Columns of capacity.csv, without `_h`."""

NOTHING_H = 0.005
"""Hours that are not worth a word."""


@dataclass(frozen=True)
class Hours:
    """Hours of a suite or line in a bucket, or in several."""

    resource: str
    first: dt.date
    """First day of the (first) bucket."""

    hours: dict[str, float]
    """By the names of `FIGURES`."""

    @property
    def share(self) -> float | None:
        """Share of the offered hours that is used; None where none are offered."""
        offered = self.hours["offered"]
        return None if offered <= 0 else 1 - self.hours["idle"] / offered

    def stacked(self, kind: str) -> float:
        """Hours worked in these days for one of `KINDS`: they add up to the hours used."""
        own = self.hours[kind]
        return own - self.hours["spill_out"] if kind == "batch" else own


def hours_of(row: Record) -> Hours:
    """A row of capacity.csv."""
    return Hours(row["resource"], row["bucket"], {name: row[f"{name}_h"] for name in FIGURES})


def summed(rows: Iterable[Hours]) -> Hours:
    """Hours of some buckets of a resource together."""
    rows = list(rows)
    hours = {name: sum(row.hours[name] for row in rows) for name in FIGURES}
    return Hours(rows[0].resource, rows[0].first, hours)


def said_of(t: Language) -> dict[str, str]:
    """Kinds of hours in words."""
    return {
        "offered": t("offered"),
        "batch": t("batches"),
        "set_up": t("set-up"),
        "changeover": t("changeovers"),
        "decontamination": t("decontaminations"),
        "media_fill": t("media fills"),
        "spill_in": t("worked for a neighbouring bucket"),
        "spill_out": t("own, worked in a neighbouring bucket"),
        "idle": t("idle"),
    }
