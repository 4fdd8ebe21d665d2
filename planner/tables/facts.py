"""What of a plan the reasons of shortages are read from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.batches import BatchKind
from models.milp.indices import Indices
from models.plant import Plant
from planner.pegging import Supply
from planner.tables.stock import Held

Record = dict[str, Any]

REASON_LENGTH = 220
"""Characters of a reason, so that it fits into two lines of a screen."""

NAMED = 3
"""Names in a list; the rest is counted."""


@dataclass(frozen=True)
class Facts:
    """A plan as its tables have it."""

    plant: Plant
    indices: Indices
    shelves: tuple[Held, ...]
    paths: Mapping[tuple[str, int], tuple[str, ...]]
    """(sequenced resource, bucket): the states it visits."""

    tables: Mapping[str, list[Record]]

    @cached_property
    def group(self) -> dict[str, str]:
        """Approval group of each country."""
        return {row.country: row.approval_group for row in self.plant.countries}

    @cached_property
    def load(self) -> dict[tuple[str, int], Record]:
        """Row of `capacity.csv` by resource and bucket."""
        bucket_of = self.indices.calendar.bucket_of
        return {(row["resource"], bucket_of(row["bucket"])): row for row in self.tables["capacity"]}

    @cached_property
    def made(self) -> tuple[tuple[Supply, BatchKind, int], ...]:
        """Batches filled in the plan, with kind and bucket."""
        return tuple(
            (shelf.supply, shelf.supply.kind, shelf.supply.bucket)
            for shelf in self.shelves
            if shelf.supply.kind is not None and shelf.supply.bucket is not None
        )

    @cached_property
    def served(self) -> dict[str, Counter[str]]:
        """Units of each source by the approval group that gets them."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self.tables["shipments"]:
            found[row["source"]][self.group[row["country"]]] += row["units"]
        return dict(found)

    def between(self, span: Iterable[int]) -> str:
        """`from .. to ..` of some buckets."""
        buckets, calendar = sorted(span), self.indices.calendar
        return f"from {calendar.first(buckets[0])} to {calendar.last(buckets[-1])}"


def work_h(kind: BatchKind, resource: str, *, prepared: bool = False) -> float:
    """Hours that a batch takes of a suite or line; none of a suite if it is prepared."""
    if resource == kind.suite:
        return 0.0 if prepared else kind.cycle_h
    return kind.set_up_h + kind.fill_h if resource == kind.line else 0.0


def fitted(head: str, *more: str) -> str:
    """A sentence, and as many of its further parts as fit."""
    text = head
    for part in more:
        if part and len(text) + 2 + len(part) <= REASON_LENGTH:
            text += f"; {part}"
    return text


def listed(names: Iterable[str], most: int = NAMED) -> str:
    """`A, B, C and 2 more`."""
    every = list(names)
    rest = len(every) - most
    return ", ".join(every[:most]) + (f" and {rest} more" if rest > 0 else "")
