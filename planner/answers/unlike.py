"""How plans differ: batches that stand elsewhere, and in what, in words."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from planner.study.contract import Result

NAMED = 3
"""Syringes named in words, those with the most batches elsewhere first."""


@dataclass(frozen=True, order=True)
class Place:
    """Where a planned batch stands."""

    syringe: str
    suite: str
    line: str
    volume_l: str
    bucket: dt.date

    @property
    def route(self) -> str:
        return f"{self.suite} > {self.line}"

    @property
    def month(self) -> str:
        return f"{self.bucket:%Y-%m}"


Batches = Counter[Place]


def batches_of(result: Result) -> Batches:
    """The planned batches of a scenario, by place; firm ones are nobody's decision."""
    needed = "syringe", "suite", "line", "volume_l", "bucket", "status"
    return Counter(
        Place(
            row["syringe"],
            row["suite"],
            row["line"],
            row["volume_l"],
            dt.date.fromisoformat(row["bucket"]),
        )
        for row in result.rows("batches", *needed)
        if row["status"] == "planned"
    )


def elsewhere(one: Batches, other: Batches) -> float:
    """Share of a plan's batches for which the other has none at the same place; of the larger
    plan, so that it is the same from both sides."""
    most = max(one.total(), other.total())
    return 1 - (one & other).total() / most if most else 0.0


def shared(plans: list[Batches]) -> Batches:
    """The batches that every plan has at the same place."""
    common = plans[0]
    for plan in plans[1:]:
        common = common & plan
    return common


def in_words(before: Batches, after: Batches) -> str:
    """What stands elsewhere: by syringe the routes that have more and fewer batches, or the
    months if the routes have as many."""
    gone, come = before - after, after - before
    concerned: Counter[str] = Counter()
    for side in (gone, come):
        for place, count in side.items():
            concerned[place.syringe] += count
    ordered = sorted(concerned, key=lambda name: (-concerned[name], name))
    told = [_of_syringe(name, gone, come) for name in ordered[:NAMED]]
    rest = len(ordered) - NAMED
    return "; ".join([*told, *([f"and {rest} more"] if rest > 0 else [])])


def _of_syringe(name: str, gone: Batches, come: Batches) -> str:
    routes: dict[str, int] = defaultdict(int)
    months: dict[str, int] = defaultdict(int)
    sizes: dict[str, int] = defaultdict(int)
    for side, sign in ((gone, -1), (come, 1)):
        for place, count in side.items():
            if place.syringe == name:
                routes[place.route] += sign * count
                sizes[f"{place.volume_l} L"] += sign * count
                months[place.month] += sign * count
    changes = {what: by for what, by in routes.items() if by}
    if not changes:
        changes = {month: by for month, by in sorted(months.items()) if by}
    if not changes:
        changes = {size: by for size, by in sizes.items() if by}
    if not changes:
        return f"{name}: other weeks of the same months"
    largest = sorted(changes.items(), key=lambda item: -abs(item[1]))[:4]
    return f"{name}: " + ", ".join(f"{what} {by:+d}" for what, by in largest)
