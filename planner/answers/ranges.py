"""Figures with their ranges, in words."""

from __future__ import annotations

from math import isinf

from planner.study.spans import Span


def figure(value: float, decimals: int = 0) -> str:
    """`12,300` or `0.21`, without a minus before nothing."""
    return f"{value:z,.{decimals}f}"


def allowed(span: Span, decimals: int = 0) -> str:
    """What the gaps leave: `found; the gaps allow 0 to 0.9`, or `proven`."""
    low, high = figure(span.low, decimals), figure(span.high, decimals)
    if isinf(span.low) and isinf(span.high):
        return "found; without a bound it may be anything"
    if isinf(span.low):
        return f"found; the gaps allow anything up to {high}"
    if isinf(span.high):
        return f"found; the gaps allow {low} or more"
    if low == high:
        return "proven"
    return f"found; the gaps allow {low} to {high}"


def late(span: Span, *, signed: bool = False) -> str:
    """`0.21 mean days late (found; the gaps allow 0.00 to 0.90)`, in more decimals for little."""
    decimals = 2 if abs(span.found) >= 0.1 else 4
    sign = "+" if signed and span.found > 0 else ""
    return f"{sign}{figure(span.found, decimals)} mean days late ({allowed(span, decimals)})"


def columns_of(name: str) -> tuple[str, str, str]:
    """Columns of a figure and its range."""
    return name, f"{name}_low", f"{name}_high"


def cells_of(name: str, span: Span | None, decimals: int = 4) -> dict[str, float | None]:
    """Their cells; blank without a plan."""
    if span is None:
        return dict.fromkeys(columns_of(name))
    ends = (round(each, decimals) for each in (span.found, span.low, span.high))
    return dict(zip(columns_of(name), ends, strict=True))
