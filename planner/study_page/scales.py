"""Axes: round numbers to write beside them, and where a value stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from planner.study.spans import Span

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
TICKS = 5
"""Numbers on an axis, about."""

ROOM = 1.0
"""How far beyond what was found ranges are shown, as a share of its spread."""


DUST = 9
"""Decimals below which a figure is what sums of other figures leave: 0."""


@dataclass(frozen=True)
class Scale:
    """From values to pixels."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def over(
        cls, spans: Iterable[Span], start: float, end: float, also: Iterable[float] = ()
    ) -> Scale:
        """A scale over what was found and `also`, and over ranges as far as they do not dwarf it.

        Gaps may be a hundred times what was found; such a range runs off the picture, and its
        tip has the figures.
        """
        listed = list(spans)
        shown = [round(value, DUST) for value in (*(span.found for span in listed), *also)]
        low, high = min(shown, default=0.0), max(shown, default=1.0)
        room = ROOM * (high - low) or 0.05 * abs(high) or 1.0
        ends = [round(end, DUST) for span in listed for end in (span.low, span.high)]
        low = min([low, *(each for each in ends if low - room <= each)])
        high = max([high, *(each for each in ends if each <= high + room)])
        if low == high == 0:
            return cls(0.0, 1.0, start, end)
        pad = 0.04 * (high - low) or 0.05 * abs(high)
        return cls(low - pad if low else 0.0, high + pad if high else 0.0, start, end)

    def at(self, value: float) -> float:
        """Where a value stands; what has no end stands at the end of the scale."""
        kept = min(self.high, max(self.low, value))
        return self.start + (self.end - self.start) * (kept - self.low) / (self.high - self.low)

    def shows(self, value: float) -> bool:
        """Whether a value lies on the scale."""
        return self.low <= value <= self.high

    def ticks(self) -> list[tuple[float, str]]:
        """Round numbers between the ends, and how they are written."""
        raw = (self.high - self.low) / TICKS
        power = 10.0 ** floor(log10(raw))
        step = next(power * each for each in STEPS if power * each >= raw - 1e-12)
        first = ceil(self.low / step - 1e-9)
        last = floor(self.high / step + 1e-9)
        found = [round(number * step, 10) for number in range(first, last + 1)]
        return [(value, tick_said(value, step)) for value in found]


def tick_said(value: float, step: float) -> str:
    """A number on an axis, with the digits that its neighbours need."""
    digits = 0
    while digits < 6 and abs(step * 10**digits - round(step * 10**digits)) > 1e-6:
        digits += 1
    return f"{value:z,.{digits}f}"


def figure(value: float) -> str:
    """A number for an axis or a tip: three digits that count, thousands apart."""
    if not isfinite(value):
        return "not known"
    if not round(value, DUST):
        return "0"
    if abs(value) >= 1000:
        return f"{value:z,.0f}"
    digits = 2 if abs(value) < 10 else 1
    return f"{value:z.{digits}f}".rstrip("0").rstrip(".") if abs(value) >= 0.01 else f"{value:z.2g}"


def range_said(span: Span, unit: str) -> str:
    """`0.84 d (0 to 0.84)`; open ends are said to be open."""
    found = f"{figure(span.found)} {unit}".strip()
    if span.low == span.high:
        return found
    low = "open" if not isfinite(span.low) else figure(span.low)
    high = "open" if not isfinite(span.high) else figure(span.high)
    return f"{found} (range {low} to {high})"
