"""What a call of `python -m benchmarks` asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.sides import SIDES

MARKS = (10.0, 30.0, 60.0, 180.0)
"""Seconds at which plans are compared."""
GRACE_S = 240.0
"""Seconds beyond the limit for loading, building and an end that comes late; then it is killed."""


@dataclass(frozen=True)
class Asked:
    """Options of a call; blank lists stand for all."""

    seconds: float = 180.0
    seeds: int = 3
    cases: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    memory_gb: float = 6.0
    folder: Path = Path("benchmarks")
    """Where results.csv and results.md stand."""

    @property
    def marks(self) -> list[float]:
        """Seconds at which plans are compared, the limit last."""
        return [mark for mark in MARKS if mark < self.seconds] + [self.seconds]

    @property
    def named_sides(self) -> tuple[str, ...]:
        return self.sides or tuple(SIDES)
