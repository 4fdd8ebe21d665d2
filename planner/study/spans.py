"""A figure with the range that its gaps leave."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Span:
    """What was found, and between which values the best possible lies.

    Plans are minimised, so the best possible lies between the bound and what was found. A
    difference of two figures may lie anywhere that both gaps allow.
    """

    low: float
    found: float
    high: float

    @classmethod
    def exact(cls, value: float) -> Span:
        """A figure without a gap."""
        return cls(value, value, value)

    @classmethod
    def minimised(cls, value: float, bound: float | None) -> Span:
        """A value that was found and what no plan can beat; without a bound, anything."""
        return cls(-inf if bound is None else min(bound, value), value, value)

    def __sub__(self, other: Span) -> Span:
        return Span(self.low - other.high, self.found - other.found, self.high - other.low)

    def __neg__(self) -> Span:
        return Span(-self.high, -self.found, -self.low)

    def times(self, factor: float) -> Span:
        """In another unit, such as M EUR."""
        low, high = sorted((self.low * factor, self.high * factor))
        return Span(low, self.found * factor, high)

    @property
    def sure(self) -> bool:
        """Whether the whole range is on one side of 0: the sign is proven."""
        return self.low > 0 or self.high < 0
