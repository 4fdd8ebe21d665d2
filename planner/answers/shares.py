"""Sharing out a difference among its parts, from the figures of every subset of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import factorial

from planner.study.spans import Span

Subset = frozenset[int]
"""Parts by number; empty: the base."""

NOBODY: Subset = frozenset()


def subsets(parts: int) -> tuple[Subset, ...]:
    """All subsets of so many parts, the base first, the whole last."""
    return tuple(
        frozenset(chosen)
        for size in range(parts + 1)
        for chosen in combinations(range(parts), size)
    )


def alone(part: int) -> dict[Subset, float]:
    """Weights of the subsets in what a part brings to the base."""
    return {frozenset({part}): 1.0, NOBODY: -1.0}


def last(part: int, parts: int) -> dict[Subset, float]:
    """In what a part brings to all the others."""
    everybody = frozenset(range(parts))
    return {everybody: 1.0, everybody - {part}: -1.0}


def shapley(part: int, parts: int) -> dict[Subset, float]:
    """In what a part brings on average over all orders in which the parts may come."""
    weights: dict[Subset, float] = {}
    for before in subsets(parts):
        if part not in before:
            orders = factorial(len(before)) * factorial(parts - len(before) - 1)
            weights[before] = -orders / factorial(parts)
            weights[before | {part}] = orders / factorial(parts)
    return weights


def whole(parts: int) -> dict[Subset, float]:
    """In the difference to share out."""
    return {frozenset(range(parts)): 1.0, NOBODY: -1.0}


def interaction(parts: int) -> dict[Subset, float]:
    """In what the whole is more than the sum of the parts alone."""
    weights = whole(parts)
    for part in range(parts):
        for subset, weight in alone(part).items():
            weights[subset] = weights.get(subset, 0.0) - weight
    return weights


def weighed(figures: Mapping[Subset, Span], weights: Mapping[Subset, float]) -> Span | None:
    """A weighted sum with the range that the gaps of all its figures leave together.

    Each figure counts once, so that its gap does. None if a subset has no plan.
    """
    if any(weight and subset not in figures for subset, weight in weights.items()):
        return None
    return added(figures[subset].times(weight) for subset, weight in weights.items() if weight)


def added(spans: Iterable[Span]) -> Span:
    """Sum of figures; the ends of the range add up."""
    listed = list(spans)
    return Span(
        sum(span.low for span in listed),
        sum(span.found for span in listed),
        sum(span.high for span in listed),
    )
