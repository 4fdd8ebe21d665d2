"""Room: how many batches the hours of some buckets hold at most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import floor

from models.checks.horizon import Horizon
from models.checks.scope import combinations
from models.plant import Plant

MANY = 1_000_000_000
"""Batches that take no hours."""


@dataclass(frozen=True)
class BatchHours:
    """A batch that the plant may make, and its hours."""

    syringe: str
    suite: str
    line: str
    volume_l: float
    cycle_h: float
    set_up_h: float
    fill_h: float

    @property
    def route(self) -> tuple[str, str]:
        return self.suite, self.line


def batch_hours(plant: Plant) -> tuple[BatchHours, ...]:
    """Every batch that recipes and connections allow, of rows with known names."""
    return tuple(
        BatchHours(
            syringe=made.syringe.syringe,
            suite=made.prep.suite,
            line=made.fill.line,
            volume_l=made.prep.volume_l,
            cycle_h=made.prep.cycle_h,
            set_up_h=made.fill.set_up_h,
            fill_h=made.fill_h,
        )
        for _, made in combinations(plant)
        if made.fits and made.units > 0
    )


def most_batches(kinds: Iterable[BatchHours], horizon: Horizon, buckets: range) -> int:
    """Batches of some kinds that fit at most if nothing else is made.

    A suite works ahead in the bucket before, a line goes on in the bucket after, by one
    batch less an hour (docs/rules.md, R7).
    """
    prepared: dict[str, list[tuple[float, float]]] = defaultdict(list)
    filled: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for kind in kinds:
        if all(horizon.works(name, buckets) for name in kind.route):
            prepared[kind.suite].append((kind.cycle_h, kind.cycle_h))
            filled[kind.line].append((kind.set_up_h + kind.fill_h, kind.fill_h))
    return min(
        sum(_most(name, hours, horizon, buckets) for name, hours in step.items())
        for step in (prepared, filled)
    )


def _most(name: str, hours: list[tuple[float, float]], horizon: Horizon, buckets: range) -> int:
    """Batches of one resource; hours of a batch, and those of them that may cross a border."""
    offered = sum(horizon.hours.offered[name, t] for t in buckets)
    beyond = max(0.0, max(crossing for _, crossing in hours) - 1)
    least = min(taken for taken, _ in hours)
    return floor((offered + beyond) / least + 1e-9) if least > 0 else MANY
