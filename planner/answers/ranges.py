"""Figures with their ranges, in words."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf

from planner.study.spans import Span

NEARLY = 1e-6
"""Width of a range, as a share of what was found, that is rounding."""

NARROW = 0.01
"""Width of a range, as a share of what was found, that says nothing else."""

LITTLE = 0.01
"""Days below which more decimals are said."""

FINEST = 6
"""Decimals that ends are shown with at most, where fewer would make them look alike."""


def figure(value: float, decimals: int = 0) -> str:
    """`12,300` or `0.21`, without a minus before nothing."""
    return f"{value:z,.{decimals}f}"


def point(span: Span) -> bool:
    """Whether a range leaves nothing but what was found."""
    return span.high - span.low <= NEARLY * max(1.0, abs(span.found))


def proven(span: Span, decimals: int) -> bool:
    """Whether a range leaves nothing else in the digits shown, nor much beside what was found."""
    alike = figure(span.low, decimals) == figure(span.high, decimals)
    narrow = span.high - span.low <= NARROW * abs(span.found)
    return point(span) or (alike and narrow)


def between(span: Span, decimals: int = 0) -> str:
    """`0.44 to 0.62`, in more decimals if the ends look alike; `proven` if they are."""
    if proven(span, decimals):
        return "proven"
    if isinf(span.low) and isinf(span.high):
        return "anything"
    if isinf(span.low):
        return f"anything up to {figure(span.high, decimals)}"
    if isinf(span.high):
        return f"{figure(span.low, decimals)} or more"
    for finer in range(decimals, FINEST + 1):
        low, high = figure(span.low, finer), figure(span.high, finer)
        if low != high:
            break
    return f"{low} to {high}"


def allowed(span: Span, decimals: int = 0) -> str:
    """What the gaps leave: `found; the gaps allow 0 to 0.9`, or `proven`."""
    if proven(span, decimals):
        return "proven"
    if isinf(span.low) and isinf(span.high):
        return "found; without a bound it may be anything"
    found = "sign proven" if span.sure else "found"
    return f"{found}; the gaps allow {between(span, decimals)}"


def late(span: Span, *, signed: bool = False, ranged: bool = True) -> str:
    """`0.21 mean days late (found; the gaps allow 0.00 to 0.90)`, in more decimals for little."""
    decimals = decimals_of(span)
    sign = "+" if signed and span.found > 0 else ""
    said = f"{sign}{figure(span.found, decimals)} mean days late"
    return f"{said} ({allowed(span, decimals)})" if ranged else said


def decimals_of(span: Span) -> int:
    """Decimals in which days are worth showing."""
    return _decimals(span.found)


def days(value: float) -> str:
    """`0.21`, or `0.0007` of little."""
    return figure(value, _decimals(value))


def _decimals(value: float) -> int:
    return 2 if abs(value) >= LITTLE or not value else 4


def all_open(spans: Sequence[Span]) -> bool:
    """Whether no bound says of any of some figures that it is not 0."""
    return bool(spans) and not any(span.sure or point(span) for span in spans)


def open_words(spans: Sequence[Span], which: str = "these") -> str:
    """The range of several such figures in one sentence."""
    widest = Span(min(s.low for s in spans), 0.0, max(s.high for s in spans))
    these = f" for any of {which}" if len(spans) > 1 else ""
    return f"No bound excludes 0{these}: the gaps allow {between(widest, 2)} d."


def columns_of(name: str) -> tuple[str, str, str]:
    """Columns of a figure and its range."""
    return name, f"{name}_low", f"{name}_high"


def cells_of(name: str, span: Span | None, decimals: int = 4) -> dict[str, float | None]:
    """Their cells; blank without a plan."""
    if span is None:
        return dict.fromkeys(columns_of(name))
    ends = (round(each, decimals) for each in (span.found, span.low, span.high))
    return dict(zip(columns_of(name), ends, strict=True))
