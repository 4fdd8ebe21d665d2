"""From when and until when a route may ship to a group: days of approvals put together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from models.calendar import DAY
from models.plant import Plant
from models.units import ANY
from planner.plan import Record

Span = tuple[dt.date, dt.date]
"""First and last day, both counting; `OPEN` as the last day means no end."""

OPEN = dt.date.max


class ApprovalDays:
    """When units and routes are approved, by group and presentation."""

    def __init__(self, plant: Plant) -> None:
        self._rows: dict[tuple[str, str, str, str], list[Span]] = defaultdict(list)
        for row in plant.approvals:
            span = row.from_, row.until or OPEN
            self._rows[row.approval_group, row.presentation, row.step, row.unit].append(span)

    def unit(self, group: str, presentation: str, step: str, unit: str) -> tuple[Span, ...]:
        """When a suite (step `prep`) or line (`fill`) is approved."""
        rows = self._rows
        named = rows.get((group, presentation, step, unit), [])
        return joined_days([*named, *rows.get((group, ANY, step, unit), [])])

    def route(self, group: str, presentation: str, suite: str, line: str) -> tuple[Span, ...]:
        """When both the suite and the line are approved."""
        return common_days(
            self.unit(group, presentation, "prep", suite),
            self.unit(group, presentation, "fill", line),
        )


def joined_days(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans put together where they touch or overlap, in order."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and (found[-1][1] == OPEN or first <= found[-1][1] + DAY):
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return tuple(found)


def common_days(one: Iterable[Span], other: Iterable[Span]) -> tuple[Span, ...]:
    """Days that lie in spans of both."""
    both = list(other)
    found = ((max(a, c), min(b, d)) for a, b in one for c, d in both)
    return joined_days((first, last) for first, last in found if first <= last)


def open_from(spans: Iterable[Span], day: dt.date) -> Span | None:
    """The first span that ends on or after a day; None if there is none."""
    return next((span for span in spans if span[1] >= day), None)


def asked(service: Iterable[Record], group_of: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Groups that demand each presentation, by the rows of service.csv."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    pairs = dict.fromkeys((row["country"], row["presentation"]) for row in service)
    for country, presentation in pairs:
        found[presentation][group_of[country]] = None
    return {presentation: tuple(groups) for presentation, groups in found.items()}
