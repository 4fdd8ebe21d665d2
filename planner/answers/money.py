"""Euros in words: in millions, thousands or ones, whatever needs few digits."""

from __future__ import annotations

from math import isfinite

from planner.answers.ranges import allowed, figure
from planner.study.spans import Span

MILLION, THOUSAND = 1e6, 1e3
UNITS = ((MILLION, "M EUR", 2), (THOUSAND, "k EUR", 1), (1.0, "EUR", 0))
"""Euros in a unit, its name, and the decimals that are told."""


def unit_of(eur: float) -> tuple[float, str, int]:
    """The largest unit of which there is at least one, else EUR."""
    return next((unit for unit in UNITS if abs(eur) >= unit[0]), UNITS[-1])


def money(meur: float) -> str:
    """M EUR in words, such as `36.7 k EUR`."""
    size, name, decimals = unit_of(meur * MILLION)
    return f"{figure(meur * MILLION / size, decimals)} {name}"


def money_allowed(span: Span) -> str:
    """What the gaps leave of M EUR, in the unit that `money` tells what was found in."""
    size, name, decimals = unit_of(span.found * MILLION)
    words = allowed(span.times(MILLION / size), decimals)
    return f"{words} {name}" if words[-1].isdigit() else words


def pictured(spans: list[Span]) -> tuple[list[Span], str]:
    """M EUR as a picture shows them, and their unit."""
    largest = max((abs(one.found) for one in spans if isfinite(one.found)), default=0.0)
    size, name, _ = unit_of(largest * MILLION)
    return [span.times(MILLION / size) for span in spans], name
